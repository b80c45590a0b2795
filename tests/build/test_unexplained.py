# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was published does not change in silence: a build is refused until the history says why, and then readers are told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from disclosures.build import journey
from disclosures.build.ledger import path_for
from disclosures.build.unexplained import Unexplained, every
from disclosures.configuration import load
from disclosures.problems import LogRefused, Problem, Severity
from disclosures.site import registered
from disclosures.site.published import Home

from . import small_log

HOME = "requests/sc-24-001/"
FILE = f"{HOME}files/1-letter.pdf"
TODAY = date.today().isoformat()
WHY = f"history:\n  - {{date: {TODAY}, what: Record 1 was replaced, why: A page was missing}}\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A small log whose site is published: it stands in the register."""
    small_log.make(tmp_path)
    assert build(tmp_path) == []
    update(tmp_path)
    return tmp_path


def build(log: Path, **more: object) -> list[Problem]:
    """The errors of a build."""
    try:
        journey.build(load(log / "mkdocs.yml"), log / "site", **more)
    except LogRefused as refused:
        return [one for one in refused.problems if one.severity is Severity.ERROR]
    return []


def update(log: Path) -> str:
    done = small_log.run("addresses", "update", "--config", log / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    return done.stdout


def folder(log: Path, number: str = "001") -> Path:
    return log / "requests" / "2024" / f"SC-24-{number}"


def replace(log: Path, words: str, number: str = "001") -> None:
    """Another file under the same name."""
    small_log.write_pdf(folder(log, number) / "records" / "1-letter.pdf", words)


def write(log: Path, old: str, new: str, number: str = "001") -> None:
    path = folder(log, number) / "request.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def explain(log: Path, why: str = WHY, number: str = "001") -> None:
    write(log, "records:\n", f"{why}records:\n", number)


def told(log: Path) -> list[str]:
    """What the feed of corrections tells."""
    return [item["content_text"] for item in json.loads((log / "site" / "corrections" / "feed.json").read_bytes())["items"]]


def unpublish_days(log: Path) -> None:
    """The register as it was written before it kept what was published: addresses alone."""
    for file in (log / "published").glob("2*.txt"):
        lines = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(line if line[:1] != "/" else line.split(" ")[0] for line in lines) + "\n", encoding="utf-8")


def test_what_takes_nothing_from_a_reader_needs_no_explanation(log: Path) -> None:
    letter = folder(log) / "records" / "1-letter.pdf"
    letter.write_bytes(letter.read_bytes())
    write(log, "Letters of the first kind", "Letters of another title")
    small_log.write_pdf(folder(log) / "records" / "2-letter.pdf", "One more letter")
    with (folder(log) / "request.yaml").open("a", encoding="utf-8") as file:
        file.write('  - {number: "2", date: 2024-02-02, kind: letter, title: Another, outcome: full, file: records/2-letter.pdf}\n')
    assert build(log) == [] and build(log, fresh=True) == []
    assert (log / "site" / HOME / "files" / "2-letter.pdf").exists() and told(log) == []


def test_what_was_never_published_may_change(log: Path) -> None:
    small_log.add(log, "003", "Letters that are only built")
    small_log.add(log, "004", "Letters of a draft")
    write(log, "regime:", "status: draft\nregime:", "004")
    assert build(log) == []
    for number in ("003", "004"):
        replace(log, "Another letter", number)
    assert build(log) == []
    write(log, "status: draft\n", "", "004")
    assert build(log) == [] and build(log, fresh=True) == []


def test_a_withdrawn_file_is_withdrawn_and_not_changed(log: Path) -> None:
    taken_down = f"status: withdrawn\nwithdrawn: {{date: {TODAY}, reason: It named someone.}}\n"
    write(log, "regime:", f"{taken_down}regime:")
    assert build(log) == []
    assert [one.count("It named someone") for one in told(log)] == [1]
    update(log)
    write(log, taken_down, "")
    assert build(log) == [], "what comes back as it was needs no explanation"
    replace(log, "A letter without a name")
    (found,) = build(log)
    assert found.id == "file-change-unexplained"


def test_a_register_of_addresses_alone_is_read_and_hashes_are_filled_in(log: Path) -> None:
    unpublish_days(log)
    replace(log, "A letter that was changed before hashes were kept")
    assert build(log) == []
    assert "new lines" in update(log)
    assert "already" in update(log)
    replace(log, "A letter that was changed after that")
    assert [one.id for one in build(log)] == ["file-change-unexplained"]


def test_a_change_is_refused_at_the_records_line_until_the_history_says_why_and_then_told_once(log: Path) -> None:
    before = small_log.tree(log / "site")
    replace(log, "A letter with another page")
    (found,) = build(log)
    lines = (folder(log) / "request.yaml").read_text(encoding="utf-8").splitlines()
    assert found.place.file == folder(log) / "request.yaml" and 'number: "1"' in lines[found.place.line - 1]
    assert f"/{FILE} was published, and holds something else now" in found.message and "Add an entry to `history`" in found.cure
    assert small_log.tree(log / "site") == before
    path_for(log / "../shared-cache", log / "site").unlink(missing_ok=True)
    assert [one.id for one in build(log, fresh=True)] == [found.id], "the register knows it, not what was built before"
    explain(log)
    assert build(log) == []
    assert told(log) == ["Record 1 was replaced. A page was missing."]
    page = (log / "site" / "corrections" / "index.html").read_text(encoding="utf-8")
    assert page.count("Record 1 was replaced. A page was missing.") == 1 and f'datetime="{TODAY}"' in page
    ours = small_log.tree(log / "site")
    assert build(log, fresh=True) == [] and small_log.tree(log / "site") == ours
    update(log)
    replace(log, "A letter that was changed again")
    assert [one.id for one in build(log)] == [found.id], "an entry explains what came with it, and nothing after"


@pytest.mark.parametrize(("entries", "newest", "enough"), [
    (1, "2024-05-01", True), (1, "2024-05-02", True), (2, "2025-01-01", True),
    (1, "2024-04-30", False), (0, "", False), (0, "2024-05-02", False),
])  # fmt: skip
def test_an_entry_explains_what_came_with_it_and_nothing_before(entries: int, newest: str, enough: bool) -> None:
    one = Unexplained(FILE, HOME, "2024-05-01", 0)
    assert one.explained(Home(False, False, 0, entries, newest)) is enough
    assert one.explained(Home(True, False, 0, entries, newest)), "a withdrawal says it itself"


def test_a_file_that_is_held_back_is_compared_again_when_it_comes_back(log: Path) -> None:
    letter = folder(log) / "records" / "1-letter.pdf"
    kept = letter.read_bytes()
    letter.write_bytes(b"%PDF-1.7 which no program can open")
    assert build(log) == [] and not (log / "site" / FILE).is_file()
    update(log)
    letter.write_bytes(kept)
    assert build(log) == []
    letter.write_bytes(b"%PDF-1.7 which no program can open")
    assert build(log) == []
    replace(log, "A letter that is not the one that was held back")
    assert [one.id for one in build(log)] == ["file-change-unexplained"]


@pytest.mark.parametrize(("old", "new", "address"), [
    ("reference: SC-24-001", "reference: SC-24-011\nmoved_from: SC-24-001", HOME),
    ('number: "1"', 'number: "1.1"\n    moved_from: "1"', f"{HOME}records/1/"),
])  # fmt: skip
def test_an_address_that_moves_is_told_to_readers(log: Path, old: str, new: str, address: str) -> None:
    write(log, old, new)
    (found,) = build(log)
    assert found.id == "file-change-unexplained" and f"/{address} was published, and leads to /requests/sc-24-0" in found.message
    explain(log, WHY.replace("Record 1 was replaced", "A number was corrected"))
    assert build(log) == [] and build(log, fresh=True) == []
    assert told(log) == ["A number was corrected. A page was missing."]
    update(log)
    assert build(log, fresh=True) == [], "what was told once is settled"


def test_one_line_explains_what_changed_in_many_answers_and_is_told_once(log: Path) -> None:
    for number in ("001", "002"):
        replace(log, "A letter that was made again", number)
    notices = log / "published" / "changed.txt"
    notices.write_text("2020-01-01 Every file was made again long before.\n", encoding="utf-8")
    assert len(build(log)) == 2, "an old line explains nothing new"
    notices.write_text(f"{TODAY} Every file was made again, because the software changed.\n", encoding="utf-8")
    assert build(log) == []
    assert told(log) == ["Every file was made again, because the software changed."]
    assert "Every file was made again" in (log / "site" / "corrections" / "index.html").read_text(encoding="utf-8")
    ours = small_log.tree(log / "site")
    assert build(log, fresh=True) == [] and small_log.tree(log / "site") == ours


@pytest.mark.parametrize("line", ["Every file was made again.", "2024-13-01 Every file was made again.", "2999-01-01 All.", "2024-01-01"])
def test_a_line_that_tells_of_no_change_is_told_with_its_place(tmp_path: Path, line: str) -> None:
    (tmp_path / "changed.txt").write_text(f"# Changes in many answers\n{line}\n", encoding="utf-8")
    (found,) = registered.read(tmp_path).problems
    assert found.id == "address-register" and found.place.line == 2 and registered.notices(tmp_path) == ()


def test_lines_of_two_branches_that_both_entered_a_file_are_both_good(tmp_path: Path) -> None:
    lines = [f"/{FILE} 2024-05-01 {'a' * 64}", f"/{FILE} 2024-05-02 {'b' * 64}", f"/{FILE} 2024-05-02 {'c' * 64}"]
    (tmp_path / "2024.txt").write_text("\n".join(lines), encoding="utf-8")
    register = registered.read(tmp_path)
    told = {digest: [one.since for one in every(register, {FILE: digest * 64}, {})] for digest in "abc"}
    assert register.problems == [] and told == {"a": ["2024-05-02"], "b": [], "c": []}
