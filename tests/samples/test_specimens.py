# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of the samples: marked on every page, truly redacted, and the same bytes each time they are made."""

from __future__ import annotations

import csv
import hashlib
import io
import re

import openpyxl
import pytest

from disclosures.casework.redactions import ENDING, log_of
from tests.specimens import look, redaction
from tests.specimens.make import make
from tests.specimens.paper import SPECIMEN, Paper

from .folders import REQUESTS, RETOLD, all_requests, files, request

PDFS = [
    pytest.param(reference, number, data, id=f"{reference} {path}")
    for reference in all_requests()
    for path, (number, data) in files(reference, ".pdf").items()
]
LABEL = re.compile(r"\bs\d+[A-Z]?\(|\breg \d|\(b\)\(\d")


@pytest.mark.parametrize(("reference", "number", "data"), PDFS)
def test_nothing_that_stood_under_a_gap_is_left_in_the_file(reference, number, data):
    assert not look.holds(data, "vermilion")
    assert not look.annotations(data)


@pytest.mark.parametrize(("reference", "number", "data"), PDFS)
def test_every_redacted_file_has_a_log_of_its_marks_and_no_other_has(reference, number, data):
    folder, _ = all_requests()[reference]
    (path,) = (path for path, (_, one) in files(reference, ".pdf").items() if one == data)
    log = folder / log_of(path)
    assert log.exists() == (request(reference).record(number).outcome == "redacted")
    if log.exists():
        assert hashlib.sha256(data).hexdigest() in log.read_text() and "vermilion" not in log.read_text()


def test_before_the_redactions_are_applied_the_words_can_be_found():
    paper = Paper("A test", "Test")
    paper.text("Here is a gap [[s40(2)|6]] in a sentence.")
    assert look.holds(paper.doc.tobytes(), "vermilion")
    assert redaction.REMOVED.startswith("vermilion")


@pytest.mark.parametrize(("reference", "number", "data"), PDFS)
def test_a_record_released_in_full_has_no_box_and_a_redacted_one_has(reference, number, data):
    assert bool(sum(look.boxes(data))) == (request(reference).record(number).outcome == "redacted")


@pytest.mark.parametrize(("reference", "number", "data"), PDFS)
def test_every_page_says_that_it_is_a_specimen_and_has_a_title_and_a_language(reference, number, data):
    for page in look.pages(data):
        assert SPECIMEN in page
    title, language = look.title_and_language(data)
    assert title.startswith(f"Specimen of record {number}")
    assert language == "en-GB"
    assert len(data) < 60_000


def test_a_page_is_redacted_as_a_whole_and_others_have_several_gaps():
    (data,) = (data for number, data in files(RETOLD).values() if number == "8.1")
    gaps = look.boxes(data)
    assert min(gaps) == 1 and max(gaps) > 3
    whole = look.pages(data)[gaps.index(1)]
    assert "point" not in whole and "s40(2)" in whole


def test_labels_stand_only_on_records_that_the_answer_ties_to_section_40():
    labelled = {
        number for number, data in files(RETOLD).values() if any(LABEL.search(page) for page in look.pages(data))
    }
    assert labelled == {"8", "8.1", "10", "10.1", "3", "6", "7", "9", "13", "14"}
    for _, data in files(RETOLD).values():
        assert set(LABEL.findall("\n".join(look.pages(data)))) <= {"s40("}


def test_letters_carry_the_label_only_where_the_signature_was():
    for number, data in files(RETOLD).values():
        if number in ("3", "6", "7", "9", "13", "14"):
            assert "\n".join(look.pages(data)).count("s40(2)") == 1, number


def test_the_words_to_find_a_page_by_stand_on_no_other_page():
    found = [
        re.search(r"Words to find this page by: ([a-z ]+)\.", page)[1]
        for reference in all_requests()
        for _, data in files(reference, ".pdf").values()
        for page in look.pages(data)
    ]
    assert len(found) == len(set(found)) > 40


def test_making_the_files_again_gives_the_bytes_that_lie_in_the_folders(tmp_path):
    made = make(REQUESTS, tmp_path)
    released = {folder / path: data for folder, told in all_requests().values()
                for path, (_, data) in files(told.reference).items()}  # fmt: skip
    assert {REQUESTS / one.relative_to(tmp_path): one.read_bytes() for one in made if not one.name.endswith(ENDING)} == released
    logs = {REQUESTS / one.relative_to(tmp_path): one.read_bytes() for one in made if one.name.endswith(ENDING)}
    assert logs == {one: one.read_bytes() for one in REQUESTS.rglob(f"*{ENDING}")}
    again = make(REQUESTS, tmp_path / "again")
    assert [one.read_bytes() for one in again] == [one.read_bytes() for one in made]


def test_the_csv_and_the_spreadsheet_hold_the_same_table():
    tables = {path.rpartition(".")[2]: data for path, (_, data) in files("NMC-24-0031").items()}
    told = list(csv.reader(io.StringIO(tables["csv"].decode())))
    sheet = openpyxl.load_workbook(io.BytesIO(tables["xlsx"])).worksheets
    assert len(sheet) == 1
    assert [[str(cell) for cell in row] for row in sheet[0].iter_rows(values_only=True)] == told
    assert len(told) == 19 and not any(cell[:1] in "=+-@" for row in told for cell in row)
