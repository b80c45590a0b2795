# SPDX-License-Identifier: AGPL-3.0-or-later
"""The editorial pages: plain, whole, and without claims that nobody may make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from .plain_words import grade, prose, sentences, syllables

CONTENT = Path(__file__).parents[2] / "content"
PAGES = sorted(CONTENT.glob("*.md"))
NAMES = {page.name for page in PAGES}
EXPECTED = {
    "index.md", "about.md", "how-to-ask.md", "complain.md", "exemptions.md", "accessibility.md", "privacy.md",
    "cookies.md", "contact.md", "reuse.md", "data.md",
}  # fmt: skip
MADE = {"datapackage.json", "catalogue.jsonld", "openapi.json", "schemas/request.json", "schemas/year.json", "schemas/log.json",
        "schemas/foi.json", "../.well-known/foi.json"}  # fmt: skip
"""What a build puts beside the page on data; tests/site/test_take_it_all.py follows the links."""
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def front_matter(page: Path) -> dict:
    return yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])


def test_plain_sentences_are_not_called_hard():
    assert grade("The cat sat on the mat. It was a warm day. We gave it some milk.") < 3


def test_official_prose_is_called_hard():
    official = (
        "Consideration of the aforementioned information necessitated consultation regarding proportionality, "
        "notwithstanding the presumption favouring disclosure articulated within applicable legislation."
    )
    assert grade(official) > 16


def test_headings_code_and_link_addresses_are_not_read_as_prose():
    text = "---\ntitle: A\n---\n# Title\n\n```yaml\nkey: 1\n```\n\n| a | b |\n\nSee [this page](https://example.org/x)."
    assert prose(text) == ["See this page."]


def test_items_of_a_list_are_sentences_of_their_own():
    assert sentences("We hold:\n\n- a letter\n- two reports\n") == [["We", "hold:"], ["a", "letter"], ["two", "reports"]]


def test_syllables_are_counted_by_groups_of_vowels():
    assert [syllables(word) for word in ("cat", "asked", "released", "information")] == [1, 1, 2, 4]


def test_no_page_is_missing():
    assert EXPECTED <= NAMES


@every_page
def test_it_is_written_for_everyone(page: Path):
    text = page.read_text(encoding="utf-8")
    assert [" ".join(s) for s in sentences(text) if len(s) > 25] == []
    assert grade(text) <= 8


@every_page
def test_it_has_a_title_a_description_and_one_first_heading_that_is_the_title(page: Path):
    matter = front_matter(page)
    assert set(matter) == {"title", "description"}
    headings = re.findall(r"(?m)^# (.+)$", page.read_text(encoding="utf-8"))
    assert headings == [matter["title"]]
    assert 40 <= len(matter["description"]) <= 160


@every_page
def test_its_headings_skip_no_level(page: Path):
    levels = [len(marks) for marks in re.findall(r"(?m)^(#+) ", page.read_text(encoding="utf-8"))]
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@every_page
def test_its_links_to_other_pages_lead_somewhere(page: Path):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith(("https:", "mailto:"))]
    assert [link for link in local if link not in NAMES | MADE] == []


@every_page
def test_every_address_to_write_to_is_made_up(page: Path):
    text = page.read_text(encoding="utf-8")
    assert [host for host in re.findall(r"[\w.+-]+@([\w.-]+\w)", text) if host != "example.org"] == []


def test_the_accessibility_statement_has_every_part_that_the_model_asks_for():
    headings = re.findall(r"(?m)^#+ (.+)$", (CONTENT / "accessibility.md").read_text(encoding="utf-8"))
    parts = (
        "Feedback and contact information", "Enforcement procedure", "Compliance status", "Non-accessible content",
        "Non-compliance with the accessibility regulations", "Disproportionate burden",
        "Content that’s not within the scope of the accessibility regulations",
        "Preparation of this accessibility statement",
    )  # fmt: skip
    assert [part for part in parts if part not in headings] == []


def test_the_accessibility_statement_says_what_was_not_tested():
    text = (CONTENT / "accessibility.md").read_text(encoding="utf-8")
    assert "partially compliant" in text and "fully compliant" not in text
    assert "A manual test with a screen reader has not been made yet." in text
    assert "2018/1523" not in text, "the regulations no longer point to that decision"


@pytest.mark.parametrize(
    "claim",
    [
        r"log is (required|a duty)|must (keep|publish) a (disclosure )?log",
        r"(all|everything)[^.]*Open Government Licence",
        r"National Statistics",
    ],
)
def test_no_page_claims_what_is_not_so(claim: str):
    assert [page.name for page in PAGES if re.search(claim, page.read_text(encoding="utf-8"), re.I)] == []


def test_the_log_says_that_it_is_a_demonstration_where_a_reader_may_take_it_for_real():
    pages = ("about.md", "how-to-ask.md", "complain.md", "contact.md", "accessibility.md", "reuse.md")
    assert [name for name in pages if "demonstration" not in (CONTENT / name).read_text(encoding="utf-8")] == []
