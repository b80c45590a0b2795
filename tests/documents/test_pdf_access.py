# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a PDF offers to assistive technology is told from its tags, properties, fonts and pages."""

from __future__ import annotations

import io

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name

from disclosures.documents import pdf_access
from disclosures.documents.access import Access, skips
from disclosures.documents.pdf import Pdf
from disclosures.documents.pdf_structure import Structure

Element = tuple[str, dict, list]


def look(data: bytes) -> Access:
    with Pdf(data) as pdf, Structure(data) as structure:
        return pdf_access.look(pdf, structure)


def plain(pages: int = 1, words: str = "An ordinary line.") -> bytes:
    document = pymupdf.open()
    for _ in range(pages):
        document.new_page().insert_text((72, 72), words)
    return document.tobytes(no_new_id=True)


def tagged(*elements: tuple[str, dict], order: tuple[int, ...] = (0, 1), **root) -> bytes:
    """A page of two paragraphs, the upper marked 0 and the lower 1, tagged in `order`, then `elements` (kind, keys)."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    words = b"/P <</MCID %d>> BDC BT /F 12 Tf 72 %d Td (Words that stand here) Tj ET EMC\n"
    page.Contents = pdf.make_stream(words % (0, 760) + words % (1, 300))
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    kids = [Dictionary(S=Name.P, P=tree, Pg=page.obj, K=mark) for mark in order]
    for kind, keys in elements:
        kids.append(Dictionary(S=Name("/" + kind), P=tree, **keys))
    tree.K = Array([pdf.make_indirect(kid) for kid in kids])
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = "en-GB"
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.docinfo["/Title"] = "A letter"
    for key, value in root.items():
        pdf.Root["/" + key] = value
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_a_good_file_has_no_fault():
    good = look(tagged(("H1", {}), ("H2", {}), ("Figure", {"Alt": "A map"})))
    assert good == Access(
        pages=1, tagged=True, language="en-GB", titled=True, shows_title=True, pictures=1, undescribed=0, headings=2,
        skipped=0, tables=0, headless=0, unordered=(), bookmarks=None, image_only=(), unmapped=0,
    )  # fmt: skip


def test_a_file_without_tags_language_or_title_is_told_as_such():
    found = look(plain())
    assert (found.tagged, found.language, found.titled, found.shows_title) == (False, "", False, False)


def test_a_picture_without_words_for_it_is_counted():
    found = look(tagged(("Figure", {}), ("Figure", {"ActualText": "a signature"})))
    assert (found.pictures, found.undescribed) == (2, 1)


def test_a_table_needs_a_header_cell():
    row = Dictionary(S=Name.TR, K=Array([Dictionary(S=Name.TD)]))
    head = Dictionary(S=Name.TR, K=Array([Dictionary(S=Name.TH)]))
    found = look(tagged(("Table", {"K": Array([row])}), ("Table", {"K": Array([head, row])})))
    assert (found.tables, found.headless) == (2, 1)


def test_kinds_of_a_producers_own_count_as_what_they_are_mapped_to():
    data = tagged(("Big", {}), ("Small", {}))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Big=Name.H1, Small=Name.H3)
        out = io.BytesIO()
        pdf.save(out)
    found = look(out.getvalue())
    assert (found.headings, found.skipped) == (2, 1)


def test_tags_in_the_order_of_the_page_are_in_order_and_others_are_not():
    assert look(tagged()).unordered == ()
    assert look(tagged(order=(1, 0))).unordered == (1,)


def test_bookmarks_are_asked_of_long_documents_alone():
    assert look(plain(20)).bookmarks is None
    assert look(plain(21)).bookmarks is False


def test_a_page_that_is_a_picture_is_image_only_and_one_with_a_logo_is_not():
    pixmap = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 40, 40))
    pixmap.clear_with(128)
    document = pymupdf.open()
    document.new_page().insert_image((0, 0, 595, 842), pixmap=pixmap)
    letter = document.new_page()
    letter.insert_image((0, 0, 100, 100), pixmap=pixmap)
    letter.insert_text((72, 300), "Dear reader")
    found = look(document.tobytes())
    assert (found.image_only, found.pictures, found.undescribed) == ((1,), 2, 2)


@pytest.mark.parametrize(
    ("font", "unmapped"),
    [
        ({"Subtype": Name.Type1, "BaseFont": Name.Helvetica}, 0),
        ({"Subtype": Name.Type0, "Encoding": Name("/Identity-H")}, 1),
        ({"Subtype": Name.Type3, "Encoding": Dictionary()}, 1),
        ({"Subtype": Name.TrueType, "FontDescriptor": Dictionary(Flags=4)}, 1),
        ({"Subtype": Name.TrueType, "Encoding": Name.WinAnsiEncoding, "FontDescriptor": Dictionary(Flags=4)}, 0),
    ],
)
def test_fonts_that_do_not_say_which_letters_they_show_are_counted(font: dict, unmapped: int):
    assert look(tagged(Extra=Dictionary(Type=Name.Font, **font))).unmapped == unmapped


def test_a_tag_tree_that_bites_its_tail_ends():
    data = tagged(("Sect", {}))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.Root.StructTreeRoot.K[2].K = pdf.Root.StructTreeRoot.K[2]
        out = io.BytesIO()
        pdf.save(out)
    assert look(out.getvalue()).tagged


def test_it_survives_being_kept():
    found = look(tagged(order=(1, 0)))
    kept = {key: list(value) if isinstance(value, tuple) else value for key, value in vars(found).items()}
    assert Access.from_dict(kept) == found


def test_levels_may_go_up_by_any_number_and_down_by_one():
    assert skips([1, 2, 3, 1, 2]) == 0
    assert skips([1, 3, 4, 1, 4]) == 2
