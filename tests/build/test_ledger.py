# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is kept between builds can be lost, damaged, or that of another site, and the build is right all the same."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from disclosures.build import ledger, placing
from disclosures.site import tree

from . import small_log
from .edited_log import Edited, settled


@pytest.fixture
def log(tmp_path: Path) -> Edited:
    made = Edited(tmp_path, seed=8, count=10)
    made.build()
    settled()
    return made


def kept(log: Edited) -> Path:
    return ledger.path_for(log.folder / ".cache" / "disclosures", log.folder / "site")


def is_right(log: Edited) -> bool:
    """Whether one more build leaves the site that is made anew."""
    assert log.build()
    assert log.build("anew", fresh=True)
    return log.tree() == log.tree("anew")


def test_an_untouched_ledger_makes_nothing_anew(log: Edited) -> None:
    assert log.build().written == 0


def _cut(share: float) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def _noise(start: float, length: float) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.seek(int(size * start))
            file.write(random.Random(start).randbytes(int(size * length)))

    return write


@pytest.mark.parametrize(
    "damage",
    [_cut(0), _cut(0.01), _cut(0.5), _cut(0.97), _noise(0, 1), _noise(0, 0.01), _noise(0.1, 0.2), _noise(0.5, 0.3), _noise(0.8, 0.2)],
    ids=["empty", "its first bytes", "half", "nearly whole", "noise", "noise first", "noise early", "noise in the middle", "noise last"],
)
def test_a_damaged_ledger_is_thrown_away(log: Edited, damage: Callable[[Path], None]) -> None:
    damage(kept(log))
    for name in ("title", "add", "reference", "delete"):
        getattr(log, f"edit_{name}")()
    assert is_right(log)


def test_a_ledger_of_another_form_is_not_read(log: Edited) -> None:
    database = sqlite3.connect(kept(log))
    with database:
        database.execute("UPDATE told SET value = '\"0\"' WHERE name = 'form'")
        database.execute("DROP TABLE page")
    database.close()
    log.edit_title()
    assert is_right(log)


def test_a_journal_that_a_killed_build_left_never_meets_another_ledger(log: Edited) -> None:
    """A hot journal of the old ledger (SQLite, file format, 3) would be rolled back into the new one."""
    path = kept(log)
    old = path.read_bytes()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA cache_size=1")
    database.execute("BEGIN")
    database.execute("UPDATE request SET card = card || ' '")
    database.execute("UPDATE page SET sha256 = 'none'")
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size
    shutil.copy(journal, log.folder / "journal")
    database.execute("ROLLBACK")
    database.close()
    path.write_bytes(old)
    shutil.copy(log.folder / "journal", journal)
    log.edit_title()
    assert log.build(fresh=True)
    log.edit_add()
    assert is_right(log)


def test_a_deleted_cache_is_made_again(log: Edited) -> None:
    shutil.rmtree(log.folder / ".cache")
    log.edit_title()
    assert is_right(log)


@pytest.mark.parametrize("edit", [False, True])
def test_a_deleted_site_is_made_again(log: Edited, edit: bool) -> None:
    shutil.rmtree(log.folder / "site")
    if edit:
        log.edit_title()
    assert is_right(log)


def test_a_site_that_somebody_put_in_its_place_is_made_anew(log: Edited) -> None:
    os.rename(log.folder / "site", log.folder / "kept")
    shutil.copytree(log.folder / "kept", log.folder / "site")
    (log.folder / "site" / "answers" / "index.html").write_text("Not ours", encoding="utf-8")
    log.edit_title()
    assert is_right(log)


def test_the_site_of_another_log_in_the_same_folder_is_replaced_whole(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first, second = Edited(one, seed=1, count=6), Edited(other, seed=2, count=9)
    shared = tmp_path / "site"
    for log in (first, second, first):
        log.build(str(shared))
        log.build("anew", fresh=True)
        assert small_log.tree(shared) == log.tree("anew")


def test_files_that_somebody_took_out_of_the_site_are_no_reason_to_fail(log: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "MANY", 1)
    shutil.rmtree(log.folder / "site" / "answers" / "page-1")
    log.edit_add()
    assert is_right(log)


def test_what_was_to_be_put_in_place_and_is_lost_is_made_again(log: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Exception):
        pass

    def stop(*_: object) -> None:
        raise Stopped

    log.edit_title()
    with monkeypatch.context() as sudden:
        sudden.setattr(tree, "move", stop)
        with pytest.raises(Stopped):
            log.build()
    shutil.rmtree(tree.staging_for(log.folder / "site"))
    assert is_right(log)


def test_a_second_build_of_the_same_site_is_refused_with_words(log: Edited) -> None:
    with ledger.locked(kept(log)):
        before = log.tree()
        log.edit_title()
        done = small_log.run("build", "--config", log.folder / "mkdocs.yml")
        assert done.returncode != 0 and "another build of this site is running" in done.stderr
        assert "Traceback" not in done.stderr and log.tree() == before
        assert log.build("elsewhere"), "another site of the same log can be built meanwhile"
    assert is_right(log)
