# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an officer writes becomes what a reader sees; what is wrong says what to write instead."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.law.catalogue import catalogue
from disclosures.law.citation import NotACode, heading, join, parse, statute_order

FOIA = catalogue().regime("uk-foia-2000")
ALL = [(r, code) for r in catalogue().regimes.values() for e in r.exemptions for code in e.codes]


@pytest.mark.parametrize(
    ("id", "code", "words", "slug"),
    [
        ("uk-foia-2000", "s40(2)", "Section 40(2)", "s40-2"),
        ("uk-foia-2000", "s22A(1)(b)(ii)", "Section 22A(1)(b)(ii)", "s22a-1-b-ii"),
        ("uk-foia-2000", "s31(1)(a)", "Section 31(1)(a)", "s31-1-a"),
        ("uk-foia-2000", "s40(2) with s40(3A)(a)", "Section 40(2) with section 40(3A)(a)", "s40-2-with-s40-3a-a"),
        ("uk-eir-2004", "reg12(5)(b)", "Regulation 12(5)(b)", "reg12-5-b"),
        ("uk-eir-2004", "reg12(6)", "Regulation 12(6)", "reg12-6"),
        ("scotland-foisa-2002", "s30(b)(ii)", "Section 30(b)(ii)", "s30-b-ii"),
        ("us-foia", "(b)(6)", "Exemption (b)(6)", "b-6"),
        ("us-foia", "(b)(7)(C)", "Exemption (b)(7)(C)", "b-7-c"),
        ("canada-atia", "s16.2", "Section 16.2", "s16.2"),
        ("canada-atia", "s16(2)", "Section 16(2)", "s16-2"),
        ("canada-atia", "s20(1)(b.1)", "Section 20(1)(b.1)", "s20-1-b.1"),
        ("ireland-foi-2014", "s33(2)(b)(i)", "Section 33(2)(b)(i)", "s33-2-b-i"),
        ("australia-foi-1982", "s47E(d)", "Section 47E(d)", "s47e-d"),
    ],
)
def test_a_right_code_is_taken_as_it_stands(id, code, words, slug):
    citation = parse(code, catalogue().regime(id))
    assert (citation.code, citation.words, citation.short, citation.slug) == (code, words, code, slug)


@given(st.sampled_from(ALL), st.lists(st.sampled_from(["(1)", "(2)", "(3A)", "(b)", "(iv)"]), max_size=2))
def test_a_code_reads_back_as_itself(known, pinpoints):
    regime, code = known
    try:
        citation = parse(code + "".join(pinpoints), regime)
    except NotACode as error:
        assert "paragraph" in str(error)
    else:
        assert parse(citation.code, regime) == citation
        assert citation.code.startswith(citation.exemption.code) or citation.exemption.also or citation.is_ncnd


def test_blanks_do_not_matter():
    assert parse(" s 40 (2) ", FOIA).code == "s40(2)"
    assert parse("reg 12(4)(e)", catalogue().regime("uk-eir-2004")).code == "reg12(4)(e)"


@pytest.mark.parametrize(
    ("id", "found", "cure"),
    [
        ("uk-foia-2000", "Section 40(2)&(3)", "write s40(2)"),
        ("uk-foia-2000", "40(2)", "write s40(2)"),
        ("uk-foia-2000", "S31(1)(a)", "write s31(1)(a)"),
        ("uk-foia-2000", "section 31.1.a", "write s31(1)(a)"),
        ("uk-foia-2000", "s22a", "write s22A"),
        ("uk-foia-2000", "s40(2", "write s40(2)"),
        ("uk-foia-2000", "s23(1) or s24(1)", "write each code under `alternatives`"),
        ("uk-foia-2000", "s45", "check it; the nearest is s44"),
        ("uk-foia-2000", "s37(1)(c)", "choose one of s37(1)(a), s37(1)(aa), s37(1)(ab)"),
        ("uk-foia-2000", "s36(2)(b)(iii)", "choose one of s36(2)(b)(i), s36(2)(b)(ii)"),
        ("uk-foia-2000", "reg12(5)(b)", "choose one of s12, s14"),
        ("uk-foia-2000", "", "choose one of s12, s14"),
        ("uk-eir-2004", "12(5)(b)", "write reg12(5)(b)"),
        ("uk-eir-2004", "Regulation 13", "write reg13"),
        ("uk-eir-2004", "reg12(4)", "choose one of reg12(4)(a), reg12(4)(b)"),
        ("scotland-foisa-2002", "s30(d)", "choose one of s30(a), s30(b), s30(c)"),
        ("us-foia", "b6", "write (b)(6)"),
        ("us-foia", "Exemption 6", "write (b)(6)"),
        ("us-foia", "b7C", "write (b)(7)(C)"),
        ("us-foia", "(b)(7)(G)", "choose one of (b)(7)(A), (b)(7)(B)"),
        ("canada-atia", "s16(1)", "choose one of s16(1)(a), s16(1)(b), s16(1)(c), s16(1)(d)"),
        ("australia-foi-1982", "s47f", "write s47F"),
    ],
)
def test_a_wrong_code_says_what_to_write(id, found, cure):
    with pytest.raises(NotACode) as caught:
        parse(found, catalogue().regime(id))
    assert caught.value.cure.startswith(cure)
    assert f"“{found}”" in str(caught.value) and caught.value.cure in str(caught.value)


@given(st.from_regex(r"s40(\([0-9A-Za-z.]{1,5}\)){0,4}", fullmatch=True))
def test_whatever_can_be_read_can_be_put_in_order(code):
    try:
        citations = [parse(code, FOIA), parse("s24(1)", FOIA)]
    except NotACode:
        return
    assert join(citations).citations[0].code == "s24(1)"


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_of_codes_crash(text):
    for regime in catalogue().regimes.values():
        try:
            parse(text, regime)
        except NotACode:
            pass


SLIPS = st.from_regex(r"(Section |S|reg ?|b)?[0-9]{1,2}[.( ]?[0-9a-z]?[).]?[a-z]?", fullmatch=True)


@given(st.sampled_from(catalogue().ids), SLIPS)
def test_what_it_says_to_write_can_be_written(id, text):
    regime = catalogue().regime(id)
    try:
        parse(text, regime)
    except NotACode as error:
        if error.cure.startswith("write "):
            assert parse(error.cure.removeprefix("write "), regime)


def test_a_pinpoint_carries_what_is_its_own():
    own, others, first = (parse(code, FOIA) for code in ("s40(1)", "s40(2)", "s40(2) with s40(3A)(a)"))
    assert (own.kind, own.effect) == ("absolute", "elsewhere")
    assert (others.kind, others.effect, others.paragraph) == ("partly", "", "about other people")
    assert first.kind == "absolute"
    assert "other than the one who asked" in others.plain
    assert parse("s40(2)(a)", FOIA).plain == others.plain
    assert parse("s31(1)(a)", FOIA).paragraph == "preventing or detecting crime"
    assert parse("s31", FOIA).paragraph == ""


def test_the_part_of_the_law_decides_kind_and_test():
    scotland = catalogue().regime("scotland-foisa-2002")
    assert [parse(c, scotland).kind for c in ("s36", "s36(1)", "s36(2)")] == ["partly", "qualified", "absolute"]
    assert [parse(c, FOIA).test for c in ("s43", "s43(1)", "s43(2)")] == ["mixed", "class", "prejudice"]
    assert parse("s12", FOIA).effect == "procedural" and parse("s21", FOIA).effect == "elsewhere"


def test_a_reply_that_neither_confirms_nor_denies_is_known_as_such():
    assert not parse("s23(1)", FOIA).is_ncnd
    assert not parse("s40(2)", FOIA).is_ncnd
    assert parse("s23(5)", FOIA).is_ncnd
    assert parse("s40(5B)(a)(i)", FOIA).is_ncnd
    assert parse("s18", catalogue().regime("scotland-foisa-2002")).is_ncnd


def test_alternatives_are_told_in_the_order_of_the_statute_whatever_the_officer_wrote():
    for order in permutations(["s36(2)(b)(i)", "s23(1)", "s24(1)"]):
        joined = join(parse(code, FOIA) for code in order)
        assert str(joined) == "Section 23(1) or section 24(1) or section 36(2)(b)(i)"
        assert joined.short == "s23(1) or s24(1) or s36(2)(b)(i)"
        assert joined.slug == "s23-1-or-s24-1-or-s36-2-b-i"


def test_codes_sort_as_the_statute_does():
    right = ["s9", "s16(1)(a)", "s16(1)(i)", "s16(2)", "s16(10)", "s16.1", "s22", "s22A", "s23"]
    assert sorted(set(right), key=statute_order) == right
    roman = ["s36(2)(b)(i)", "s36(2)(b)(ii)", "s36(2)(b)(iv)", "s36(2)(b)(v)", "s36(2)(b)(ix)"]
    assert sorted(set(roman), key=statute_order) == roman


def test_an_entry_that_covers_several_provisions_is_headed_by_all_of_them():
    canada = catalogue().regime("canada-atia")
    assert heading(canada.exemption("s16(2)"), canada) == "Section 16(1)(c), 16(1)(d) or 16(2)"
    assert heading(FOIA.exemption("s40"), FOIA) == "Section 40"
