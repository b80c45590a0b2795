# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf

from ..making import changed, findings, pdf

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


def watched(state):
    """A layer whose own dictionary says whether screens show it, as the programs are told to heed."""

    def plant(document):
        layers = document.Root.OCProperties
        layers.OCGs[0].Usage = pikepdf.Dictionary(View=pikepdf.Dictionary(ViewState=pikepdf.Name(f"/{state}")))
        layers.D.AS = [pikepdf.Dictionary(Event=pikepdf.Name.View, Category=[pikepdf.Name.View], OCGs=[layers.OCGs[0]])]

    return changed(layered(on=True), plant)


def test_a_layer_that_screens_show_is_not_reported():
    assert findings(watched("ON"), rule=RULE) == []


def test_a_layer_that_only_printers_show_is_found():
    assert [one.recovered for one in findings(watched("OFF"), rule=RULE)] == ["Internal comments"]
