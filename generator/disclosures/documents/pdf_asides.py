# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words in a PDF that programs need and no page shows: names of form fields, and remarks on how to print it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .pdf_structure import Array, Dictionary, Name, String, Structure, text

_CONDITION = re.compile(
    r"sRGB|Adobe ?RGB|CGATS|FOGRA|SWOP|IFRA|GRACoL|\bJC\d|Japan|\bCoated|Uncoated|\bPSO|\bISO\b|\beci|Dot ?Gain|Gr[ae]y|Custom|colou?r\.org"
)
"""What printing conditions are called (the ICC's registry of characterisations, and the profiles of common programs)."""


def asides(structure: Structure) -> Iterator[tuple[Any, str, str, str]]:
    """(dictionary, key, text, what may stand there instead) of each; nothing instead of what may be left out."""
    for number, field in enumerate(_fields(structure), 1):
        for key, instead in (("/T", f"Field {number}"), ("/TM", "")):
            if said := text(field.get(key)).strip():
                yield field, key, said, instead
    intents = structure.root.get("/OutputIntents")
    for intent in intents if isinstance(intents, Array) else ():
        if isinstance(intent, Dictionary):
            for key in ("/OutputCondition", "/OutputConditionIdentifier", "/RegistryName", "/Info"):
                said = text(intent.get(key)).strip()
                if said and not _CONDITION.search(said):
                    yield intent, key, said, "" if key in ("/OutputCondition", "/RegistryName") else "Custom"


def without_asides(structure: Structure, shown: Callable[[str], bool]) -> None:
    """Take the words away that `shown` does not know."""
    for item, key, said, instead in list(asides(structure)):
        if not shown(said):
            if instead:
                item[key] = String(instead)
            else:
                del item[key]


def _fields(structure: Structure) -> Iterator[Any]:
    """Form fields and groups of them, each once."""
    seen: set[tuple[int, int]] = set()
    form = structure.root.get("/AcroForm")
    top = form.get("/Fields") if isinstance(form, Dictionary) else None
    waiting = [*(top if isinstance(top, Array) else ())]
    waiting += [item for item in structure.dictionaries if item.get("/Subtype") == Name.Widget]
    while waiting:
        item = waiting.pop(0)
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen)
        yield item
        kids = item.get("/Kids")
        waiting += list(kids) if isinstance(kids, Array) else []
