# SPDX-License-Identifier: AGPL-3.0-or-later
"""Page content written again without the letters that were taken, and with others at their new place.

Relative moves and spacing would tell how wide the missing letters were. So a text object from which something was
taken is written with the place of each piece in full, and without the spacing that filled its lines.
"""

from __future__ import annotations

from typing import Any

from .pdf_redact_walk import Content, Letter, Show, at, inverse
from .pdf_structure import ContentInstruction, Dictionary, Name, Stream, String, written

_PLACING = {"Td", "TD", "Tm", "T*"}
_SHOWING = {"Tj", "TJ", "'", '"'}
_PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}


def number(value: float) -> bytes:
    """A number as PDF writes it, to a ten thousandth."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return (text if text not in ("", "-0") else "0").encode()


def touched(show: Show) -> bool:
    return any(one.region is not None or one.moved is not None for one in show.letters)


def is_changed(content: Content) -> bool:
    if content.off or any(touched(show) for show in content.shows):
        return True
    return any(is_changed(form) for _, _, form in content.forms)


def emit(content: Content, pdf: Any, splits: dict[int, int] | None = None) -> bytes:
    """The new content stream. Forms that change are copied under a new name, so that other pages keep theirs.

    `content.resources` becomes a copy of its own. Content is cut before the letters in `splits` (by id): what follows
    is the piece with that number.
    """
    content.resources = Dictionary(content.resources) if isinstance(content.resources, Dictionary) else Dictionary()
    if isinstance(content.resources.get("/XObject"), Dictionary):
        content.resources["/XObject"] = Dictionary(content.resources["/XObject"])
    return _Writer(content, pdf, splits or {}).run()


class _Writer:
    def __init__(self, content: Content, pdf: Any, splits: dict[int, int]):
        self.content, self.pdf, self.splits = content, pdf, splits
        self.pieces: dict[int, int] = {}
        self.shifts = content.shifts if any(map(touched, content.shows)) else {}
        self.shows = {show.index: show for show in content.shows}
        self.forms = {index: (name, form) for index, name, form in content.forms}
        self.out: list[bytes] = []
        self.plain: list[Any] = []
        self.real = self.told = (0.0, 0.0)

    def run(self) -> bytes:
        stack: list[tuple] = []
        absolute = self._blocks()
        off = {index for first, last in self.content.off for index in range(first, last + 1)}
        for index, instruction in enumerate(self.content.instructions):
            op, operands = str(instruction.operator), instruction.operands
            if op == "q":
                stack.append((self.real, self.told))
            elif op == "Q" and stack:
                self.real, self.told = stack.pop()
            if op == "Tc":
                self.real = (float(operands[0]), self.real[1])
            elif op == "Tw":
                self.real = (self.real[0], float(operands[0]))
            elif op == "cm" and index in self.shifts:
                continue
            elif index in off and self._is_drawing(op):
                if op in _PAINTING:
                    self._own(b"n")
            elif op in _SHOWING:
                self._show(index, instruction, absolute[index])
            elif op in _PLACING and absolute[index]:
                if op == "TD":
                    self._own(number(-float(operands[1])) + b" TL")
            elif index in self.forms:
                self._form(index, instruction)
            else:
                self.plain.append(instruction)
        self._flush()
        return b"\n".join(self.out)

    def _is_drawing(self, op: str) -> bool:
        return op in _PAINTING or op in _SHOWING or op in ("Do", "sh", "INLINE IMAGE")

    def _blocks(self) -> list[bool]:
        """For each instruction, whether it stands in a text object that is written with places in full."""
        out = [False] * len(self.content.instructions)
        start, found = 0, False
        for index, instruction in enumerate(self.content.instructions):
            op = str(instruction.operator)
            if op == "BT":
                start, found = index, False
            elif op in _SHOWING:
                found = found or touched(self.shows[index])
            elif op == "ET" and (found or any(first < start < last for first, last in self.shifts.items())):
                out[start : index + 1] = [True] * (index + 1 - start)
        return out

    def _flush(self) -> None:
        if self.plain:
            self.out.append(written(self.plain))
            self.plain = []

    def _own(self, text: bytes) -> None:
        self._flush()
        self.out.append(text)

    def _spacing(self, wanted: tuple[float, float]) -> None:
        for op, want, told in zip((b" Tc", b" Tw"), wanted, self.told, strict=True):
            if want != told:
                self._own(number(want) + op)
        self.told = wanted

    def _show(self, index: int, instruction: Any, absolute: bool) -> None:
        show = self.shows[index]
        self.real = show.spacing
        if not absolute:
            self._spacing(show.spacing)
            if str(instruction.operator) == '"':
                self._own(b"T*")
                self._own(_array(show) + b" TJ")
            else:
                self.plain.append(instruction)
        elif not touched(show):
            self._spacing(show.spacing)
            self._own(_tm(show.text) + b" " + _array(show) + b" TJ")
        else:
            self._spacing((0.0, 0.0))
            kept: list[Letter] = []
            for one in show.letters:
                if one.region is None:
                    kept.append(one)
                    continue
                self._place(show, kept)
                kept = []
                if id(one) in self.splits:
                    self._cut(show, self.splits[id(one)])
            self._place(show, kept)

    def _place(self, show: Show, kept: list[Letter]) -> None:
        """Letters between two gaps. Each such run has a place of its own, so that no gap stands there as a number."""
        if kept:
            self._own(_placed(show, kept))

    def _cut(self, show: Show, piece: int) -> None:
        """End the piece of content here, and begin another. Marks may not cross the ends of a text object."""
        first = max(at for at, (_, number_) in enumerate(show.marks) if number_ is not None)
        self.pieces[show.marks[first][0]] = piece
        marks = [start for start, _ in show.marks[first:]]
        outside, inside = [one for one in marks if one < show.begun], [one for one in marks if one > show.begun]
        self._own(b"EMC\n" * len(inside) + (b"ET\n" + b"EMC\n" * len(outside) if outside else b""))
        for start in outside:
            self._open(start)
        if outside:
            self._own(b"BT")
        for start in inside:
            self._open(start)

    def _open(self, start: int) -> None:
        """Open marked content again, with its new number where it has one."""
        instruction = self.content.instructions[start]
        if start not in self.pieces:
            self.plain.append(instruction)
            return
        kind, marks = instruction.operands
        if isinstance(marks, Name):
            marks = self.content.resources["/Properties"][str(marks)]
        told = Dictionary(marks)
        told["/MCID"] = self.pieces[start]
        self.plain.append(ContentInstruction([kind, told], instruction.operator))

    def _form(self, index: int, instruction: Any) -> None:
        self._spacing(self.real)
        name, form = self.forms[index]
        if is_changed(form):
            new = Stream(self.pdf, emit(form, self.pdf))
            for key, value in form.stream.items():
                if key not in ("/Length", "/Filter", "/DecodeParms"):
                    new[key] = value
            new["/Resources"] = form.resources
            name = add_resource(self.content, "/XObject", "RdX", self.pdf.make_indirect(new))
        self._own(name.encode() + b" Do")


def add_resource(content: Content, kind: str, stem: str, value: Any) -> str:
    """Give a content stream one more resource; its name there, with slash."""
    there = content.resources.get(kind)
    if not isinstance(there, Dictionary):
        content.resources[kind] = there = Dictionary()
    at_number = 1
    while f"/{stem}{at_number}" in there:
        at_number += 1
    there[f"/{stem}{at_number}"] = value
    return f"/{stem}{at_number}"


def _tm(matrix: tuple) -> bytes:
    return b" ".join(map(number, matrix)) + b" Tm"


def _array(show: Show) -> bytes:
    parts = []
    for piece in show.operands:
        if isinstance(piece, String) or (hasattr(piece, "_type_name") and piece._type_name == "string"):
            parts.append(b"<" + bytes(piece).hex().encode() + b">")
        else:
            parts.append(number(float(piece)))
    return b"[" + b" ".join(parts) + b"]"


def _placed(show: Show, kept: list[Letter]) -> bytes:
    """The letters that stay, each at its place, from wherever the first one stands."""
    first = kept[0]
    begin = first.s if first.moved is None else first.moved
    ux, uy = show.along
    page = (first.x + (begin - first.s) * ux, first.y + (begin - first.s) * uy)
    x, y = at(inverse(show.to_page), *page)
    x, y = x - show.rise * show.text[2], y - show.rise * show.text[3]
    em = show.size * show.stretch
    parts, run, now = [], b"", 0.0
    for one in kept:
        want = ((one.s if one.moved is None else one.moved) - begin) / show.unit
        step = round(-(want - now) / em * 1000, 1) if em else 0.0
        if abs(step) >= 0.5:
            if run:
                parts.append(b"<" + run.hex().encode() + b">")
                run = b""
            parts.append(number(step))
            now -= step / 1000 * em
        run += one.code
        now += one.wide / show.unit
    parts.append(b"<" + run.hex().encode() + b">")
    return _tm((*show.text[:4], x, y)) + b" [" + b" ".join(parts) + b"] TJ"
