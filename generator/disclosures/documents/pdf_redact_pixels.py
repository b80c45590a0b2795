# SPDX-License-Identifier: AGPL-3.0-or-later
"""What MuPDF does for a redaction: it makes annotations part of the page, and takes pixels and lines out of it.

    `flattened`   comments and attachments go; notes and form fields that are seen become page content
    `taken_out`   the pixels of pictures, the lines under a box, and where asked the text

MuPDF leaves the text where it was otherwise: `pdf_redact` does that itself, because of the gaps.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..problems import DocumentError
from .pdf import Page, engine
from .pdf_redact_regions import Region
from .shapes import Box, Outline

_ASIDE = {"Text", "Popup", "FileAttachment", "Sound", "Movie", "RichMedia", "Screen", "3D"}
"""Annotations that a reader meets only on asking: they are no part of the record."""
MARKING = {"Redact", "Highlight"}


@dataclass(frozen=True)
class DrawnMark:
    """A mark that an officer drew in a PDF reader: page, boxes as seen, and the words written into it."""

    page: int
    boxes: tuple[Box, ...]
    kind: str
    words: str


def drawn_marks(data: bytes, name: str) -> list[DrawnMark]:
    """Every Redact and Highlight annotation. Raises DocumentError."""
    found = []
    with _opened(data, name) as document:
        for page in document:
            turn = page.rotation_matrix
            for annotation in page.annots() or ():
                kind = annotation.type[1]
                if kind in MARKING:
                    points = annotation.vertices or []
                    quads = [points[at : at + 4] for at in range(0, len(points) - 3, 4)]
                    rects = [engine().Quad(quad).rect for quad in quads] or [annotation.rect]
                    words = annotation.info.get("content", "") or _overlay(document, annotation.xref)
                    boxes = tuple(Box(*(rect * turn)) for rect in rects)
                    found.append(DrawnMark(page.number + 1, boxes, kind, words.strip()))
    return found


def _overlay(document: Any, xref: int) -> str:
    kind, value = document.xref_get_key(xref, "OverlayText")
    return value if kind == "string" else ""


def flattened(data: bytes, name: str, marks: bool) -> tuple[bytes, Counter[str]]:
    """The same pages without annotations but links, and how many of each kind went. `marks`: highlights are marks.

    What an annotation or a form field shows becomes part of the page, where it can be redacted like everything else.
    """
    gone: Counter[str] = Counter()
    with _opened(data, name) as document:
        for page in document:
            for annotation in list(page.annots() or ()):
                kind = annotation.type[1]
                if kind in _ASIDE or kind == "Redact" or (marks and kind in MARKING):
                    gone["attachments" if kind == "FileAttachment" else "marks" if kind in MARKING else "comments"] += 1
                    page.delete_annot(annotation)
                else:
                    gone["notes made part of the page"] += 1
            fields = sum(1 for _ in page.widgets() or ())
            if fields:
                gone["form fields made part of the page"] += fields
        for attached in document.embfile_names():
            gone["attachments"] += 1
            document.embfile_del(attached)
        if gone["notes made part of the page"] or gone["form fields made part of the page"]:
            document.bake()
        return (document.tobytes(no_new_id=True) if gone else data), gone


@dataclass
class Under:
    """What lies under the boxes of one page besides text. All boxes as seen."""

    whole: list[Box] = field(default_factory=list)
    """From here pixels go, and lines that lie wholly inside."""
    cut: list[Box] = field(default_factory=list)
    """From here lines go that only reach inside."""
    letters: bool = False
    """Letters go too, because they could not be placed."""


def taken_out(data: bytes, name: str, pages: dict[int, Under]) -> bytes:
    """Without the pixels and lines that `pages` names, and without letters where it asks for that."""
    lib = engine()
    with _opened(data, name) as document:
        for number, under in pages.items():
            page = document[number - 1]
            turn, back = page.rotation, page.derotation_matrix
            _, links = document.xref_get_key(page.xref, "Annots")  # MuPDF would drop those that lie under a box
            document.xref_set_key(page.xref, "Annots", "null")
            page.set_rotation(0)
            page = document.reload_page(page)
            reach = ((under.whole, lib.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED), (under.cut, lib.PDF_REDACT_LINE_ART_REMOVE_IF_TOUCHED))
            for boxes, graphics in reach:
                for box in boxes:
                    page.add_redact_annot(lib.Rect(box) * back, fill=False, cross_out=False)
                if boxes:
                    letters = under.letters and boxes is under.whole
                    page.apply_redactions(
                        images=lib.PDF_REDACT_IMAGE_PIXELS,
                        graphics=graphics,
                        text=lib.PDF_REDACT_TEXT_REMOVE if letters else lib.PDF_REDACT_TEXT_NONE,
                    )
            page.set_rotation(turn)
            document.xref_set_key(page.xref, "Annots", links)
        return document.tobytes(no_new_id=True)


def look_under(page: Page, region: Region, under: Under) -> bool:
    """Note what lies under a region, or belongs to its line; whether that is a picture."""
    box = region.box
    if region.kind == "words":  # the band of a line's small letters: a marker's stroke reaches further
        high = box.height
        box = Box(box.x0 - 1.5, box.y0 - high, box.x1 + 1.5, box.y1 + 0.7 * high)
    picture = any(one.shared(region.box).area > 0.5 for one in page.pictures)
    if picture:
        under.whole.append(region.box)
    lines = [] if region.kind == "page" else [line.box for line in page.lines if line.box.meets(region.box)]
    for one in page.outlines:
        meets = one.box.grown(0.3).meets(box)
        if meets and _within(one.box, box.grown(0.5)):
            under.whole.append(box.grown(1))
        elif (meets and _is_drawing(one, region)) or (not picture and any(_belongs(one.box, line) for line in lines)):
            under.cut.append(one.box.grown(0.3).shared(box) if meets else one.box.grown(0.3))
    return picture


def _belongs(mark: Box, line: Box) -> bool:
    """Whether something is drawn for words of a line of text: an underline, or a marker's stroke.

    All of these go, because the words of the line will move, and what stayed would tell how far.
    """
    beside = line.x0 - 3 < mark.x0 and mark.x1 < line.x1 + 3 and mark.width > 3
    return beside and line.y0 - 3 < mark.y0 and mark.y1 < line.y1 + 3


def _is_drawing(one: Outline, region: Region) -> bool:
    """Whether an outline is a drawing or a signature that a box cuts, rather than a frame or a rule around text."""
    return region.kind != "words" and (one.curves > 0 or one.pieces > 2) and one.box.area < 4 * region.box.area


def _within(inner: Box, outer: Box) -> bool:
    return inner.x0 >= outer.x0 and inner.y0 >= outer.y0 and inner.x1 <= outer.x1 and inner.y1 <= outer.y1


def _opened(data: bytes, name: str) -> Any:
    try:
        document = engine().open(stream=data, filetype="pdf")
    except Exception as error:
        cure = "Print the document to a new PDF and redact that"
        raise DocumentError(Path(name), "this PDF is damaged and cannot be opened", cure) from error
    if document.needs_pass:
        document.close()
        raise DocumentError(Path(name), "this PDF needs a password", "Remove the password and save the file again")
    return document
