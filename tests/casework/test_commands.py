# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures check`, `new` and `schema` as an officer runs them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from disclosures.casework.checks.registry import all_checks
from disclosures.casework.folder import load
from disclosures.commands import check, new, schema
from disclosures.problems import ExitCode

from .sample import MINIMAL, Folder

SETTINGS = """site_name: A log
plugins:
  - disclosures:
      authorities:
        borough: {name: Borough of Example, email: foi@example.org}
"""


@pytest.fixture
def home(tmp_path):
    """A repository with settings and one good request."""
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    Folder(tmp_path / "requests" / "2024" / "FOI-2024-017")
    return tmp_path


def run(command, home, *words):
    return CliRunner().invoke(command, [*words, "--config", str(home / "mkdocs.yml")])


def test_a_good_log_passes(home):
    result = run(check.command, home)
    assert (result.exit_code, result.output) == (ExitCode.OK, "no problems\n")


def test_an_error_is_told_with_its_place_and_the_exit_code_says_so(home):
    file = home / "requests/2024/FOI-2024-017/request.yaml"
    file.write_text(file.read_text().replace("uk-foia-2000", "uk-foi"))
    result = run(check.command, home)
    assert result.exit_code == ExitCode.PROBLEMS
    assert result.output.startswith("requests/2024/FOI-2024-017/request.yaml:7:9: error:")


def test_a_warning_fails_only_a_strict_run(home):
    (home / "requests/2024/FOI-2024-017/response.md").open("a").write("\n##\n")
    assert run(check.command, home).exit_code == ExitCode.OK
    assert run(check.command, home, "--strict").exit_code == ExitCode.PROBLEMS


def test_only_the_paths_asked_for_are_told(home):
    other = Folder(home / "requests" / "2024" / "FOI-2024-018")
    other.change("FOI-2024-017", "FOI-2024-018").change("uk-foia-2000", "uk-foi")
    good, bad = home / "requests/2024/FOI-2024-017", home / "requests/2024/FOI-2024-018"
    assert run(check.command, home, str(good)).exit_code == ExitCode.OK
    assert run(check.command, home, str(bad), str(good)).exit_code == ExitCode.PROBLEMS
    assert run(check.command, home, str(bad / "request.yaml")).exit_code == ExitCode.PROBLEMS


def test_a_folder_that_is_not_yet_in_the_log_can_be_checked(home, tmp_path):
    outside = Folder(tmp_path / "desk" / "FOI-2024-019").change("FOI-2024-017", "foi 2024 017")
    result = run(check.command, home, str(outside.path))
    assert "reference-repeated" in result.output


def test_a_folder_without_a_request_is_a_problem(home, tmp_path):
    (tmp_path / "empty").mkdir()
    assert "request-missing" in run(check.command, home, str(tmp_path / "empty")).output


def test_a_missing_configuration_is_named(tmp_path):
    result = run(check.command, tmp_path)
    assert result.exit_code != 0


def test_every_check_is_listed(home):
    lines = run(check.command, home, "--list").output.splitlines()
    assert [line.split()[0] for line in lines] == [one.id for one in all_checks()]


def test_json_and_sarif_come_out_clean(home):
    for form in ("json", "sarif", "gitlab"):
        json.loads(run(check.command, home, "--format", form).output)


def test_a_new_folder_has_no_problem_but_its_placeholders(home):
    result = run(new.command, home, "FOI/2024: 018")
    assert result.exit_code == 0
    folder = home / "requests" / "FOI-2024-018"
    assert load(folder).request.reference == "FOI/2024: 018"
    found = json.loads(run(check.command, home, "--format", "json").output)
    assert {(p["id"], p["severity"]) for p in found["problems"]} == {("placeholder", "warning")}


@pytest.mark.parametrize("regime", ["uk-foia-2000", "uk-eir-2004", "scotland-foisa-2002"])
def test_a_new_folder_shows_a_code_of_its_own_statute(home, regime):
    assert run(new.command, home, "A-1", "--regime", regime).exit_code == 0
    lines = (home / "requests/A-1/request.yaml").read_text().splitlines()
    assert any(line.startswith("#  - code: ") and len(line) > 12 for line in lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("A-1", "--regime", "foia"), "not a statute"),
        (("A-1", "--authority", "met"), "borough"),
        (("//",), "no letter or digit"),
    ],
)
def test_what_cannot_be_started_is_said_with_what_to_write(home, words, said):
    result = run(new.command, home, *words)
    assert result.exit_code == ExitCode.USAGE
    assert said in " ".join(result.output.split())


def test_a_folder_that_is_there_is_never_overwritten(home):
    assert run(new.command, home, "A-1").exit_code == 0
    (home / "requests/A-1/response.md").write_text("mine")
    assert run(new.command, home, "A-1").exit_code == ExitCode.USAGE
    assert (home / "requests/A-1/response.md").read_text() == "mine"


def test_the_schema_is_written_to_the_screen_or_a_file(tmp_path):
    said = CliRunner().invoke(schema.command, []).output
    CliRunner().invoke(schema.command, ["--output", str(tmp_path / "request.schema.json")])
    assert json.loads(said) == json.loads((tmp_path / "request.schema.json").read_text())


def test_the_sample_itself_is_left_alone():
    assert load(MINIMAL).problems == ()


def test_the_examples_of_a_new_folder_work_when_they_are_uncommented(home):
    assert run(new.command, home, "A-1").exit_code == 0
    file = home / "requests/A-1/request.yaml"
    text = file.read_text().replace(": []  ", ":  ").replace("\n#  ", "\n  ").replace("\n  # ", "\n  ")
    file.write_text(text)
    loaded = load(file.parent)
    assert loaded.problems == ()
    assert [record.number for record in loaded.request.records] == ["1"]
    assert loaded.request.exemptions[0].code == "s40"
    assert loaded.request.dates.responded.iso == "2024-03-26"
