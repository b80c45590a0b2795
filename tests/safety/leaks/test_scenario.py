# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings, published, recovered, xlsx
from ..making_office import SECRET, ods
from .test_validation import replaced

RULE = "SCENARIO"


def test_a_workbook_without_scenarios_is_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []


def test_a_scenario_is_found_and_not_in_the_table():
    other = f'</sheetData><scenarios><scenario name="Best" user="x"><inputCells r="A2" val="{SECRET}"/></scenario></scenarios>'
    data = replaced(xlsx(), b"</sheetData>", other.encode())
    assert "QuentinHarbottle" in recovered(findings(data, "a.xlsx", RULE))
    assert b"Harbottle" not in published(data, "a.xlsx")


def test_a_scenario_of_an_ods_file_is_found():
    data = ods(after=f'<table:table table:name="S"><table:scenario table:comment="{SECRET}"/></table:table>')
    assert "QuentinHarbottle" in recovered(findings(data, "a.ods", RULE))
