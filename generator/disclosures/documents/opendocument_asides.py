# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an OpenDocument spreadsheet holds besides its cells (ISO/IEC 26300, table:*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .markup import Element
from .sheet import About, Aside

_PATH = re.compile(r"'((?:[^']|'')+)'#")
"""A file in a formula: `of:=['file:///C:/staff.ods'#$Sheet1.A1]`."""
_DDE = re.compile(r"\bDDE\([^)]*\)", re.IGNORECASE)


def names(content: Element, visible: set[str]) -> Iterator[tuple[str, str]]:
    """Defined names that hold more than the address of a range of a visible sheet, and what they stand for."""
    for element in content.iter():
        if element.tag in ("table:named-range", "table:named-expression"):
            value = element.get("table:cell-range-address") or element.get("table:expression") or ""
            sheets = {
                (quoted or plain).replace("''", "'")
                for quoted, plain in re.findall(r"\$?(?:'((?:[^']|'')+)'|([\w]+))\.", value)
            }
            if not sheets or not sheets <= visible or "file:" in value:
                yield element.get("table:name", ""), value


def links(content: Element) -> Iterator[str]:
    """Where the workbook takes values from: other files, other programs (DDE), and the files named in formulas."""
    for element in content.iter():
        if element.tag in ("table:cell-range-source", "table:table-source"):
            yield element.get("xlink:href", "")
        elif element.tag == "office:dde-source":
            yield " ".join(value for name, value in element.attrib.items() if name.startswith("office:dde"))
        formula = element.get("table:formula", "")
        yield from (path.replace("''", "'") for path in _PATH.findall(formula))
        yield from (" ".join(said.split('"')[1::2]) for said in _DDE.findall(formula))


def find(content: Element, styles: Element | None, charts: dict[str, Element]) -> Iterator[Aside]:
    """Every text besides the cells; `charts` by their part."""
    for part, chart in charts.items():
        for element in chart.iter():
            if element.tag == "text:p" and (words := "".join(element.itertext()).strip()):
                yield Aside(About.CHART, part, words)
    for element in content.iter():
        tag = element.tag
        if tag == "table:content-validation":
            place = f"cell {element.get('table:base-cell-address', '')}"
            for item in re.findall(r'"((?:[^"]|"")*)"', element.get("table:condition", "")):
                yield Aside(About.VALIDATION, place, item)
            for message in element:
                words = " ".join([message.get("table:title", ""), "".join(message.itertext())]).strip()
                if words:
                    yield Aside(About.VALIDATION, place, words)
        elif tag == "table:scenario":
            yield Aside(About.SCENARIO, "", " ".join(element.attrib.values()))
        elif tag in ("text:a", "draw:a") and element.get("xlink:href"):
            yield Aside(About.LINK, "", element.get("xlink:href", ""))
        elif tag in (
            "form:connection-resource",
            "table:database-source-sql",
            "table:database-source-table",
            "table:database-range",
        ):
            words = " ".join(v for k, v in element.attrib.items() if "database" in k or "sql" in k or k == "xlink:href")
            if words:
                yield Aside(About.CONNECTION, "", words)
    for page in styles.iter("style:master-page") if styles is not None else ():
        for part in page:
            words = " ".join("".join(p.itertext()) for p in part.iter("text:p")).strip()
            if words and not re.fullmatch(r"(\?\?\?|Page \d*|[\s()/,.\d:-]|Seite \d*)*", words):
                yield Aside(About.PRINT, f"page style {page.get('style:name', '')}", words)
