# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pymupdf
import pytest

from disclosures.safety.examine import prepare

from .making import BLACK, changed, pdf, published


def drawing(page):
    page.draw_rect(pymupdf.Rect(72, 100, 200, 130), fill=(0.2, 0.5, 0.9), color=BLACK)
    page.insert_text((80, 160), "Words in italics", fontname="tiit", fontsize=14)
    dots = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 40, 40))
    dots.clear_with(90)
    page.insert_image((300, 100, 400, 200), stream=dots.tobytes("jpg"))
    page.insert_link(
        {"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(72, 60, 200, 80), "page": 0, "to": pymupdf.Point(0, 0)}
    )


def tagged(document):
    document.Root.MarkInfo = pikepdf.Dictionary(Marked=True)
    document.Root.Lang = "cy"
    paragraph = pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.P, K=0, Pg=document.pages[0].obj)
    tree = document.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    paragraph.P = tree
    tree.K = document.make_indirect(paragraph)
    document.Root.StructTreeRoot = tree
    document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def test_pages_look_the_same_and_keep_their_text_and_links():
    data = pdf(drawing, drawing)
    before, after = pymupdf.open(stream=data), pymupdf.open(stream=published(data))
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert one.get_pixmap(dpi=150).samples == other.get_pixmap(dpi=150).samples
        assert one.get_text("words") == other.get_text("words")
        assert [link["kind"] for link in one.get_links()] == [link["kind"] for link in other.get_links()]


def test_tags_and_language_are_kept():
    copy = pikepdf.open(io.BytesIO(published(changed(pdf(drawing), tagged))))
    assert copy.Root.MarkInfo.Marked
    assert str(copy.Root.Lang) == "cy"
    assert copy.Root.StructTreeRoot.K.S == pikepdf.Name.P
    assert copy.Root.ViewerPreferences.DisplayDocTitle


def test_cleaning_a_clean_copy_changes_nothing():
    once = published(changed(pdf(drawing), tagged))
    assert published(once) == once


def private_data(document):
    body = pikepdf.Dictionary(LastModified="D:2020", Private=pikepdf.String("Harbottle"))
    document.pages[0].PieceInfo = pikepdf.Dictionary(Editor=body)


def thumbnail(document):
    picture = document.make_stream(b"Harbottle" * 3, Width=3, Height=3, BitsPerComponent=8)
    document.pages[0].Thumb = picture


def orphan(document):
    document.make_indirect(pikepdf.String("Harbottle"))
    document.Root.Extra = pikepdf.String("Harbottle")


def unused_resource(document):
    picture = document.make_stream(
        b"(Harbottle) Tj", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 1, 1]
    )
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Unused=picture)


@pytest.mark.parametrize("plant", [private_data, thumbnail, orphan, unused_resource])
def test_what_no_page_paints_is_gone(plant):
    data = changed(pdf(), plant)
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        held = b"".join(
            item.unparse(resolved=True) + (item.read_bytes() if isinstance(item, pikepdf.Stream) else b"")
            for item in copy.objects
        )
    assert b"Harbottle" not in held


def test_what_stands_before_and_after_the_document_is_gone():
    copy = published(pdf() + b"\n% Harbottle\n")
    assert b"Harbottle" not in copy
    assert copy.startswith(b"%PDF-")
    assert copy.endswith(b"%%EOF\n")


def test_a_text_table_is_published_as_utf_8():
    assert published("name,place\nZoë,Ynys Môn\n".encode("cp1252"), "a.csv") == "name,place\nZoë,Ynys Môn\n".encode()
    assert published("name,place\nZoë,Ynys Môn\n".encode("utf-16"), "a.csv") == "name,place\nZoë,Ynys Môn\n".encode()


@pytest.mark.parametrize(
    ("data", "name", "published_as"),
    [
        (b"words\n", "a.txt", "a.txt"),
        (pdf(), "a.PDF", "a.PDF"),
        (b"<p>words</p>\n", "a.html", "a.html.txt"),
        (b"alert(1)\n", "a.js", "a.js.txt"),
        (pdf(), "a.html", "a.html.pdf"),
    ],
)
def test_a_copy_has_the_ending_of_what_it_is(data, name, published_as):
    assert prepare(data, name)[1][0].name == published_as
