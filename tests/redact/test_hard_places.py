# SPDX-License-Identifier: AGPL-3.0-or-later
"""Letters and pictures as programs of all kinds write them: ligatures, letters drawn twice, scans with a text layer."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name

from disclosures.safety.redact.work import Done

from . import making
from .making import SECRET
from .test_slots import content, picture_of_the_name


def left(data: bytes) -> str:
    return " ".join(making.texts(data)[0].split())


def test_letters_drawn_twice_for_boldness_stay_twice_where_they_are_not_marked():
    drawing = b"BT /F1 11 Tf 72 700 Td (By Quentin Harbottle today) Tj ET BT /F1 11 Tf 72.3 700 Td (By Quentin Harbottle today) Tj ET"
    after = making.taken(content(drawing)()).uncleared
    assert not making.holds(after, "Harbottle")
    with pymupdf.open(stream=after, filetype="pdf") as document:
        letters = "".join(chr(char[0]) for span in document[0].get_texttrace() for char in span["chars"])
    assert letters.count("today") == 2


def ligature() -> bytes:
    """“Griffin” with its last f and i as one sign, code 1."""
    widths = [int(1000 * pymupdf.get_text_length(chr(code), "helv", 1)) if 31 < code < 127 else 0 for code in range(256)]
    widths[1] = 500
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        encoding = Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=Array([1, Name.fi]))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=encoding, FirstChar=0, LastChar=255, Widths=Array(widths))
        page.obj.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))
        page.Contents = document.make_stream(b"BT /F1 11 Tf 72 700 Td (Peter Grif\\001n spoke) Tj ET")
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def test_a_word_with_a_ligature_is_found_and_goes():
    after = making.taken(ligature(), {"words": "Griffin"}).uncleared
    assert left(after) == "Peter spoke s40(2)"


@pytest.mark.parametrize("squeeze", [b"100 Tz", b"80 Tz"])
def test_what_follows_keeps_its_form(squeeze):
    drawing = b"BT /F1 11 Tf " + squeeze + b" 0.4 Tc 72 700 Td [(By Quentin Harbottle t) 60 (o) -40 (day)] TJ 0 -20 Td (Next line) Tj ET"
    after = making.taken(content(drawing)()).uncleared
    with pymupdf.open(stream=after, filetype="pdf") as document:
        words = {word[4]: word for word in document[0].get_text("words", flags=making.PLAIN)}
    assert {"By", "today", "Next", "line"} <= set(words)
    with pymupdf.open(stream=content(drawing)(), filetype="pdf") as document:
        before = {word[4]: word for word in document[0].get_text("words", flags=making.PLAIN)}
    assert words["Next"][:4] == pytest.approx(before["Next"][:4], abs=0.01)


def scan(page: Any) -> None:
    """A page that is one picture, with its words laid over it unseen."""
    page.insert_image(page.rect, pixmap=whole_scan())
    page.insert_text((72, 300), f"Statement of {SECRET} to all", render_mode=3)


def whole_scan() -> pymupdf.Pixmap:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 300), f"Statement of {SECRET} to all")
        return page.get_pixmap(dpi=100)


def test_a_scan_loses_the_pixels_and_the_unseen_words_and_keeps_the_rest():
    document = pymupdf.open()
    scan(document.new_page())
    result = making.whole(document.tobytes(), {"words": SECRET})
    assert isinstance(result, Done), result
    assert not making.holds(result.data, "Harbottle")
    assert "Statement of" in left(result.data)
    assert any("draw it wider" in note for note in result.notes)
    with pymupdf.open(stream=result.data, filetype="pdf") as after:
        stored = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.Pixmap(after, after[0].get_images()[0][0]))
    scale = stored.width / 595
    row = int(297 * scale)
    name = [stored.pixel(x, row)[0] for x in range(int(140 * scale), int(220 * scale))]
    others = [stored.pixel(x, row)[0] for x in range(int(72 * scale), int(130 * scale))]
    assert len(set(name)) == 1 and len(set(others)) > 1


def test_a_picture_written_into_the_drawing_itself_loses_its_pixels():
    def drawing() -> bytes:
        grey = pymupdf.Pixmap(pymupdf.csGRAY, picture_of_the_name())
        body = bytes(grey.samples).hex().encode() + b">"
        head = b"q 400 0 0 50 72 192 cm BI /W %d /H %d /BPC 8 /CS /G /F /AHx ID " % (grey.width, grey.height)
        return content(head + body + b" EI Q BT /F1 11 Tf 72 700 Td (A line) Tj ET")()

    before = drawing()
    outcome = making.taken(before, {"box": "72 600 472 650", "page": "1"})
    dark = [min(making.pixels(data, dpi=72).pixel(x, 625)[0] for x in range(80, 300)) for data in (before,)]
    assert dark[0] < 100
    with pymupdf.open(stream=outcome.uncleared, filetype="pdf") as document:
        pixels = [set(pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.Pixmap(image["image"])).samples) for image in _pictures(document)]
    assert all(len(values) == 1 for values in pixels)


def _pictures(document: pymupdf.Document) -> list[dict]:
    return [block for block in document[0].get_text("dict", flags=pymupdf.TEXT_PRESERVE_IMAGES)["blocks"] if block["type"] == 1]


def test_a_whole_page_keeps_nothing_but_its_box():
    def full(page: Any) -> None:
        page.insert_text((72, 300), f"More of {SECRET}")
        page.draw_bezier((80, 400), (100, 450), (120, 350), (140, 400))
        page.insert_image(pymupdf.Rect(72, 600, 472, 650), pixmap=picture_of_the_name())

    result = making.whole(making.drawn(lambda page: None, full), {"whole_pages": "2"})
    assert isinstance(result, Done), result
    assert making.texts(result.data)[1].split() == ["s40(2)"]
    with pymupdf.open(stream=result.data, filetype="pdf") as document:
        assert not [item for path in document[1].get_drawings() for item in path["items"] if item[0] == "c"]
        for image in document[1].get_images():
            assert len(set(pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.Pixmap(document, image[0])).samples)) == 1


def test_words_inside_nested_forms_go():
    with pymupdf.open() as inner, pymupdf.open() as middle:
        inner.new_page(width=300, height=40).insert_text((10, 20), f"Deep {SECRET} below")
        middle.new_page(width=300, height=40).show_pdf_page(pymupdf.Rect(0, 0, 300, 40), inner, 0)
        document = pymupdf.open()
        document.new_page().show_pdf_page(pymupdf.Rect(72, 300, 372, 340), middle, 0)
        data = document.tobytes()
    after = making.whole(data, {"words": SECRET})
    assert isinstance(after, Done), after
    assert not making.holds(after.data, "Harbottle") and "below" in left(after.data)
