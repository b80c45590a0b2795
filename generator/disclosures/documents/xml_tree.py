# SPDX-License-Identifier: AGPL-3.0-or-later
"""XML as a tree, read with limits and without entities: some lines of them unpack to gigabytes, or read other files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from ..problems import DocumentError

MAX_DEPTH = 200
MAX_ELEMENTS = 300_000
_SAVE = "Save it again from the program it came from, or as PDF"


@dataclass
class Element:
    """One element: its namespace and name, attributes by `namespace name` or `name`, elements and text within."""

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    inside: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        return [one for one in self.inside if isinstance(one, Element)]

    @property
    def text(self) -> str:
        """All text in it, at any depth, with single spaces."""
        found, waiting = [], [self]
        while waiting:
            item: Element | str = waiting.pop()
            if isinstance(item, str):
                found.append(item)
            else:
                waiting += reversed(item.inside)
        return " ".join(" ".join(found).split())


@dataclass
class Tree:
    """A whole file: its root, and the comments and instructions to programs that stand anywhere in it."""

    root: Element
    asides: tuple[str, ...]


def parse(data: bytes, name: str) -> Tree:
    """Raises DocumentError when the XML is broken, declares entities, or is nested too deep."""
    file = Path(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    top = Element("", "", {}, 0)
    path, asides, count = [top], [], 0

    def start(full: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if len(path) > MAX_DEPTH or count > MAX_ELEMENTS:
            raise DocumentError(file, "its XML is nested deeper, or longer, than any program writes it", _SAVE)
        space, _, local = full.rpartition(" ")
        element = Element(space, local, attributes, parser.CurrentLineNumber)
        path[-1].inside.append(element)
        path.append(element)

    def entity(*_: object) -> None:
        raise DocumentError(file, "its XML declares entities, which can unpack without end", _SAVE)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = lambda text: path[-1].inside.append(text)
    parser.CommentHandler = asides.append
    parser.ProcessingInstructionHandler = lambda target, text: asides.append(f"{target} {text}")
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DocumentError(file, "its XML is damaged", _SAVE) from error
    return Tree(top.elements[0], tuple(asides))
