# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking one answer, or one file, out of everything: the edit of the folder, and the whole command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disclosures.casework import withdrawing
from disclosures.casework.marked_yaml import load
from disclosures.problems import DocumentError
from tests.build import small_log

DAY, WHY = "2025-05-04", 'It showed a "name": #2.'
BLOCK = """\
# our note
reference: SC-24-001
title: Letters   # about letters
regime: uk-foia-2000
status: published   # since March
records:
  - number: "1"
    title: First
    outcome: redacted   # names
    file: records/1.pdf
    date: 2024-02-01
  # the second
  - number: "2"
    title: Second
    outcome: full
    files:
      - records/2a.pdf   # scan
      - path: records/2b.pdf
        title: Annex
history:
  - date: 2024-04-01
    what: A typing error.

# the end
"""
FLOW = '{reference: SC-24-001, title: L, regime: uk-foia-2000, records: [{number: "1", title: A, outcome: full, file: records/1.pdf}]}\n'


NOTICE = """
## Section 40(2): personal information

One note is withheld under section 40(2). It names a person who did not expect to be named, and to name them would be unfair.

## If you are unhappy with this answer

Ask us for an internal review. After that you can complain to the Information Commissioner under section 50.
"""


def lines_lost(before: str, after: str) -> list[str]:
    return [line for line in before.splitlines() if line not in after.splitlines()]


def test_a_request_that_is_withdrawn_already_is_refused():
    text = BLOCK.replace("status: published", "status: withdrawn") + "withdrawn: {date: 2024-05-01, reason: Before.}\n"
    with pytest.raises(DocumentError, match="is withdrawn already"):
        withdrawing.whole(Path("request.yaml"), text, DAY, WHY)


@pytest.mark.parametrize("text", ["a: [", "reference: x\n", "[]\n", "&a x: *a\n"])
def test_a_folder_that_cannot_be_read_is_refused(text: str):
    with pytest.raises(DocumentError):
        withdrawing.whole(Path("request.yaml"), text, DAY, WHY)


def test_a_file_that_is_not_named_is_refused_with_the_names_that_are():
    with pytest.raises(DocumentError, match=r"no released file is called “3\.pdf”.*records/2b\.pdf"):
        withdrawing.one_file(Path("request.yaml"), BLOCK, "3.pdf", DAY, WHY)


def test_a_file_on_the_first_line_of_its_record_is_left_to_a_person():
    text = BLOCK.replace('  - number: "1"\n', '  - file: records/1.pdf\n    number: "1"\n').replace("    file: records/1.pdf\n    date", "    date")
    with pytest.raises(DocumentError, match="first line of its record"):
        withdrawing.one_file(Path("request.yaml"), text, "1.pdf", DAY, WHY)


def test_only_the_status_changes_and_the_notice_comes():
    after = withdrawing.whole(Path("request.yaml"), BLOCK, DAY, WHY).text
    assert lines_lost(BLOCK, after) == ["status: published   # since March"]
    assert "status: withdrawn   # since March\nwithdrawn:\n  date: 2025-05-04\n  reason: \"It showed a \\\"name\\\": #2.\"\n" in after
    assert load(after).value["withdrawn"] == {"date": DAY, "reason": WHY}


def test_a_request_without_a_status_or_in_one_line_is_withdrawn_too():
    for text in (BLOCK.replace("status: published   # since March\n", ""), FLOW):
        value = load(withdrawing.whole(Path("request.yaml"), text, DAY, WHY).text).value
        assert (value["status"], value["withdrawn"]) == ("withdrawn", {"date": DAY, "reason": WHY})


@pytest.mark.parametrize("name", ["1.pdf", "records/1.pdf", "1"])
def test_a_record_that_loses_its_only_file_becomes_withheld_and_the_history_tells(name: str):
    edited = withdrawing.one_file(Path("request.yaml"), BLOCK, name, DAY, WHY)
    assert lines_lost(BLOCK, edited.text) == ["    outcome: redacted   # names", "    file: records/1.pdf"]
    assert "    outcome: withheld   # names\n    date: 2024-02-01\n  # the second\n" in edited.text
    value = load(edited.text).value
    assert value["history"][-1] == {"date": DAY, "what": "1.pdf, a file of record 1, was withdrawn.", "why": WHY}
    assert len(value["history"]) == 2
    assert edited.files == ("records/1.pdf",)


@pytest.mark.parametrize(("name", "left"), [("2a.pdf", [{"path": "records/2b.pdf", "title": "Annex"}]), ("2b.pdf", ["records/2a.pdf"])])
def test_a_record_keeps_its_other_files_and_its_outcome(name: str, left: list):
    value = load(withdrawing.one_file(Path("request.yaml"), BLOCK, name, DAY, WHY).text).value
    assert (value["records"][1]["files"], value["records"][1]["outcome"]) == (left, "full")


def test_a_history_is_begun_where_there_is_none():
    for text in (BLOCK.split("history:")[0], FLOW, BLOCK.split("history:")[0] + "history: []\n"):
        value = load(withdrawing.one_file(Path("request.yaml"), text, "1.pdf", DAY, WHY).text).value
        assert [one["date"] for one in value["history"]] == [DAY]
        assert "file" not in value["records"][0]


def test_a_request_is_found_by_its_reference_in_any_spelling_and_a_mention_is_not_enough(tmp_path: Path):
    for name, reference in (("one", "SC/24/001"), ("two", "SC-24-002")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "request.yaml").write_text(f"reference: {reference}\ntitle: See SC-24-003\n")
    assert list(withdrawing.folders(tmp_path, "SC/24/001")) == [tmp_path / "one"]
    assert list(withdrawing.folders(tmp_path, "sc-24-002")) == [tmp_path / "two"]
    assert list(withdrawing.folders(tmp_path, "SC-24-003")) == []


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log with a target, released once."""
    config = small_log.make(tmp_path_factory.mktemp("withdraw") / "log")
    config.write_text(config.read_text() + "      release: {targets: {live: {folder: ../web, keep: 3}, spare: {folder: ../spare}}}\n")
    home = config.parent / "requests/2024/SC-24-001"
    small_log.write_pdf(home / "records/2-note.pdf", "A note")
    more = '  - {number: "2", date: 2024-02-02, kind: note, title: A note, outcome: full, file: records/2-note.pdf}\n'
    (home / "request.yaml").write_text((home / "request.yaml").read_text() + more)
    for target in ("live", "spare"):
        done = small_log.run("release", "publish", target, "--config", config)
        assert done.returncode == 0, done.stdout + done.stderr
    return config


def everything(web: Path) -> bytes:
    return b"".join(path.read_bytes() for path in web.rglob("*") if path.is_file() and path.parent.name != "records")


@pytest.mark.xdist_group("release-withdraw")
def test_one_command_takes_an_answer_out_everywhere_and_leaves_the_notice(log: Path):
    web = log.parent.parent / "web"
    secret = (web / "current/requests/sc-24-002/files").glob("*.pdf").__next__().read_bytes()
    assert secret in everything(web)
    done = small_log.run("release", "withdraw", "SC-24-002", "--reason", "It showed a name in error.", "--config", log)
    assert done.returncode == 0, done.stdout + done.stderr
    for place in ("web", "spare"):
        current = log.parent.parent / place / "current"
        assert b"It showed a name in error." in (current / "requests/sc-24-002/index.html").read_bytes()
        assert sorted(p.name for p in (current / "requests/sc-24-002").rglob("*") if p.is_file()) == ["index.html", "request.json"]
        assert secret not in everything(log.parent.parent / place)
        feed = (current / "feed.xml").read_text()
        assert "sc-24-001" in feed and "sc-24-002/files" not in feed
        assert "requests/sc-24-002/files" not in (current / "release.json").read_text()
    assert "https://small.example/log/requests/sc-24-002/files/" in done.stdout
    assert "Caches have to forget" in done.stdout
    assert (log.parent / ".withdrawn/SC-24-002/records/1-letter.pdf").is_file()
    assert (log.parent / ".withdrawn/.gitignore").read_text() == "*\n"
    back = small_log.run("release", "rollback", "live", "--config", log)
    assert back.returncode == 5
    assert secret not in everything(web)


@pytest.mark.xdist_group("release-withdraw")
def test_one_file_of_an_answer_goes_and_the_rest_stays(log: Path):
    current = log.parent.parent / "web/current"
    before = {p.name for p in (current / "requests/sc-24-001/files").iterdir()}
    assert len(before) == 2
    file = log.parent / "requests/2024/SC-24-001/request.yaml"
    written = file.read_bytes()
    assert small_log.run("addresses", "update", "--config", log).returncode == 0
    asked = ("release", "withdraw", "SC-24-001", "--file", "2-note.pdf", "--reason", "The wrong note.", "--to", "live", "--config", log)
    refused = small_log.run(*asked)
    assert refused.returncode == 5 and "[exemption-needed]" in refused.stdout
    assert file.read_bytes() == written and (file.parent / "records/2-note.pdf").is_file()
    (file.parent / "response.md").write_text(small_log.RESPONSE + NOTICE)
    done = small_log.run(*asked, "--exemption", "s40(2)")
    assert done.returncode == 0, done.stdout + done.stderr
    left = current / "requests/sc-24-001/files"
    assert [path.name for path in left.iterdir() if path.is_file()] == ["1-letter.pdf"]
    assert "The answer says when and why" in (left / "2-note.pdf" / "index.html").read_text(), "its old address leads to the answer"
    for verb in (("addresses", "update"), ("build", "--fresh")):
        settled = small_log.run(*verb, "--config", log)
        assert settled.returncode == 0, settled.stdout
    assert "The answer says when and why" in (log.parent / "site/requests/sc-24-001/files/2-note.pdf/index.html").read_text()
    data = json.loads((current / "requests/sc-24-001/request.json").read_text())
    assert [(one["outcome"], len(one["files"])) for one in data["records"]] == [("Released in full", 1), ("Withheld", 0)]
    assert data["history"][-1]["why"] == "The wrong note."


@pytest.mark.xdist_group("release-withdraw")
def test_an_unknown_reference_changes_nothing(log: Path):
    before = (log.parent.parent / "web/history.json").read_bytes()
    done = small_log.run("release", "withdraw", "SC-99-999", "--reason", "None", "--config", log)
    assert done.returncode == 5 and "no request has the reference SC-99-999" in done.stderr
    assert (log.parent.parent / "web/history.json").read_bytes() == before


@pytest.mark.xdist_group("release-withdraw")
def test_an_error_in_another_request_is_told_with_what_is_still_live(log: Path):
    other = small_log.add(log.parent, "004", "Letters of the fourth kind") / "request.yaml"
    small_log.add(log.parent, "005", "Letters of the fifth kind")
    other.write_text(other.read_text().replace("outcome: full", "outcome: nonsense"))
    done = small_log.run("release", "withdraw", "SC-24-005", "--reason", "It showed a name.", "--config", log)
    assert done.returncode == 1
    assert "SC-24-004/request.yaml:" in done.stdout and "STILL LIVE: SC-24-005" in done.stderr
