# SPDX-License-Identifier: AGPL-3.0-or-later
"""What lies in a PDF and nothing on its pages uses: objects that nothing points to, and resources that nothing paints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .pdf_alternatives import drawing_streams
from .pdf_structure import Array, Dictionary, Name, Stream, Structure

_CATEGORIES = ("/XObject", "/Font", "/Pattern", "/Shading", "/ColorSpace", "/ExtGState", "/Properties")
_NAME = re.compile(rb"/([^\s/\[\]()<>{}%]+)")
_COMMENT = re.compile(
    rb"\((?:\\.|[^()\\])*\)|<[0-9A-Fa-f\s]*>|\bBI\s.*?\sEI\b|%([^\r\n]*)", re.DOTALL
)  # strings and pictures in the drawing are passed over
ROOT_KEYS = {
    "/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout",
    "/PageMode", "/Outlines", "/OpenAction", "/AA", "/AcroForm", "/Metadata", "/StructTreeRoot",
    "/MarkInfo", "/Lang", "/OutputIntents", "/PieceInfo", "/OCProperties", "/Perms",
    "/Requirements", "/Collection", "/NeedsRendering", "/DSS", "/AF", "/DPartRoot", "/Info",
}  # fmt: skip
PAGE_KEYS = {
    "/Type", "/Parent", "/LastModified", "/Resources", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
    "/BoxColorInfo", "/Contents", "/Rotate", "/Group", "/Thumb", "/B", "/Dur", "/Trans", "/Annots", "/AA", "/Metadata",
    "/PieceInfo", "/StructParents", "/ID", "/PZ", "/SeparationInfo", "/Tabs", "/TemplateInstantiated", "/PresSteps",
    "/UserUnit", "/VP", "/AF", "/OutputIntents", "/DPart", "/Kids", "/Count",
}  # fmt: skip
"""Keys that PDF 2.0 (7.7.2 and 7.7.3) knows, and /Info, which MuPDF repeats there; but not those that tell where pages
were captured, what links are relative to, what is legally remarked, and how to read on from column to column."""
NAMES_KEYS = {"/Dests", "/EmbeddedFiles", "/JavaScript"}
"""Lists of names that rules of their own look at. Others hold pages and appearances that no page shows."""
_OF_THE_FILE = {"/XRef", "/ObjStm"}


def orphans(structure: Structure) -> list[Any]:
    """Objects that cannot be reached from the document, apart from those that hold the file together."""
    reached = _reached(structure)
    return [item for item in structure.pdf.objects if _is_content(item) and item.objgen not in reached]


def _reached(structure: Structure) -> set[tuple[int, int]]:
    """The numbers of all objects that the document leads to."""
    reached: set[tuple[int, int]] = set()
    waiting: list[Any] = [structure.pdf.trailer]
    while waiting:
        item = waiting.pop()
        if item.is_indirect:
            if item.objgen in reached:
                continue
            reached.add(item.objgen)
        inner = list(item) if isinstance(item, Array) else [value for _, value in item.items()]
        waiting += [one for one in inner if isinstance(one, Array | Dictionary | Stream)]
    return reached


def _is_content(item: Any) -> bool:
    if isinstance(item, Dictionary | Stream):
        hints = isinstance(item, Stream) and isinstance(item.get("/S"), int)  # where pages lie, for reading online
        return str(item.get("/Type", "")) not in _OF_THE_FILE and "/Linearized" not in item and not hints
    return isinstance(item, Array)


def unknown_keys(structure: Structure) -> Iterator[tuple[Any, str]]:
    """(dictionary, key) of what no program but one understands, in the document's and its pages' dictionaries."""
    yield from ((structure.root, key) for key in structure.root.keys() if key not in ROOT_KEYS)
    names = structure.root.get("/Names")
    if isinstance(names, Dictionary):
        yield from ((names, key) for key in names.keys() if key not in NAMES_KEYS)
    for item in structure.dictionaries:
        if item.get("/Type") in (Name.Page, Name.Pages):
            yield from ((item, key) for key in item.keys() if key not in PAGE_KEYS)


def comments(structure: Structure) -> Iterator[tuple[Stream, str]]:
    """(drawing, text) of remarks between the orders of a drawing."""
    for stream in drawing_streams(structure):
        drawing = bytes(stream.read_bytes())
        if b"%" in drawing:
            yield from ((stream, said.decode("latin-1")) for said in _COMMENT.findall(drawing) if said.strip())


@dataclass
class _Shelf:
    """One dictionary of named resources, and the names that the drawings it belongs to call for."""

    resources: Any
    called: set[str] = field(default_factory=set)


def unused_resources(structure: Structure) -> Iterator[tuple[Any, str]]:
    """(dictionary, name) of every resource that no drawing calls for which could."""
    shelves: dict[object, _Shelf] = {}
    homeless: set[str] = set()
    for owner, drawing in _drawings(structure):
        called = {_plain(name) for name in _NAME.findall(drawing)}
        resources = owner.get("/Resources")
        if not isinstance(resources, Dictionary):
            homeless |= called  # it draws with the resources of whatever calls it
            continue
        key = resources.objgen if resources.is_indirect else ("of", owner.objgen)
        for category in _CATEGORIES:
            shelf = resources.get(category)
            if isinstance(shelf, Dictionary):
                at = shelf.objgen if shelf.is_indirect else (key, category)
                shelves.setdefault(at, _Shelf(shelf)).called.update(called)
    for shelf in shelves.values():
        yield from ((shelf.resources, name) for name in shelf.resources.keys() if name[1:] not in shelf.called | homeless)


def _drawings(structure: Structure) -> Iterator[tuple[Any, bytes]]:
    """Everything drawn with the dictionary that has its resources. Raises pikepdf's errors for damaged streams."""
    for page in structure.pdf.pages:
        contents = page.obj.get("/Contents")
        streams = list(contents) if isinstance(contents, Array) else [contents]
        whole = b"\n".join(bytes(one.read_bytes()) for one in streams if isinstance(one, Stream))
        yield Dictionary(Resources=page.resources) if "/Resources" not in page.obj else page.obj, whole
    reached = _reached(structure)
    for item in structure.dictionaries:
        if item.is_indirect and item.objgen not in reached:  # what a lost drawing calls for, nothing draws
            continue
        if isinstance(item, Stream) and (item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1):
            yield item, bytes(item.read_bytes())
        elif item.get("/Subtype") == Name.Type3 and isinstance(item.get("/CharProcs"), Dictionary):
            for _, letter in item.CharProcs.items():
                if isinstance(letter, Stream):
                    yield item, bytes(letter.read_bytes())


def _plain(name: bytes) -> str:
    """A name as it is meant: #20 stands for a space."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes([int(match[1], 16)]), name).decode("utf-8", "replace")
