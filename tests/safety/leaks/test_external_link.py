# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from ..making import findings, xlsx
from ..making_office import cell, ods, row

RULE = "EXTERNAL-LINK"


def test_a_workbook_on_its_own_is_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []
    sums = ods(row(cell("12", 'table:formula="of:=SUM([.B2:.B2];[&apos;Staff #2&apos;.A1])"')))
    assert findings(sums, "a.ods", RULE) == []


def test_a_link_to_another_workbook_is_found_with_its_path():
    def link(book):
        other = ExternalLink(externalBook=ExternalBook())
        other.file_link = Relationship(
            type="externalLinkPath", Target="file:///S:/harbottle/staff.xlsx", TargetMode="External"
        )
        book._external_links.append(other)

    assert [one.recovered for one in findings(xlsx(link), "a.xlsx", RULE)] == ["file:///S:/harbottle/staff.xlsx"]


ODS = {
    "a formula": ods(row(cell("3", "table:formula=\"of:=['file:///S:/harbottle/staff.ods'#$Sheet1.A1]\""))),
    "a formula of DDE": ods(row(cell("3", 'table:formula="of:=DDE(&quot;soffice&quot;;&quot;/home/harbottle/a.ods&quot;;&quot;A1&quot;)"'))),
    "a link by DDE": ods(after='<table:dde-links><table:dde-link><office:dde-source office:dde-application="soffice" '
                               'office:dde-topic="/home/harbottle/a.ods" office:dde-item="A1"/></table:dde-link></table:dde-links>'),
    "a table of another file": ods(after='<table:table table:name="x"><table:table-source xlink:href="file:///S:/harbottle/staff.ods"/></table:table>'),
}  # fmt: skip


@pytest.mark.parametrize("data", ODS.values(), ids=ODS)
def test_other_files_that_an_opendocument_spreadsheet_reads_are_found_with_their_path(data):
    found = findings(data, "a.ods", RULE)
    assert len(found) == 1
    assert "harbottle" in found[0].recovered
