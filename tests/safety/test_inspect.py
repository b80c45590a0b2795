# SPDX-License-Identifier: AGPL-3.0-or-later
import json

from click.testing import CliRunner

from disclosures.commands.inspect import command

from .making import BLACK, pdf, secret


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
