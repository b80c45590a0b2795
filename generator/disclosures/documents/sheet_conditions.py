# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conditional formats: looks that a cell takes on by what it holds, some of which show nothing (ISO/IEC 29500-1, 18.3.1.10).

A condition on the cell's own value is worked out. Any other is taken to be met: what it hides once, it can hide here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

_COMPARE: dict[str, Callable[[Any, list[Any]], bool]] = {
    "equal": lambda value, to: value == to[0],
    "notEqual": lambda value, to: value != to[0],
    "greaterThan": lambda value, to: value > to[0],
    "greaterThanOrEqual": lambda value, to: value >= to[0],
    "lessThan": lambda value, to: value < to[0],
    "lessThanOrEqual": lambda value, to: value <= to[0],
    "between": lambda value, to: min(to) <= value <= max(to),
    "notBetween": lambda value, to: not min(to) <= value <= max(to),
}
_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "containsText": lambda value, text: text in value,
    "notContainsText": lambda value, text: text not in value,
    "beginsWith": lambda value, text: value.startswith(text),
    "endsWith": lambda value, text: value.endswith(text),
}
_IF_ERROR = re.compile(r"=?\s*(ISERROR|ISERR|ISNA|NA)\(\s*\$?[A-Z]{1,3}\$?\d+\s*\)\s*", re.IGNORECASE)
_OPERATORS = {"=": "equal", "!=": "notEqual", "<>": "notEqual", ">": "greaterThan", ">=": "greaterThanOrEqual",
              "<": "lessThan", "<=": "lessThanOrEqual"}  # fmt: skip


@dataclass(frozen=True)
class Condition:
    """One rule and the areas it is laid over: (first column, first row, last column, last row), from 1."""

    areas: tuple[tuple[int, int, int, int], ...]
    kind: str
    operator: str
    formulas: tuple[str, ...]
    text: str
    look: Any
    """What it changes of a cell's look, an openpyxl DifferentialStyle; None for bars and icons."""
    hides_value: bool = False
    """It shows a bar or an icon in place of the value."""

    def covers(self, row: int, column: int) -> bool:
        return any(area[0] <= column <= area[2] and area[1] <= row <= area[3] for area in self.areas)

    def met(self, value: Any) -> bool:
        """Whether a cell that holds `value` takes on the look."""
        is_error = isinstance(value, str) and value.startswith("#")
        if self.kind == "cellIs":
            return compared(self.operator, value, self.formulas)
        if self.kind in _TEXTS and self.text:
            return _TEXTS[self.kind](str(value).casefold(), self.text.casefold())
        if self.kind == "containsErrors" or (self.kind == "expression" and _IF_ERROR.fullmatch("".join(self.formulas))):
            return is_error
        return self.kind != "containsBlanks"


def of_sheet(sheet: Any) -> list[Condition]:
    """The conditional formats of an openpyxl worksheet that may hide something."""
    found = []
    for laid in sheet.conditional_formatting:
        areas = tuple(cell_range.bounds for cell_range in laid.sqref.ranges)
        for rule in laid.rules:
            hides = any(one is not None and one.showValue is False for one in (rule.iconSet, rule.dataBar))
            if hides or (rule.dxf is not None and (rule.dxf.font or rule.dxf.fill or rule.dxf.numFmt)):
                formulas = tuple(str(formula) for formula in rule.formula)
                found.append(Condition(areas, rule.type or "", rule.operator or "", formulas, rule.text or "", rule.dxf, hides))
    return found


_NEWER = "{http://schemas.microsoft.com/office/spreadsheetml/2009/9/main}"
_VALUES = "{http://schemas.microsoft.com/office/excel/2006/main}"


def newer(body: bytes, look: Callable[[Any], Any], areas: Callable[[str], tuple[tuple[int, int, int, int], ...]]) -> Iterator[Condition]:
    """Those that Excel 2010 and later write beside the rest ([MS-XLSX], 2.6.13); `look` and `areas` read what they hold."""
    for laid in ElementTree.fromstring(body).iter(f"{_NEWER}conditionalFormatting"):
        where = areas(laid.findtext(f"{_VALUES}sqref") or "")
        for rule in laid.iter(f"{_NEWER}cfRule"):
            drawn = [rule.find(f"{_NEWER}{name}") for name in ("iconSet", "dataBar")]
            hides = any(one is not None and one.get("showValue") in ("0", "false") for one in drawn)
            changed = rule.find(f"{_NEWER}dxf")
            if where and (hides or changed is not None):
                formulas = tuple(one.text or "" for one in rule.iterfind(f"{_VALUES}f"))
                its = look(changed) if changed is not None else None
                yield Condition(where, rule.get("type", ""), rule.get("operator", ""), formulas, "", its, hides)


def compared(operator: str, value: Any, formulas: Sequence[str]) -> bool:
    """Whether a comparison holds; True when it is with something that is not known here."""
    to = [_literal(formula) for formula in formulas]
    if not to or None in to or operator not in _COMPARE:
        return True
    plain = value.casefold() if isinstance(value, str) else value
    try:
        return _COMPARE[operator](plain, to)
    except TypeError:  # a number is not compared with words
        return operator in ("notEqual", "notBetween")


def _literal(formula: str) -> Any:
    """A number or a text in quotes; None for what has to be worked out."""
    plain = formula.strip().lstrip("=")
    if re.fullmatch(r'"[^"]*"', plain):
        return plain[1:-1].casefold()
    try:
        return float(plain)
    except ValueError:
        return None


def met_in_odf(condition: str, value: Any) -> bool:
    """The same for OpenDocument: `cell-content()=0`, `<0`, `is-true-formula(…)`, `between(1,5)`."""
    plain = condition.strip().removeprefix("cell-content()").removeprefix("cell-content-is-")
    if match := re.fullmatch(r"(!=|<>|>=|<=|=|<|>)(.*)", plain):
        return compared(_OPERATORS[match[1]], value, [match[2]])
    if match := re.fullmatch(r"(not-)?between\((.*),(.*)\)", plain):
        return compared("notBetween" if match[1] else "between", value, [match[2], match[3]])
    if plain == "is-error":
        return isinstance(value, str) and value.startswith(("#", "Err:"))
    return True


def areas_in_odf(addresses: str) -> Iterator[tuple[str, str]]:
    """(sheet, `B2:C9`) of each address in a list such as `Wards.B2:Wards.C9 'My sheet'.A1`."""
    name = r"(?:\$?(?:'((?:[^']|'')+)'|([^'.\s]+)))?"
    for match in re.finditer(name + r"\.\$?([A-Z]+)\$?(\d+)(?::" + name + r"\.?\$?([A-Z]+)\$?(\d+))?", addresses):
        first, last = match[3] + match[4], (match[7] or match[3]) + (match[8] or match[4])
        yield (match[1] or match[2] or "").replace("''", "'"), f"{first}:{last}"
