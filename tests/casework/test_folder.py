# SPDX-License-Identifier: AGPL-3.0-or-later
"""A request's folder as it may arrive from an officer's computer."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosures.casework import folder

from .sample import MINIMAL


def test_the_minimal_folder_is_read_whole(request_folder):
    loaded = request_folder.load()
    assert loaded.problems == ()
    assert loaded.request.reference == "FOI-2024-017"
    assert loaded.files == ("records/1-letter.pdf", "records/2-emails.pdf")
    assert set(loaded.texts) == {"request.md", "response.md"}
    assert loaded.place("records", 1, "title").line == request_folder.line_of("E-mails about the closure")


def test_what_a_desktop_leaves_behind_is_overlooked(request_folder):
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$letter.docx", "request.yaml~"):
        request_folder.add("x", name)
    assert request_folder.load().files == ("records/1-letter.pdf", "records/2-emails.pdf")


def test_translated_texts_are_read_beside_the_others(request_folder):
    request_folder.add("Ateb", "response.cy.md").add("Réponse", "response.fr-CA.md")
    assert request_folder.load().texts["response.fr-CA.md"] == "Réponse"


def test_windows_line_ends_are_mended_and_only_noted(request_folder):
    file = request_folder.path / "response.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    loaded = request_folder.load()
    assert "\r" not in loaded.texts["response.md"]
    assert [(p.id, p.severity.word) for p in loaded.problems] == [("text-line-ends", "note")]


def test_a_byte_order_mark_is_taken_off_with_a_warning(request_folder):
    file = request_folder.path / "request.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    loaded = request_folder.load()
    assert loaded.request.reference == "FOI-2024-017"
    assert [(p.id, p.severity.word) for p in loaded.problems] == [("text-bom", "warning")]


def test_a_folder_without_request_yaml_says_so(tmp_path):
    assert [p.id for p in folder.load(tmp_path).problems] == ["request-missing"]


def test_a_file_that_may_not_be_read_is_a_problem_and_no_crash(request_folder):
    (request_folder.path / "response.md").unlink()
    (request_folder.path / "response.md").mkdir()
    assert "response-missing" in request_folder.ids()


def test_a_link_to_a_file_inside_the_folder_is_as_good_as_the_file(request_folder):
    letter = request_folder.path / "records" / "1-letter.pdf"
    letter.rename(letter.with_name("2-copy.pdf"))
    os.symlink("2-copy.pdf", letter)
    assert "file-outside" not in request_folder.ids()


def test_a_linked_folder_outside_is_refused_and_not_walked(request_folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.pdf").write_bytes(b"x")
    os.symlink(tmp_path / "elsewhere", request_folder.path / "records" / "more")
    loaded = request_folder.load()
    assert "file-outside" in [p.id for p in loaded.problems]
    assert not any("secret" in name for name in loaded.files)


def test_request_yaml_that_is_a_link_outside_is_not_read(request_folder, tmp_path):
    file = request_folder.path / "request.yaml"
    file.rename(tmp_path / "other.yaml")
    os.symlink(tmp_path / "other.yaml", file)
    loaded = request_folder.load()
    assert loaded.request is None
    assert [p.id for p in loaded.problems] == ["file-outside"]


def test_a_pipe_in_the_folder_does_not_stop_the_program(request_folder):
    os.mkfifo(request_folder.path / "records" / "pipe.pdf")
    assert "file-outside" in [p.id for p in request_folder.load().problems]


def test_a_log_holds_every_request_below_it_but_not_what_is_put_aside(request_folder):
    log = request_folder.path.parent
    for name in ("_templates/A", ".git/B", "2024/C"):
        (log / name).mkdir(parents=True)
        (log / name / "request.yaml").write_text("reference: x")
    assert [loaded.folder.name for loaded in folder.load_log(log)] == ["C", "FOI-2024-017"]


def test_all_that_the_model_refuses_is_told_at_once(request_folder):
    request_folder.change("title: Repairs", "tilte: Repairs").change("2023-05-02", "2023-05-40").change(
        "outcome: full", "outcome: open"
    )
    found = {(p.id, p.place.line) for p in request_folder.load().problems}
    assert {
        ("key-unknown", 4),
        ("key-missing", 1 + 2),
        ("value-wrong", request_folder.line_of("2023-05-40")),
        ("value-unknown", request_folder.line_of("outcome: open")),
    } <= found


def test_a_misspelt_key_is_told_with_the_key_that_was_meant(request_folder):
    request_folder.change("    kind: letter", "    Knid: letter")
    [problem] = request_folder.load().problems
    assert problem.cure == "Write `kind` instead of `Knid`."


def test_a_value_is_never_guessed_to_be_a_different_decision(request_folder):
    request_folder.change("outcome: full", "outcome: released")
    [problem] = request_folder.load().problems
    assert problem.cure == "Write one of: `full`, `redacted`, `withheld`."


def test_one_slip_does_not_hide_the_other_problems(request_folder):
    request_folder.change("exemptions:", "exemtions:").change("part_of:", "partof:").change(
        "date: 2023-05-02", "date: 2 May 2023"
    )
    request_folder.change("file: records/1-letter.pdf", "file: records/1-leter.pdf").change("s43(2)", "s430")
    found = [(p.id, p.place.line) for p in request_folder.problems()]
    assert ("file-absent", request_folder.line_of("1-leter")) in found
    assert ("exemption-unknown", request_folder.line_of("s430")) in found
    assert "exemption-needed" not in [id for id, _ in found]
    assert "parent-untold" not in [id for id, _ in found]


def test_what_was_meant_is_never_taken_for_the_request(request_folder):
    loaded = request_folder.change("kind: letter", "knid: letter").load()
    assert loaded.request is None
    assert loaded.meant[0].records[0].kind == "letter"


@pytest.mark.parametrize("name", ["request.yml", "Request.yaml", "request.yaml.txt", "REQUEST.YML"])
def test_a_request_under_a_slightly_wrong_name_is_not_left_out_in_silence(request_folder, name):
    (request_folder.path / "request.yaml").rename(request_folder.path / name)
    [loaded] = folder.load_log(request_folder.path.parent)
    [problem] = loaded.problems
    assert problem.id == "request-missing"
    assert problem.cure == f"Rename {name} to request.yaml."


def test_a_log_without_its_folder_is_a_problem_and_not_an_empty_log(tmp_path):
    [loaded] = folder.load_log(tmp_path / "requests")
    assert [p.id for p in loaded.problems] == ["requests-missing"]


def test_an_empty_log_is_no_problem(tmp_path):
    assert folder.load_log(tmp_path) == []


def test_accents_stored_in_another_way_are_told_as_such(request_folder):
    (request_folder.path / "records/1-letter.pdf").rename(request_folder.path / "records/1-le\u0301ttre.pdf")
    request_folder.change("records/1-letter.pdf", "records/1-l\u00e9ttre.pdf")
    problem = next(p for p in request_folder.problems() if p.id == "file-absent")
    assert "accents" in problem.cure


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_damage_to_a_request_makes_the_checks_raise(request_folder, data):
    lines = (MINIMAL / "request.yaml").read_text().splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["drop", "twice", "indent", "blank", "list", "swap", "mapping"]))
        key, colon, _ = lines[at].partition(":")
        replaced = {
            "drop": [],
            "twice": [lines[at]] * 2,
            "indent": ["  " + lines[at]],
            "blank": [key + colon],
            "list": [f"{key}: [[a], {{b: c}}]"],
            "swap": [lines[at][::-1]],
            "mapping": [f"{key}: {{from: x, to: [y], value: {{}}}}"],
        }[change]
        lines[at : at + 1] = replaced
        lines = lines or [""]
    (request_folder.path / "request.yaml").write_text("\n".join(lines))
    for problem in request_folder.problems():
        assert problem.cure.endswith(".") and problem.message and "pydantic" not in problem.message


def test_a_name_that_is_not_text_is_a_problem_that_can_be_printed(request_folder):
    (request_folder.path / os.fsdecode(b"records/\xff.pdf")).write_bytes(b"x")
    loaded = request_folder.load()
    assert [p.id for p in loaded.problems] == ["file-name-unsafe"]
    assert str(loaded.problems[0]).encode("utf-8")


def test_a_folder_that_may_not_be_opened_is_a_problem(request_folder, monkeypatch):
    real = os.scandir

    def scandir(path):
        if str(path).endswith("records/"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", lambda path: scandir(f"{path}/" if path.name == "records" else path))
    assert "file-unreadable" in [p.id for p in request_folder.load().problems]
