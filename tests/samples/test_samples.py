# SPDX-License-Identifier: AGPL-3.0-or-later
"""The made-up requests: each shape is there, nobody could take them for real, and no file is left over."""

from __future__ import annotations

import re

import pytest

from disclosures.casework.redactions import ENDING

from .folders import RETOLD, all_requests, blocks, grade, request

MADE_UP = [reference for reference in all_requests() if reference != RETOLD]


def answer(reference: str) -> str:
    return " ".join((all_requests()[reference][0] / "response.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize("reference", all_requests())
def test_no_file_lies_in_a_folder_that_its_request_does_not_name(reference):
    folder, told = all_requests()[reference]
    named = {file.path for record in told.records for file in record.files}
    assert {p.relative_to(folder).as_posix() for p in (folder / "records").rglob("*") if p.is_file() and not p.name.endswith(ENDING)} == named


@pytest.mark.parametrize("reference", all_requests())
def test_file_names_begin_with_the_record_number_so_that_like_titles_stay_apart(reference):
    for record in request(reference).records:
        head, dot, tail = record.number.partition(".")
        for file in record.files:
            assert file.path.startswith(f"records/{head.zfill(2)}{dot}{tail}-")


def test_neither_confirming_nor_denying_leaves_no_trace_of_what_is_held():
    (told,) = (r for _, r in all_requests().values() if r.held == "neither-confirmed-nor-denied")
    assert (told.records, told.public_domain) == ((), ())
    for block in blocks(told.reference):
        assert not re.search(r"\bwe (?:do not )?hold\b(?! what)|\d+ records?|we found|we searched", block, re.I)


def test_a_withdrawn_answer_has_a_date_and_a_reason_and_nothing_else():
    ((folder, told),) = (pair for pair in all_requests().values() if pair[1].status == "withdrawn")
    assert told.withdrawn.date and told.withdrawn.reason and not told.records
    assert [p.name for p in folder.iterdir()] == ["request.yaml"]


def test_there_are_enough_answers_to_browse():
    told = [request for _, request in all_requests().values()]
    assert len(told) >= 14
    assert {folder.parent.name for folder, _ in all_requests().values()} == {"2022", "2023", "2024", "2025"}
    assert {r.regime for r in told} == {"uk-foia-2000", "uk-eir-2004", "scotland-foisa-2002", "us-foia"}
    assert len({subject for r in told for subject in r.subjects}) >= 10


@pytest.mark.parametrize("reference", all_requests())
def test_the_folder_has_the_name_of_its_reference_and_is_marked_as_a_sample(reference):
    folder, told = all_requests()[reference]
    assert folder.name == reference
    assert told.specimen


@pytest.mark.parametrize("reference", MADE_UP)
def test_the_made_up_requests_say_that_nothing_in_them_is_real(reference):
    assert request(reference).specimen.startswith("Made up for demonstration")


@pytest.mark.parametrize("reference", [key for key in MADE_UP if request(key).in_short])
def test_the_short_version_is_short_and_plain(reference):
    short = request(reference).in_short
    assert len(short.split()) <= 80
    assert grade(short) <= 7


@pytest.mark.parametrize(
    ("reference", "rights"),
    [(key, {"scotland-foisa-2002": r"section 20\(1\).*section 47\(1\)", "uk-eir-2004": r"regulation 11.*regulation 18",
            "us-foia": r"appeal.*90 days.*OGIS"}.get(request(key).regime, r"internal review.*section 50"))
     for key in MADE_UP if request(key).status == "published"],
)  # fmt: skip
def test_every_answer_tells_the_rights_that_its_statute_gives(reference, rights):
    assert re.search(rights, answer(reference))


@pytest.mark.parametrize("reference", [key for key in MADE_UP if request(key).exemptions])
def test_every_exemption_relied_on_has_a_section_of_the_answer(reference):
    headings = re.findall(r"^## (.+)$", (all_requests()[reference][0] / "response.md").read_text("utf-8"), re.MULTILINE)
    for use in request(reference).exemptions:
        for code in use.codes:
            full = re.sub(r"^reg ", "regulation ", re.sub(r"^s(?=\d)", "section ", code))
            assert any(full.lower() in heading.lower() for heading in headings), code


def test_the_late_answer_went_past_its_extension():
    (told,) = (r for _, r in all_requests().values() if r.dates.extended)
    assert told.dates.extended.under == "s10(3)"
    assert told.dates.responded.first > told.dates.extended.to.first
    assert "sorry" in answer(told.reference)


def test_the_welsh_answer_has_every_text_in_both_languages():
    ((folder, told),) = (pair for pair in all_requests().values() if pair[1].translations)
    assert told.language == "en" and set(told.translations) == {"cy"}
    cy = told.translations["cy"]
    assert cy.title and cy.summary and cy.in_short
    for name in ("request", "response"):
        english, welsh = ((folder / f"{name}{end}").read_text(encoding="utf-8") for end in (".md", ".cy.md"))
        assert english.count("## ") == welsh.count("## ") and english.count("\n- ") == welsh.count("\n- ")


def test_a_picture_is_described_for_those_who_do_not_see_it():
    records = [record for _, told in all_requests().values() for record in told.records]
    pictures = [file for record in records for file in record.files if file.path.endswith(".png")]
    assert pictures and all(len(f.description.split()) > 10 for f in pictures)


def test_an_answer_was_corrected_and_says_so():
    corrected = [r for _, r in all_requests().values() if r.history and not r.withdrawn]
    assert corrected and all("correct" in change.what for r in corrected for change in r.history)
