# SPDX-License-Identifier: AGPL-3.0-or-later
"""The schema that editors use accepts what the model accepts, shorthand forms included, and refuses what it refuses."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from disclosures.casework import marked_yaml
from disclosures.casework.schema import request_schema

from .sample import LOGS

SCHEMA = request_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
SAMPLES = sorted((Path(__file__).parents[2] / "requests").rglob("request.yaml"))
LEAST = {"reference": "x", "title": "y", "regime": "uk-foia-2000"}
RECORD = {"number": "1", "title": "t", "outcome": "full"}


def faults(value: dict) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(value)]


@pytest.mark.parametrize("file", [*(LOGS / "good").rglob("request.yaml"), *SAMPLES], ids=lambda file: file.parent.name)
def test_good_requests_are_accepted(file):
    assert faults(marked_yaml.load(file).value) == []


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"summary": None},
        {"dates": {"received": "2022-02-06"}},
        {"dates": {"received": "2022-02"}},
        {"dates": {"received": 2022}},
        {"dates": {"received": {"from": "2022-02-06", "to": "2022-02-09"}}},
        {"dates": {"received": {"value": "2023-01", "basis": "its address"}}},
        {"dates": {"clock_paused": [{"from": "2022-02-06", "to": "2022-02-09", "why": "fee"}]}},
        {"records": [RECORD | {"file": "a.pdf"}]},
        {"records": [RECORD | {"file": {"path": "a.pdf"}}]},
        {"records": [RECORD | {"files": ["a.pdf", {"path": "b.png", "description": "A bridge"}]}]},
        {"records": [RECORD | {"file": {"path": "a.xlsx", "publish_original": {"reason": "r", "by": "b"}}}]},
        {"records": [RECORD | {"file": {"path": "a.pdf", "overrides": [{"rule": "LINK", "reason": "r", "by": "b", "date": "2024"}]}}]},
        {"records": [RECORD | {"number": 8.1}]},
        {"exemptions": [{"code": "s40(2)", "records": "not-stated", "protects": "names"}]},
        {"exemptions": [{"alternatives": ["s23(1)", "s24(1)"], "records": ["1"], "protects": ["a", "b"]}]},
        {"subjects": "roads"},
        {"subjects": ["roads"]},
        {"translations": {"cy": {"title": "x"}}},
        {"used_in": [{"title": "x", "publisher": "y"}]},
        {"used_in": [{"kind": "judgment", "title": "x", "publisher": "y", "date": "2024-05", "url": "https://www.example.org/"}]},
    ],
)
def test_every_form_that_the_model_reads_is_accepted(more):
    assert faults(LEAST | more) == []


@pytest.mark.parametrize(
    "more",
    [
        {"tilte": "x"},
        {"held": "maybe"},
        {"records": [{"number": "1"}]},
        {"records": [RECORD | {"outcome": "open"}]},
        {"dates": {"received": "6 May"}},
        {"dates": {"received": {"from": "2022-02-06"}}},
        {"title": ["x"]},
        {"used_in": [{"title": "x"}]},
        {"used_in": [{"kind": "tweet", "title": "x", "publisher": "y"}]},
        {"exemptions": [{"records": {"a": "b"}, "code": "s1"}]},
    ],
)
def test_what_the_model_refuses_is_refused(more):
    assert faults(LEAST | more)


def test_reference_title_and_statute_are_needed():
    assert SCHEMA["required"] == ["reference", "title", "regime"]


def test_the_schema_is_a_schema_and_explains_every_key():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    owners = [SCHEMA, *(part for part in SCHEMA["$defs"].values() if "properties" in part)]
    silent = [key for owner in owners for key, value in owner["properties"].items() if "description" not in value]
    assert silent == []
