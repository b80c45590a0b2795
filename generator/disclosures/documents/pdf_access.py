# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF under the tests of PDF/UA that a machine can make: tags, language, title, descriptions, headings, tables, order.

It tells what is there, never that a file conforms: only a person can say whether a description describes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import pdf_order
from .access import LONG, Access, skips
from .pdf import Page, Pdf
from .pdf_structure import Array, Dictionary, Name, Stream, Structure, text

_MOST = 200_000
"""Elements of a tag tree that are looked at."""
_LEVELS = {f"H{level}": level for level in range(1, 7)}
_ENCODED = {"/WinAnsiEncoding", "/MacRomanEncoding", "/MacExpertEncoding", "/StandardEncoding"}


def look(pdf: Pdf, structure: Structure) -> Access:
    """What the file offers. Both arguments are of the same file."""
    elements = list(_elements(structure)) if structure.tagged else []
    figures = [element for kind, element in elements if kind == "Figure"]
    levels = [_LEVELS[kind] for kind, _ in elements if kind in _LEVELS]
    tables = [element for kind, element in elements if kind == "Table"]
    shown = structure.root.get("/ViewerPreferences")
    pictures = 0
    blank = []
    for page in pdf.pages:
        drawn = [box for box in page.pictures if box.area > 0.005 * page.size.area]
        pictures += len(drawn)
        if _is_picture(page, drawn):
            blank.append(page.number)
        page.forget()
    count = max(pictures, len(figures))
    return Access(
        pages=pdf.page_count,
        tagged=structure.tagged,
        language=structure.language,
        titled=bool(structure.title.strip()),
        shows_title=isinstance(shown, Dictionary) and bool(shown.get("/DisplayDocTitle")),
        pictures=count,
        undescribed=sum(not _described(figure) for figure in figures) if structure.tagged else count,
        headings=sum(kind in _LEVELS or kind in ("H", "Title") for kind, _ in elements),
        skipped=skips(levels),
        tables=len(tables),
        headless=sum(not _has_head(table, structure) for table in tables),
        unordered=tuple(pdf_order.out_of_order(structure, elements)),
        bookmarks=bool(structure.outline) if pdf.page_count > LONG else None,
        image_only=tuple(blank),
        unmapped=sum(_is_font(item) and not _is_mapped(item) for item in structure.dictionaries),
    )


def _is_picture(page: Page, drawn: list) -> bool:
    """Nothing that can be read, and a picture over most of the page."""
    covered = sum(box.area for box in drawn) > 0.5 * page.size.area
    return covered and not page.text.strip()


def _elements(structure: Structure) -> Iterator[tuple[str, Any]]:
    """(standard kind, element) of the tag tree, depth first in reading order; loops and floods are cut."""
    root = structure.root.get("/StructTreeRoot")
    if not isinstance(root, Dictionary):
        return
    roles = root.get("/RoleMap")
    yield from _below(root, roles if isinstance(roles, Dictionary) else Dictionary())


def _below(top: Any, roles: Any) -> Iterator[tuple[str, Any]]:
    seen: set[tuple[int, int]] = set()
    waiting = _kids(top)[::-1]
    count = 0
    while waiting and count < _MOST:
        element = waiting.pop()
        if not isinstance(element, Dictionary) or (element.is_indirect and element.objgen in seen):
            continue
        seen.add(element.objgen)
        count += 1
        if "/S" in element:
            yield _kind(element, roles), element
        waiting += _kids(element)[::-1]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, Array) else [] if kids is None else [kids]


def _kind(element: Any, roles: Any) -> str:
    """The standard kind that an element stands for: a producer's own kinds are mapped (ISO 32000-1, 14.7.3)."""
    kind = str(element.get("/S"))
    for _ in range(5):
        mapped = roles.get(kind)
        if not isinstance(mapped, Name) or str(mapped) == kind:
            break
        kind = str(mapped)
    return kind[1:]


def _described(figure: Any) -> bool:
    return bool(text(figure.get("/Alt")).strip() or text(figure.get("/ActualText")).strip())


def _has_head(table: Any, structure: Structure) -> bool:
    roles = structure.root["/StructTreeRoot"].get("/RoleMap")
    inside = _below(table, roles if isinstance(roles, Dictionary) else Dictionary())
    return any(kind == "TH" for kind, _ in inside)


def _is_font(item: Any) -> bool:
    return item.get("/Type") == Name.Font and str(item.get("/Subtype", "")) not in ("/CIDFontType0", "/CIDFontType2")


def _is_mapped(font: Any) -> bool:
    """Whether letters can be told from a font's codes (ISO 32000-1, 9.10.2)."""
    if isinstance(font.get("/ToUnicode"), Stream | Name):
        return True
    kind, encoding = str(font.get("/Subtype", "")), font.get("/Encoding")
    if kind == "/Type0":
        return isinstance(encoding, Name) and str(encoding) not in ("/Identity-H", "/Identity-V")
    if kind == "/Type3":
        return False
    if isinstance(encoding, Name):
        return str(encoding) in _ENCODED
    if isinstance(encoding, Dictionary):
        return True
    described = font.get("/FontDescriptor")
    symbolic = isinstance(described, Dictionary) and int(described.get("/Flags", 0)) & 4
    return not symbolic
