# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exemptions: codes, ties to records, reasons, alternatives, and neither confirming nor denying."""

from __future__ import annotations

import pytest

FIRST = "  - code: s40(2)\n    ground: Names of staff\n"
ALTERNATIVES = "  - alternatives: [s23(1), s24(1)]\n    records: not-stated\n    reasons_left_out_under: s17(4)\n"


@pytest.fixture
def either(request_folder):
    """A request that cites section 23 or section 24, and says so in one breath."""
    request_folder.change(FIRST, ALTERNATIVES + FIRST)
    return request_folder.change(
        "## If",
        "## Section 23(1) or section 24(1)\n\nParts are exempt under section 23(1) or section 24(1).\n\n## If",
        "response.md",
    )


def test_a_tie_to_records_is_never_demanded(request_folder):
    request_folder.change('records: ["2"]', "records: not-stated").change("extent: part", "extent: not-stated")
    assert request_folder.ids() == []


def test_the_same_code_may_be_used_on_several_grounds(request_folder):
    request_folder.change(FIRST, "  - code: s40(2)\n    ground: Signatures\n" + FIRST)
    assert request_folder.ids() == []
    request_folder.change(FIRST, FIRST.replace("Names of staff", "Addresses"))
    assert "exemption-repeated" not in request_folder.ids()


def test_an_absolute_exemption_needs_no_public_interest(request_folder):
    assert "public interest" not in (request_folder.path / "response.md").read_text().split("## Section 43")[0]
    assert request_folder.ids() == []


@pytest.mark.parametrize("key", ["for_release", "against_release", "conclusion"])
def test_a_qualified_exemption_is_content_with_any_word_on_the_balance(request_folder, key):
    for other in {"for_release", "against_release", "conclusion"} - {key}:
        text = (request_folder.path / "request.yaml").read_text()
        line = next(line for line in text.splitlines(keepends=True) if line.strip().startswith(other))
        request_folder.change(line, "")
    request_folder.change(" We weighed the public interest in both directions.", "", "response.md")
    assert request_folder.ids() == []


def test_public_interest_weighed_for_another_exemption_does_not_count(request_folder):
    request_folder.change(FIRST, "  - code: s42(1)\n    records: not-stated\n" + FIRST)
    request_folder.change(
        "## Section 43", "## Section 42(1): legal advice\n\nAdvice is left out.\n\n## Section 43", "response.md"
    )
    assert request_folder.ids() == ["public-interest-missing"]
    request_folder.change("Advice is left out.", "Advice is left out. The public interest favours that.", "response.md")
    assert request_folder.ids() == []


def test_reasons_that_may_be_left_out_are_not_missed(either):
    assert either.ids() == []


def test_exclusive_exemptions_may_stand_on_records_of_their_own(request_folder):
    reasons = "    harm: It would harm the inquiry.\n    conclusion: Withholding is favoured in the public interest.\n"
    request_folder.change(
        FIRST,
        f'  - code: s30(1)\n    records: ["2"]\n{reasons}  - code: s31(1)(a)\n    records: ["2.1"]\n{reasons}' + FIRST,
    )
    request_folder.change(
        "## If", "## Section 30(1) and section 31(1)(a)\n\nRelease would harm the inquiry.\n\n## If", "response.md"
    )
    assert "exemption-exclusive" not in request_folder.ids()
    request_folder.change('records: ["2.1"]', 'records: ["2"]')
    assert "exemption-exclusive" in request_folder.ids()


@pytest.mark.parametrize(
    "sentence",
    [
        "Section 24(1) or section 23(1) applies.",
        "Sections 23 and 24 protect different things.",
        "Under s23/s24 we say no more.",
        "We rely on s17(4).",
        "23 officers met on 24 January.",
        "Section 40(2) applies to record 2.",
        "This protects national security.",
        "See section 2(3)(b) as well.",
    ],
)
def test_naming_both_alternatives_or_neither_passes(either, sentence):
    assert either.add(f"\n{sentence}\n", "response.md").ids() == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Section 24 applies to record 2.",
        "S. 23(1) was considered.",
        "### Section 23(1)\nSection 23(1) or section 24(1).",
        "- s24\n- s23",
        "| s23(1) | one |\n| s24(1) | two |",
        "See https://www.legislation.gov.uk/ukpga/2000/36/section/24.",
        "Section 23(1) or section 24(1) applies. Section 24(2) does not.",
        "Mae adran 23 yn berthnasol.",
        "[s23](s23.md)",
        "## National security",
    ],
)
def test_naming_one_alternative_alone_is_refused(either, sentence):
    assert set(either.add(f"\n{sentence}\n", "response.md").ids()) >= {"alternatives-apart"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Repairs", "title: Section 23 and repairs"),
        ("kind: letter", "kind: letter (s24)"),
        ("text: The e-mails", "text: Under section 24 the e-mails"),
        ("subjects: [bridges]", "subjects: [bridges, s23-1]"),
    ],
)
def test_no_value_of_request_yaml_may_tell_them_apart_either(either, old, new):
    either.change(old, new)
    [problem] = either.problems()
    assert (problem.id, problem.place.line) == ("alternatives-apart", either.line_of(new))


def test_alternatives_within_one_section_are_told_apart_by_their_paragraphs(request_folder):
    request_folder.change(
        FIRST,
        "  - alternatives: [s31(1)(a), s31(1)(b)]\n    records: not-stated\n    reasons_left_out_under: s17(4)\n"
        + FIRST,
    )
    request_folder.add("\nSection 31 applies, under section 31(1)(a) or section 31(1)(b).\n", "response.md")
    assert request_folder.ids() == []
    request_folder.add("\nIt was section 31(1)(b).\n", "response.md")
    assert request_folder.ids() == ["alternatives-apart"]


def ncnd(request_folder, answer: str) -> list[str]:
    text = (request_folder.path / "request.yaml").read_text()
    (request_folder.path / "request.yaml").write_text(
        text[: text.index("exemptions:")]
        + "held: neither-confirmed-nor-denied\nexemptions:\n  - {code: s40(5B), records: not-stated}\n"
    )
    for file in (request_folder.path / "records").iterdir():
        file.unlink()
    (request_folder.path / "response.md").write_text(
        f"## Decision\n\nSection 40(5B) applies. {answer}\n\nYou may ask for a review, and complain to the Information Commissioner.\n"
    )
    return request_folder.ids()


@pytest.mark.parametrize(
    "answer",
    [
        "We neither confirm nor deny that we hold the information.",
        "The council will not say whether it holds anything.",
        "This must not be taken to suggest that information is held.",
        "If we held it, it would be exempt.",
        "The council held a public meeting about its duties in 2019 to confirm its policy.",
    ],
)
def test_neither_confirming_nor_denying_passes(request_folder, answer):
    assert ncnd(request_folder, answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "We hold two letters.",
        "The council does not hold this.",
        "No information is held.",
        "We found nothing: it located none.",
    ],
)
def test_a_word_too_many_in_such_an_answer_is_refused(request_folder, answer):
    assert ncnd(request_folder, answer) == ["ncnd-reveals"]


def test_a_refusal_is_content_with_the_authoritys_own_words_on_review(request_folder):
    from disclosures.casework.authority import Authority

    text = (request_folder.path / "response.md").read_text()
    (request_folder.path / "response.md").write_text(text[: text.index("## If")])
    assert request_folder.ids() == ["notice-appeal", "notice-review"]
    told = Authority(
        key="borough", name="Borough", review="Ask us for a review; then complain to the Information Commissioner."
    )
    assert request_folder.ids(authorities={"borough": told}) == []


def test_an_answer_that_refuses_nothing_needs_no_refusal_notice(request_folder):
    text = (request_folder.path / "request.yaml").read_text()
    (request_folder.path / "request.yaml").write_text(text[: text.index("exemptions:")] + "held: no\n")
    for file in (request_folder.path / "records").iterdir():
        file.unlink()
    (request_folder.path / "response.md").write_text("We searched, and hold nothing on this.\n")
    assert request_folder.ids() == []
