# SPDX-License-Identifier: AGPL-3.0-or-later
"""XML of Office packages: read without ever following an entity, and written again with parts of it left out.

Names are told with one prefix for each namespace (`w:p`, `text:span`), whatever prefix a file uses, and whether it is
written in the strict or the transitional form of ISO/IEC 29500.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from ..problems import DocumentError

MAX_DEPTH = 250
_SAVE = "Open it in its own program and save it again"
_OOXML = {
    "wordprocessingml/main": "w", "drawingml/main": "a", "presentationml/main": "p", "spreadsheetml/main": "x",
    "officeDocument/relationships": "r", "drawingml/chart": "c", "drawingml/picture": "pic", "officeDocument/math": "m",
    "drawingml/wordprocessingDrawing": "wp", "drawingml/spreadsheetDrawing": "xdr", "drawingml/diagram": "dgm",
    "markup-compatibility": "mc", "package/relationships": "rel", "package/content-types": "ct",
    "officeDocument/customXml": "ds",
}  # fmt: skip
_PREFIXES = {
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:excel": "xvml",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.microsoft.com/office/powerpoint/2010/main": "p14",
    "http://www.w3.org/1999/xlink": "xlink",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://openoffice.org/2009/office": "officeooo",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_PREFIXES = {"drawing": "draw", "xsl-fo-compatible": "fo", "svg-compatible": "svg", "datastyle": "number"}


class Element(ElementTree.Element):
    """An element whose paths are written with short names."""

    def find(self, path: str) -> Element | None:  # type: ignore[override]
        """The first element at `a:b/c:d`, or anywhere below for `.//a:b`."""
        return next(self.iterfind(path), None)

    def iterfind(self, path: str) -> Iterator[Element]:  # type: ignore[override]
        if path.startswith(".//"):
            yield from (element for element in self.iter(path[3:]) if element is not self)  # type: ignore[misc]
            return
        step, _, rest = path.partition("/")
        for child in self:
            if step in ("*", child.tag):
                if rest:
                    yield from child.iterfind(rest)  # type: ignore[misc]
                else:
                    yield child  # type: ignore[misc]


def prefix(uri: str) -> str:
    """The one prefix for a namespace; an unknown one stands for itself, in braces."""
    if uri in _PREFIXES:
        return _PREFIXES[uri]
    if uri.startswith(_ODF):
        word = uri[len(_ODF) :].split(":")[0]
        return _ODF_PREFIXES.get(word, word)
    for start in ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"):
        if uri.startswith(start):
            plain = "/".join(step for step in uri[len(start) :].split("/") if not step.isdigit())
            return _OOXML.get(plain, "{" + uri + "}")
    return "{" + uri + "}"


def _short(name: str, known: dict[str, str]) -> str:
    short = known.get(name)
    if short is None:
        uri, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
        short = known[name] = f"{prefix(uri)}:{local}" if uri else local
    return short


def read(data: bytes, part: str) -> Element:
    """The root of a part, every name in short form. Raises DocumentError for what no Office program writes."""
    _scan(data, part)
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(element_factory=Element))
    try:
        parser.feed(data)
        root = parser.close()
    except ElementTree.ParseError as error:  # a prefix that stands for nothing
        raise _broken(part) from error
    known: dict[str, str] = {}
    for element in root.iter():
        element.tag = _short(element.tag, known)
        if element.attrib:
            element.attrib = {_short(name, known): value for name, value in element.attrib.items()}
    return root


def remarks(data: bytes, part: str) -> list[str]:
    """Comments and processing instructions, which no program shows."""
    return [text for text in _scan(data, part) if text.strip()]


def _scan(data: bytes, part: str) -> list[str]:
    """Refuse document types (with them entities and bombs), depth and broken XML; the remarks that were passed."""
    found: list[str] = []
    depth = 0

    def refuse(*_: object) -> None:
        raise DocumentError(Path(part), "this file holds an XML document type, which no Office program writes", _SAVE)

    def down(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise DocumentError(Path(part), "this file is nested deeper than any Office program writes", _SAVE)

    def up(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = down, up
    parser.CommentHandler = found.append
    parser.ProcessingInstructionHandler = lambda target, text: found.append(f"{target} {text}")
    _parse(parser, data, part)
    return found


def _parse(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the latter two for encodings
        raise _broken(part) from error


def _broken(part: str) -> DocumentError:
    return DocumentError(Path(part), f"this file is damaged: “{part}” is not XML", _SAVE)


_OWNERS = re.compile(
    r"\{(urn:schemas-microsoft-com|http://(schemas\.(microsoft|openxmlformats)\.(com|org)|purl\.o(clc|asis)\.org|www\.w3\.org|"
    r"(www\.)?openoffice\.org|docs\.oasis-open\.org)|urn:(oasis|org:documentfoundation):)"
)
_TEXTS = re.compile(
    r"(w|a|m):(t|delText|instrText|delInstrText)$|wp:(posOffset|align)$|p:text$|(?!(w|a|wp|p|office|table|style|draw):)"
)


def is_foreign(name: str) -> bool:
    """Whether an element or attribute is in a namespace that no Office program knows; they all pass over those."""
    return name.startswith("{") and not _OWNERS.match(name)


def holds_text(tag: str) -> bool:
    """Whether words may stand right inside this element; anywhere else every program passes over them."""
    return _TEXTS.match(tag) is not None


Edit = Callable[[str, dict[str, str]], dict[str, str] | None]
"""(short name, attributes) -> the attributes to write, or None to leave the element out with all that is in it."""


def rewrite(data: bytes, part: str, edit: Edit) -> bytes:
    """The same part after an edit, without remarks. Prefixes stay as they are: Office refers to them in values."""
    return _Writer(data, part, edit).done()


class _Writer:
    def __init__(self, data: bytes, part: str, edit: Edit):
        self.edit = edit
        self.out = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']
        self.scopes: list[dict[str, str]] = [{"": "", "xml": "http://www.w3.org/XML/1998/namespace"}]
        self.tags: list[str] = []
        self.dropped = 0
        self.open = False
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.text
        _parse(parser, data, part)

    def start(self, raw: str, attributes: dict[str, str]) -> None:
        if self.dropped:
            self.dropped += 1
            return
        scope = self.scopes[-1]
        declared = {n.partition(":")[2]: v for n, v in attributes.items() if n == "xmlns" or n.startswith("xmlns:")}
        if declared:
            scope = {**scope, **declared}
        shorts = {self.named(name, scope, True): name for name in attributes if not name.startswith("xmlns")}
        tag = self.named(raw, scope)
        kept = None if is_foreign(tag) else self.edit(tag, {short: attributes[name] for short, name in shorts.items()})
        if kept is None:
            self.dropped = 1
            return
        self.close()
        self.scopes.append(scope)
        written = {n: v for n, v in attributes.items() if n.startswith("xmlns")}
        written |= {shorts[short]: value for short, value in kept.items() if short in shorts and not is_foreign(short)}
        self.tags.append(tag)
        self.out.append("<" + raw + "".join(f" {n}={quoteattr(v, _BREAKS)}" for n, v in written.items()))
        self.open = True

    @staticmethod
    def named(raw: str, scope: dict[str, str], attribute: bool = False) -> str:
        before, colon, local = raw.rpartition(":")
        if attribute and not colon:
            return raw
        uri = scope.get(before, before)
        return f"{prefix(uri)}:{local}" if uri else local

    def close(self) -> None:
        if self.open:
            self.out.append(">")
            self.open = False

    def end(self, raw: str) -> None:
        if self.dropped:
            self.dropped -= 1
            return
        self.scopes.pop()
        self.tags.pop()
        self.out.append("/>" if self.open else f"</{raw}>")
        self.open = False

    def text(self, words: str) -> None:
        if not self.dropped and (not words.strip() or holds_text(self.tags[-1])):
            self.close()
            self.out.append(escape(words))

    def done(self) -> bytes:
        return "".join(self.out).encode()


_BREAKS = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
