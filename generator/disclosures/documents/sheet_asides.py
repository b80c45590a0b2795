# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an .xlsx file holds besides its cells: read from its parts, for openpyxl passes over most of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import markup, opc
from .markup import Element
from .sheet import About, Aside

_SHARED = "xl/sharedStrings.xml"
"""The texts of all cells, which refer to them by number. (18.4)"""


def find(parts: dict[str, bytes]) -> Iterator[Aside]:
    """Every text besides the cells, sheet by sheet."""
    arrows = opc.relations(parts)
    used: set[str] = set()
    for part, name in _sheets(parts, arrows).items():
        where = f"sheet {name}"
        root = markup.read(parts[part], part)
        links = {a.id: a.target for a in arrows.get(part, ()) if a.external}
        for element in root.iter():
            yield from _of_sheet(element, where, links)
            if element.tag == "x:c" and element.get("t") == "s" and (value := element.find("x:v")) is not None:
                used.add((value.text or "").strip())
    for number, words in enumerate(_shared(parts)):
        if words.strip() and str(number) not in used:
            yield Aside(About.LEFT_OVER, _SHARED, words)
    for part in sorted(parts):
        if re.match(r"xl/charts/[^/]*\.xml$", part):
            yield from _of_chart(markup.read(parts[part], part), part)
        elif part == "xl/connections.xml" or part.startswith("xl/queryTables/"):
            for element in markup.read(parts[part], part).iter():
                words = " ".join(value for value in element.attrib.values() if not re.fullmatch(r"[\d.]*", value))
                if element.tag in ("x:connection", "x:dbPr", "x:webPr", "x:textPr", "x:olapPr", "x:queryTable"):
                    yield Aside(About.CONNECTION, part, words)


def _of_sheet(element: Element, where: str, links: dict[str, str]) -> Iterator[Aside]:
    tag, words = element.tag, element.text or ""
    if tag in ("x:oddHeader", "x:oddFooter", "x:evenHeader", "x:evenFooter", "x:firstHeader", "x:firstFooter"):
        plain = re.sub(r'&"[^"]*"|&K[0-9A-F]{6}|&\d+|&[A-Z]', " ", words).strip()
        if plain:
            yield Aside(About.PRINT, where, plain)
    elif tag == "x:dataValidation":
        place = f"{where}, cell {(element.get('sqref') or '').split(' ')[0]}"
        for name in ("promptTitle", "prompt", "errorTitle", "error"):
            if element.get(name):
                yield Aside(About.VALIDATION, place, element.get(name, ""))
        for formula in element:
            for item in re.findall(r'"((?:[^"]|"")*)"', formula.text or ""):
                for choice in item.split(","):
                    yield Aside(About.VALIDATION, place, choice.strip())
    elif tag == "x:scenario":
        cells = " ".join(f"{cell.get('r')} {cell.get('val')}" for cell in element)
        yield Aside(
            About.SCENARIO, where, " ".join([*(element.get(n, "") for n in ("name", "user", "comment")), cells])
        )
    elif tag == "x:hyperlink":
        place = f"{where}, cell {element.get('ref', '')}"
        for words in (links.get(element.get("r:id", ""), ""), element.get("tooltip", ""), element.get("display", "")):
            if words:
                yield Aside(About.LINK, place, words)


def _of_chart(root: Element, part: str) -> Iterator[Aside]:
    for element in root.iter():
        if element.tag.endswith((":v", "}v")) and (element.text or "").strip():
            yield Aside(About.CHART, part, (element.text or "").strip())
        elif element.tag == "a:t" and element.text:
            yield Aside(About.CHART, part, element.text)


def newer_sheets(parts: dict[str, bytes]) -> dict[str, bytes]:
    """By the sheet's name: the parts of worksheets that newer programs wrote more into, once known to be XML without entities."""
    found = {name: part for part, name in named(parts).items() if b"spreadsheetml/2009/9/main" in parts[part]}
    for part in found.values():
        markup.remarks(parts[part], part)
    return {name: parts[part] for name, part in found.items()}


def named(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each worksheet with the sheet's name."""
    return _sheets(parts, opc.relations(parts))


def _sheets(parts: dict[str, bytes], arrows: dict[str, list[opc.Relation]]) -> dict[str, str]:
    """The part of each worksheet with the sheet's name."""
    main = next(
        (a.target for a in arrows.get("", ()) if a.type == "officeDocument" and a.target in parts), "xl/workbook.xml"
    )
    targets = {a.id: a.target for a in arrows.get(main, ()) if a.type == "worksheet" and a.target in parts}
    listed = markup.read(parts[main], main).iter("x:sheet")
    return {targets[s.get("r:id", "")]: s.get("name", "") for s in listed if s.get("r:id", "") in targets}


def under_merged(parts: dict[str, bytes]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By sheet: cells under merged ones, which keep what they held. (`B7`, text)"""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    shared: list[str] | None = None
    for part, name in _sheets(parts, opc.relations(parts)).items():
        if b"mergeCell" not in parts[part]:
            continue
        root = markup.read(parts[part], part)
        areas = [area_of(merge.get("ref", "")) for merge in root.iter("x:mergeCell")]
        under = []
        for cell in root.iter("x:c"):
            value = cell.find("x:v")
            spot = area_of(cell.get("r", ""))
            words = "".join(t.text or "" for t in cell.iter("x:t")) or (value.text if value is not None else "") or ""
            if words and any(_inside(spot, area) for area in areas):
                if cell.get("t") == "s":
                    shared = shared if shared is not None else _shared(parts)
                    words = shared[int(words)] if int(words) < len(shared) else ""
                under.append((cell.get("r", ""), words))
        found[name] = tuple(under)
    return found


def white_runs(parts: dict[str, bytes]) -> dict[str, dict[str, str]]:
    """By sheet: cells (`B7`) with words in white among their others, as a text with looks of its own can have. (18.4.4)"""
    found: dict[str, dict[str, str]] = {}
    body = parts.get(_SHARED, b"")
    items = list(markup.read(body, _SHARED)) if b"rPr" in body else []
    white = {str(number): words for number, item in enumerate(items) if (words := _white(item))}
    for part, name in named(parts).items():
        if not white and b"rPr" not in parts[part]:
            continue
        for cell in markup.read(parts[part], part).iter("x:c"):
            value = cell.find("x:v")
            shared = white.get(value.text or "", "") if cell.get("t") == "s" and value is not None else ""
            if words := shared or _white(cell):
                found.setdefault(name, {})[cell.get("r", "")] = words
    return found


def _white(item: Element) -> str:
    words = ""
    for run in item.iter("x:r"):
        colour = run.find("x:rPr/x:color")
        if colour is not None and (colour.get("theme") == "0" or colour.get("rgb", "").upper().endswith("FFFFFF")):
            words += "".join(t.text or "" for t in run.iter("x:t"))
    return words.strip()


def _shared(parts: dict[str, bytes]) -> list[str]:
    body = parts.get(_SHARED)
    root = markup.read(body, _SHARED) if body else ()
    return ["".join(t.text or "" for t in item.iter("x:t")) for item in root]


def area_of(reference: str) -> tuple[int, int, int, int]:
    """(first column, first row, last column, last row), from 1; zeros for what is no reference."""
    match = re.fullmatch(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?", reference)
    if not match:
        return (0, 0, 0, 0)
    left, top = _column(match[1]), int(match[2])
    return (left, top, _column(match[3]) if match[3] else left, int(match[4] or top))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _inside(spot: tuple[int, int, int, int], area: tuple[int, int, int, int]) -> bool:
    return area[0] <= spot[0] <= area[2] and area[1] <= spot[1] <= area[3] and spot[:2] != area[:2]
