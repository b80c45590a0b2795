# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile

from ..making import findings, xlsx

RULE = "PIVOT-CACHE"


def test_a_plain_table_is_not_reported():
    assert findings(xlsx(), "a.xlsx", RULE) == []


def test_the_kept_rows_of_a_pivot_table_are_found():
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/pivotCache/pivotCacheRecords1.xml", "<pivotCacheRecords/>")
    found = findings(out.getvalue(), "a.xlsx", RULE)
    assert [one.where for one in found] == ["xl/pivotCache/pivotCacheRecords1.xml"]
