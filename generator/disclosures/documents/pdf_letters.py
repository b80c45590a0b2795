# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which letters the fonts in a PDF hold that nothing in the document draws: what a redaction leaves behind.

A font is cut down to the letters of a document when the document is made. Words that are taken out later leave their
letters in the font, in its list of widths, and in the list from codes to letters that lets text be copied.

Fonts are left alone when it cannot be told for certain what is drawn with them.
"""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .pdf_structure import Array, Dictionary, Name, PdfError, Stream, String, Structure, parsed
from .truetype import TrueType

_SHOWING = "Tf Tj TJ ' \" q Q gs"
_CODE = re.compile(rb"<([0-9A-Fa-f\s]++)>")
_RANGE = re.compile(
    rb"<\s*+([0-9A-Fa-f]++)\s*+>\s*+<\s*+([0-9A-Fa-f]++)\s*+>\s*+(?:<([0-9A-Fa-f\s]++)>|\[([^\[\]]*+)\])"
)
_MOST = 200_000
"""Codes in all ranges of one list."""
_LIST = 1_000
"""Codes in a list from codes to letters; longer ones are those of whole fonts, which say nothing."""


@dataclass
class Font:
    """A font, what is drawn with it, and what of it nothing draws."""

    font: Any
    size: int
    """Bytes of a code: 1, or 2 in fonts that number their outlines."""
    codes: set[int] = field(default_factory=set)
    outlines: TrueType | None = None
    """The outlines, where they can be told apart and emptied."""
    spare: frozenset[int] = frozenset()
    """The outlines that no font draws which shares them."""

    @property
    def inner(self) -> Any:
        """The dictionary with widths and outlines."""
        return self.font.DescendantFonts[0] if self.size == 2 else self.font

    @cached_property
    def letters(self) -> dict[int, bytes]:
        """The letter of each code as the font tells it, in hexadecimal digits."""
        told = self.font.get("/ToUnicode")
        try:
            return _letters(bytes(told.read_bytes())) if isinstance(told, Stream) else {}
        except (ValueError, PdfError):  # a damaged list tells nothing, and stays as it is
            return {}

    @property
    def unused(self) -> str:
        """Letters that the font holds and nothing draws; a sign of doubt for those that it does not tell."""
        spare = set(self.spare)
        if len(self.letters) <= _LIST:
            spare |= self.letters.keys() - self.codes
        return "".join(_text(self.letters.get(code, b"FFFD")) for code in sorted(spare))


def fonts(structure: Structure) -> list[Font]:
    """The fonts that were cut down, with what is drawn with each; none when that cannot be told for certain."""
    used = _codes(structure)
    if used is None:
        return []
    found = []
    for item in structure.dictionaries:
        if item.get("/Type") == Name.Font and item.is_indirect and item.objgen in used and _is_cut(item):
            size = 2 if item.get("/Subtype") == Name.Type0 else 1
            codes: set[int] = set()
            for shown in used[item.objgen]:
                codes.update(
                    shown if size == 1 else (a << 8 | b for a, b in zip(shown[::2], shown[1::2], strict=False))
                )
            found.append(Font(item, size, codes))
    _open(structure, found)
    return found


def _open(structure: Structure, found: list[Font]) -> None:
    """Read the outlines that fonts number themselves, unless a font draws with them of which too little is known."""
    sharing: dict[tuple[int, int], list[Font]] = defaultdict(list)
    for font in found:
        if (file := _file_of(font.inner)) is not None:
            sharing[file.objgen].append(font)
    users = [(file.objgen, item) for item in structure.dictionaries if (file := _file_of(item)) is not None]
    for number, group in sharing.items():
        all_known = {item.objgen for at, item in users if at == number} == {font.inner.objgen for font in group}
        numbered = all(font.size == 2 and _numbers_outlines(font.inner) for font in group)
        if all_known and numbered:
            with suppress(ValueError, struct.error):
                outlines = TrueType(bytes(_file_of(group[0].inner).read_bytes()))
                drawn = outlines.with_parts(code for font in group for code in font.codes)
                for font in group:
                    font.outlines, font.spare = outlines, frozenset(outlines.drawn() - drawn)


def _numbers_outlines(inner: Any) -> bool:
    return inner.get("/Subtype") == Name.CIDFontType2 and inner.get("/CIDToGIDMap", Name.Identity) == Name.Identity


def _file_of(item: Any) -> Any:
    descriptor = item.get("/FontDescriptor")
    file = descriptor.get("/FontFile2") if isinstance(descriptor, Dictionary) else None
    return file if isinstance(file, Stream) else None


def _is_cut(font: Any) -> bool:
    """Whether a font holds some letters only, and its codes can be read without tables from elsewhere."""
    kind = font.get("/Subtype")
    if kind == Name.Type0:
        inner = font.get("/DescendantFonts")
        plain = font.get("/Encoding") in (Name("/Identity-H"), Name("/Identity-V"))
        if not plain or not isinstance(inner, Array) or not isinstance(inner[0], Dictionary):
            return False
    elif kind not in (Name.TrueType, Name.Type1):
        return False
    return bool(re.match(r"/[A-Z]{6}\+", str(font.get("/BaseFont", ""))))


def _codes(structure: Structure) -> dict[tuple[int, int], set[bytes]] | None:
    """Everything shown with each font, by the font's number; None when a drawing cannot be followed."""
    used: dict[tuple[int, int], set[bytes]] = defaultdict(set)
    drawings = [(page.obj, page.resources) for page in structure.pdf.pages if "/Contents" in page.obj]
    for item in structure.dictionaries:
        if isinstance(item.get("/Font"), Array):  # a graphics state that chooses a font
            return None
        if isinstance(item, Stream) and ("/BBox" in item or item.get("/PatternType") == 1):
            drawings.append((item, item.get("/Resources")))
        elif item.get("/Subtype") == Name.Type3 and isinstance(item.get("/CharProcs"), Dictionary):
            drawings += [(one, item.get("/Resources")) for _, one in item.CharProcs.items() if isinstance(one, Stream)]
    for drawing, resources in drawings:
        shelf = resources.get("/Font") if isinstance(resources, Dictionary) else None
        if not _follow(drawing, shelf if isinstance(shelf, Dictionary) else Dictionary(), used):
            return None
    form = structure.root.get("/AcroForm")
    spare = form.get("/DR") if isinstance(form, Dictionary) else None
    for _, font in _items(spare.get("/Font") if isinstance(spare, Dictionary) else None):
        used.pop(font.objgen, None)  # whoever fills in the form may need any letter
    return used


def _items(shelf: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(shelf, Dictionary):
        yield from ((key, font) for key, font in shelf.items() if isinstance(font, Dictionary))


def _follow(drawing: Any, shelf: Any, used: dict[tuple[int, int], set[bytes]]) -> bool:
    """Note what a drawing shows with which font. False when it shows something with a font that is not on its shelf."""
    font: Any = None
    kept: list[Any] = []
    try:
        orders = parsed(drawing, _SHOWING)
    except Exception:  # pikepdf passes on errors of several libraries; what cannot be followed is left alone
        return False
    for order in orders:
        name, values = str(order.operator), order.operands
        if name == "q":
            kept.append(font)
        elif name == "Q":
            font = kept.pop() if kept else font
        elif name == "Tf":
            font = shelf.get(str(values[0]))
        elif name != "gs":
            if not isinstance(font, Dictionary):
                return False
            shown = values[-1]
            pieces = list(shown) if isinstance(shown, Array) else [shown]
            used[font.objgen].update(bytes(piece) for piece in pieces if isinstance(piece, String))
    return True


def _letters(told: bytes) -> dict[int, bytes]:
    """The letter of each code in a list of them (PDF 1.7, 9.10.3); empty when the list refers to another."""
    found: dict[int, bytes] = {}
    if b"usecmap" in told:
        return {}
    count = 0
    for block in told.split(b"begin")[1:]:
        body = block.split(b"end", 1)[0]
        if block.startswith(b"bfchar"):
            codes = [_bare(code) for code in _CODE.findall(body)]
            found.update((int(code, 16), letter) for code, letter in zip(codes[::2], codes[1::2], strict=False))
            continue
        for first, last, start, several in _RANGE.findall(body if block.startswith(b"bfrange") else b""):
            low, high = int(first, 16), int(last, 16)
            count += high - low + 1
            if not 0 <= high - low <= 0xFFFF or count > _MOST:
                return {}
            letters = [_bare(one) for one in _CODE.findall(several)] if several else _next(_bare(start), high - low + 1)
            found.update(zip(range(low, high + 1), letters, strict=False))
    return found


def _bare(digits: bytes) -> bytes:
    return re.sub(rb"\s", b"", digits)


def _next(start: bytes, count: int) -> list[bytes]:
    """Letters that follow one another."""
    last = 16 ** len(start) - 1
    return [b"%0*x" % (len(start), min(int(start, 16) + at, last)) for at in range(count)]


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace") if len(digits) % 4 == 0 else "\ufffd"


def drop_unused(structure: Structure) -> None:
    """Take the letters that nothing draws out of the fonts that `fonts` tells of: names, widths and outlines."""
    for font in fonts(structure):
        if not font.unused:
            continue
        if "/ToUnicode" in font.font and font.letters:
            kept = {code: letter for code, letter in font.letters.items() if code in font.codes}
            font.font.ToUnicode = structure.pdf.make_stream(_list_of(kept, font.size))
        _narrow(font)
        described = font.inner.get("/FontDescriptor")
        for key in ("/CharSet", "/CIDSet"):
            if isinstance(described, Dictionary) and key in described:
                del described[key]
        if font.outlines and font.spare:
            _file_of(font.inner).write(font.outlines.without(font.spare))


def _list_of(letters: dict[int, bytes], size: int) -> bytes:
    """A list from codes to letters, a hundred at a time as the form demands."""
    lines = [f"<{code:0{2 * size}x}> <{letter.decode()}>" for code, letter in sorted(letters.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Letters def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<{'00' * size}> <{'ff' * size}>\nendcodespacerange\n{body}\nendcmap\nend\nend"
    ).encode()


def _narrow(font: Font) -> None:
    """Leave the widths of what is drawn."""
    if font.size == 1:
        widths, first = font.font.get("/Widths"), font.font.get("/FirstChar")
        if isinstance(widths, Array) and isinstance(first, int):
            kept = [width if first + at in font.codes else 0 for at, width in enumerate(widths)]
            font.font["/Widths"] = Array(kept)
    elif isinstance(font.inner.get("/W"), Array):
        try:
            widths = _widths(list(font.inner.W))
        except (TypeError, ValueError, IndexError):  # readers make what they can of such a list; so it stays
            return
        kept = Array()
        for code in sorted(font.codes & widths.keys()):
            kept.extend([code, Array([widths[code]])])
        font.inner["/W"] = kept


def _widths(items: list[Any]) -> dict[int, Any]:
    """The width of each code in a list of `code [widths]` and `first last width` (PDF 1.7, 9.7.4.3)."""
    found: dict[int, Any] = {}
    at = 0
    while at + 1 < len(items):
        first, second = int(items[at]), items[at + 1]
        if isinstance(second, Array):
            found.update(enumerate(second, first))
            at += 2
        else:
            if int(second) > 0xFFFF:
                raise ValueError("a code of more than two bytes")
            found.update((code, items[at + 2]) for code in range(first, int(second) + 1))
            at += 3
    return found
