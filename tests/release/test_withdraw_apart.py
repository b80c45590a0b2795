# SPDX-License-Identifier: AGPL-3.0-or-later
"""A withdrawal while the rest of the log is in no state to be published: it goes out, and nothing else does."""

from __future__ import annotations

import errno
import re
import shutil
from pathlib import Path

import pytest

from disclosures.commands.release import withdraw
from tests.build import small_log

from .test_commands import run

pytestmark = pytest.mark.xdist_group("release-withdraw-apart")
WHY = ("--reason", "It showed a name in error.")
HALF = "\n\nHalf a sentence that nobody has"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a log of four requests and the site that it was released to."""
    folder = tmp_path_factory.mktemp("apart")
    config = small_log.make(folder / "log")
    config.write_text(config.read_text() + "      release: {targets: {live: {folder: ../web}}}\n")
    for number, title in (("011", "Letters on lamps"), ("012", "Letters on trees")):
        small_log.add(config.parent, number, title)
    run("release", "publish", config=config)
    return folder


@pytest.fixture
def log(released: Path, tmp_path: Path) -> Path:
    """mkdocs.yml of a copy of it. The ledger belongs to a place, so the copy is built once where it lies."""
    shutil.copytree(released, tmp_path / "all", symlinks=True, dirs_exist_ok=True)
    config = tmp_path / "all/log/mkdocs.yml"
    run("build", config=config)
    return config


def folder(log: Path, number: str) -> Path:
    return log.parent / f"requests/2024/SC-24-{number}"


def live(log: Path) -> dict[str, bytes]:
    return small_log.tree((log.parent.parent / "web/current").resolve())


def own(page: bytes) -> bytes:
    """A page without the list of similar answers, in which a withdrawn one may no longer be named."""
    return re.sub(rb'<div class="related">.*?</div>', b"", page, flags=re.S)


def break_others(log: Path) -> None:
    """An officer is half-way through a request, a new folder and an editorial page."""
    for name in ("request.yaml", "response.md"):
        path = folder(log, "012") / name
        path.write_text(path.read_text().replace("outcome: full", "outcome: nonsense") + ("" if name == "request.yaml" else HALF))
    small_log.add(log.parent, "013", "Letters on wells")
    page = next((log.parent / "content").glob("*.md"))
    page.write_text(page.read_text() + HALF)


def test_what_was_built_and_not_released_does_not_go_out_with_a_withdrawal(log: Path):
    before = live(log)
    small_log.add(log.parent, "014", "Letters on ponds")
    run("build", config=log)
    told = run("release", "withdraw", "SC-24-011", *WHY, config=log, code=5)
    assert "would publish more than itself" in told and "--with-the-rest" in told and "STILL LIVE at live" in told
    assert live(log) == before
    run("release", "withdraw", "SC-24-011", *WHY, "--with-the-rest", config=log)
    assert b"It showed a name in error." in live(log)["requests/sc-24-011/index.html"]
    assert "requests/sc-24-014/index.html" in live(log)


def test_an_answer_goes_out_while_others_have_errors_and_they_stay_as_they_were(log: Path):
    before = live(log)
    break_others(log)
    assert "What is live was left as it is" in run("release", "publish", config=log, code=1)
    told = run("release", "withdraw", "SC-24-011", *WHY, config=log)
    after = live(log)
    assert b"It showed a name in error." in after["requests/sc-24-011/index.html"]
    assert sorted(path for path in after if path.startswith("requests/sc-24-011/")) == [
        "requests/sc-24-011/index.html", "requests/sc-24-011/request.json"
    ]  # fmt: skip
    assert not any(HALF.strip().encode() in data or b"wells" in data for data in after.values())
    others = {path for path in before if path.startswith("requests/") and "sc-24-011" not in path.lower()}
    assert {path: own(after.get(path, b"")) for path in others} == {path: own(before[path]) for path in others}
    assert "answers/" in told and "requests/sc-24-011/files/" in told
    assert "are as released" in run("release", "verify", config=log)


def test_after_it_a_build_takes_in_everything_again(log: Path):
    break_others(log)
    run("release", "withdraw", "SC-24-011", *WHY, config=log)
    shutil.rmtree(folder(log, "012"))
    small_log.add(log.parent, "012", "Letters on trees")
    run("build", config=log)
    site = small_log.tree(log.parent / "site")
    assert any(HALF.strip().encode() in data for data in site.values()) and "requests/sc-24-013/index.html" in site
    run("build", "--fresh", config=log)
    assert small_log.tree(log.parent / "site") == site


def test_a_withdrawal_that_could_not_be_sent_is_sent_by_the_same_command(log: Path):
    break_others(log)
    lock = log.parent.parent / "web/lock"
    lock.write_text('{"owner": "ben@elsewhere", "machine": "elsewhere"}')
    assert "another publication" in run("release", "withdraw", "SC-24-011", *WHY, config=log, code=5)
    assert "requests/sc-24-011/cite.bib" in live(log)
    lock.unlink()
    assert "Nothing is left to edit" in run("release", "withdraw", "SC-24-011", *WHY, config=log)
    assert "requests/sc-24-011/cite.bib" not in live(log)
    assert not any(HALF.strip().encode() in data for data in live(log).values())


def test_when_the_settings_have_changed_the_reason_is_told_and_what_is_live_stays(log: Path):
    before = live(log)
    break_others(log)
    log.write_text(log.read_text().replace("site_name: ", "site_name: New "))
    told = run("release", "withdraw", "SC-24-011", *WHY, config=log, code=1)
    assert "because the settings, the theme, a statute or this program has changed" in told and "STILL LIVE: SC-24-011" in told
    assert live(log) == before


def test_a_plan_shows_what_would_change_and_leaves_the_site_as_it_is(log: Path):
    site = log.parent / "site"
    before, stamps = small_log.tree(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    small_log.add(log.parent, "014", "Letters on ponds")
    first, again = (run("release", "plan", "--format", "json", config=log) for _ in range(2))
    assert '"reference": "SC-24-014"' in first and first == again
    assert small_log.tree(site) == before and {path: path.stat().st_mtime_ns for path in site.rglob("*")} == stamps
    run("build", config=log)
    assert run("release", "plan", "--format", "json", config=log) == first
    assert "requests/sc-24-014/index.html" in small_log.tree(site)


def test_a_plan_without_a_site_makes_none(log: Path):
    shutil.rmtree(log.parent / "site")
    assert "Nothing would change" in run("release", "plan", config=log)
    assert not (log.parent / "site").exists()
    assert list((log.parent.parent / "shared-cache").glob("plan-*")) == []


def test_one_withdrawal_after_another_needs_no_build_between_them(log: Path):
    break_others(log)
    for number in ("011", "002"):
        run("release", "withdraw", f"SC-24-{number}", *WHY, config=log)
        assert f"requests/sc-24-{number}/cite.bib" not in live(log)
    assert "are as released" in run("release", "verify", config=log)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_published(log: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "request.yaml")

    before, written = live(log), (folder(log, "011") / "request.yaml").read_bytes()
    monkeypatch.setattr(withdraw, "write_whole", full)
    told = run("release", "withdraw", "SC-24-011", *WHY, config=log, code=5)
    assert "could not be written down: request.yaml: No space left on device" in told and "type the same command again" in told
    assert live(log) == before and (folder(log, "011") / "request.yaml").read_bytes() == written
