# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile

from ..making import findings, published, recovered, xlsx
from ..making_office import SECRET, ods

RULE = "CONNECTION"
PART = f'<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><connection id="1" name="Staff"><dbPr connection="User={SECRET}" command="select"/></connection></connections>'


def test_a_workbook_without_connections_is_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []
    assert findings(ods(), "a.ods", RULE) == []


def test_a_connection_is_found_and_not_in_the_table():
    data = io.BytesIO(xlsx())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/connections.xml", PART)
    assert "QuentinHarbottle" in recovered(findings(data.getvalue(), "a.xlsx", RULE))
    assert b"Harbottle" not in published(data.getvalue(), "a.xlsx")


def test_a_source_of_an_ods_file_is_found():
    source = f'<table:database-ranges><table:database-range><table:database-source-sql table:database-name="{SECRET}"/></table:database-range></table:database-ranges>'
    assert "QuentinHarbottle" in recovered(findings(ods(after=source), "a.ods", RULE))
