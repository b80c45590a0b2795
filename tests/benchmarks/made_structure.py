# SPDX-License-Identifier: AGPL-3.0-or-later
"""Secrets in what a PDF holds besides its pages."""

from __future__ import annotations

import io

import pikepdf
import pymupdf

from .pieces import LINES, Slot, annotation, drawn, edited, form, page_of, written

D, N = pikepdf.Dictionary, pikepdf.Name


def planted(plant):
    """A letter with something planted in its objects."""
    return lambda secret, dice: edited(page_of(lambda *_: None, secret, dice), lambda document: plant(document, secret))


def info(document, secret):
    document.docinfo["/Author"] = secret


def xmp(document, secret):
    document.Root.Metadata = document.make_stream(f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{secret}</x:xmpmeta>".encode())


def bookmark(document, secret):
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(secret, 0))


def attachment(document, secret):
    document.attachments["notes.txt"] = f"Talk to {secret}".encode()


def associated(document, secret):
    held = D(F=document.make_stream(secret.encode(), Type=N.EmbeddedFile))
    document.Root.AF = pikepdf.Array([document.make_indirect(D(Type=N.Filespec, F="notes.txt", EF=held))])


def layer(document, secret):
    group = document.make_indirect(D(Type=N.OCG, Name="Notes"))
    document.Root.OCProperties = D(OCGs=[group], D=D(OFF=[group]))
    page = document.pages[0]
    page.Resources.Properties = D(L=group)
    page.Resources.Font.Made = D(Type=N.Font, Subtype=N.Type1, BaseFont=N("/Helvetica"))
    page.contents_add(f"/OC /L BDC BT /Made 12 Tf 72 500 Td ({secret}) Tj ET EMC".encode())


def layer_name(document, secret):
    group = document.make_indirect(D(Type=N.OCG, Name=secret))
    document.Root.OCProperties = D(OCGs=[group], D=D())


def field(**how):
    def plant(document, secret):
        one = annotation(document, "Widget", FT=N.Tx, T="name")
        for key, value in how.items():
            one[f"/{key}"] = [secret, "none"] if value is list else secret
        document.Root.AcroForm = D(Fields=[one])

    return plant


def note(kind, key):
    def plant(document, secret):
        annotation(document, kind, **{key: secret})

    return plant


def link(target):
    def plant(document, secret):
        annotation(document, "Link", A=D(S=N.URI, URI=target.format(secret.replace(" ", ".").lower())))

    return plant


def script(document, secret):
    document.Root.OpenAction = D(S=N.JavaScript, JS=f"app.alert('{secret}')")


def launch(document, secret):
    document.Root.OpenAction = D(S=N.Launch, F=f"C:/{secret}/case.doc")


def tag(key, kind="Figure"):
    def plant(document, secret):
        one = document.make_indirect(D(Type=N.StructElem, S=N(f"/{kind}")))
        one[f"/{key}"] = secret
        document.Root.StructTreeRoot = document.make_indirect(D(Type=N.StructTreeRoot, K=one))
        one.P = document.Root.StructTreeRoot

    return plant


def destination(document, secret):
    place = pikepdf.Array([document.pages[0].obj, N.Fit])
    document.Root.Names = D(Dests=D(Names=[secret, place]))


def page_label(document, secret):
    document.Root.PageLabels = D(Nums=[0, D(S=N.D, P=secret)])


def private(document, secret):
    document.pages[0].PieceInfo = D(Editor=D(LastModified="D:2020", Private=pikepdf.String(secret)))


def thumbnail(document, secret):
    document.pages[0].Thumb = document.make_stream(secret.encode().ljust(27), Width=3, Height=3, BitsPerComponent=8)


def unused_form(document, secret):
    document.pages[0].Resources.XObject = D(Fm9=form(document, f"({secret}) Tj".encode()))


def unknown_key(holder):
    def plant(document, secret):
        (document.Root if holder == "root" else document.pages[0].obj)["/MadeBy"] = pikepdf.String(secret)

    return plant


def signature(document, secret):
    seal = D(Type=N.Sig, Name=secret, ByteRange=[0, 1, 2, 3])
    document.Root.AcroForm = D(Fields=[document.make_indirect(D(FT=N.Sig, T="s", V=document.make_indirect(seal)))])


def xfa(document, secret):
    document.Root.AcroForm = D(Fields=[], XFA=document.make_stream(f"<xdp>{secret}</xdp>".encode()))


def picture_comment(secret, dice):
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 20, 20))
    pixels.clear_with(90)
    jpeg = pixels.tobytes("jpg")
    said = secret.encode()
    jpeg = jpeg[:2] + b"\xff\xfe" + (len(said) + 2).to_bytes(2, "big") + said + jpeg[2:]
    return page_of(lambda page, *_: page.insert_image((72, 300, 172, 400), stream=jpeg), secret, dice)


def comment_in_drawing(secret, dice):
    return drawn(f"% {secret}\n")(secret, dice)


def old_revision(secret, dice):
    data = page_of(lambda page, s, d: written(page, s, d), secret, dice)
    with pikepdf.open(io.BytesIO(data)) as document:
        number = document.pages[0].Contents.objgen[0] if not isinstance(document.pages[0].Contents, pikepdf.Array) else 0
    number = number or 4
    body = b"BT ET"
    start = data.rindex(b"startxref")
    before = int(data[start:].split()[1])
    place = len(data) + 1
    data += b"\n%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (number, len(body), body)
    table = len(data)
    with pikepdf.open(io.BytesIO(data[: place - 1])) as document:
        root, size = document.Root.objgen[0], len(document.objects) + 1
    data += b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    return data + b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, before, table)


def deleted_page(secret, dice):
    document = pymupdf.open()
    for number in range(2):
        document.new_page().insert_text((72, 72), LINES[number])
    document[1].insert_text((72, 300), secret)
    document = pymupdf.open(stream=document.tobytes())
    document.delete_page(1)
    return document.tobytes()


def loose(secret, dice):
    document = pymupdf.open(stream=page_of(lambda *_: None, secret, dice))
    document.update_object(document.get_new_xref(), f"<</Note ({secret})>>")
    return document.tobytes(garbage=0)


def around(before, after):
    def make(secret, dice):
        data = page_of(lambda *_: None, secret, dice)
        return (f"{secret}\n".encode() if before else b"") + data + (f"\n{secret}\n".encode() if after else b"")

    return make


MARKED = "/Span <</{key} ({{name}})>> BDC BT /Made 12 Tf 72 500 Td (Mr X) Tj ET EMC"
SLOTS = (
    Slot("author", planted(info)),
    Slot("metadata stream", planted(xmp)),
    Slot("bookmark", planted(bookmark)),
    Slot("attachment", planted(attachment)),
    Slot("associated file", planted(associated)),
    Slot("layer switched off", planted(layer)),
    Slot("name of a layer", planted(layer_name)),
    Slot("form value", planted(field(V=str))),
    Slot("form default", planted(field(DV=str))),
    Slot("form options", planted(field(Opt=list))),
    Slot("form tooltip", planted(field(TU=str))),
    Slot("XFA form", planted(xfa)),
    Slot("note", planted(note("Text", "Contents"))),
    Slot("author of a note", planted(note("Highlight", "T"))),
    Slot("subject of a stamp", planted(note("Stamp", "Subj"))),
    Slot("mail link", planted(link("mailto:{}@example.org"))),
    Slot("web link with a query", planted(link("https://example.org/?user={}@example.org"))),
    Slot("file link", planted(link("file:///C:/Users/{}/case.doc"))),
    Slot("script", planted(script)),
    Slot("launch action", planted(launch)),
    *(Slot(f"/{key} on a tag", planted(tag(key))) for key in ("Alt", "ActualText", "E", "T")),
    *(Slot(f"/{key} in a drawing", drawn(MARKED.format(key=key))) for key in ("ActualText", "Alt", "E")),
    Slot("name of a place", planted(destination)),
    Slot("page label", planted(page_label)),
    Slot("private data", planted(private)),
    Slot("thumbnail", planted(thumbnail)),
    Slot("unused form", planted(unused_form)),
    Slot("unknown key of the document", planted(unknown_key("root"))),
    Slot("unknown key of a page", planted(unknown_key("page")), hard=True),
    Slot("signature", planted(signature)),
    Slot("comment in a photograph", picture_comment),
    Slot("comment in a drawing", comment_in_drawing, hard=True),
    Slot("old revision", old_revision),
    Slot("deleted page", deleted_page),
    Slot("loose object", loose),
    Slot("before the document", around(True, False)),
    Slot("after the document", around(False, True)),
)
