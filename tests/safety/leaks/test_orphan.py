# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zlib

import pikepdf
import pymupdf

from ..making import SECRET, changed, findings, pdf, published, secret

RULE = "ORPHAN"


def test_a_file_whose_objects_all_belong_to_it_is_not_reported():
    assert findings(pdf(), rule=RULE) == []
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(lambda page: None, lambda page: None))) as document:
        document.save(out, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert findings(out.getvalue(), rule=RULE) == []


def test_a_deleted_page_is_found_and_gone_from_the_copy():
    document = pymupdf.open(stream=pdf(lambda page: None, secret))
    document.delete_page(1)
    data = document.tobytes(garbage=0)
    found = findings(data, rule=RULE)
    assert len(found) == 1
    assert found[0].verdict.value == "F"
    assert findings(published(data), rule=RULE) == []


def test_a_loose_object_is_found():
    document = pymupdf.open(stream=pdf())
    number = document.get_new_xref()
    document.update_object(number, f"<</Note ({SECRET})>>")
    data = document.tobytes(garbage=0)
    assert len(findings(data, rule=RULE)) == 1
    assert b"Harbottle" not in published(data)


def test_changing_a_file_does_not_make_its_objects_loose():
    assert findings(changed(pdf(), lambda document: None), rule=RULE) == []


def test_how_a_stream_was_packed_is_not_left_behind_in_the_copy():
    def plant(document):
        packed = document.pages[0].Contents
        packed = packed[0] if isinstance(packed, pikepdf.Array) else packed
        packed.write(zlib.compress(packed.read_bytes()), filter=pikepdf.Name.FlateDecode)
        packed.Filter = document.make_indirect(pikepdf.Array([pikepdf.Name.FlateDecode]))
        packed.DecodeParms = document.make_indirect(pikepdf.Array([pikepdf.Dictionary(Predictor=1)]))

    assert findings(published(changed(pdf(), plant)), rule=RULE) == []
