# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words become the same terms in the index and in the browser: all words of this project, with all endings, and awkward ones."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disclosures.site.search.words import COMMONEST, fold, hash32, reference_terms, terms, words
from tests.benchmarks.log.prose import Prose

from .made_site import THEME

ROOT = Path(__file__).parents[2]
ENDINGS = ("", "s", "es", "ed", "ing", "er", "ly", "al", "ally", "ness", "ment", "ational", "ization", "ful", "ously", "iveness", "bli", "ies", "ying")
"""What the English stemmer of Snowball has rules for (snowballstem.org, English), put behind any word."""
AWKWARD = [
    "Ŵyl Caerdydd", "ŷd", "O’Brien’s", "don't", "naïve café", "ﬁle", "x_y-z", "2022-02-06", "Straße", "ÎLE", "½ of it", "Ａｂｃ", "s40(2)", "e-mail",
    "01.FOI.22.023334", "Łódź", "İstanbul", "ΣΊΣΥΦΟΣ", "привет мир", "日本語", "a\u0301b", "``quoted''", "tab\tnew\nline", "yyyy", "sayyid", "y", "", "-",
    "b" * 60, "succeed proceeding exceeded", "dying lying tying", "evening inning outing herring", "past pasted pastes", "organisation universities",
]  # fmt: skip


@pytest.fixture(scope="module")
def both(browser: Browser):
    """Runs search-words.js: `both("terms", texts)`."""
    page = browser.new_page()
    page.add_script_tag(path=THEME / "assets" / "search-words.js")

    def run(expression: str, given: list[str]) -> list[object]:
        return page.evaluate(f"(all) => all.map((one) => {expression})", given)

    yield run
    page.close()


def test_words_that_differ_stay_apart():
    assert len({*terms("contract contact contrast"), *terms("policy police")}) == 5
    assert terms("it us who can will may") == ["it", "us", "who", "can", "will", "may"]
    assert not COMMONEST & {"it", "us", "who", "can", "will", "may"}


def test_forms_accents_capitals_and_apostrophes_do_not_matter():
    assert terms("licences licensed Licensing") == ["licenc", "licens", "licens"]
    assert terms("Ŵyl") == terms("wyl") and terms("council’s") == terms("councils") == terms("COUNCIL's")
    assert fold("Tŷ’r Môr") == "tyr mor"


def test_a_plain_text_is_split_as_any_other():
    dice = random.Random(5)
    letters = "abcXYZ019'`_-.,;:!?()[]{}<>/\\|@#$%^&*+=~\"\t\n "
    for _ in range(2_000):
        text = "".join(dice.choices(letters, k=dice.randint(0, 40)))
        assert words(text) == words(text + " \u2003é")[:-1]


def _own_words() -> set[str]:
    files = [ROOT / "LICENSE", *(ROOT / "docs").rglob("*.md"), *(ROOT / "content").glob("*.md"), *(ROOT / "generator").rglob("*.yaml")]
    return {word for file in files for word in re.findall(r"[a-z]{3,}", file.read_text(encoding="utf-8").lower())}


@pytest.mark.browser
def test_both_sides_make_the_same_terms_of_every_word(both):
    vocabulary = sorted({word + ending for word in _own_words() for ending in ENDINGS})
    assert len(vocabulary) > 40_000
    texts = [*vocabulary, *Prose(11, 5_000).words, *AWKWARD]
    theirs = both("SearchWords.words(one).map(SearchWords.term).join(' ')", texts)
    assert [(text, mine, got) for text, mine, got in zip(texts, (" ".join(terms(one)) for one in texts), theirs) if mine != got] == []


@pytest.mark.browser
def test_both_sides_find_the_same_shard(both):
    some = [*AWKWARD, "harbour", "=22023334", "ŵ"]
    assert both("SearchWords.hash(one)", some) == [hash32(one) for one in some]


def test_a_reference_is_known_by_its_ends_but_not_by_a_few_digits():
    assert set(reference_terms("01.FOI.22.023334")) == {"=01foi22023334", "=1foi22023334", "=foi22023334", "=22023334", "=023334", "=23334"}
    assert reference_terms("A/1/22") == ("=122", "=a122")
    assert reference_terms("FOI-22") == ()
