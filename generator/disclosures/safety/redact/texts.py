# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction of text documents (DOCX, ODT, plain text) by words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...documents import package, redact_markup
from ...documents.kind import Kind
from ...documents.sheet import decode
from .marks import Mark
from .words import Words, refuse_kinds

KINDS = {"words", "pattern", "names", "regex"}
_FIRST = {Kind.DOCX: "[Content_Types].xml", Kind.ODT: "mimetype"}


@dataclass
class Redrawn:
    """A redacted file that is no PDF. Not cleared: only the gate does that."""

    name: str
    uncleared: bytes = field(repr=False)
    marks: list[Mark]
    boxes: tuple[tuple[int, str, int], ...]
    """0, place, mark."""
    terms: dict[int, list[str]] = field(repr=False)
    also: Counter[str]
    notes: list[str] = field(default_factory=list)


def redact(data: bytes, name: str, kind: Kind, marks: Sequence[Mark], names: Mapping[int, list[str]], out_name: str) -> list[Redrawn]:
    """The redacted document. Raises DocumentError."""
    refuse_kinds(marks, KINDS, f"a {kind.words}", name)
    words = Words(marks, names)
    if kind is Kind.TXT:
        text, met = words.without(decode(data, name))
        return [Redrawn(out_name, text.encode(), list(marks), tuple((0, "text", at) for at in met), words.found, Counter())]
    parts, boxes, also = package.parts(data, name), [], Counter()
    for part, body in sorted(parts.items()):
        if part.endswith((".xml", ".rels", ".rdf")):
            text, met = redact_markup.without(body.decode("utf-8-sig", "surrogateescape"), words.spans)
            if met:
                parts[part] = text.encode("utf-8", "surrogateescape")
                boxes += [(0, _place(part), at) for at in met if _is_story(part)]
                also.update({} if _is_story(part) else {"other parts": len(met)})
    return [Redrawn(out_name, package.pack(parts, _FIRST[kind]), list(marks), tuple(boxes), words.found, also)]


def _is_story(part: str) -> bool:
    return part == "content.xml" or (part.startswith("word/") and part.endswith(".xml"))


def _place(part: str) -> str:
    """`document`, `header1`, `footnotes`."""
    return part.rpartition("/")[2].removesuffix(".xml")
