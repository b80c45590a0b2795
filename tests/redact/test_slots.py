# SPDX-License-Identifier: AGPL-3.0-or-later
"""The name is planted in every place where a PDF can hold words; after redaction it is in none of its bytes."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from disclosures.problems import DocumentError
from disclosures.safety.redact.work import Done

from . import making
from .making import SECRET

BOX = {"box": "70 590 480 660", "page": "1"}


def test_other_names_are_still_in_the_file():
    assert making.holds(making.taken(making.drawn(), {"words": "Somebody Else"}).uncleared, "Harbottle")


def page_slot(draw: Callable[[Any], object]) -> Callable[[], bytes]:
    return lambda: making.drawn(draw, lambda page: None)


def object_slot(change: Callable[[pikepdf.Pdf], object]) -> Callable[[], bytes]:
    return lambda: making.changed(making.drawn(), change)


def picture_of_the_name() -> pymupdf.Pixmap:
    with pymupdf.open() as document:
        page = document.new_page(width=400, height=50)
        page.insert_text((10, 30), f"Header with {SECRET}", fontsize=20)
        return page.get_pixmap(dpi=100)


def shared_form() -> bytes:
    """The same form on two pages, as letterheads are."""
    with pymupdf.open() as head:
        head.new_page(width=400, height=50).insert_text((40, 20), f"Office of {SECRET} and others")
        document = pymupdf.open(stream=making.drawn(lambda page: None, lambda page: None), filetype="pdf")
        for page in document:
            page.show_pdf_page(pymupdf.Rect(72, 600, 472, 650), head, 0)
        return document.tobytes()


def content(drawing: bytes) -> Callable[[], bytes]:
    """A page of one's own drawing, in Helvetica as /F1."""

    def made() -> bytes:
        with pikepdf.new() as document:
            page = document.add_blank_page(page_size=(595, 842))
            font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
            page.obj.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))
            page.Contents = document.make_stream(drawing)
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()

    return made


def tag_with(**texts: str) -> Callable[[pikepdf.Pdf], object]:
    def change(document: pikepdf.Pdf) -> None:
        tree = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        element = Dictionary(Type=Name.StructElem, S=Name.Figure, P=tree, K=0, Pg=document.pages[0].obj)
        for key, words in texts.items():
            element[f"/{key}"] = String(words)
        tree.K = document.make_indirect(element)
        document.Root.StructTreeRoot = tree

    return change


def around_content(before: bytes) -> Callable[[pikepdf.Pdf], object]:
    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0]
        page.contents_coalesce()
        page.Contents = document.make_stream(before + page.Contents.read_bytes() + b" EMC")

    return change


def bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Statement of {SECRET}", 0))


def page_label(document: pikepdf.Pdf) -> None:
    document.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(P=String(SECRET), S=Name.D)]))


def old_destination(document: pikepdf.Pdf) -> None:
    document.Root.Dests = Dictionary({"/Quentin_Harbottle": Array([document.pages[0].obj, Name.Fit])})


def new_destination(document: pikepdf.Pdf) -> None:
    place = Array([document.pages[0].obj, Name.Fit])
    document.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(SECRET), place])))


def private_data(document: pikepdf.Pdf) -> None:
    stream = document.make_stream(f"draft by {SECRET}".encode())
    document.pages[0].obj.PieceInfo = Dictionary(Editor=Dictionary(Private=document.make_indirect(stream), LastModified=String(SECRET)))


def older_revision() -> bytes:
    """A file saved on top of itself: the first version showed the name once more."""

    def shown(page: Any) -> None:
        page.insert_text((72, 500), f"Withdrawn by {SECRET}")

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "record.pdf"
        file.write_bytes(making.drawn(shown))
        with pymupdf.open(file) as document:
            page = document[0]
            for contents in page.get_contents()[2:]:
                document.update_stream(contents, b" ")
            document.saveIncr()
        return file.read_bytes()


def metadata(page: Any) -> None:
    page.parent.set_metadata({"author": SECRET, "title": f"Letter of {SECRET}", "keywords": "harbottle"})
    page.parent.set_xml_metadata(
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>'
        f"{SECRET}</rdf:Description></rdf:RDF></x:xmpmeta>"
    )


def field(page: Any) -> None:
    widget = pymupdf.Widget()
    widget.field_name, widget.field_type, widget.rect = "signed", pymupdf.PDF_WIDGET_TYPE_TEXT, pymupdf.Rect(72, 400, 300, 420)
    widget.field_value = SECRET
    page.add_widget(widget)


def notes(page: Any) -> None:
    page.add_text_annot((300, 300), f"Ask {SECRET}")
    page.add_freetext_annot((72, 300, 300, 330), f"Seen by {SECRET} today")
    highlight = page.add_highlight_annot(page.search_for(SECRET))
    highlight.set_info(content=f"About {SECRET}", title=SECRET)
    highlight.update()


def two_lines(page: Any) -> None:
    page.insert_text((72, 300), "A long line that ends with Quentin")
    page.insert_text((72, 314), "Harbottle and goes on, to Quentin Har-")
    page.insert_text((72, 328), "bottle once more.")


def hidden_layer(page: Any) -> None:
    layer = page.parent.add_ocg(f"Notes of {SECRET}", on=False)
    page.insert_text((72, 500), f"Off: {SECRET}", oc=layer)


SLOTS: dict[str, tuple[Callable[[], bytes], tuple[dict, ...]]] = {
    "the middle of a line": (making.drawn, ()),
    "over line ends, with a hyphen and without": (page_slot(two_lines), ()),
    "pieces of a word": (content(b"BT /F1 11 Tf 72 700 Td (By Quen) Tj (tin) Tj ( Har) Tj [(bot) -30 (t) 12 (le)] TJ ( here) Tj ET"), ()),
    "letters each at a place of its own": (
        content(b"BT /F1 11 Tf 72 700 Td " + b" ".join(
            b"(%c) Tj %.3f 0 Td" % (c, pymupdf.get_text_length(chr(c), "helv", 11)) for c in f"By {SECRET} now".encode()
        ) + b" ET"), (),
    ),
    "lines shown by ' and \"": (
        content(b"BT /F1 11 Tf 14 TL 72 700 Td (One) ' (By Quentin Harbottle now) ' 2 0.5 (and Quentin Harbottle, too) \" ET"), (),
    ),
    "text turned by a quarter": (page_slot(lambda page: page.insert_text((300, 500), f"Side {SECRET} way", rotate=90)), ()),
    "text that leans": (content(b"BT /F1 11 Tf 0.94 0.34 -0.34 0.94 72 400 Tm (From Quentin Harbottle onwards) Tj ET"), ()),
    "text squeezed and raised": (content(b"BT /F1 11 Tf 60 Tz 3 Ts 72 700 Td (From Quentin Harbottle onwards) Tj ET"), ()),
    "text not painted": (content(b"BT /F1 11 Tf 3 Tr 72 700 Td (From Quentin Harbottle onwards) Tj ET"), ()),
    "a page turned by a quarter": (page_slot(lambda page: page.set_rotation(90)), ()),
    "a page turned by three quarters": (page_slot(lambda page: page.set_rotation(270)), ()),
    "a page that shows a part of its sheet": (page_slot(lambda page: page.set_cropbox(pymupdf.Rect(30, 40, 500, 700))), ()),
    "a form on two pages": (shared_form, ()),
    "a picture": (
        page_slot(lambda page: page.insert_image(pymupdf.Rect(72, 600, 472, 650), pixmap=picture_of_the_name())), (BOX,),
    ),
    "bookmarks": (object_slot(bookmark), ()),
    "descriptions and titles of tags": (object_slot(tag_with(Alt=f"Photo of {SECRET}", T=SECRET)), ()),
    "replacement texts of tags": (object_slot(tag_with(ActualText=SECRET, E=SECRET)), ()),
    "replacement texts in the drawing": (object_slot(around_content(b"/Span <</ActualText (Quentin Harbottle)>> BDC ")), ()),
    "replacement texts in UTF-16": (
        object_slot(around_content(b"/Span <</Alt <FEFF" + SECRET.encode("utf-16-be").hex().encode() + b">>> BDC ")), (),
    ),
    "properties and XMP": (page_slot(metadata), ()),
    "the address of a link": (
        page_slot(lambda page: page.insert_link(
            {"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 190, 200, 205), "uri": "https://x.example/quentin-harbottle"}
        )), (),
    ),
    "comments, text boxes and highlights": (page_slot(notes), ()),
    "a form field": (page_slot(field), ()),
    "an attachment": (page_slot(lambda page: page.parent.embfile_add(f"{SECRET}.txt", SECRET.encode())), ()),
    "a named place, old style": (object_slot(old_destination), ()),
    "a named place, new style": (object_slot(new_destination), ()),
    "private data of programs": (object_slot(private_data), ()),
    "an older version inside the file": (older_revision, ()),
    "page labels": (object_slot(page_label), ()),
    "a layer that is off": (page_slot(hidden_layer), ()),
}  # fmt: skip


@cache
def finished(slot: str) -> Any:
    make, more = SLOTS[slot]
    return making.whole(make(), {"words": SECRET}, *more)


@pytest.mark.parametrize("slot", SLOTS)
def test_the_name_is_gone_from_every_byte(slot):
    before = SLOTS[slot][0]()
    if slot not in ("a picture", "letters each at a place of its own", "pieces of a word", "text not painted"):
        assert making.holds(before, "Harbottle"), "the name was never there"
    result = finished(slot)
    if slot == "text not painted":  # the box is an empty place then, and the gate judges it
        result = making.taken(before)
        assert not making.holds(result.uncleared, "Harbottle") and not making.holds(result.uncleared, "Quentin")
        return
    assert isinstance(result, Done), result
    assert not making.holds(result.data, "Harbottle")
    assert not making.holds(result.data, "Quentin")


def test_what_stood_around_the_name_is_still_there():
    for slot in ("pieces of a word", "lines shown by ' and \"", "text turned by a quarter", "text that leans", "a form on two pages"):
        words = " ".join(making.texts(finished(slot).data))
        assert any(kept in words for kept in ("here", "too", "way", "onwards", "others")), slot


def test_every_pixel_of_a_picture_under_a_box_is_gone_from_the_stored_picture():
    make, _ = SLOTS["a picture"]
    result = making.whole(make(), {"words": SECRET}, {"box": "72 600 300 650", "page": "1"})
    with pymupdf.open(stream=result.data, filetype="pdf") as document:
        (stored,) = [pymupdf.Pixmap(document, image[0]) for image in document[0].get_images()]
        grey = pymupdf.Pixmap(pymupdf.csGRAY, stored)
    covered = int(grey.width * 228 / 400) - 2
    left = {bytes(grey.samples[row * grey.stride : row * grey.stride + covered]) for row in range(grey.height)}
    assert len(set(b"".join(left))) == 1


def test_lines_of_a_drawing_under_a_box_go_and_others_stay():
    def draw(page: Any) -> None:
        page.draw_bezier((80, 300), (100, 350), (120, 250), (140, 300))
        page.draw_line((300, 300), (400, 350))

    outcome = making.taken(making.drawn(draw), {"box": "70 270 150 330", "page": "1"})
    with pymupdf.open(stream=outcome.uncleared, filetype="pdf") as document:
        kinds = [item[0] for path in document[0].get_drawings() for item in path["items"]]
    assert "c" not in kinds and "l" in kinds


def test_an_underline_as_long_as_the_name_goes_with_it():
    def underline(page: Any) -> None:
        box = page.search_for(SECRET)[0]
        page.draw_line((box.x0, box.y1 - 2), (box.x1, box.y1 - 2), width=0.7)
        page.draw_line((72, 400), (500, 400), width=0.7)

    outcome = making.taken(making.drawn(underline))
    with pymupdf.open(stream=outcome.uncleared, filetype="pdf") as document:
        lines = [path["rect"] for path in document[0].get_drawings() if path["rect"].height < 2]
    assert [round(line.y0) for line in lines] == [400]


def test_a_box_over_words_takes_the_same_words_out_of_bookmarks():
    def with_bookmark(page: Any) -> None:
        page.insert_text((72, 400), "Concerning Operation Larkspur.")

    data = making.changed(making.drawn(with_bookmark), lambda document: _outline(document, "About Larkspur", "The record"))
    result = making.whole(data, {"box": "70 385 300 405", "page": "1"})
    assert not making.holds(result.data, "Larkspur")
    with pymupdf.open(stream=result.data, filetype="pdf") as document:
        assert [title for _, title, _ in document.get_toc()] == ["[Redacted]", "The record"]


def _outline(document: pikepdf.Pdf, *titles: str) -> None:
    with document.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(title, 0) for title in titles)


def test_a_box_over_a_letterhead_takes_its_words_from_every_page_that_shows_it():
    data = shared_form()
    with pymupdf.open(stream=data, filetype="pdf") as document:
        place = document[0].search_for(SECRET)[-1]
    outcome = making.taken(data, {"box": " ".join(f"{side:.1f}" for side in place), "page": "1"})
    assert {one.page for one in outcome.boxes} == {1, 2}
    assert all("Office of" in text and SECRET not in text.split("Office of")[1] for text in making.texts(outcome.uncleared))


def test_letters_of_a_font_that_cannot_be_read_go_too_and_that_is_told():
    def chinese(page: Any) -> None:
        page.insert_text((72, 300), f"By {SECRET} here", fontname="china-s")

    outcome = making.taken(making.drawn(chinese))
    assert not making.holds(outcome.uncleared, "Harbottle")
    assert all(one.exact for one in outcome.boxes)
    assert "By" in making.texts(outcome.uncleared)[0] and "here" in making.texts(outcome.uncleared)[0]


def test_a_page_that_is_not_there_is_named():
    with pytest.raises(DocumentError, match="no page 9"):
        making.taken(making.drawn(), {"box": "1 2 30 40", "page": "9"})
