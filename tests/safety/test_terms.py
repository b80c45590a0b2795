# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of withheld terms: what it meets, what it does not, and that it never gives a term away."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclosures.commands.terms import command
from disclosures.problems import DocumentError, SettingsError
from disclosures.safety import terms_file
from disclosures.safety.terms import Terms, TooShort

NAME = "Quentin Harbottle"


@pytest.fixture(scope="module")
def terms() -> Terms:
    made = Terms.new()
    for term in (NAME, "Łódź Straße 9", "07700 900123", "ffoulkes", "東京 太郎次"):
        made.add(term)
    return made


@pytest.mark.parametrize(
    "text",
    ["", "Quentin Smith met John Harbottle.", "Quentin. A harbour bottle.", "Harbottles", "07700 900124", "a b c d e f g", "x" * 10_000],
)
def test_other_words_are_left_alone(terms, text):
    assert terms.find(text) == []


def test_a_list_without_terms_finds_nothing():
    assert Terms.new().find(NAME) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr Quentin Harbottle wrote",
        "QUENTIN HARBOTTLE",
        "Harbottle, Quentin",
        "quentin.harbottle@example.org",
        "QuentinHarbottle1984.pdf",
        "quentin_harbottle",
        "Quentin Har-\nbottle",
        "Quen\u00adtin Har\u200bbottle",
        "Q u e n t i n  H a r b o t t l e",
        "Ｑｕｅｎｔｉｎ Harbottle",
        "Quéntin Hârbottle",
        "Que\u0301ntin\nHarbottle",
        "lodz strasse 9",
        "tel. 07700900123",
        "tel. 0770 090 0123",
        "Mr ﬀoulkes",
        "あの東京太郎次さん",
    ],
)
def test_a_term_is_met_however_it_is_written(terms, text):
    assert len(terms.find(text)) == 1


def test_the_place_of_a_term_is_told(terms):
    assert terms.find(f"one two {NAME} three {NAME}") == [8, 32]


def test_the_file_does_not_hold_the_term_and_only_its_owner_may_read_it(tmp_path, terms):
    path = tmp_path / "deep" / "list"
    terms.save(path)
    kept = path.read_text(encoding="utf-8").casefold()
    assert not [word for word in ("quentin", "harbottle", "strasse", "900123") if word in kept]
    assert path.stat().st_mode & 0o077 == 0
    again = Terms.load(path)
    assert (again.count, again.id) == (terms.count, terms.id)
    assert again.find(NAME) == [0]


def test_two_lists_of_the_same_term_have_nothing_in_common():
    lists = [Terms.new(), Terms.new()]
    for one in lists:
        one.add(NAME)
    marks = [{mark for pair in json.loads(one._dump())["marks"] for mark in pair} for one in lists]
    assert not marks[0] & marks[1]


def test_the_same_term_counts_once():
    made = Terms.new()
    assert [made.add(NAME), made.add("harbottle QUENTIN"), made.count] == [True, False, 1]


@pytest.mark.parametrize("term", ["", "Lee", "!!!!!!", "x" * 200])
def test_a_term_that_would_be_met_everywhere_is_refused(term):
    with pytest.raises(TooShort):
        Terms.new().add(term)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 2}', "\0\0", '{"format": 1, "salt": "x"}'])
def test_a_damaged_list_stops_everything(tmp_path, text):
    path = tmp_path / "list"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match="no list of withheld terms"):
        Terms.load(path)


def test_a_list_may_lie_beside_the_log_or_in_the_users_settings(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert terms_file.where("../terms", tmp_path / "log", ()) == tmp_path / "terms"
    assert terms_file.where("", tmp_path / "log", ()).is_relative_to(tmp_path / "config" / "disclosures")
    assert terms_file.load("", tmp_path / "log", ()) is None


def test_a_list_that_would_be_published_is_refused_with_a_cure(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "requests")
    for setting in ("requests/.withheld-terms", "link/terms"):
        with pytest.raises(SettingsError, match="must not lie in requests/") as refused:
            terms_file.where(setting, tmp_path, (tmp_path / "requests",))
        assert "outside the repository" in refused.value.problems[0].cure


def test_a_list_in_the_history_of_a_repository_is_refused(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    Terms.new().save(tmp_path / "terms")
    assert terms_file.where("terms", tmp_path, ()) == tmp_path / "terms"
    subprocess.run(["git", "-C", str(tmp_path), "add", "terms"], check=True)
    with pytest.raises(SettingsError, match="history"):
        terms_file.where("terms", tmp_path, ())


def test_a_list_that_the_settings_name_must_be_there(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        terms_file.load("../gone", tmp_path, ())


@pytest.fixture
def log(tmp_path: Path) -> Path:
    root = tmp_path / "log"
    (root / "requests").mkdir(parents=True)
    (root / "mkdocs.yml").write_text("site_name: A\nplugins:\n  - disclosures: {withheld_terms: ../terms}\n", encoding="utf-8")
    return root


def run(log: Path, *arguments: str, typed: str = ""):
    verb, *rest = arguments
    return CliRunner().invoke(command, [verb, "--config", str(log / "mkdocs.yml"), *rest], input=typed)


def test_adding_never_shows_a_term(log):
    result = run(log, "add", typed=f"{NAME}\n\nAnn Example\n{NAME}\n")
    assert result.exit_code == 0
    assert "Added 2 terms; 1 already" in result.output
    assert "Quentin" not in result.output and "Ann" not in result.output
    assert run(log, "count").output == "2\n"


def test_a_term_that_is_too_short_is_told_without_showing_it(log):
    result = run(log, "add", typed="Lee\n")
    assert result.exit_code == 2
    assert "1 term left out" in result.output and "Lee" not in result.output


def test_checking_says_where_a_term_stands_but_not_which(log):
    run(log, "add", typed=NAME)
    (log / "requests" / "a.md").write_text("One.\n", encoding="utf-8")
    result = run(log, "check", str(log / "requests"))
    assert (result.exit_code, "1 files searched, no places found" in result.output) == (0, True)
    (log / "requests" / "b.md").write_text(f"One.\nBy {NAME}.\n", encoding="utf-8")
    (log / "requests" / f"{NAME}.txt").write_text("Two.\n", encoding="utf-8")
    result = run(log, "check", str(log / "requests"))
    assert result.exit_code == 1
    assert "requests/b.md: a withheld term stands here (line 2)." in result.output
    assert "requests/…: a withheld term stands here (the file's name)." in result.output
    assert "Quentin" not in result.output and "Harbottle" not in result.output


def test_a_terminal_does_not_echo_what_is_typed(log):
    pty = pytest.importorskip("pty")
    code = "from disclosures.cli import main; main()"
    shown = bytearray()
    import os

    process, terminal = pty.fork()
    if process == 0:
        os.execv(sys.executable, [sys.executable, "-c", code, "terms", "add", "--config", str(log / "mkdocs.yml")])
    for line in (NAME.encode(), b""):
        while b"Term (unseen" not in shown[-40:]:
            shown += os.read(terminal, 1000)
        shown += b"\n" * 50
        os.write(terminal, line + b"\n")
    while True:
        try:
            shown += os.read(terminal, 1000)
        except OSError:
            break
    os.waitpid(process, 0)
    os.close(terminal)
    assert b"Added 1 term" in shown
    assert b"Quentin" not in shown
