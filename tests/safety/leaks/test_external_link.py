# SPDX-License-Identifier: AGPL-3.0-or-later
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from ..making import findings, xlsx

RULE = "EXTERNAL-LINK"


def test_a_workbook_on_its_own_is_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []


def test_a_link_to_another_workbook_is_found_with_its_path():
    def link(book):
        other = ExternalLink(externalBook=ExternalBook())
        other.file_link = Relationship(
            type="externalLinkPath", Target="file:///S:/harbottle/staff.xlsx", TargetMode="External"
        )
        book._external_links.append(other)

    assert [one.recovered for one in findings(xlsx(link), "a.xlsx", RULE)] == ["file:///S:/harbottle/staff.xlsx"]
