# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same problems as text, JSON, SARIF and annotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disclosures.commands.formats import FORMATS, render
from disclosures.problems import Place, Problem, Severity

ROOT = Path("/srv/log")
ONE = Problem(
    "exemption-unknown",
    Severity.ERROR,
    Place(ROOT / "requests/a b/request.yaml", 8, 11),
    "“s99” is no exemption, 100% sure",
    "Write s40(2).",
    (Place(ROOT / "requests/a b/request.yaml", 3, 1),),
)
TWO = Problem(
    "overlay-text",
    Severity.WARNING,
    Place(ROOT / "requests/a b/records/1.pdf", detail="page 3"),
    "text:\nunder a box",
    "Redact it.",
)
THREE = Problem(
    "text-line-ends",
    Severity.NOTE,
    Place(ROOT / "requests/b/request.yaml", 1),
    "Windows\x1b[31m\u202e line ends",
    "Use LF.",
)
ALL = [THREE, TWO, ONE]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_nothing_wrong_is_said_in_every_format(form):
    said = render([], form, ROOT)
    if form == "text":
        assert said == "no problems"
    elif form != "github":
        assert (
            json.loads(said) in ([], {"version": 1, "counts": {"note": 0, "warning": 0, "error": 0}, "problems": []})
            or json.loads(said)["runs"][0]["results"] == []
        )
    else:
        assert said == ""


def test_text_is_sorted_relative_and_ends_with_the_count():
    lines = render(ALL, "text", ROOT).splitlines()
    assert lines[0] == "requests/a b/records/1.pdf (page 3): warning: text:U+000Aunder a box [overlay-text]"
    assert lines[2] == "requests/a b/request.yaml:8:11: error: “s99” is no exemption, 100% sure [exemption-unknown]"
    assert lines[3] == "    See also: requests/a b/request.yaml:3:1"
    assert lines[4] == "    Cure: Write s40(2)."
    assert lines[-1] == "1 error, 1 warning, 1 note"


def test_a_log_cannot_command_the_terminal():
    said = render(ALL, "text", ROOT)
    assert "\x1b" not in said and "\u202e" not in said
    assert "U+001B" in said and "U+202E" in said


def test_a_file_outside_the_root_keeps_its_path():
    outside = Problem("x", Severity.ERROR, Place(Path("/other/request.yaml"), 1), "m", "C.")
    assert render([outside], "text", ROOT).startswith("/other/request.yaml:1: error")


def test_json_holds_every_part_of_a_problem():
    said = json.loads(render(ALL, "json", ROOT))
    assert said["counts"] == {"note": 1, "warning": 1, "error": 1}
    assert said["problems"][1] == {
        "id": "exemption-unknown",
        "severity": "error",
        "file": "requests/a b/request.yaml",
        "line": 8,
        "column": 11,
        "message": "“s99” is no exemption, 100% sure",
        "cure": "Write s40(2).",
        "also": [{"file": "requests/a b/request.yaml", "line": 3, "column": 1}],
    }
    assert said["problems"][0]["detail"] == "page 3"


def test_sarif_names_rules_places_and_levels():
    said = json.loads(render(ALL, "sarif", ROOT))
    assert said["version"] == "2.1.0"
    [run] = said["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]
    assert [result["level"] for result in run["results"]] == ["warning", "error", "note"]
    spot = run["results"][1]["locations"][0]["physicalLocation"]
    assert spot == {
        "artifactLocation": {"uri": "requests/a%20b/request.yaml"},
        "region": {"startLine": 8, "startColumn": 11},
    }
    assert "region" not in run["results"][0]["locations"][0]["physicalLocation"]
    assert next(rule for rule in rules if rule["id"] == "exemption-unknown")["shortDescription"]["text"]


def test_a_mark_survives_lines_that_come_and_go_and_tells_twins_apart():
    moved = Problem(ONE.id, ONE.severity, Place(ONE.place.file, 99, 1), ONE.message, ONE.cure)
    marks = [json.loads(render(p, "gitlab", ROOT)) for p in ([ONE], [moved], [ONE, moved])]
    assert marks[0][0]["fingerprint"] == marks[1][0]["fingerprint"]
    assert marks[2][0]["fingerprint"] != marks[2][1]["fingerprint"]


def test_github_annotations_escape_what_would_end_them():
    lines = render(ALL, "github", ROOT).splitlines()
    assert (
        lines[0]
        == "::warning file=requests/a b/records/1.pdf,title=overlay-text::text:%0Aunder a box (page 3). Redact it."
    )
    assert lines[1].startswith(
        "::error file=requests/a b/request.yaml,line=8,col=11,title=exemption-unknown::“s99” is no exemption, 100%25 sure."
    )


def test_gitlab_reports_have_the_keys_that_gitlab_asks_for():
    for entry in json.loads(render(ALL, "gitlab", ROOT)):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["location"]["lines"]["begin"] >= 1
