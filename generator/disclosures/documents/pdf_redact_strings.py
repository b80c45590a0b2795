# SPDX-License-Identifier: AGPL-3.0-or-later
"""The texts that a PDF holds beside its pages, without those that say what was redacted.

Bookmarks, descriptions, replacement texts, titles of tags, addresses of links, names of layers: wherever a text hangs
on an object or is written into the drawing.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import Any

from .pdf_alternatives import drawing_streams
from .pdf_structure import Array, ContentInstruction, Dictionary, Name, Stream, String, Structure, parsed, text, written

STANDS_FOR = "[Redacted]"
_WORDS = {"/Title": "bookmarks", "/Alt": "descriptions", "/ActualText": "replacement texts", "/E": "expansions",
          "/URI": "links", "/T": "titles of tags", "/P": "page labels", "/Name": "names of layers", "/V": "form fields"}  # fmt: skip
_REPLACED = {"/Title", "/Alt", "/Name", "/T"}
"""These must say something; others may be absent."""


def scrubbed(data: bytes, tells: Callable[[str], bool], name: str) -> tuple[bytes, Counter[str]]:
    """The file without the texts that `tells` accepts, and how many of each kind went. The pages' own text stays."""
    gone: Counter[str] = Counter()
    with Structure(data, name) as structure:
        outline = {item.objgen for item in structure.outline_items()}
        for item in structure.dictionaries:
            for key in list(item.keys()):
                if _dirty(item[key], tells):
                    what = _WORDS.get(key, "other texts")
                    gone["bookmarks" if item.is_indirect and item.objgen in outline else what if key != "/Title" else "properties"] += 1
                    _replace(item, key, tells)
            _unlink(item)
        _destinations(structure, tells, gone)
        for stream in drawing_streams(structure):
            _drawing(stream, tells, gone)
        if not gone:
            return data, gone
        out = io.BytesIO()
        structure.pdf.save(out, deterministic_id=True, fix_metadata_version=False)
    return out.getvalue(), gone


def _dirty(value: Any, tells: Callable[[str], bool]) -> bool:
    if isinstance(value, String):
        return tells(text(value))
    return isinstance(value, Array) and any(_dirty(one, tells) for one in value)


def _replace(item: Any, key: str, tells: Callable[[str], bool]) -> None:
    value = item[key]
    if isinstance(value, Array):
        item[key] = Array([String(STANDS_FOR) if _dirty(one, tells) else one for one in value])
    elif key in _REPLACED:
        item[key] = String(STANDS_FOR)
    else:
        del item[key]


def _unlink(item: Any) -> None:
    """A link whose address went leads nowhere: the whole action goes."""
    action = item.get("/A")
    if isinstance(action, Dictionary) and action.get("/S") == Name.URI and "/URI" not in action:
        del item["/A"]


def _destinations(structure: Structure, tells: Callable[[str], bool], gone: Counter[str]) -> None:
    """Named places of the old style are keys, which the clean copy numbers anyway; here they are only counted."""
    old = structure.root.get("/Dests")
    if isinstance(old, Dictionary):
        gone["names of places"] += sum(tells(key[1:]) for key, _ in old.items())
    if not gone["names of places"]:
        del gone["names of places"]


def _drawing(stream: Stream, tells: Callable[[str], bool], gone: Counter[str]) -> None:
    """Texts that are written into the drawing itself as properties of what they surround."""
    raw = bytes(stream.read_bytes())
    if b"BDC" not in raw and b"DP" not in raw:
        return
    changed, out = False, []
    for one in parsed(stream):
        operands = list(one.operands)
        if str(one.operator) in ("BDC", "DP") and isinstance(operands[-1], Dictionary):
            marks = Dictionary(operands[-1])
            for key in list(marks.keys()):
                if _dirty(marks[key], tells):
                    del marks[key]
                    gone[_WORDS.get(key, "other texts")] += 1
                    changed = True
            one = ContentInstruction([*operands[:-1], marks], one.operator)
        out.append(one)
    if changed:
        stream.write(written(out))
