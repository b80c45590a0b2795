# SPDX-License-Identifier: AGPL-3.0-or-later
"""Named places in a PDF, the labels of its pages, and where actions lead other than those of links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from .pdf_structure import Array, Dictionary, Name, String, Structure, is_runnable, text

_INSIDE = {"/GoTo", "/Named", ""}
_PARTS = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MACHINE = re.compile(
    r"anchor|annex|appendix|bib|bibitem|bm|bookmark|chapter|chp|clause|cover|dest|doc|enumi|enumii|enumiii"
    r"|enumiv|eq|equation|fig|figure|fn|fnref|footnote|gen|heading|hfootnote|hlk|hyperlink|id|idx|index"
    r"|item|line|link|loc|lof|lot|mark|node|note|outline|page|para|paragraph|part|pg|ref|sec|section|sheet"
    r"|slide|start|step|sub|subparagraph|subsection|subsubsection|subsubsubsection|tab|table|theorem|title"
    r"|titlepage|toc|xx"
)
"""What programs call places by: `section.1`, `page.iv`, `_Toc123456`, `Hfootnote.2`, `cite` aside, which holds names."""


def destinations(structure: Structure) -> dict[str, Any]:
    """Every named place, old style (a dictionary) and new style (a tree)."""
    found: dict[str, Any] = {}
    old = structure.root.get("/Dests")
    if isinstance(old, Dictionary):
        found.update((name[1:], place) for name, place in old.items())
    names = structure.root.get("/Names")
    if isinstance(names, Dictionary):
        found.update(_leaves(names.get("/Dests"), "/Names"))
    return found


def tells(name: str, shown: Callable[[str], bool]) -> bool:
    """Whether the name of a place says something that no page shows: not `section.1` and `G1.1`, but `smith-2019`.

    Roman numbers and single letters say nothing. Other words must all be `shown`, since links from outside, such as
    `report.pdf#nameddest=findings`, lead to these names.
    """
    words = [word for part in _PARTS.findall(name) for word in _CAMEL.sub(" ", part).split()]
    unknown = [word for word in words if len(word) > 1 and not _is_number(word) and not _MACHINE.fullmatch(word.lower())]
    return bool(unknown) and not shown(" ".join(words))


def _is_number(word: str) -> bool:
    return bool(re.fullmatch("[ivx]+|[IVX]+", word))


def rename_destinations(structure: Structure, shown: Callable[[str], bool]) -> None:
    """Number the places whose name `tells` something, and lead everything that leads to them by name to the number."""
    places = destinations(structure)
    if not places:
        return
    kept = [name for name in places if not tells(name, shown)]
    free = (number for at in range(1, 2 * len(places) + 1) if (number := f"d{at:06}") not in places)
    names = {name: name for name in kept} | {name: next(free) for name in places if tells(name, shown)}
    for item in structure.dictionaries:
        for key in ("/Dest", "/D"):
            place = item.get(key)
            if isinstance(place, String | Name) and (key == "/Dest" or item.get("/S") == Name.GoTo):
                name = text(place).removeprefix("/") if isinstance(place, Name) else text(place)
                item[key] = String(names.get(name, "d000000"))
    if "/Dests" in structure.root:
        del structure.root["/Dests"]
    if not isinstance(structure.root.get("/Names"), Dictionary):
        structure.root["/Names"] = Dictionary()
    pairs: list[Any] = []
    for name in sorted(places, key=lambda name: bytes(String(names[name]))):  # readers search the tree by halves
        pairs += [String(names[name]), places[name]]
    structure.root.Names["/Dests"] = Dictionary(Names=Array(pairs))


def labels(structure: Structure) -> Iterator[Any]:
    """The dictionaries that tell how pages are numbered."""
    for _, label in _leaves(structure.root.get("/PageLabels"), "/Nums"):
        if isinstance(label, Dictionary):
            yield label


def leading_out(structure: Structure) -> Iterator[tuple[Any, str, str]]:
    """(dictionary, key, where to) of actions that leave the document and do not hang on a link."""
    for item in structure.dictionaries:
        for key in ("/A", "/OpenAction", "/Next"):
            action = item.get(key)
            if isinstance(action, Dictionary) and item.get("/Subtype") != Name.Link:
                kind = str(action.get("/S", ""))
                if kind not in _INSIDE and "/P" not in action and not is_runnable(action):
                    yield item, key, f"{kind[1:]} {_target(action)}".strip()


def _target(action: Any) -> str:
    file = action.get("/F")
    if isinstance(file, Dictionary):
        file = file.get("/UF") or file.get("/F")
    return text(action.get("/URI")) or text(file)


def _leaves(tree: Any, key: str) -> Iterator[tuple[str, Any]]:
    """The pairs of a name or number tree; loops are cut."""
    waiting, seen = [tree], set()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Dictionary) or (node.is_indirect and node.objgen in seen):
            continue
        seen.add(node.objgen)
        kids, pairs = node.get("/Kids"), node.get(key)
        waiting += list(kids) if isinstance(kids, Array) else []
        if isinstance(pairs, Array):
            items = list(pairs)
            yield from ((_key(name), place) for name, place in zip(items[::2], items[1::2], strict=False))


def _key(value: Any) -> str:
    return text(value) if isinstance(value, String) else str(value)
