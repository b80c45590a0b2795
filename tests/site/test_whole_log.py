# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole log in one piece: nothing in it that is not published, the same bytes for the same log, and full-text search."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from disclosures.site import database
from tests.build import small_log


@pytest.fixture(scope="module")
def db(site: Path) -> Iterator[sqlite3.Connection]:
    """As Datasette opens it: for reading only, and sure not to change."""
    with closing(sqlite3.connect(f"file:{site / 'data' / 'log.sqlite'}?mode=ro&immutable=1", uri=True)) as opened:
        opened.row_factory = sqlite3.Row
        yield opened


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True))


def test_nothing_of_a_withdrawn_answer_is_in_it_but_its_notice(site: Path, db: sqlite3.Connection) -> None:
    gone = [row["reference"] for row in db.execute("SELECT reference FROM requests WHERE withdrawn IS NOT NULL")]
    assert gone
    for reference in gone:
        assert not list(db.execute("SELECT 1 FROM records WHERE reference = ?", (reference,)))
        assert not list(db.execute("SELECT 1 FROM exemptions WHERE reference = ?", (reference,)))
        assert len(list(db.execute("SELECT 1 FROM texts WHERE reference = ?", (reference,)))) == 1


def test_a_silent_answer_has_no_count(db: sqlite3.Connection) -> None:
    rows = list(db.execute("SELECT records, redacted, withheld, released_in_full FROM requests WHERE outcome LIKE 'Neither%'"))
    assert rows and all(set(row) == {None} for row in rows)


def test_scripts_menus_and_what_stands_outside_the_main_part_are_not_words_of_a_page() -> None:
    page = "<header>Menu</header><main><h1>A <b>title</b></h1><nav>Pages</nav><p>One</p><script>x()</script><svg><title>t</title></svg><p>Two</p></main>foot"
    assert database.words(page) == "A title\nOne\nTwo"


def test_the_joined_tables_are_those_of_the_years(site: Path) -> None:
    for name in ("requests", "records", "exemptions"):
        joined = table(site / "data" / f"{name}.csv")
        assert joined and joined == [row for path in sorted(site.glob(f"data/*/{name}.csv")) for row in table(path)]


def test_the_database_says_what_the_tables_say(site: Path, db: sqlite3.Connection) -> None:
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok" and not list(db.execute("PRAGMA foreign_key_check"))
    for name in ("requests", "records", "exemptions"):
        rows = [{key: "" if row[key] is None else str(row[key]) for key in row.keys()[1:]} for row in db.execute(f"SELECT * FROM {name} ORDER BY id")]
        assert rows == table(site / "data" / f"{name}.csv")


@pytest.mark.parametrize(("name", "query"), [("requests", "mayor"), ("records", "spreadsheet"), ("texts", "trees")])
def test_full_text_search_finds_the_right_rows(db: sqlite3.Connection, name: str, query: str) -> None:
    columns = database.SEARCHED[name]
    found = list(db.execute(f"SELECT * FROM {name} WHERE id IN (SELECT rowid FROM {name}_fts WHERE {name}_fts MATCH ?)", (f'"{query}"',)))
    assert found and all(re.search(query, " ".join(str(row[one]) for one in columns), re.I) for row in found)
    every = [row for row in db.execute(f"SELECT * FROM {name}") if re.search(rf"\b{query}\b", " ".join(str(row[one]) for one in columns), re.I)]
    assert len(every) == len(found)


def test_the_words_of_a_record_are_found_with_the_address_of_their_page(site: Path, db: sqlite3.Connection) -> None:
    pages = [row["page"] for row in db.execute("SELECT page FROM texts WHERE reference = '01.FOI.22.023334'")]
    assert "https://disclosures.example/requests/01-foi-22-023334/records/8.1/" in pages and len(pages) == len(set(pages)) >= 19
    assert all((site / page.removeprefix("https://disclosures.example/") / "index.html").is_file() for page in pages)


def test_an_export_stays_through_builds_and_follows_the_log_when_made_again(tmp_path: Path) -> None:
    small_log.make(tmp_path)
    config, target = tmp_path / "mkdocs.yml", tmp_path / "site" / "data" / "log.sqlite"
    assert small_log.run("export", "--config", config).returncode == 2, "there is no site yet"
    assert small_log.run("build", "--config", config).returncode == 0
    assert small_log.run("export", "--config", config).returncode == 0
    first = target.read_bytes()
    assert "has not changed" in small_log.run("export", "--config", config).stderr
    small_log.add(tmp_path, "003", "Letters of the third kind")
    assert small_log.run("build", "--config", config).returncode == 0
    assert target.read_bytes() == first
    assert small_log.run("export", "--config", config).returncode == 0
    with closing(sqlite3.connect(target)) as opened:
        assert opened.execute("SELECT count(*) FROM requests").fetchone() == (3,)
    assert small_log.run("build", "--config", config, "--fresh").returncode == 0 and not target.exists()
    third = json.loads((tmp_path / "site" / "data" / "log.json").read_text(encoding="utf-8"))["count"]
    assert small_log.run("export", "--config", config).returncode == 0 and third == 3
    again = target.read_bytes()
    target.unlink()
    assert small_log.run("export", "--config", config).returncode == 0 and target.read_bytes() == again != first
