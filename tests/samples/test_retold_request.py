# SPDX-License-Identifier: AGPL-3.0-or-later
"""The retold request holds what the published answer says, and nothing that it does not say."""

from __future__ import annotations

from .folders import RETOLD, all_requests, grade, request

CHAIN = "Email chain between the Mayor's Office and the Commissioner's Private Office"
LETTER = "Letter from the former MPS Commissioner to the Mayor of London"
SCHEDULE = [  # number, printed, date, kind, outcome
    ("1", "", "2022-01-18", "email chain", "redacted"),
    ("2", "", "2022-01-19", "readout", "redacted"),
    ("3", "", "2022-01-21", "letter", "redacted"),
    ("4", "", "2022-01-26", "email chain", "redacted"),
    ("5", "", "2022-01-26", "readout", "redacted"),
    ("6", "", "2022-01-27", "letter", "redacted"),
    ("7", "", "2022-01-28", "letter", "redacted"),
    ("8", "", "2022-02-06", "email chain", "redacted"),
    ("8.1", "", "2022-02-06", "briefing", "redacted"),
    ("8.2", "", "2022-02-06", "spreadsheet", "withheld"),
    ("9", "", "2022-02-04", "letter", "redacted"),
    ("10", "", "2022-02-06/2022-02-09", "email", "redacted"),
    ("10.1", "", "2022-02-06/2022-02-09", "timeline", "redacted"),
    ("11", "", "2022-02-09", "email chain", "redacted"),
    ("12", "", "2022-02-10", "email chain", "redacted"),
    ("13", "", "2022-02-10", "letter", "redacted"),
    ("14", "11", "2022-02-11", "letter", "redacted"),
    ("15", "12", "2022-02-12", "report", "full"),
]
COLUMNS = (
    "Name of each officer / pseudonym",
    "Strand",
    "Allegation",
    "Standard of Professional Behaviour breached",
    "IOPC's recommendation",
    "DPS Appropriate Authority determination",
    "What happened next",
    "Final outcome",
    "Other information",
)
USES = [  # codes, ground begins with, records, extent, basis
    (("s23(1)", "s24(1)"), "One or the other", (), "part", "not-stated"),
    (("s31(1)(a)",), "Contact details", (), "part", "not-stated"),
    (("s31(1)(a)",), "Meeting rooms", (), "part", "not-stated"),
    (("s40(2)",), "Signature", ("3", "6", "7", "9", "13", "14"), "part", "inferred"),
    (("s40(2)",), "Names of staff", (), "part", "not-stated"),
    (("s40(2)",), "Criminal offence data", (), "part", "not-stated"),
    (("s40(2)",), "Misconduct", ("8", "8.1", "10", "10.1"), "part", "stated"),
    (("s40(2)",), "The whole", ("8.2",), "whole", "stated"),
]


def texts() -> str:
    folder, _ = all_requests()[RETOLD]
    return " ".join((folder / name).read_text(encoding="utf-8") for name in ("request.md", "response.md"))


def test_no_date_is_invented_that_the_answer_does_not_give():
    dates = request(RETOLD).dates
    assert (dates.received, dates.responded, dates.extended, dates.clock_paused) == (None, None, None, ())
    assert (dates.published.iso, dates.published.basis) == ("2023-01", "from its web address")


def test_no_exemption_is_tied_to_a_record_that_the_answer_does_not_tie():
    uses = [(u.codes, u.ground, u.records, u.extent, u.basis) for u in request(RETOLD).exemptions]
    assert len(uses) == len(USES)
    for found, expected in zip(uses, USES, strict=True):
        assert found[1].startswith(expected[1])
        assert (found[0], *found[2:]) == (expected[0], *expected[2:])


def test_the_two_security_exemptions_are_declared_as_alternatives_only():
    uses = [u for u in request(RETOLD).exemptions if {"s23(1)", "s24(1)"} & set(u.codes)]
    assert [u.alternatives for u in uses] == [("s23(1)", "s24(1)")]
    assert uses[0].reasons_left_out_under == "s17(4)"


def test_the_schedule_is_the_published_one_with_two_numbers_corrected():
    told = request(RETOLD).records
    assert [(r.number, r.printed, r.date.iso, r.kind, r.outcome) for r in told] == SCHEDULE


def test_sixteen_records_are_redacted_one_is_full_and_one_withheld():
    outcomes = [r.outcome for r in request(RETOLD).records]
    assert {o: outcomes.count(o) for o in set(outcomes)} == {"redacted": 16, "full": 1, "withheld": 1}


def test_attachments_belong_to_their_record():
    parts = {r.number: r.part_of for r in request(RETOLD).records if r.part_of}
    assert parts == {"8.1": "8", "8.2": "8", "10.1": "10"}


def test_titles_carry_over_even_where_they_repeat():
    titles = [r.title for r in request(RETOLD).records]
    assert (titles.count(CHAIN), titles.count(LETTER)) == (3, 5)
    assert titles[-1] == "Report by Robin Wilkinson (former MPS Chief of Corporate Services)"


def test_the_withheld_record_is_described_by_its_nine_columns_and_has_no_file():
    record = request(RETOLD).record("8.2")
    assert record.describes.columns == COLUMNS
    assert record.describes.one_row_per == "officer subject of Operation Hotton"
    assert record.files == ()


def test_the_published_report_largely_covers_five_records_and_its_address_is_marked_as_found():
    (material,) = request(RETOLD).public_domain
    assert (material.relation, material.covers) == ("largely-covers", ("8", "8.1", "8.2", "10", "10.1"))
    assert (material.url, material.url_basis) == ("https://policeconduct.gov.uk/node/4092", "found")
    assert "Operation Hotton Learning Report" in material.title


def test_all_fifteen_oddities_are_told_as_notes_on_records_that_exist():
    told = request(RETOLD)
    assert len({note.about for note in told.notes}) == 15
    numbers = {r.number for r in told.records}
    assert all(set(note.records) <= numbers for note in told.notes)


def test_what_was_asked_for_names_seven_kinds_and_says_that_the_list_is_open():
    folder, _ = all_requests()[RETOLD]
    asked = (folder / "request.md").read_text(encoding="utf-8")
    assert sum(line.startswith("- ") for line in asked.splitlines()) == 7
    assert "not a limit" in " ".join(asked.split())


def test_the_answer_keeps_every_step_of_the_reasoning():
    text = " ".join(texts().split())
    for step in (
        "18 records", "Record 15 is disclosed in full", "Records 1 to 8.1 and 9 to 14", "Record 8.2 is refused",
        "section 17 of the Act", "section 17(4)", "New Scotland Yard", "MOPAC", "Article 6(1)(f)", "section 40(3A)(a)",
        "Superintendent and below", "Band A and below", "consented", "clearly made the data public",
        "Dame Cressida Dick", "nine linked investigations", "absolute and class-based", "Hotton Learning Report",
        "### Public interest for release", "### Public interest against release", "### Where the balance lies",
    ):  # fmt: skip
        assert step in text, step
    for column in COLUMNS:
        assert column in text


def test_the_answer_says_that_it_is_retold():
    folder, told = all_requests()[RETOLD]
    assert told.specimen
    for name in ("request.md", "response.md"):
        assert (folder / name).read_text(encoding="utf-8").startswith("*Retold in our own words.")


def test_the_short_version_is_short_and_plain():
    short = request(RETOLD).in_short
    assert len(short.split()) <= 80
    assert grade(short) <= 7
