# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts that stand for something on a page: descriptions of pictures, spelled-out signs, abbreviations, and titles.

They hang on tags, or are written into the drawing itself as `/Span <</ActualText (…)>> BDC` (PDF 1.7, 14.9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .pdf_structure import (
    Array,
    ContentInstruction,
    Dictionary,
    Name,
    Object,
    Stream,
    String,
    Structure,
    parsed,
    text,
    written,
)

REPLACING = ("/ActualText", "/E")
"""These say what is drawn in other letters, so they must not say anything else."""
DESCRIBING = ("/Alt",)
"""This one is right to use words of its own. Tags may have a title (/T) too, and tables a summary among their attributes."""
_INLINE = re.compile(rb"/(ActualText|Alt|E)\s*(\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_MARKS = ("BDC", "DP")


def alternatives(structure: Structure) -> Iterator[tuple[str, str]]:
    """(key without slash, text) of every such text in the file, wherever it is written."""
    for item in structure.dictionaries:
        keys = (*REPLACING, *DESCRIBING, "/T") if _is_tag(item) else (*REPLACING, *DESCRIBING)
        if item.get("/O") == Name.Table:
            keys = (*keys, "/Summary")
        for key in keys:
            said = item.get(key)
            if isinstance(said, String) and (value := text(said).strip()):  # letters of a font may be called /E or /Alt
                yield key[1:], value
    for stream in drawing_streams(structure):
        for key, raw in _INLINE.findall(_unpacked(stream)):
            if value := text(Object.parse(raw)).strip():
                yield key.decode(), value


def drop_replacements(structure: Structure, shown: Callable[[str], bool]) -> None:
    """Take away every text that replaces drawn letters by words that `shown` does not know."""

    def is_wrong(value: Any) -> bool:
        return bool(text(value).strip()) and not shown(text(value))

    for item in structure.dictionaries:
        for key in REPLACING:
            if isinstance(item.get(key), String) and is_wrong(item[key]):
                del item[key]
    for stream in drawing_streams(structure):
        if any(key in ("ActualText", "E") and is_wrong(value) for key, value in _inline(stream)):
            stream.write(written([_without(one, is_wrong) for one in parsed(stream)]))


def _without(instruction: Any, is_wrong: Callable[[Any], bool]) -> Any:
    """The same drawing instruction without a replacement that is wrong."""
    operands = list(instruction.operands)
    if str(instruction.operator) not in _MARKS or not isinstance(operands[-1], Dictionary):
        return instruction
    marks = Dictionary(operands[-1])
    for key in REPLACING:
        if is_wrong(marks.get(key)):
            del marks[key]
    return ContentInstruction([*operands[:-1], marks], instruction.operator)


def _inline(stream: Stream) -> Iterator[tuple[str, Any]]:
    yield from ((key.decode(), Object.parse(raw)) for key, raw in _INLINE.findall(_unpacked(stream)))


def _is_tag(item: Any) -> bool:
    return item.get("/Type") == Name.StructElem or ("/S" in item and "/P" in item and "/K" in item)


def drawing_streams(structure: Structure) -> Iterator[Stream]:
    """The content streams of pages and forms."""
    for page in structure.pdf.pages:
        contents = page.obj.get("/Contents")
        if isinstance(contents, Stream):
            yield contents
        elif isinstance(contents, Array):
            yield from (one for one in contents if isinstance(one, Stream))
    for item in structure.dictionaries:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Form:
            yield item


def _unpacked(stream: Stream) -> bytes:
    return bytes(stream.read_bytes())
