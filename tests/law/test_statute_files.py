# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every statute file is whole, honest about what was checked, and in plain words."""

import re

import pytest

from disclosures.law import explain
from disclosures.law.calendar import holiday_table
from disclosures.law.catalogue import catalogue
from disclosures.law.citation import heading, parse, slug, statute_order

IDS = catalogue().ids
EXEMPTIONS = [pytest.param(r, e, id=f"{r.id} {e.code}") for r in catalogue().regimes.values() for e in r.exemptions]


def test_no_statute_speaks_where_it_must_not():
    """What the facts forbid to claim about kinds and tests does not stand in the data."""
    regimes = catalogue().regimes
    assert regimes["uk-foia-2000"].exemption("s38").test == "endangerment"
    assert regimes["uk-foia-2000"].exemption("s40").ncnd_absolute is None
    assert not regimes["us-foia"].exemption("(c)(1)")
    assert regimes["scotland-foisa-2002"].exemption("s41").kind == "qualified"
    assert not regimes["ireland-foi-2014"].exemption("s40").ncnd
    assert not regimes["canada-atia"].review.statutory
    assert not any("public interest" in extension.why for extension in regimes["uk-eir-2004"].time_limit.extensions)


def test_only_the_listed_foia_exemptions_are_absolute():
    regime = catalogue().regime("uk-foia-2000")
    absolute = {e.code for e in regime.exemptions if e.kind == "absolute"}
    assert absolute == {"s21", "s23", "s32", "s34", "s41", "s44"}
    pinpoints = {p.code for e in regime.exemptions for p in e.paragraphs if p.kind == "absolute"}
    assert pinpoints == {
        "s37(1)(a)", "s37(1)(aa)", "s37(1)(ab)", "s40(1)", "s40(2) with s40(3A)(a)", "s40(2) with s40(3A)(b)"
    }  # fmt: skip


def test_seven_statutes_are_there():
    assert set(IDS) >= {
        "australia-foi-1982", "canada-atia", "ireland-foi-2014", "scotland-foisa-2002", "uk-eir-2004", "uk-foia-2000",
        "us-foia",
    }  # fmt: skip


@pytest.mark.parametrize("id", IDS)
def test_a_statute_tells_a_reader_what_to_do_next(id):
    regime = catalogue().regime(id)
    assert regime.time_limit.words and regime.review.words and regime.appeal.words and regime.public_interest.words
    assert regime.regulator.url.startswith("https://")
    assert regime.remembered_parts, "nothing here has been read to the last word; say what has not"
    needs = {duty.needs for duty in regime.refusal_notice.must_contain}
    assert needs & {"reasons", "exemption"} and needs & {"review", "appeal"}


@pytest.mark.parametrize("id", IDS)
def test_parts_that_were_read_name_what_was_read(id):
    regime = catalogue().regime(id)
    limit = regime.time_limit
    parts = [limit, *limit.extensions, regime.review, regime.appeal, regime.refusal_notice, regime.public_interest]
    for part in [*parts, *regime.rules, *regime.alternatives, *regime.exemptions]:
        assert part.checked, part
        assert part.source or part.remembered, part


@pytest.mark.parametrize("id", IDS)
def test_codes_and_addresses_are_not_used_twice_and_follow_the_statute(id):
    regime = catalogue().regime(id)
    codes = [code for e in regime.exemptions for code in e.codes]
    assert len({slug(code) for code in codes}) == len(codes)
    first = [e.code for e in regime.exemptions]
    assert first == sorted(first, key=statute_order)


@pytest.mark.parametrize("id", IDS)
def test_codes_that_refer_to_others_are_known(id):
    regime = catalogue().regime(id)
    for exemption in regime.exemptions:
        for other in exemption.excludes:
            assert exemption.code in regime.exemption(other).excludes
        if exemption.see_regime:
            assert exemption.see_regime in IDS
        for paragraph in exemption.paragraphs:
            assert parse(paragraph.code, regime).listed is paragraph
    for pair in regime.alternatives:
        assert all(regime.exemption(code) for code in pair.codes)


@pytest.mark.parametrize("id", IDS)
def test_holidays_are_those_of_a_table_that_is_kept(id):
    limit = catalogue().regime(id).time_limit
    if limit.holidays:
        known = set().union(*holiday_table(limit.holidays).days.values())
        assert limit.places and set(limit.places) <= known
    else:
        assert limit.unit == "calendar" and limit.caution


@pytest.mark.parametrize(("regime", "exemption"), EXEMPTIONS)
def test_an_exemption_is_explained_in_plain_words(regime, exemption):
    assert exemption.url.startswith("http") and exemption.title
    cited = [parse(exemption.code, regime), *(parse(p.code, regime) for p in exemption.paragraphs)]
    for citation in cited:
        assert 3 <= len(citation.how_decided) <= 5
        assert all(question.endswith(("?", ".")) for question in citation.how_decided)
        assert "does not mean" in citation.not_mean or "It is not" in citation.not_mean
        assert citation.kind_words
        for sentence in re.split(r"(?<=[.?!]) ", " ".join((citation.plain, citation.not_mean, *citation.how_decided))):
            assert len(sentence.split()) <= 30, sentence
    assert heading(exemption, regime).startswith(regime.article)


@pytest.mark.parametrize(("regime", "exemption"), EXEMPTIONS)
def test_a_test_of_harm_says_so_for_the_harm_it_tests(regime, exemption):
    if exemption.test == "none":
        assert exemption.kind in ("procedural", "supplementary", "outside")
    else:
        assert explain.test_words(exemption.test)
        assert exemption.kind in ("absolute", "qualified", "partly")
