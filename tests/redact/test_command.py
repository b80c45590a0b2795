# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures redact` as an officer meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf
import pytest
import yaml
from click.testing import CliRunner, Result

from disclosures.casework.redactions import ENDING as ENDING_OF_CASEWORK
from disclosures.cli import cli
from disclosures.problems import ExitCode
from disclosures.safety.redact import log, work

from . import making
from .making import SECRET


@pytest.fixture(autouse=True)
def one_gate(monkeypatch):
    """All commands share a gate, because its canary takes seconds."""

    class Shared:
        def __init__(self, *_: object, **__: object):
            pass

        def __enter__(self):
            return making.gate()

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(work, "Gate", Shared)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "source.pdf").write_bytes(making.drawn(lambda page: None, lambda page: None))
    (tmp_path / "marks.yaml").write_text(f"marks:\n  - words: {SECRET}\n    exemption: s40(2)\n")
    return tmp_path


def run(desk: Path, *words: str, marks: str = "marks.yaml", source: str = "source.pdf", out: str = "out/8.1.pdf") -> Result:
    names = [str(desk / source), "--marks", str(desk / marks), "-o", str(desk / out)]
    return CliRunner().invoke(cli, ["redact", *names, *words], catch_exceptions=True)


def test_a_preview_writes_pictures_and_nothing_else(desk):
    names = [str(desk / "source.pdf"), "--marks", str(desk / "marks.yaml"), "--preview", str(desk / "seen")]
    assert CliRunner().invoke(cli, ["redact", *names]).exit_code == ExitCode.OK
    assert {one.name for one in desk.iterdir()} == {"source.pdf", "marks.yaml", "seen"}
    assert [one.name for one in (desk / "seen").iterdir()] == ["source-page-1.png"]
    picture = pymupdf.Pixmap(str(desk / "seen" / "source-page-1.png"))
    tinted = {picture.pixel(x, y) for x in range(picture.width) for y in range(290, 310)}
    assert any(red > 200 and green < 200 for red, green, _ in tinted), "no coloured box is drawn"


def test_the_source_stays_as_it_was(desk):
    before = (desk / "source.pdf").read_bytes()
    assert run(desk).exit_code == ExitCode.OK
    assert (desk / "source.pdf").read_bytes() == before


def test_it_says_what_it_did_without_the_words(desk):
    result = run(desk)
    assert "1 redaction" in result.output and "section 40(2): 1" in result.output
    assert "Harbottle" not in result.output


def test_the_log_beside_the_file_tells_pages_and_exemptions_and_no_words(desk):
    run(desk)
    told = (desk / "out" / "8.1.redactions.yaml").read_text()
    assert "Harbottle" not in told
    kept = yaml.safe_load(told)
    assert kept["summary"] == [{"pages": 1, "under": ["s40(2)"]}]
    assert [(box["page"], box["kind"]) for box in kept["boxes"]] == [(1, "words")]
    assert log.ENDING == ENDING_OF_CASEWORK


def test_nothing_is_written_when_the_gate_would_hold_it_back(desk):
    def small(page) -> None:
        page.insert_text((72, 400), "Hidden words here", color=(1, 1, 1))

    (desk / "source.pdf").write_bytes(making.drawn(small))
    result = run(desk)
    assert result.exit_code == ExitCode.BLOCKED and "INVISIBLE-TEXT" in result.output
    assert not (desk / "out").exists()


def test_nothing_is_written_when_no_mark_meets_anything(desk):
    (desk / "marks.yaml").write_text("marks:\n  - words: Nobody Here\n    exemption: s40(2)\n")
    result = run(desk)
    assert result.exit_code == ExitCode.BLOCKED and "No mark met anything" in result.output
    assert not (desk / "out").exists()


def test_words_that_stand_in_clear_on_another_page_are_told_with_the_page(desk):
    def again(page) -> None:
        page.insert_text((72, 300), f"Again {SECRET} in clear")

    (desk / "source.pdf").write_bytes(making.drawn(lambda page: None, again))
    (desk / "marks.yaml").write_text(f"marks:\n  - words: {SECRET}\n    exemption: s40(2)\n    pages: 1\n")
    result = run(desk)
    assert result.exit_code == ExitCode.OK and "can still be read on page 2" in result.output
    (desk / "marks.yaml").write_text(f"marks:\n  - words: {SECRET}\n    exemption: s40(2)\n    pages: 1\n    everywhere: yes\n")
    assert run(desk).exit_code == ExitCode.OK
    assert not making.holds((desk / "out" / "8.1.pdf").read_bytes(), "Harbottle")


def test_a_surname_that_stands_alone_elsewhere_is_told_with_the_page(desk):
    assert "stands alone" not in run(desk).output

    def alone(page) -> None:
        page.insert_text((72, 300), f"Later, {SECRET.split()[-1]} agreed.")

    (desk / "out" / "8.1.pdf").unlink()
    (desk / "source.pdf").write_bytes(making.drawn(lambda page: None, alone))
    (desk / "marks.yaml").write_text(f"marks:\n  - words: {SECRET}\n    exemption: s40(2)\n")
    result = run(desk)
    assert result.exit_code == ExitCode.OK and "stands alone on page 2" in result.output
    assert SECRET.split()[-1] not in result.output


def test_a_source_inside_the_log_is_refused(desk):
    (desk / "mkdocs.yml").write_text("site_name: x\n")
    (desk / "requests").mkdir()
    result = run(desk)
    assert result.exit_code == ExitCode.USAGE and "move the unredacted file out of it" in result.output
    assert not (desk / "out").exists()


def test_the_source_itself_is_never_written_over(desk):
    result = run(desk, out="source.pdf")
    assert result.exit_code == ExitCode.USAGE and "another name" in result.output


def test_all_that_is_wrong_with_the_marks_is_told_at_once_with_line_and_column(desk):
    (desk / "marks.yaml").write_text("marks:\n  - words: Ann\n    exemption: privacy\n  - pattern: emails\n    pag: 3\n")
    result = run(desk)
    assert result.exit_code != ExitCode.OK
    told = str(result.exception)
    for place in ("marks.yaml:3:16", "marks.yaml:4:14", "marks.yaml:5:5"):
        assert place in told
    assert "Write `page` instead of `pag`" in told


def test_a_list_of_names_is_read_from_beside_the_marks(desk):
    (desk / "people.txt").write_text(f"# staff\n{SECRET}\nAnn Example\n")
    (desk / "marks.yaml").write_text("exemption: s40(2)\nmarks:\n  - names: people.txt\n")
    assert run(desk).exit_code == ExitCode.OK
    assert not making.holds((desk / "out" / "8.1.pdf").read_bytes(), "Harbottle")
    (desk / "marks.yaml").write_text("exemption: s40(2)\nmarks:\n  - names: peple.txt\n")
    assert "marks.yaml:3:12" in str(run(desk).exception)


def test_json_tells_the_boxes_and_no_words(desk):
    result = run(desk, "--json")
    told = json.loads(result.stdout)
    assert told["written"] and [box["under"] for box in told["files"][0]["redactions"]] == ["section 40(2)"]
    assert "Harbottle" not in result.stdout


def drawn_by_an_officer() -> bytes:
    """A PDF as a reader saves it: a redaction annotation with words of its own, and a highlight without."""

    def draw(page) -> None:
        page.insert_text((72, 300), "A second passage to be withheld")
        page.add_redact_annot(page.search_for(SECRET)[0], text="s31(1)(a)")
        page.add_highlight_annot(page.search_for("second passage"))

    return making.drawn(draw)


def test_marks_drawn_in_a_reader_carry_their_own_exemption_or_the_one_given(desk):
    (desk / "source.pdf").write_bytes(drawn_by_an_officer())
    names = [str(desk / "source.pdf"), "--annotations", "--exemption", "s40(2)", "-o", str(desk / "out.pdf")]
    result = CliRunner().invoke(cli, ["redact", *names])
    assert result.exit_code == ExitCode.OK, result.output
    assert "section 31(1)(a): 1" in result.output and "section 40(2): 1" in result.output
    body = (desk / "out.pdf").read_bytes()
    assert not making.holds(body, "Harbottle") and not making.holds(body, "passage")
    with pymupdf.open(stream=body, filetype="pdf") as document:
        assert not list(document[0].annots())


def test_without_asking_for_them_highlights_are_no_marks(desk):
    def draw(page) -> None:
        page.insert_text((72, 300), "A highlighted passage")
        page.add_highlight_annot(page.search_for("highlighted"))

    (desk / "source.pdf").write_bytes(making.drawn(draw))
    assert run(desk).exit_code == ExitCode.OK
    assert making.holds((desk / "out" / "8.1.pdf").read_bytes(), "highlighted")
