# SPDX-License-Identifier: AGPL-3.0-or-later
"""What MuPDF does for a redaction: it makes annotations part of the page, and takes pixels and lines out of it.

    `flattened`   comments and attachments go; notes and form fields that are seen become page content
    `taken_out`   the pixels of pictures, the lines under a box, and where asked the text

MuPDF leaves the text where it was otherwise: `pdf_redact` does that itself, because of the gaps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..problems import DocumentError
from .pdf import Page, engine
from .shapes import Box

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


def taken_out(data: bytes, name: str, boxes: dict[int, Iterable[Box]], letters_too: set[int], touched: set[int]) -> bytes:
    """Without pixels and lines under `boxes` (by page, as seen); on pages of `letters_too` without letters as well.

    Lines go that lie wholly under a box, on pages of `touched` also those that only reach under it.
    """
    lib = engine()
    with _opened(data, name) as document:
        for number, areas in boxes.items():
            page = document[number - 1]
            turn = page.rotation
            back = page.derotation_matrix
            page.set_rotation(0)
            for area in areas:
                page.add_redact_annot(lib.Rect(area) * back, fill=False, cross_out=False)
            page.apply_redactions(
                images=lib.PDF_REDACT_IMAGE_PIXELS,
                graphics=lib.PDF_REDACT_LINE_ART_REMOVE_IF_TOUCHED
                if number in touched
                else lib.PDF_REDACT_LINE_ART_REMOVE_IF_COVERED,
                text=lib.PDF_REDACT_TEXT_REMOVE if number in letters_too else lib.PDF_REDACT_TEXT_NONE,
            )
            page.set_rotation(turn)
        return document.tobytes(no_new_id=True)


def drawn_under(page: Page, box: Box) -> str:
    """What lies under a box besides text: `picture`, `line` (wholly under it), `part` (reaches under it), or nothing."""
    if any(picture.shared(box).area > 0.5 for picture in page.pictures):
        return "picture"
    under = [one for one in page.outlines if one.box.grown(0.3).meets(box)]
    if any((one.curves or one.pieces > 2) and not _within(one.box, box) and one.box.area < 4 * box.area for one in under):
        return "part"
    return "line" if under else ""


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
