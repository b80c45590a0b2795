# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf

from ..making import findings, pdf, published

RULE = "LAYER-NAME"


def layered(name):
    document = pymupdf.open(stream=pdf())
    document[0].insert_text((72, 300), "On a layer", oc=document.add_ocg(name))
    return document.tobytes()


def test_a_layer_that_is_only_numbered_is_not_reported():
    assert findings(layered("Layer 1"), rule=RULE) == []


def test_a_layer_with_a_name_is_found_and_numbered_in_the_copy():
    data = layered("For Q. Harbottle")
    assert [one.recovered for one in findings(data, rule=RULE)] == ["For Q. Harbottle"]
    assert b"Harbottle" not in published(data)
