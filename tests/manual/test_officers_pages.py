# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hand-written manual: plain for officers, and silent about no key, setting or file of theirs."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from disclosures.casework.authority import Authority
from disclosures.casework.request import Request
from disclosures.commands.check import check
from disclosures.law import catalogue, citation
from disclosures.law.regime import Exemption, Regime
from disclosures.configuration import load
from disclosures.settings import Options, from_options

from .plain_words import grade, sentences

DOCS = Path(__file__).parents[2] / "docs"
OFFICERS = sorted((DOCS / "officers").glob("*.md"))
EXAMPLE = re.compile(r"^( *)```yaml\n(.*?)^\1```", re.DOTALL | re.MULTILINE)


def models(kind: object) -> Iterator[type[BaseModel]]:
    """Every model that a type is made of, itself included."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for part in typing.get_args(kind):
        yield from models(part)


def keys(root: type[BaseModel]) -> set[str]:
    """Every key that may be written in a document of this model, at any depth."""
    return {field.alias or name for model in models(root) for name, field in model.model_fields.items()}


def undocumented(wanted: set[str], page: str) -> list[str]:
    """Keys that `page` never shows as code."""
    text = (DOCS / page).read_text(encoding="utf-8")
    shown = {word for code in re.findall(r"`([^`\n]+)`", text) for word in re.findall(r"[\w-]+", code)}
    return sorted(wanted - shown)


def test_a_key_inside_a_list_of_models_is_found():
    assert {"number", "one_row_per", "from", "reasons_left_out_under"} <= keys(Request)


def test_a_key_that_no_page_shows_is_reported():
    assert undocumented({"reference", "shoe_size"}, "officers/request-folder.md") == ["shoe_size"]


def test_every_key_of_a_request_is_explained():
    assert undocumented(keys(Request) | {"file"}, "officers/request-folder.md") == []


def test_every_value_that_a_key_may_take_is_named():
    text = (DOCS / "officers/request-folder.md").read_text(encoding="utf-8")
    choices = {value for model in models(Request) for field in model.model_fields.values()
               for value in _choices(field.annotation)}  # fmt: skip
    assert {"redacted", "neither-confirmed-nor-denied", "crown"} <= choices
    assert sorted(value for value in choices if f"`{value}`" not in text) == []


def _choices(kind: object) -> Iterator[str]:
    if typing.get_origin(kind) is typing.Literal:
        yield from typing.get_args(kind)
    for part in typing.get_args(kind) if typing.get_origin(kind) is not typing.Literal else ():
        yield from _choices(part)


def test_every_statute_is_named():
    text = (DOCS / "officers/request-folder.md").read_text(encoding="utf-8")
    assert [id for id in catalogue.catalogue().ids if f"`{id}`" not in text] == []


def test_every_setting_is_explained():
    assert undocumented(keys(Options) | set(Authority.model_fields) - {"key"}, "web-teams/settings.md") == []


def test_every_key_of_a_statute_is_explained():
    assert undocumented(set(Regime.model_fields) | set(Exemption.model_fields), "web-teams/statutes.md") == []


@pytest.mark.parametrize("page", OFFICERS, ids=lambda page: page.stem)
def test_officers_pages_are_written_plainly(page: Path):
    text = page.read_text(encoding="utf-8")
    assert [" ".join(s) for s in sentences(text) if len(s) > 25] == []
    assert grade(text) <= 8


@pytest.mark.parametrize("page", [*OFFICERS, *sorted((DOCS / "web-teams").glob("*.md"))], ids=lambda page: page.stem)
def test_every_example_in_yaml_can_be_read(page: Path):
    for _, text in EXAMPLE.findall(page.read_text(encoding="utf-8")):
        yaml.compose(text)


def test_a_newcomer_who_follows_the_first_page_has_a_request_without_a_problem(tmp_path: Path):
    """The least settings of one page, the request of the other, and nothing else; as a draft and published."""
    text = (DOCS / "officers/first-request.md").read_text(encoding="utf-8")
    written = next(found for _, found in EXAMPLE.findall(text) if found.startswith("reference:"))
    answer = re.search(r"```markdown\n(.*?)```", text, re.DOTALL)[1]
    least = EXAMPLE.search((DOCS / "web-teams/settings.md").read_text(encoding="utf-8"))[2]
    (tmp_path / "mkdocs.yml").write_text(least, encoding="utf-8")
    folder = tmp_path / "requests" / "2025-0042"
    (folder / "records").mkdir(parents=True)
    (folder / "request.md").write_text("How many potholes were reported in each month of 2025?\n", encoding="utf-8")
    (folder / "response.md").write_text(answer, encoding="utf-8")
    for name in ("1.csv", "2.pdf"):
        (folder / "records" / name).write_bytes(b"content is looked at elsewhere")
    settings = load(tmp_path / "mkdocs.yml")
    for status in ("draft", "published"):
        (folder / "request.yaml").write_text(written.replace("status: draft", f"status: {status}"), encoding="utf-8")
        assert [str(problem) for problem in check(settings.requests, settings.authorities)] == []


def test_the_codes_of_the_page_on_exemptions_are_codes_of_their_statutes():
    text = (DOCS / "officers/exemptions.md").read_text(encoding="utf-8")
    rows = re.findall(r"\| `([a-z0-9-]+)` \| ((?:`[^`]+`(?:, )?)+) \| ([^|]+) \|", text)
    assert len(rows) == 4
    for id, codes, shown in rows:
        found = [citation.parse(code, catalogue.catalogue().regime(id)) for code in re.findall(r"`([^`]+)`", codes)]
        assert found[0].words == shown.strip()


def test_the_settings_of_the_page_on_settings_are_accepted(tmp_path: Path):
    options: dict = {}
    text = (DOCS / "web-teams/settings.md").read_text(encoding="utf-8")
    for indent, example in EXAMPLE.findall(text):
        if example.startswith("      "):
            options |= yaml.safe_load(example)
    settings = from_options(options, file=tmp_path / "mkdocs.yml", site_name="Example")
    assert settings.authorities["example-council"].email == "foi@example.org"
    assert settings.options.phase.tag == "Beta"


def test_the_statute_of_the_page_on_statutes_is_accepted(tmp_path: Path):
    text = (DOCS / "web-teams/statutes.md").read_text(encoding="utf-8")
    file = tmp_path / "example-foi-2020.yaml"
    file.write_text(next(found for _, found in EXAMPLE.findall(text) if found.startswith("id:")), encoding="utf-8")
    assert citation.parse("s7", catalogue.read(file)).words == "Section 7"


def test_the_policy_to_send_is_the_same_in_every_form_and_lets_nothing_in():
    text = (DOCS / "reference/headers.md").read_text(encoding="utf-8")
    sent = re.findall(r"default-src[^\"\n`]+", text)
    assert len(sent) == 8
    assert len(set(sent)) == 1
    assert "unsafe" not in sent[0] and "http" not in sent[0] and "*" not in sent[0]
    assert "default-src" not in (DOCS / "web-teams/deploy.md").read_text(encoding="utf-8"), "one table writes it"
