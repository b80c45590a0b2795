# SPDX-License-Identifier: AGPL-3.0-or-later
import json
from pathlib import Path

import pymupdf
import pytest
from click.testing import CliRunner

from disclosures.commands import clean
from disclosures.commands.inspect import command

from .making import BLACK, changed, pdf, secret, xlsx


def run(tmp_path, *arguments):
    (tmp_path / "clean.pdf").write_bytes(pdf())
    (tmp_path / "leaky.pdf").write_bytes(pdf(lambda page: page.draw_rect(secret(page), fill=BLACK)))
    return CliRunner().invoke(command, [str(tmp_path / one) if one.endswith("pdf") else one for one in arguments])


def test_a_clean_file_ends_well(tmp_path):
    result = run(tmp_path, "clean.pdf")
    assert result.exit_code == 0
    assert "This file can be published" in result.output


def test_a_leaky_file_is_told_in_plain_words_with_its_place_and_cure(tmp_path):
    result = run(tmp_path, "clean.pdf", "leaky.pdf")
    assert result.exit_code == 1
    assert "leaky.pdf: do not publish this file. 1 kind of leak found." in result.output
    assert "    page 1, box 72 " in result.output
    assert "Cure: Redact the words again" in result.output


def test_json_holds_every_finding(tmp_path):
    result = run(tmp_path, "--json", "leaky.pdf")
    (file,) = json.loads(result.output)
    assert file["blocked"]
    assert [finding["rule"] for finding in file["findings"]] == ["OVERLAY-TEXT"]
    assert file["findings"][0]["recovered"] == "Quentin Harbottle"


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path):
    assert run(tmp_path, "missing.pdf").exit_code == 2


def test_a_folder_stands_for_the_files_in_it(tmp_path):
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.csv").write_text("a\n1\n", encoding="utf-8")
    (tmp_path / "in" / ".hidden").write_text("a", encoding="utf-8")
    result = CliRunner().invoke(command, [str(tmp_path / "in")])
    assert result.exit_code == 0
    assert result.output.count("This file can be published") == 1


def test_a_folder_without_files_is_a_wrong_call(tmp_path):
    result = CliRunner().invoke(command, [str(tmp_path)])
    assert (result.exit_code, "holds no file" in result.output) == (2, True)


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_judged(tmp_path, monkeypatch):
    whole = Path.read_bytes

    def read(path):
        if path.name == "leaky.pdf":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    result = run(tmp_path, "leaky.pdf", "clean.pdf")
    assert result.exit_code == 1
    assert "This file cannot be read: permission denied." in result.output
    assert "clean.pdf: nothing was found" in result.output


def test_what_a_file_hides_cannot_command_the_terminal(tmp_path):
    (tmp_path / "a.csv").write_text('a,b\n1,"=\x1b]0;owned\x07"\n', encoding="utf-8")
    result = CliRunner().invoke(command, [str(tmp_path / "a.csv")])
    assert result.exit_code == 1
    assert "\x1b" not in result.output and "\x07" not in result.output


def test_sarif_tells_rules_and_places_and_masks_what_was_found(tmp_path):
    clean = json.loads(run(tmp_path, "--sarif", "clean.pdf").output)
    assert clean["runs"][0]["results"] == []
    result = run(tmp_path, "--sarif", "leaky.pdf")
    assert result.exit_code == 1
    assert "Harbottle" not in result.output
    (leak,) = json.loads(result.output)["runs"][0]["results"]
    assert (leak["ruleId"], leak["level"]) == ("OVERLAY-TEXT", "error")
    (rule,) = json.loads(result.output)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] and rule["help"]["text"]
    assert leak["locations"][0]["message"]["text"].startswith("page 1, box 72 ")


def test_pictures_show_what_hides_where_on_the_pages_that_hide_something(tmp_path):
    folder = tmp_path / "pictures"
    (tmp_path / "clean.pdf").write_bytes(pdf())
    result = CliRunner().invoke(command, [str(tmp_path / "clean.pdf"), "--pictures", str(folder)])
    assert (result.exit_code, folder.exists()) == (0, False)
    (tmp_path / "two.pdf").write_bytes(pdf(lambda page: None, lambda page: page.draw_rect(secret(page), fill=BLACK)))
    result = CliRunner().invoke(command, [str(tmp_path / "two.pdf"), "--pictures", str(folder)])
    assert [path.name for path in folder.iterdir()] == ["two-page-2.png"]
    picture = pymupdf.Pixmap((folder / "two-page-2.png").read_bytes())
    scale = picture.width / 595
    red = [picture.pixel(round(x * scale), round(y * scale)) for x in range(60, 180) for y in range(180, 192)]
    assert any(r > 150 and g < 80 and b < 80 for r, g, b in red)
    assert "Wrote" in result.output


def copy(tmp_path, *arguments):
    return CliRunner().invoke(clean.command, [str(tmp_path / one) if "." in one or one == "out" else one for one in arguments])


def test_a_clean_copy_is_written_and_the_file_stays_as_it_was(tmp_path):
    data = changed(pdf(), lambda document: document.docinfo.update({"/Author": "Q. Harbottle"}))
    (tmp_path / "a.pdf").write_bytes(data)
    result = copy(tmp_path, "a.pdf", "-o", "b.pdf")
    assert (result.exit_code, result.output) == (0, f"Wrote {tmp_path / 'b.pdf'}\n")
    assert (tmp_path / "a.pdf").read_bytes() == data
    assert pymupdf.open(tmp_path / "b.pdf").metadata["author"] == ""


def test_no_copy_is_written_of_a_file_that_hides_something(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(lambda page: page.draw_rect(secret(page), fill=BLACK)))
    (tmp_path / "b.pdf").write_bytes(b"as it was")
    result = copy(tmp_path, "a.pdf", "-o", "b.pdf")
    assert result.exit_code == 1
    assert "no copy was written" in result.output and "OVERLAY-TEXT" in result.output and "Cure:" in result.output
    assert (tmp_path / "b.pdf").read_bytes() == b"as it was"


def test_a_workbook_of_several_sheets_needs_a_folder(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(xlsx(lambda book: book.create_sheet("Terms").append(["Counted monthly"])))
    assert "name a folder" in copy(tmp_path, "a.xlsx", "-o", "b.csv").output
    (tmp_path / "out").mkdir()
    assert copy(tmp_path, "a.xlsx", "-o", "out").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-terms.csv", "a-wards.csv"]


@pytest.mark.parametrize(
    ("out", "said"), [("a.csv", "is the file itself"), ("b.pdf", "with the ending .csv"), ("b", "with the ending .csv")]
)
def test_a_copy_never_takes_the_place_or_kind_of_another(tmp_path, out, said):
    (tmp_path / "a.csv").write_bytes(b"a\n1\n")
    result = CliRunner().invoke(clean.command, [str(tmp_path / "a.csv"), "-o", str(tmp_path / out)])
    assert (result.exit_code, said in result.output) == (2, True)
    assert (tmp_path / "a.csv").read_bytes() == b"a\n1\n"
