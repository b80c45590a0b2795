# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings

RULE = "CSV-FORMULA"


@pytest.mark.parametrize("cell", ["-5", "+44 (0)20 7946 0000", "-", "1=1", "- a remark", "a@example.org", "−3.5"])
def test_numbers_dashes_and_ordinary_texts_are_not_reported(cell):
    assert findings(f"name,value\nElm,{cell}\n".encode(), "a.csv", RULE) == []


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1:A2)", "+SUM(A1)", "-2+3+cmd|' /C calc'!A0", '"\t=1+1"'])
def test_what_a_spreadsheet_program_would_run_is_found_with_its_place(cell):
    found = findings(f"name,value\nElm,{cell}\n".encode(), "a.csv", RULE)
    assert [one.where for one in found] == ["row 2, column 2"]
