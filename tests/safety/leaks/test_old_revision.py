# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf

from ..making import SECRET, findings, pdf, published, secret

RULE = "OLD-REVISION"


def test_a_file_written_whole_is_not_reported():
    assert findings(pdf(), rule=RULE) == []


def test_an_earlier_version_with_the_name_is_found_and_gone_from_the_copy(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(secret))
    document = pymupdf.open(path)
    document[0].add_redact_annot((60, 180, 300, 210))
    document[0].apply_redactions()
    document.saveIncr()
    document.close()
    data = path.read_bytes()

    assert [one.what for one in findings(data, rule=RULE)] == ["The file keeps 1 earlier version of itself."]
    copy = pymupdf.open(stream=published(data))
    streams = [copy.xref_stream(number) or b"" for number in range(1, copy.xref_length())]
    assert not any(SECRET.encode().hex().encode() in one or SECRET.encode() in one for one in streams)
