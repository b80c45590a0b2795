# SPDX-License-Identifier: AGPL-3.0-or-later
"""README, CONTRIBUTING, CHANGELOG and LICENSE: true, and leading only to what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import disclosures

ROOT = Path(__file__).parents[2]
FRONT = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FRONT)
def test_its_links_lead_to_files_that_are_there(name: str):
    local = [link for link in re.findall(r"\]\(([^)#]+)\)", read(name)) if not link.startswith("https:")]
    assert [link for link in local if not (ROOT / link).exists()] == []


def test_the_readme_lists_only_folders_that_are_there():
    listed = re.findall(r"(?m)^\| `([^`]+)` \|", read("README.md"))
    assert len(listed) == 7
    assert [name for name in listed if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("name", FRONT)
def test_it_names_only_goals_that_make_knows(name: str):
    goals = set(re.findall(r"(?m)^([a-z]+):", read("Makefile")))
    assert [goal for goal in re.findall(r"(?:`|^)make ([a-z]+)", read(name), re.MULTILINE) if goal not in goals] == []


def test_the_changelog_speaks_to_readers_and_knows_this_version():
    text = read("CHANGELOG.md")
    assert f"\n## {disclosures.__version__}" in text
    items = re.findall(r"(?m)^- (.+)", text)
    assert [item for item in items if not item.startswith("You can now ")] == []


def test_the_licence_is_whole():
    text = read("LICENSE")
    assert len(text.splitlines()) == 661
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in text.splitlines()[0]
    assert "17. Interpretation of Sections 15 and 16." in text


def test_no_page_names_a_folder_of_someones_machine():
    """The reference is left out: an example there shows a link that leads out of the folder."""
    manual = [page for page in (ROOT / "docs").rglob("*.md") if page.parent.name != "reference"]
    pages = [*manual, *(ROOT / "content").rglob("*.md"), *(ROOT / name for name in FRONT)]
    assert len(pages) > 20
    foreign = re.compile(r"(?<![\w.])/(?:work|home|root|tmp|Users)/")
    assert [page.name for page in pages if foreign.search(page.read_text(encoding="utf-8"))] == []


def test_the_authority_that_the_readme_writes_to_is_set_up():
    assert re.findall(r"--authority ([a-z-]+)", read("README.md")) == ["northmere-council"]
    assert re.search(r"(?m)^ +northmere-council:", read("mkdocs.yml"))
