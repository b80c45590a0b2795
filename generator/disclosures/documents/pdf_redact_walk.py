# SPDX-License-Identifier: AGPL-3.0-or-later
"""Page content read as letters: which bytes show each one, and where on the page it stands.

    BT /F1 11 Tf 72 700 Td (Dear Ann) Tj ET     ─►   D at 72 700, e at 79.9 700, …

Places are in the PDF's own coordinates (points from the bottom left), whatever the text's own matrix. Forms that the
page draws are walked into, each time they are drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from .pdf_redact_fonts import Face, Unknown
from .pdf_structure import Array, Dictionary, Name, Stream, parsed
from .shapes import Box

Matrix = tuple[float, float, float, float, float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 12


def times(a: Matrix, b: Matrix) -> Matrix:
    """First `a`, then `b`."""
    return (
        a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5],
    )  # fmt: skip


def inverse(m: Matrix) -> Matrix:
    det = m[0] * m[3] - m[1] * m[2]
    if abs(det) < 1e-12:
        raise Unknown("its coordinates are flat")
    a, b, c, d = m[3] / det, -m[1] / det, -m[2] / det, m[0] / det
    return (a, b, c, d, -(m[4] * a + m[5] * c), -(m[4] * b + m[5] * d))


def at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


@dataclass(slots=True, eq=False)
class Letter:
    """One code as it is shown. `s` is its place along the line, `t` across it; both in points on the page."""

    code: bytes
    x: float
    y: float
    s: float
    t: float
    wide: float
    """How far it moves on, without spacing that a program put in to fill the line."""
    spacing: float
    """That spacing."""
    size: float
    space: bool
    show: Show
    region: int | None = None
    """The region that takes it away."""
    moved: float | None = None
    """Its new place along the line."""

    def bounds(self, moved: bool = False) -> Box:
        """Its own box, in the file's coordinates: where it stood, or where it stands now."""
        (ux, uy), wide = self.show.along, max(abs(self.wide), 0.1 * self.size)
        away = self.moved - self.s if moved and self.moved is not None else 0.0
        corners = [
            (self.x + w * ux - h * uy, self.y + w * uy + h * ux)
            for w in (away, away + wide)
            for h in (-0.2 * self.size, 0.75 * self.size)
        ]
        xs, ys = zip(*corners, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


def covers(place: Box, letter: Letter) -> bool:
    """Whether a place covers enough of a letter to take it: a quarter of its width and height."""
    bounds = letter.bounds()
    shared = bounds.shared(place)
    return shared.width >= 0.25 * bounds.width and shared.height >= 0.25 * bounds.height


@dataclass(slots=True, eq=False)
class Show:
    """One instruction that shows text."""

    index: int
    """Its place among the instructions of its stream."""
    matrix: Matrix
    """From text to page, without the place where it stands."""
    to_page: Matrix
    """From the stream's coordinates to the page's, without the changes that only place text (`Content.shifts`)."""
    text: Matrix
    """The text matrix where the instruction starts, with those changes."""
    face: Face
    size: float
    stretch: float
    rise: float
    spacing: tuple[float, float]
    """Letter and word spacing (Tc, Tw)."""
    hidden: bool
    """Drawn invisibly (rendering mode 3), as under a scan."""
    along: tuple[float, float]
    """The direction of writing on the page; its length is 1."""
    unit: float
    """Points on the page for one unit of text space."""
    marks: tuple[tuple[int, int | None], ...]
    """The marked content around it, from outside: the instruction that opens it, and its piece number if it has one."""
    begun: int
    """The instruction that opened its text object."""
    letters: list[Letter] = field(default_factory=list)
    operands: Any = None

    @property
    def piece(self) -> int | None:
        """The number of the piece of content that it belongs to, by which tags know it."""
        return next((piece for _, piece in reversed(self.marks) if piece is not None), None)


@dataclass(eq=False)
class Content:
    """A stream that draws: of the page, or of one form each time it is drawn."""

    stream: Any
    resources: Any
    instructions: list[Any]
    to_page: Matrix
    shows: list[Show] = field(default_factory=list)
    forms: list[tuple[int, str, Content]] = field(default_factory=list)
    """(instruction, resource name, what it draws)."""
    off: list[tuple[int, int]] = field(default_factory=list)
    """Instructions that a layer hides, first and last."""
    shifts: dict[int, int] = field(default_factory=dict)
    """Changes of the coordinates that only place text, each with the instruction where it ends."""

    def all_shows(self) -> Iterator[Show]:
        yield from self.shows
        for _, _, form in self.forms:
            yield from form.all_shows()

    def letters(self) -> Iterator[Letter]:
        for show in self.all_shows():
            yield from show.letters


@dataclass
class _State:
    ctm: Matrix
    bare: Matrix
    """The same without what only places text."""
    face: Face | None = None
    size: float = 0.0
    letter: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


def walk(stream: Any, resources: Any, hidden: set[tuple[int, int]] = frozenset(), ctm: Matrix = PLAIN) -> Content:
    """Read a page's content. `hidden` are the layers that are off. Raises Unknown when a font cannot be read."""
    return _Walker(hidden).content(stream, resources, _State(ctm, ctm), 0)


class _Walker:
    def __init__(self, hidden: set[tuple[int, int]]):
        self.hidden = hidden
        self.faces: dict[Any, Face] = {}

    def content(self, stream: Any, resources: Any, state: _State, deep: int) -> Content:
        out = Content(stream, resources, parsed(stream), state.ctm)
        out.shifts = text_shifts([str(one.operator) for one in out.instructions])
        stack: list[_State] = []
        line = text = PLAIN
        marks: list[tuple[int, int | None, bool]] = []
        begun = 0
        for index, instruction in enumerate(out.instructions):
            op, operands = str(instruction.operator), instruction.operands
            if op == "q":
                stack.append(replace(state))
            elif op == "Q":
                state = stack.pop() if stack else state
            elif op == "cm":
                state.ctm = times(_matrix(operands), state.ctm)
                state.bare = state.bare if index in out.shifts else times(_matrix(operands), state.bare)
            elif op == "BT":
                line, text, begun = PLAIN, PLAIN, index
            elif op in ("Td", "TD"):
                x, y = map(float, operands)
                state.leading = -y if op == "TD" else state.leading
                line = text = times((1, 0, 0, 1, x, y), line)
            elif op == "Tm":
                line = text = _matrix(operands)
            elif op == "T*":
                line = text = times((1, 0, 0, 1, 0, -state.leading), line)
            elif op in ("Tj", "TJ", "'", '"'):
                if op == '"':
                    state.word, state.letter = float(operands[0]), float(operands[1])
                if op in "'\"":
                    line = text = times((1, 0, 0, 1, 0, -state.leading), line)
                pieces = list(operands[0]) if op == "TJ" else [operands[-1]]
                show, text = self._show(index, pieces, state, text)
                show.operands, show.begun = pieces, begun
                show.marks = tuple((start, piece) for start, piece, _ in marks)
                out.shows.append(show)
            elif op == "Tf":
                state.face, state.size = self._face(resources, str(operands[0])), float(operands[1])
            elif op == "gs":
                font = _resource(resources, "/ExtGState", str(operands[0])).get("/Font")
                if isinstance(font, Array):
                    state.face, state.size = self._made(font[0]), float(font[1])
            elif op in _SIMPLE:
                value = float(operands[0])
                setattr(state, _SIMPLE[op], value / 100 if op == "Tz" else int(value) if op == "Tr" else value)
            elif op in ("BDC", "BMC"):
                off = op == "BDC" and self._off(operands, resources)
                marks.append((index, _piece(operands, resources) if op == "BDC" else None, off))
            elif op == "EMC" and marks:
                start, _, off = marks.pop()
                if off:
                    out.off.append((start, index))
            elif op == "Do":
                drawn = _resource(resources, "/XObject", str(operands[0]))
                if self._is_off(drawn.get("/OC")):
                    out.off.append((index, index))
                elif drawn.get("/Subtype") == Name.Form and isinstance(drawn, Stream):
                    out.forms.append((index, str(operands[0]), self._form(drawn, resources, state, deep)))
        return out

    def _form(self, form: Any, resources: Any, state: _State, deep: int) -> Content:
        if deep > _DEEPEST:
            raise Unknown("its forms are nested too deep")
        inner = _matrix(form["/Matrix"]) if "/Matrix" in form else PLAIN
        return self.content(form, form.get("/Resources", resources), self._within(state, inner), deep + 1)

    def _within(self, state: _State, inner: Matrix) -> _State:
        ctm = times(inner, state.ctm)
        return replace(state, ctm=ctm, bare=ctm)

    def _show(self, index: int, pieces: list[Any], state: _State, text: Matrix) -> tuple[Show, Matrix]:
        if state.face is None:
            raise Unknown("text without a font")
        face, size, stretch = state.face, state.size, state.stretch
        whole = times(text, state.ctm)
        unit = math.hypot(whole[0], whole[1])
        if not unit:
            raise Unknown("its text is flat")
        along = (whole[0] / unit, whole[1] / unit)
        high = abs(size) * abs(whole[0] * whole[3] - whole[1] * whole[2]) / unit
        bare = text if state.bare == state.ctm else times(whole, inverse(state.bare))
        show = Show(index, whole, state.bare, bare, face, size, stretch, state.rise, (state.letter, state.word),
                    state.mode == 3, along, unit, (), 0)  # fmt: skip
        x = 0.0
        for piece in pieces:
            if not hasattr(piece, "__bytes__") or isinstance(piece, int | float) or _is_number(piece):
                x -= float(piece) / 1000 * size * stretch
                continue
            for code in face.codes(bytes(piece)):
                wide = face.width(code) * size * stretch
                extra = (state.letter + (state.word if code == b" " else 0.0)) * stretch
                px, py = at(whole, x, state.rise)
                show.letters.append(
                    Letter(code, px, py, px * along[0] + py * along[1], py * along[0] - px * along[1], wide * unit,
                           extra * unit, high, face.is_space(code), show)
                )  # fmt: skip
                x += wide + extra
        return show, times((1, 0, 0, 1, x, 0), text)

    def _face(self, resources: Any, name: str) -> Face:
        return self._made(_resource(resources, "/Font", name))

    def _made(self, font: Any) -> Face:
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.faces:
            self.faces[key] = Face(font)
        return self.faces[key]

    def _off(self, operands: list[Any], resources: Any) -> bool:
        if str(operands[0]) != "/OC" or not isinstance(operands[1], Name):
            return False
        return self._is_off(_resource(resources, "/Properties", str(operands[1])))

    def _is_off(self, layer: Any) -> bool:
        if not isinstance(layer, Dictionary):
            return False
        groups = layer.get("/OCGs", layer)
        groups = list(groups) if isinstance(groups, Array) else [groups]
        return bool(groups) and all(getattr(group, "objgen", None) in self.hidden for group in groups)


_NOT_TEXT = {"re", "m", "l", "c", "v", "y", "h", "W", "W*", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "n", "sh", "Do",
             "INLINE IMAGE", "d0", "d1", "w"}  # fmt: skip


def text_shifts(operators: list[str]) -> dict[int, int]:
    """Each `cm` that only text follows until the state it belongs to ends, with the instruction where that is.

    Some programs place each run of text so. What follows a gap would tell by it where it stood.
    """
    ends: dict[int, int] = {}
    open_shifts: list[list[int]] = [[]]
    for index, op in enumerate(operators):
        if op == "q":
            open_shifts.append([])
        elif op == "Q" and len(open_shifts) > 1:
            ends.update(dict.fromkeys(open_shifts.pop(), index))
        elif op == "cm":
            open_shifts[-1].append(index)
        elif op in _NOT_TEXT:
            open_shifts = [[] for _ in open_shifts]
    ends.update(dict.fromkeys((one for level in open_shifts for one in level), len(operators)))
    return ends


_SIMPLE = {"Tc": "letter", "Tw": "word", "Tz": "stretch", "TL": "leading", "Ts": "rise", "Tr": "mode"}


def _piece(operands: Any, resources: Any) -> int | None:
    marks = operands[1]
    if isinstance(marks, Name):
        marks = _resource(resources, "/Properties", str(marks))
    return int(marks["/MCID"]) if isinstance(marks, Dictionary) and "/MCID" in marks else None


def _is_number(piece: Any) -> bool:
    return getattr(piece, "_type_name", "") in ("integer", "real") or type(piece).__name__ == "Decimal"


def _matrix(values: Any) -> Matrix:
    return tuple(float(value) for value in values)  # type: ignore[return-value]


def _resource(resources: Any, kind: str, name: str) -> Any:
    """The named thing, or an empty dictionary when the file does not have it: readers draw nothing then."""
    found = resources.get(kind) if isinstance(resources, Dictionary) else None
    found = found.get(name) if isinstance(found, Dictionary) else None
    if found is None and kind == "/Font":
        raise Unknown("text without a font")
    return Dictionary() if found is None else found
