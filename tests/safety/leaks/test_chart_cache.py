# SPDX-License-Identifier: AGPL-3.0-or-later
from openpyxl.chart import BarChart, Reference

from ..making import findings, published, recovered, xlsx
from ..making_office import SECRET
from .test_validation import replaced

RULE = "CHART-CACHE"


def charted(book):
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    book.active.add_chart(chart, "D2")


def cached(words: str) -> bytes:
    cache = f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{words}</c:v></c:pt></c:strCache>'
    plain = xlsx(charted)
    return replaced(plain, b"</f></strRef>", f"</f>{cache.replace('c:', '')}</strRef>".encode())


def test_a_chart_of_visible_cells_is_not_reported():
    assert findings(xlsx(charted), "a.xlsx", RULE) == []
    assert findings(cached("Potholes"), "a.xlsx", RULE) == []


def test_a_value_that_only_the_chart_keeps_is_found_and_not_in_the_table():
    assert "QuentinHarbottle" in recovered(findings(cached(SECRET), "a.xlsx", RULE))
    assert b"Harbottle" not in published(cached(SECRET), "a.xlsx")
