# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of marks: which boxes a file has and under what, page by page. Never the words.

It lies beside the file, `records/8.1.pdf` with `records/8.1.redactions.yaml`, and gives readers the summary
“Pages 1 to 3: section 40(2)”.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import PurePath

from ...store import sha256
from .label import in_order
from .marks import Mark

ENDING = ".redactions.yaml"
_KINDS = {"words": "words", "pattern": "words", "names": "words", "regex": "words", "box": "box", "whole_pages": "page",
          "cells": "cells", "rows": "cells", "columns": "cells"}  # fmt: skip


def beside(name: str) -> str:
    """The log's name for a file's name."""
    return PurePath(name).stem + ENDING


def ranges(pages: Iterable[int]) -> list[tuple[int, int]]:
    """1, 2, 3, 7 as (1, 3) and (7, 7)."""
    numbered = enumerate(sorted(set(pages)))
    runs = [[page for _, page in run] for _, run in groupby(numbered, lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1]) for run in runs]


def written(data: bytes, marks: Sequence[Mark], boxes: Sequence[tuple[int, str, int]]) -> bytes:
    """The log of the file `data`. `boxes` are (page or 0, place, mark), in order."""
    lines = [
        "# Made by `disclosures redact`: where this file's redactions stand, and under what. It is not published.",
        f"sha256: {sha256(data)}",
        "summary:",
    ]
    by_law: dict[tuple[str, ...], list[int]] = {}
    for page, _, mark in boxes:
        by_law.setdefault(in_order(marks[mark].codes), []).append(page)
    runs = [(first, last, codes) for codes, pages in by_law.items() for first, last in ranges(pages)]
    for first, last, codes in sorted(runs, key=lambda run: run[:2]):
        told = f"pages: {first if first == last else f'{first}-{last}'}, " if first else ""
        lines.append(f"  - {{{told}under: {_list(codes)}}}")
    lines.append("boxes:")
    for page, place, mark in boxes:
        at = f"page: {page}, " if page else ""
        under = _list(in_order(marks[mark].codes))
        lines.append(f"  - {{{at}at: {_quoted(place)}, under: {under}, kind: {_KINDS[marks[mark].kind]}}}")
    return ("\n".join(lines) + "\n").encode()


def _list(codes: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, codes))}]"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
