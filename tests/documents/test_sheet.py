# SPDX-License-Identifier: AGPL-3.0-or-later
import datetime

import pytest

from disclosures.documents.sheet import read_csv, shown, write_csv


@pytest.mark.parametrize("text", ["01234", "-", "1e5", "=1+1", "  kept  "])
def test_a_text_is_shown_as_it_is(text):
    assert shown(text) == text


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (12, "General", "12"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.567, "0.00", "1234.57"),
        (1234.567, "#,##0", "1235"),
        (0.256, "0%", "26%"),
        (0.2564, "0.0%", "25.6%"),
        (True, "General", "TRUE"),
        (None, "General", ""),
        ("secret", ";;;", ""),
        (datetime.datetime(2022, 2, 6), "dd/mm/yyyy", "2022-02-06"),
        (datetime.datetime(2022, 2, 6, 9, 30), "General", "2022-02-06 09:30"),
    ],
)
def test_a_value_is_shown_no_more_finely_than_the_sheet_shows_it(value, number_format, words):
    assert shown(value, number_format) == words


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_table_is_read_whatever_separates_its_cells(separator):
    text = "\n".join(separator.join(row) for row in (("Ward", "Count"), ("Elm", "12"), ("Oak", "7")))
    assert read_csv(text.encode()) == (("Ward", "Count"), ("Elm", "12"), ("Oak", "7"))


def test_cells_with_commas_quotes_and_line_ends_survive():
    rows = (("a", "b"), ("1, 2", 'she said "no"'), ("two\nlines", ""))
    assert read_csv(write_csv(rows)) == rows
