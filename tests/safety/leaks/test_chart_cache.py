# SPDX-License-Identifier: AGPL-3.0-or-later
from openpyxl.chart import BarChart, Reference

from ..making import findings, published, recovered, xlsx
from ..making_office import SECRET, ods, odt
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


def drawn(words: str) -> dict[str, str | bytes]:
    """The parts of a chart as LibreOffice writes it."""
    own = "urn:oasis:names:tc:opendocument:xmlns"
    chart = (
        f'<office:document-content xmlns:office="{own}:office:1.0" xmlns:chart="{own}:chart:1.0" xmlns:table="{own}:table:1.0" '
        f'xmlns:text="{own}:text:1.0"><office:body><office:chart><chart:chart><table:table><table:table-row><table:table-cell>'
        f"<text:p>{words}</text:p></table:table-cell></table:table-row></table:table></chart:chart></office:chart></office:body></office:document-content>"
    )
    held = {"content.xml": chart, "styles.xml": "<a/>", "meta.xml": "<a/>"}
    return {**{f"Object 1/{part}": body for part, body in held.items()}, "ObjectReplacements/Object 1": b"VCLMTF"}


SHAPE = '<table:shapes><draw:frame><draw:object xlink:href="./Object 1"/><draw:image xlink:href="./ObjectReplacements/Object 1"/></draw:frame></table:shapes>'


def test_a_chart_of_an_opendocument_spreadsheet_does_not_hold_back_its_table():
    data = ods(after=SHAPE, parts=drawn("Potholes"))
    assert findings(data, "a.ods") == []
    assert b"Potholes" in published(data, "a.ods")


def test_what_only_the_chart_of_an_opendocument_spreadsheet_keeps_is_found_and_not_in_the_table():
    data = ods(after=SHAPE, parts=drawn(SECRET))
    assert "QuentinHarbottle" in recovered(findings(data, "a.ods", RULE))
    assert b"Harbottle" not in published(data, "a.ods")


def test_another_file_beside_the_chart_or_a_chart_in_a_text_is_still_a_file_inside():
    beside = ods(after=SHAPE, parts={**drawn("Potholes"), "Object 1/Object 2/content.xml": f"<a>{SECRET}</a>"})
    assert [one.where for one in findings(beside, "a.ods", "EMBEDDED")] == ["Object 1/Object 2/content.xml"]
    assert findings(odt(SHAPE, parts=drawn("Potholes")), "a.odt", "EMBEDDED")


def test_a_value_that_only_the_chart_keeps_is_found_and_not_in_the_table():
    assert "QuentinHarbottle" in recovered(findings(cached(SECRET), "a.xlsx", RULE))
    assert b"Harbottle" not in published(cached(SECRET), "a.xlsx")
