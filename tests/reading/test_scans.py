# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scans: what is no redaction in a picture, boxes that are, and words that a machine reads beside them."""

import pymupdf
import pytest

from disclosures.documents import pdf_render, scan_boxes
from disclosures.documents.pdf import Pdf
from disclosures.reading import ocr
from disclosures.reading.blocks import Table
from disclosures.reading.read import Reader, read
from disclosures.safety.pool import Pool
from disclosures.store import Store
from tests.benchmarks import reading_made, reading_made_hard, reading_measures
from tests.benchmarks.reading_made import scanned

from .making import LAW, cleared, lines

needs_tesseract = pytest.mark.skipif(
    not ocr.installed(), reason="TESSERACT IS NOT INSTALLED: nothing is known about scans (apt-get install tesseract-ocr)"
)


def boxes(data):
    with Pdf(data) as pdf:
        return scan_boxes.find(pdf_render.grey(pdf.pages[0], 100))


def paper(draw, dpi=150, angle=0.0):
    sheet = pymupdf.open().new_page()
    draw(sheet)
    pixels = sheet.get_pixmap(matrix=pymupdf.Matrix(dpi / 72, dpi / 72).prerotate(angle), colorspace=pymupdf.csGRAY)
    out = pymupdf.open()
    out.new_page().insert_image((0, 0, 595, 842), pixmap=pixels)
    return out.tobytes()


def text(sheet):
    lines(sheet, *(f"A line of the letter, number {n}, with some words in it" for n in range(20)), step=18)


def test_text_rules_tables_and_photographs_are_no_redactions():
    def draw(sheet):
        text(sheet)
        lines(sheet, "A LARGE HEADING", at=60, fontsize=30, fontname="hebo")
        sheet.draw_line((60, 70), (540, 70), width=2)
        picture = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 120, 120))
        for x in range(120):
            for y in range(120):
                picture.set_pixel(x, y, ((x * 7 + y * 13) % 200,))
        sheet.insert_image((300, 500, 450, 650), pixmap=picture)

    assert not [box for box in boxes(paper(draw)) if box.look != "white"]


@pytest.mark.parametrize("angle", [0.0, 0.5, -0.5])
def test_dark_boxes_are_found_though_the_paper_lay_askew(angle):
    def draw(sheet):
        text(sheet)
        for top in (110, 200, 300):
            sheet.draw_rect((200, top, 290, top + 14), fill=(0, 0, 0))
        sheet.draw_rect((72, 500, 500, 620), fill=(0, 0, 0))

    assert len([box for box in boxes(paper(draw, angle=angle)) if box.look == "black"]) == 4


def test_without_tesseract_a_scan_is_told_as_a_picture(monkeypatch):
    monkeypatch.setattr(ocr, "installed", lambda: frozenset())
    reading = read(cleared(paper(text)))
    assert reading.scanned
    assert (reading.pages[0].image_only, reading.pages[0].html) == (True, "")


def test_a_page_of_text_is_no_picture_and_nobody_guesses_at_it():
    page = read(cleared(reading_made.letter(0).data)).pages[0]
    assert (page.image_only, page.confidence) == (False, None)


@needs_tesseract
def test_a_scan_is_read_and_the_machine_says_how_sure_it_is():
    made = scanned(reading_made.letter(2), 2)
    page = read(cleared(made.data)).pages[0]
    source = [word for part in made.said[0] for word in reading_measures.words(part)]
    read_ = reading_measures.words(reading_measures.said(page.blocks))
    assert reading_measures.in_order(source, read_) >= 0.97 * len(source)
    assert 0.7 < page.confidence <= 1
    assert not page.image_only


@needs_tesseract
@pytest.mark.parametrize("seed", range(3), ids=["black", "grey", "outlined"])
def test_redactions_of_every_kind_stand_in_the_words_of_a_scan(seed):
    made = scanned(reading_made.redacted(seed), seed)
    page = read(cleared(made.data), LAW.get).pages[0]
    assert len(page.gaps) == made.gaps
    assert page.html.count("[Redacted: section 40(2)]") >= 6
    assert "s40" not in page.html


@needs_tesseract
def test_a_heading_in_white_on_a_dark_or_grey_bar_is_no_redaction():
    def draw(sheet):
        text(sheet)
        for top, fill, ink in ((500, (0.1, 0.1, 0.1), (1, 1, 1)), (540, (0.75, 0.75, 0.75), (0, 0, 0))):
            sheet.draw_rect((72, top, 500, top + 22), fill=fill, color=None)
            sheet.insert_text((80, top + 16), "Findings of the inquiry", fontsize=13, color=ink)

    page = read(cleared(paper(draw, 300))).pages[0]
    assert not page.gaps
    assert page.html.count("Findings of the inquiry") >= 1


@needs_tesseract
def test_the_same_scan_is_always_read_alike():
    document = cleared(scanned(reading_made.redacted(0), 1).data)
    assert read(document) == read(document)


@needs_tesseract
def test_a_scan_is_read_within_the_limits_of_a_worker():
    with Pool(1) as pool:
        reading = Reader(Store(None), pool).read(cleared(scanned(reading_made.redacted(0), 1).data), LAW.get)
    assert not reading.failed
    assert len(reading.pages[0].gaps) == 14


@needs_tesseract
def test_cells_of_a_scanned_table_stand_where_they_stood_though_it_lay_askew():
    made = scanned(reading_made_hard.merged_head(1), 2)
    page = read(cleared(made.data)).pages[0]
    tables = [one for one in page.blocks if isinstance(one, Table)]
    cells = sum(map(len, made.tables[0]))
    assert reading_measures.cells_right(made.tables[0], tables) >= 0.95 * cells
