# SPDX-License-Identifier: AGPL-3.0-or-later
import io
from functools import cache

import pikepdf
import pymupdf
import pytest

from ..making import changed, findings, pdf, published

RULE = "FONT-RESIDUE"
SENTENCE = "Dear Quentin Xavier Jarvis of Tower Road, the works are done."


@cache
def letter():
    """A letter in a font that was cut down to its letters."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_font(fontname="F0", fontbuffer=pymupdf.Font("cjk").buffer)
    page.insert_text((72, 100), SENTENCE, fontname="F0")
    document.subset_fonts()
    return document.tobytes(garbage=4)


@cache
def redacted(name="Quentin Xavier Jarvis"):
    document = pymupdf.open(stream=letter())
    page = document[0]
    page.add_redact_annot(page.search_for(name)[0], fill=(0, 0, 0))
    page.apply_redactions()
    return document.tobytes(garbage=4)


def described(letters, shown, kind="TrueType", box=True, name="/ABCDEF+Made", **more):
    """A line in a font of single bytes with a list of `letters` and their widths, and perhaps a redaction below it."""

    def change(document):
        codes = "\n".join(f"<{ord(one):02x}> <{ord(one):04x}>" for one in letters)
        told = f"begincmap\n{len(letters)} beginbfchar\n{codes}\nendbfchar\nendcmap".encode()
        page = document.pages[0]
        page.Resources.Font.Made = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name(f"/{kind}"), BaseFont=pikepdf.Name(name), FirstChar=32,
                LastChar=126, Widths=pikepdf.Array([500 + at for at in range(95)]), ToUnicode=document.make_stream(told),
            )
        )  # fmt: skip
        for key, value in more.items():
            page.Resources.Font.Made[f"/{key}"] = value
        cover = "0 g 72 500 80 14 re f" if box else ""
        page.contents_add(f"BT /Made 12 Tf 72 600 Td [({shown[:3]})-20({shown[3:]})] TJ ET {cover}".encode())

    return changed(pdf(), change)


CLEAN = {
    "a letter without a redaction": letter,
    "a redaction of words whose letters all stand elsewhere": lambda: redacted("done"),
    "a font with unused letters, and nothing redacted": lambda: described("abcdQX", "abcd", box=False),
    "a font whose letters are all used": lambda: described("abcd", "abcd"),
    "a whole font": lambda: described("abcdQX", "abcd", name="/Helvetica"),
}


@pytest.mark.parametrize("what", CLEAN)
def test_letters_that_tell_nothing_are_not_reported(what):
    assert findings(CLEAN[what](), rule=RULE) == []


def test_the_letters_of_a_redacted_name_are_found_in_the_font():
    (found,) = findings(redacted(), rule=RULE)
    assert set("QXJ") <= set(found.recovered)
    assert not set(found.recovered) & set("Dear of Tower Road, the works are done.")


def test_the_copy_has_lost_them_and_looks_and_reads_the_same():
    data = redacted()
    copy = published(data)
    before, after = pymupdf.open(stream=data)[0], pymupdf.open(stream=copy)[0]
    assert before.get_text() == after.get_text()
    assert before.get_pixmap(dpi=200).samples == after.get_pixmap(dpi=200).samples
    old, new = (pymupdf.Font(fontbuffer=pymupdf.open(stream=one).extract_font(number)[3]) for one, number in (
        (data, before.get_fonts()[0][0]), (copy, after.get_fonts()[0][0])))  # fmt: skip
    assert old.buffer != new.buffer
    assert findings(copy) == []


@pytest.mark.parametrize("kind", ["TrueType", "Type1"])
def test_names_and_widths_of_letters_that_nothing_draws_are_dropped(kind):
    data = described("abcdQX", "abcd", kind)
    assert [one.recovered for one in findings(data, rule=RULE)] == ["QX"]
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        font = copy.pages[0].Resources.Font.Made
        assert b"0051" not in font.ToUnicode.read_bytes()
        assert [at + 32 for at, width in enumerate(font.Widths) if width] == [ord(one) for one in "abcd"]
    assert "abcd" in pymupdf.open(stream=published(data))[0].get_text()


def test_a_font_in_a_drawing_that_cannot_be_followed_is_left_alone():
    def change(document):
        state = pikepdf.Dictionary(Type=pikepdf.Name.ExtGState, Font=[document.pages[0].Resources.Font.Made, 12])
        document.pages[0].Resources.ExtGState = pikepdf.Dictionary(G=state)
        document.pages[0].contents_add(b"/G gs")

    data = changed(described("abcdQX", "abcd"), change)
    assert findings(data, rule=RULE) == []
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        assert b"0051" in copy.pages[0].Resources.Font.Made.ToUnicode.read_bytes()


def test_letters_drawn_by_a_form_on_the_page_count_as_used():
    def change(document):
        page = document.pages[0]
        form = document.make_stream(
            b"BT /Made 12 Tf 72 400 Td (QX) Tj ET", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 600, 850], Resources=pikepdf.Dictionary(Font=page.Resources.Font),
        )  # fmt: skip
        page.Resources.XObject = pikepdf.Dictionary(X=form)
        page.contents_add(b"/X Do")

    assert findings(changed(described("abcdQX", "abcd"), change), rule=RULE) == []


def test_letters_drawn_by_a_page_that_was_deleted_do_not_count():
    def change(document):
        form = document.make_stream(
            b"BT /Made 12 Tf 72 400 Td (QX) Tj ET", Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 850],
            Resources=pikepdf.Dictionary(Font=document.pages[0].Resources.Font),
        )  # fmt: skip
        document.Root.Gone = document.make_indirect(form)

    data = changed(described("abcdQX", "abcd"), change)
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        assert b"0051" not in copy.pages[0].Resources.Font.Made.ToUnicode.read_bytes()
