# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of data: what of a CSV file is shown as a table, and which of its columns are numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import PurePath

from .. import unseen
from ..documents.sheet import read_csv
from ..safety.gate import Cleared
from .result import ReadTable

ROWS_SHOWN = 5_000
COLUMNS_SHOWN = 60
_CELL = 1_000
"""Bytes of a cell that are shown; longer texts are cut, and stand whole in the file."""
_NUMBER = re.compile(r"[-+(]?[£$€]?\s?-?\d[\d,. ]*\)?\s?%?")
_PLACEHOLDER = {"", "-", "–", "n/a", "na", "..", "*"}


def table(cleared: Cleared) -> ReadTable:
    """The table in a cleared CSV file."""
    whole = read_csv(cleared.data, cleared.name)
    width = max(map(len, whole), default=0)
    shown = [
        tuple(_cut(unseen.without(cell)) for cell in (*row, *("",) * (width - len(row)))[:COLUMNS_SHOWN])
        for row in whole[: ROWS_SHOWN + 1]
    ]
    head, body = (shown[0], tuple(shown[1:])) if shown else ((), ())
    numeric = tuple(_is_numeric([row[at] for row in body]) for at in range(len(head)))
    left_out, columns = max(len(whole) - 1 - ROWS_SHOWN, 0), max(width - COLUMNS_SHOWN, 0)
    return ReadTable(PurePath(cleared.name).stem, head, body, left_out, columns, numeric)


def _is_numeric(cells: Sequence[str]) -> bool:
    said = [cell.strip() for cell in cells if cell.strip().lower() not in _PLACEHOLDER]
    return bool(said) and sum(bool(_NUMBER.fullmatch(cell)) for cell in said) >= 0.9 * len(said)


def _cut(cell: str) -> str:
    if len(cell) <= _CELL // 5 or len(escape(cell).encode()) <= _CELL:
        return cell
    short = cell[:_CELL]
    while len(escape(short).encode()) > _CELL:
        short = short[: len(short) * 9 // 10]
    return short.rstrip() + "…"
