# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of data are read whole up to 5,000 rows; what is left out is counted."""

from __future__ import annotations

from disclosures.reading.read import read

from .making import cleared


def table(text: str):
    (found,) = read(cleared(text.encode(), "potholes.csv")).tables
    return found


def test_a_table_of_ordinary_size_loses_nothing():
    found = table("number,mark\n" + "".join(f"{n},x\n" for n in range(250)))
    assert (len(found.rows), found.left_out, found.columns_left_out) == (250, 0, 0)
    assert found.rows[0] == ("0", "x")


def test_rows_and_columns_beyond_what_a_page_can_show_are_counted():
    assert table("n\n" + "1\n" * 5_200).left_out == 200
    wide = table(",".join(map(str, range(70))) + "\n" + ",".join("x" * 70) + "\n")
    assert (len(wide.head), wide.columns_left_out) == (60, 10)


def test_columns_of_numbers_are_told_from_words_and_from_numbers_that_are_names():
    found = table("ward,holes,cost,note,share\nElm,12,£1.20,on 3 May,4%\nOak,n/a,£900,none,12.5%\n")
    assert found.numeric == (False, True, True, False, True)


def test_a_cell_longer_than_anyone_reads_in_a_table_is_cut():
    (row,) = table("a,b\n" + "<" * 3_000 + ",x\n").rows
    assert row[0].endswith("…") and len(row[0]) < 400
