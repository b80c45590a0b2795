# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf

from ..making import findings, pdf

RULE = "HIDDEN-LAYER"


def layered(on):
    document = pymupdf.open(stream=pdf())
    layer = document.add_ocg("Internal comments", on=on)
    document[0].insert_text((72, 300), "On a layer", oc=layer)
    return document.tobytes()


def test_a_layer_that_is_shown_is_not_reported():
    assert findings(layered(on=True), rule=RULE) == []


def test_a_layer_that_is_switched_off_is_found_by_name():
    assert [one.recovered for one in findings(layered(on=False), rule=RULE)] == ["Internal comments"]
