# SPDX-License-Identifier: AGPL-3.0-or-later
"""Marks as officers write them, and what is said of those that cannot be used."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from pydantic import ValidationError

from disclosures.cli import cli
from disclosures.safety.redact import label, patterns
from disclosures.safety.redact.marks import Mark, Marks

MANUAL = (Path(__file__).parents[2] / "docs" / "officers" / "redacting.md").read_text(encoding="utf-8")


def test_a_mark_with_words_and_an_exemption_is_all_it_takes():
    (mark,) = Marks.model_validate({"marks": [{"words": "Ann Example", "exemption": "s40(2)"}]}).each()
    assert (mark.kind, mark.codes, mark.on) == ("words", ("s40(2)",), ())


def test_one_exemption_can_stand_for_all():
    assert Marks.model_validate({"exemption": "s 40 (2)", "marks": [{"whole_pages": "2-4"}]}).each()[0].codes == ("s40(2)",)


def test_a_box_is_told_in_points_or_millimetres():
    in_mm = Mark.model_validate({"box": "25.4mm 50.8mm 76.2mm 101.6mm", "page": "1"}).box
    assert in_mm == pytest.approx(Mark.model_validate({"box": ["72", "144", "216", "288"], "page": "1"}).box)


@pytest.mark.parametrize(
    ("mark", "cure"),
    [
        ({}, "write one of words, pattern"),
        ({"words": "a", "box": "1 2 3 4", "page": "1"}, "write one of words, pattern"),
        ({"box": "1 2 3 4"}, "write `page:`"),
        ({"box": "9 2 3 4", "page": "1"}, "write left, top, right and bottom"),
        ({"words": "a", "pages": "two"}, "write page numbers"),
        ({"words": "a", "pages": "5-2"}, "write page numbers"),
        ({"words": "a", "exemption": "privacy"}, "write one such as s40(2)"),
        ({"words": "a", "exemption": "s40(2)", "alternatives": ["s23(1)", "s24(1)"]}, "keep one of the two"),
        ({"words": "a", "alternatives": ["s23(1)"]}, "write it as `exemption:`"),
        ({"words": "a", "everywhere": "maybe"}, "write yes or no"),
        ({"regex": "(", "exemption": "s40(2)"}, "write a regular expression"),
        ({"regex": "x*", "exemption": "s40(2)"}, "write one that needs"),
    ],
)
def test_a_mark_that_cannot_be_used_says_what_to_write(mark, cure):
    with pytest.raises(ValidationError) as caught:
        Marks.model_validate({"exemption": "s40(2)", "marks": [mark]})
    assert any(cure in error["msg"] for error in caught.value.errors())


def test_a_mark_without_any_exemption_is_named():
    with pytest.raises(ValidationError, match="for mark 2: write"):
        Marks.model_validate({"marks": [{"words": "a", "exemption": "s40(2)"}, {"words": "b"}]})


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("e-mail", "see ann@ or @home, 3 @ 5 pounds"),
        ("uk-phone", "on 2022-02-06, ref 01.FOI.22.023334, £1,000,000 and 12345"),
        ("uk-postcode", "Form AB12, SECTION 40, paragraph B2, IN 5 DAYS"),
        ("national-insurance", "order GB123456A, code AB1234"),
        ("collar-number", "in 2022, section 40, page 12 of 14, PC World, 1234 people"),
    ],
)
def test_a_pattern_passes_over_what_only_looks_a_little_like_it(pattern, text):
    assert not patterns.PATTERNS[pattern].findall(text)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("e-mail", "ann.example+foi@dept.example.gov.uk"),
        ("uk-phone", "020 7946 0018"), ("uk-phone", "+44 (0)20 7946 0018"), ("uk-phone", "07700 900123"), ("uk-phone", "(0141) 496 0123"),
        ("uk-postcode", "SW1A 1AA"), ("uk-postcode", "M1 1AE"), ("uk-postcode", "EC1A1BB"),
        ("national-insurance", "QQ 12 34 56 C".replace("QQ", "AB")), ("national-insurance", "CE123456D"),
        ("collar-number", "PC 1234"), ("collar-number", "Collar no. 4567"), ("collar-number", "P123456"), ("collar-number", "1234AB"),
    ],
)  # fmt: skip
def test_a_pattern_finds_it_in_a_sentence(pattern, found):
    assert [match[0] for match in patterns.PATTERNS[pattern].finditer(f"Ask {found}, please.")] == [found]


def test_a_name_of_a_list_is_found_with_its_last_word_first_too():
    found = [pattern for pattern in patterns.of_names(["Ann Example"]) if pattern.search("EXAMPLE, Ann (clerk)")]
    assert len(found) == 1


def test_every_code_is_spelled_out():
    assert label.spoken(("s40(2)",)) == "[Redacted: section 40(2)]"
    assert label.spoken(("r12(5)(e)",)) == "[Redacted: regulation 12(5)(e)]"
    assert label.spoken(("(b)(6)",)) == "[Redacted: exemption (b)(6)]"
    assert label.spoken(()) == "[Redacted]"


def test_what_is_spoken_passes_for_what_the_page_shows():
    from disclosures.safety.words import Vocabulary

    shown = Vocabulary(["nothing of it"])
    assert shown.shows("[Redacted: section 23(1) or section 24(1)]") and shown.shows("[Redacted]")
    assert not shown.shows("[Redacted: Ann Example]") and not shown.shows("[Redacted: section AnnExample and more]")
    assert re.fullmatch(r"\[Redacted.*\]", label.spoken(("s23(1)", "s24(1)")))


def test_an_editor_is_told_every_key_and_what_it_means():
    schema = json.loads(CliRunner().invoke(cli, ["schema", "--marks"]).stdout)
    mark = schema["$defs"]["Mark"]["properties"]
    assert set(mark) == set(Mark.model_fields) and set(schema["properties"]) == set(Marks.model_fields)
    assert all(one.get("description") for one in mark.values())
    jsonschema = pytest.importorskip("jsonschema")
    example = re.search(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)[1]
    jsonschema.validate(yaml.load(textwrap.dedent(example), yaml.BaseLoader), schema)


def test_the_manual_shows_every_key_and_its_example_works():
    for key in (*Mark.model_fields, *Marks.model_fields, *patterns.PATTERNS):
        assert f"`{key}" in MANUAL or f"{key}:" in MANUAL, key
    example = re.search(r"```yaml\n(.*?)```", MANUAL, re.DOTALL)[1]
    found = Marks.model_validate(yaml.load(textwrap.dedent(example), yaml.BaseLoader)).each()
    assert [mark.kind for mark in found] == ["words", "pattern", "box"]
