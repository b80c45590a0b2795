# SPDX-License-Identifier: AGPL-3.0-or-later
"""OpenDocument spreadsheets: the same facts as of an .xlsx file (ISO/IEC 26300, table:*)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..problems import DocumentError
from . import markup, opendocument_asides, opendocument_package, package, sheet_covers, sheet_look
from .colour import WHITE
from .markup import Element
from .opendocument_style import Looks, Seen, points
from .sheet import MAX_CELLS, Sheet, Workbook, covered, trimmed
from .sheet_asides import area_of
from .sheet_conditions import areas_in_odf, met_in_odf
from .sheet_look import letters

_SAVE = "Open it in a spreadsheet program and save it again as .ods"
_HIDDEN = ("collapse", "filter")


def read_ods(data: bytes, name: str = "workbook.ods") -> Workbook:
    """Read an .ods file. Raises DocumentError when it is damaged, too large, or needs a password."""
    parts = package.parts(data, name)
    opendocument_package.refuse_locked(parts, name)
    try:
        content = markup.read(parts["content.xml"], "content.xml")
        styles = markup.read(parts["styles.xml"], "styles.xml") if "styles.xml" in parts else None
        looks = Looks([root for root in (styles, content) if root is not None])
        body = content.find("office:body/office:spreadsheet")
        sheets = tuple(_Reader(table, looks, name).sheet() for table in body.iterfind("table:table"))  # type: ignore[union-attr]
        visible = {sheet.name for sheet in sheets if sheet.state == "visible"}
        names = tuple(opendocument_asides.names(content, visible))
        links = tuple(dict.fromkeys(opendocument_asides.links(content)))
        asides = opendocument_asides.find(content, styles, opendocument_package.charts(parts))
        return Workbook(sheets, names, links, (), (), tuple(dict.fromkeys(asides)))
    except DocumentError:
        raise
    except (KeyError, ValueError, AttributeError) as error:
        raise DocumentError(Path(name), "this spreadsheet is damaged and cannot be read", _SAVE) from error


class _Reader:
    """Reads one table; repeated cells are counted, so that a few bytes cannot become a million cells."""

    def __init__(self, table: Element, looks: Looks, name: str):
        self.table, self.looks, self.file = table, looks, name
        self.columns = list(self._columns())
        self.rows: list[list[str]] = []
        self.hidden: list[tuple[str, str]] = []
        self.comments: list[tuple[str, str]] = []
        self.invisible: list[tuple[str, str]] = []
        self.seen: list[tuple[int, int, str]] = []
        self.cells = 0
        self.conditions = list(self._conditions())

    def sheet(self) -> Sheet:
        number = 0
        for row, shown in _rows(self.table, True):
            repeated = int(row.get("table:number-rows-repeated", "1"))
            filled = any(len(cell) or cell.attrib.keys() & {"office:value", "office:string-value"} for cell in row)
            if filled:
                self._count(row, repeated)
            for _ in range(repeated if filled else min(repeated, 1)):
                self._row(row, number + 1, shown)
                number += 1
            if not filled:
                number += repeated - 1
                gap = min(repeated - 1, 2 * sheet_look.FAR_ROWS)  # a longer one says nothing more
                self.rows += [[] for _ in range(gap if shown else 0)]
        shows = self._table_shows()
        width = max(map(len, self.rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in self.rows]
        return Sheet(
            self.table.get("table:name", ""), "visible" if shows else "hidden", trimmed(rows), tuple(self.hidden),
            tuple(self.comments), tuple(self.invisible), tuple(sheet_look.far(self.seen)), covered(self.seen, self._covers()),
        )  # fmt: skip

    def _covers(self) -> list[sheet_covers.Area]:
        shapes = [one for one in self.table.iter() if one.tag.startswith("draw:") and one.get("table:end-cell-address")]
        fills = {id(one): one.find("draw:image") is not None or isinstance(self.looks.fill(one), tuple) for one in shapes}
        return list(sheet_covers.areas_of_shapes(self.table, fills)) if shapes else []

    def _count(self, row: Element, repeated: int) -> None:
        """Refuse a sheet before it is unrolled, not while."""
        wide = sum(int(cell.get("table:number-columns-repeated", "1")) for cell in row if len(cell) or cell.attrib)
        self.cells += repeated * wide
        if self.cells > MAX_CELLS:
            raise DocumentError(Path(self.file), f"this spreadsheet has more than {MAX_CELLS:,} cells", _SAVE)

    def _table_shows(self) -> bool:
        for style in self.looks.chain("table", self.table.get("table:style-name", "")):
            for properties in style.iter("style:table-properties"):
                if properties.get("table:display") == "false":
                    return False
        return self.table.get("table:display") != "false"

    def _columns(self) -> Iterator[tuple[int, bool, str]]:
        """(how many, shown, default style of cells)"""
        for element in self.table.iter("table:table-column"):
            shown = element.get("table:visibility") not in _HIDDEN and not self._flat(
                "table-column", element, "style:column-width"
            )
            yield (
                int(element.get("table:number-columns-repeated", "1")),
                shown,
                element.get("table:default-cell-style-name", ""),
            )

    def _flat(self, family: str, element: Element, size: str) -> bool:
        for style in self.looks.chain(family, element.get("table:style-name", "")):
            for properties in style.iter(f"style:{family}-properties"):
                if properties.get(size) is not None:
                    return points(properties.get(size)) == 0
        return False

    def _column(self, number: int) -> tuple[bool, str]:
        for count, shown, style in self.columns:
            if number <= count:
                return shown, style
            number -= count
        return True, ""

    def _row(self, row: Element, number: int, shown: bool) -> None:
        shown = (
            shown
            and row.get("table:visibility") not in _HIDDEN
            and not self._flat("table-row", row, "style:row-height")
        )
        out: list[str] = []
        column = 0
        for cell in row:
            if cell.tag not in ("table:table-cell", "table:covered-table-cell"):
                continue
            repeated = int(cell.get("table:number-columns-repeated", "1"))
            words = _words(cell)
            held = (
                words
                or cell.get("office:string-value")
                or cell.get("office:value")
                or cell.get("office:date-value")
                or ""
            )
            comment = cell.find("office:annotation")
            if comment is not None:
                text = "".join(comment.itertext()).strip()
                self.comments.append((f"{letters(column + 1)}{number}", text))
            if not held.strip():
                out += [""] * sum(self._column(column + n + 1)[0] for n in range(min(repeated, 1024)))
                column += repeated
                continue
            for _ in range(repeated):
                column += 1
                self._cell(cell, words, held, number, column, shown, out)
        if shown:
            self.rows.append(out)

    def _cell(self, cell: Element, words: str, held: str, row: int, column: int, shown: bool, out: list[str]) -> None:
        visible, default = self._column(column)
        place = f"{letters(column)}{row}"
        if not shown or not visible or cell.tag == "table:covered-table-cell":
            self.hidden.append((place, held))
            if shown and visible:
                out.append("")
            return
        self.seen.append((row, column, held))
        out.append(words)
        if self._unseen(cell, cell.get("table:style-name") or default, words, row, column):
            self.invisible.append((place, held))

    def _conditions(self) -> Iterator[tuple[tuple[int, int, int, int], str, str]]:
        """(area, condition, style that it applies) of the conditional formats that LibreOffice keeps beside the rows."""
        for laid in self.table.iter():
            if not laid.tag.endswith("}:conditional-format"):
                continue
            at = {name.rpartition(":")[2]: value for name, value in laid.attrib.items()}
            areas = [area for sheet, area in areas_in_odf(at.get("target-range-address", "")) if sheet in ("", self.table.get("table:name"))]
            for one in laid:
                says = {name.rpartition(":")[2]: value for name, value in one.attrib.items()}
                if "apply-style-name" in says:
                    yield from ((area_of(area), says.get("value", ""), says["apply-style-name"]) for area in areas)

    def _laid(self, row: int, column: int) -> Iterator[tuple[str, str]]:
        for (left, top, right, bottom), condition, style in self.conditions:
            if left <= column <= right and top <= row <= bottom:
                yield condition, style

    def _mapped(self, name: str) -> Iterator[tuple[str, str]]:
        """(condition, style that it applies) of the conditions in a cell's own style."""
        for style in self.looks.chain("table-cell", name):
            for one in style.iterfind("style:map"):
                yield one.get("style:condition", ""), one.get("style:apply-style-name", "")

    def _unseen(self, cell: Element, style: str, words: str, row: int, column: int) -> bool:
        if not words.strip():
            return cell.get("office:value", "0") not in (
                "0",
                "",
            )  # a format that shows nothing; hidden zeros are a habit
        look = self.looks.of("table-cell", style)
        value = _value(cell, words)
        for condition, applied in (*self._mapped(style), *self._laid(row, column)):
            changed = self.looks.of("table-cell", applied).over(look)
            if met_in_odf(condition, value) and _hides(changed, changed):
                return True
        runs = [self.looks.of("text", s.get("text:style-name", "")).over(look) for s in cell.iter("text:span")] or [
            look
        ]
        return all(_hides(run, look) for run in runs)


def _value(cell: Element, words: str) -> str | float:
    try:
        return float(cell.get("office:value", ""))
    except ValueError:
        return words


def _hides(run: Seen, cell: Seen) -> bool:
    return bool(run.hidden or run.why_unseen(cell.ground or WHITE))


def _rows(element: Element, shown: bool) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, those in groups and headers too, and whether their group is shown."""
    for child in element:
        if child.tag == "table:table-row":
            yield child, shown
        elif child.tag in ("table:table-row-group", "table:table-header-rows", "table:table-rows"):
            yield from _rows(child, shown and child.get("table:display") != "false")


def _words(cell: Element) -> str:
    """The text of a cell, without comments and drawings in it."""
    return "\n".join("".join(paragraph.itertext()) for paragraph in cell if paragraph.tag in ("text:p", "text:h"))
