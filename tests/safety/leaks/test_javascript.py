# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pytest

from ..making import SECRET, changed, findings, pdf, published

RULE = "JAVASCRIPT"


def script():
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{SECRET}')")


def open_action(document):
    document.Root.OpenAction = script()


def name_tree(document):
    names = pikepdf.Array(["start", document.make_indirect(script())])
    document.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=names))


def page_event(document):
    document.pages[0].AA = pikepdf.Dictionary(O=script())


def link_action(document):
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=document.make_indirect(script()))
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(link)])


def chained_action(document):
    link = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/", Next=script()),
    )  # fmt: skip
    document.pages[0].Annots = pikepdf.Array([document.make_indirect(link)])


def test_a_link_and_opening_at_a_page_are_not_reported():
    def harmless(document):
        goto = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.Array([document.pages[0].obj, pikepdf.Name.Fit]))
        document.Root.OpenAction = goto

    assert findings(changed(pdf(), harmless), rule=RULE) == []


@pytest.mark.parametrize("slot", [open_action, name_tree, page_event, link_action, chained_action])
def test_a_script_in_any_slot_is_found_and_gone_from_the_copy(slot):
    data = changed(pdf(), slot)
    assert findings(data, rule=RULE)
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        everything = b"".join(item.unparse(resolved=True) for item in copy.objects)
    assert b"Harbottle" not in everything
