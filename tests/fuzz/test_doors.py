# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever a file holds, its door answers with a document or a DocumentError, and the gate's rules with findings."""

import pytest
from hypothesis import given

from disclosures.casework import marked_yaml
from disclosures.documents import archive, mail, outlook, package, picture, sheet, svg
from disclosures.documents.kind import Kind, tell
from disclosures.documents.pdf import Pdf
from disclosures.documents.pdf_structure import Structure
from disclosures.problems import DocumentError
from disclosures.safety.examine import prepare

from ..safety.compound_files import attached, binary, embedded, message_tree, msg, packed_rtf
from ..safety.leaks.test_svg_hidden import CHART
from ..safety.leaks.test_svg_hidden import svg as drawing
from ..safety.making import BLACK, pdf, secret, xlsx
from ..safety.packing import message, zipped
from ..safety.pictures import chunk, exif, gif, jpeg, png, raw_png, segment, tiff, webp
from .mutations import examples, spoilt, spoilt_part

PDFS = [pdf(), pdf(lambda page: page.draw_rect(secret(page), fill=BLACK))]
BOOK = xlsx(lambda book: book.create_sheet("Staff").append(["=A1", 3.5, None, "words"]))
ZIP = zipped(("a.csv", b"a\n1\n"), ("b/c.txt", b"words\n"), ("d.zip", zipped(("e.txt", b"f"))))
MSG = msg(binary(0x1009, packed_rtf(r"{\rtf1\ansi The count was 12.}")), attached(0, "a.csv", b"a\n1\n"), embedded(1, message_tree(head=24)))
YAML = "reference: FOI 1\ndates:\n  - 2022-02-06\nrecords:\n  - number: 8\n    title: |\n      Käse\n    files: {path: a.pdf}\n"
CAMERA = segment(0xE1, b"Exif\0\0" + exif((0x0112, 3, b"\0\6"), thumbnail=b"small"))
CLEAR = raw_png(3, 2, 6, b"\0" + bytes(range(12)) + b"\0" + bytes(12))
PICTURES = [jpeg(CAMERA), png(chunk(b"tEXt", b"a\0b")), CLEAR, gif(), webp(), tiff({}, {})]


def allowed(call, *values):
    """Run a door's function; only DocumentError may come out."""
    try:
        return call(*values)
    except DocumentError as error:
        assert error.reason
        assert error.cure
        return None


def judged(data, name):
    """All rules and the copy: never an error, and a cure with each finding."""
    first, copies = prepare(data, name)
    assert all(finding.cure for finding in first.findings)
    assert all(finding.cure for copy in copies for finding in copy.findings)


def pages(data):
    with Pdf(data) as document:
        return [page.text for page in document.pages]


def structure(data):
    with Structure(data) as document:
        return document.dictionaries, document.outline, document.notes, document.fields, document.layers, document.xmp


def test_the_samples_are_valid():
    assert allowed(pages, PDFS[0])
    assert allowed(structure, PDFS[1])
    assert allowed(sheet.read_workbook, BOOK)
    assert allowed(archive.read, ZIP, "a.zip")
    assert allowed(mail.read, message())
    assert allowed(outlook.as_email, MSG)
    assert allowed(svg.read, drawing(CHART))
    assert all(allowed(picture.read, data, tell(data)) for data in PICTURES)
    assert marked_yaml.load(YAML).problems == ()


@examples(60)
@given(spoilt(PDFS))
def test_a_spoilt_pdf(data):
    allowed(pages, data)
    allowed(structure, data)


@examples(25)
@given(spoilt(PDFS))
def test_a_spoilt_pdf_before_all_rules(data):
    judged(data, "a.pdf")


@examples(150)
@given(spoilt([ZIP, BOOK]))
def test_a_spoilt_archive(data):
    tell(data, "a.zip")
    allowed(package.parts, data)
    allowed(archive.read, data, "a.zip")


@examples(25)
@given(spoilt([ZIP]))
def test_a_spoilt_archive_before_all_rules(data):
    judged(data, "a.zip")


@examples(40)
@given(spoilt_part(BOOK))
def test_a_workbook_with_a_spoilt_part(data):
    allowed(sheet.read_workbook, data)


@examples(150)
@given(spoilt([YAML.encode()]))
def test_a_spoilt_yaml(data):
    read = marked_yaml.load(data.decode("utf-8", "replace"))
    assert all(problem.cure for problem in read.problems)


@pytest.mark.parametrize("sample", PICTURES, ids=["jpeg", "png", "transparent", "gif", "webp", "tiff"])
def test_a_spoilt_picture(sample):
    @examples(60)
    @given(spoilt([sample]))
    def spoil(data):
        if (kind := tell(data, "a")) in (Kind.JPEG, Kind.PNG, Kind.GIF, Kind.WEBP, Kind.TIFF):
            allowed(picture.read, data, kind)

    spoil()


@examples(60)
@given(spoilt([drawing(CHART)]))
def test_a_spoilt_drawing(data):
    allowed(svg.read, data)


@examples(80)
@given(spoilt([message(), message(change=lambda one: one.add_attachment(b"x", "text", "csv", filename="a.csv"))]))
def test_a_spoilt_message(data):
    allowed(mail.read, data)


@examples(60)
@given(spoilt([MSG]))
def test_a_spoilt_message_of_outlook(data):
    allowed(outlook.as_email, data)
    judged(data, "a.msg")
