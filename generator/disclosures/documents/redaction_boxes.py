# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction boxes on a PDF page, found from what is drawn, and the exemption that their label names.

    ┌───────────┐
the │  s40(2)   │ of 6 February        a filled or outlined box that stands in or instead of text
    └───────────┘

A dark solid box without words is a redaction wherever it stands. A pale, outlined or hatched one is when it stands in
a line of text, or looks like another that does: forms, tables and shaded headings have such boxes too.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from . import redaction_spans
from .box_shapes import Candidate, candidates
from .pdf import Page
from .pdf_flow import Flow, Run
from .shapes import Box

# s40(2), s.40(2), section 40 (2)(a), reg 12(5)(e), r13(1), (b)(6), (b)(7)(C), exemption 6
CODE = re.compile(
    r"(?:\b(?P<word>sections?|sect?\.?|ss?\.?|regulations?|regs?\.?|r\.?)\s*(?P<number>\d{1,3}[A-Z]{0,2})(?P<parts>(?:\s?\(\s?\w{1,4}\s?\))*)"
    r"|(?P<us>\(b\)\s?\(\d\)(?:\s?\([A-F]\))?))(?![\w.]\d)",
    re.IGNORECASE,
)
_REDACTED = re.compile(r"\b(?:redacted|redaction|withheld|removed|exempt(?:ion)?)\b", re.IGNORECASE)
_BESIDE_CODES = re.compile(
    r"\b(?:or|and|and/or|under|foia?|eir|foisa|dpa|act|personal|data|information|of|the|by)\b", re.IGNORECASE
)
_NO_LETTERS = re.compile(r"[\W_\d]")


@dataclass(frozen=True, slots=True)
class RedactionBox:
    """Where a redaction stands on its page, the label printed in it, and the codes that the label names."""

    box: Box
    label: str
    codes: tuple[str, ...]
    sure: bool
    """True for labelled and for solid dark boxes; False for a pale or outlined one that only looks like a redaction."""
    look: str = "black"
    """Its colour in one word, `white` when it is only outlined, or `hatched`: keys name boxes so."""


def codes_in(label: str) -> tuple[str, ...]:
    """The exemption codes that a label names, as printed but in one spelling: `s40(2)`, `r12(5)(e)`, `(b)(6)`."""
    found = []
    for match in CODE.finditer(label):
        if match["us"]:
            found.append(re.sub(r"\s", "", match["us"]))
            continue
        letter = match["word"][0].lower()
        found.append(letter + match["number"] + re.sub(r"\s", "", match["parts"]))
    return tuple(dict.fromkeys(found))


def is_label(text: str) -> bool:
    """Whether the words in a box say that it is a redaction: a code, or the word itself, and little else."""
    if not (CODE.search(text) or _REDACTED.search(text)):
        return False
    rest = _REDACTED.sub("", CODE.sub("", text))
    return len(_NO_LETTERS.sub("", _BESIDE_CODES.sub("", rest))) <= 12


def told_in(text: str) -> list[tuple[int, int]]:
    """Where a text tells redactions in brackets: `[Redacted s40(2)]`, `[s23(1)]`, `[redacted]`."""
    found = re.finditer(r"\[\s*(redacted|withheld|removed)?[^\[\]]{0,80}\]", text, re.IGNORECASE)
    return [match.span() for match in found if is_label(match[0]) and (match[1] or CODE.search(match[0]))]


def find(page: Page) -> tuple[RedactionBox, ...]:
    """The redaction boxes of a page, from top to bottom."""
    flow = page.flow
    shapes = [shape for shape in candidates(flow) if not shape.cell or shape.dark]
    if not shapes:
        return ()
    runs = sorted(_cut(page, flow, shapes), key=_height)
    found: list[RedactionBox] = []
    doubtful: list[Candidate] = []
    for shape in shapes:
        near, around = _level(runs, shape.box.y0 - 2, shape.box.y1 + 2), shape.box.grown(1)
        inside = [run for run in near if around.holds(run.box.centre) and run.text.strip()]
        on_top = [run for run in inside if run.seq > shape.seq] if shape.filled else inside
        label = _words(on_top)
        if is_label(label) and not _large(shape.box, page.size, label):
            _add(found, RedactionBox(shape.box, label, codes_in(label), True, shape.look))
        elif shape.dark and not on_top and (shape.plain or _in_line(shape, near)):
            _add(found, RedactionBox(shape.box, "", (), True, shape.look))
        elif not inside:
            doubtful.append(shape)
    looks = {(box.look, box.sure) for box in found if box.label}
    standing = [shape for shape in doubtful if _stands_in_text(shape, runs)]
    for shape in doubtful:
        alike = any(_alike(shape, other) for other in standing) or (shape.look, True) in looks
        if shape in standing or (alike and shape.box.height < 0.5 * page.size.height):
            _add(found, RedactionBox(shape.box, "", (), False, shape.look))
    return tuple(sorted(_explained(page, found), key=lambda item: (round(item.box.y0), item.box.x0)))


def _explained(page: Page, found: list[RedactionBox]) -> list[RedactionBox]:
    """The boxes, with the codes that they tell to programs alone."""
    if all(box.codes for box in found):
        return found
    spans = [(place, words) for place, words in redaction_spans.told(page) if is_label(words.strip("[] "))]
    if not spans:
        return found
    out = []
    for box in found:
        words = next((words for place, words in spans if box.box.grown(3).holds(place.centre)), "")
        out.append(replace(box, codes=codes_in(words), sure=True) if words and not box.codes else box)
    return out


def _height(run: Run) -> float:
    return run.box.centre[1]


def _level(runs: list[Run], top: float, bottom: float) -> list[Run]:
    """The runs whose middle is between two heights; `runs` are in the order of heights."""
    return runs[bisect_left(runs, top, key=_height) : bisect_right(runs, bottom, key=_height)]


def _add(found: list[RedactionBox], new: RedactionBox) -> None:
    """Keep one box of those drawn on the same spot: the one with a label."""
    box = new.box
    for index, old in enumerate(found):
        if box.meets(old.box) and old.box.shared(box).area > 0.7 * min(old.box.area, box.area):
            if new.label and not old.label:
                found[index] = new
            return
    found.append(new)


def _cut(page: Page, flow: Flow, shapes: list[Candidate]) -> list[Run]:
    """The runs of a page; those that reach into a box and out of it are parted at its edges."""
    out: list[Run] = []
    boxes = [(shape.box.y0 - 1, shape.box.y1 + 1, shape.box) for shape in shapes]
    for run in flow.runs:
        x0, y0, x1, y1 = run.box
        middle = (y0 + y1) / 2
        level = [box for top, bottom, box in boxes if top < middle < bottom]
        edges = [b for b in level if b.x0 < x1 and b.x1 > x0 and _reaches_out(run, b)]
        out += page.parted(run, edges) if edges else [run]
    return out


def _reaches_out(run: Run, box: Box) -> bool:
    return run.box.x0 < box.x0 - 2 or run.box.x1 > box.x1 + 2


def _large(box: Box, page: Box, label: str) -> bool:
    """A frame around running text; a box over a whole page is one only when its label is short."""
    return box.area > 0.3 * page.area and len(label) > 120


def _alike(shape: Candidate, other: Candidate) -> bool:
    return shape.look == other.look and shape.filled == other.filled and shape.box.height > 0.6 * other.box.height


def _beside(shape: Candidate, runs: list[Run]) -> tuple[Run | None, Run | None]:
    """The words right before and right behind a box on its line."""
    box = shape.box
    near = [run for run in _level(runs, box.y0 - 2, box.y1 + 2) if run.text.strip()]
    before = [run for run in near if -1 <= box.x0 - run.box.x1 < 12]
    behind = [run for run in near if -1 <= run.box.x0 - box.x1 < 12]
    return (before[0] if before else None), (behind[0] if behind else None)


def _in_line(shape: Candidate, runs: list[Run]) -> bool:
    return shape.box.height < 40 and any(_beside(shape, runs))


def _stands_in_text(shape: Candidate, runs: list[Run]) -> bool:
    """A pale or outlined box, empty, as high as a line, with words right beside it on the same line.

    On one side they are enough where no form would have a field: not after a colon, and not before a capital.
    """
    box = shape.box
    if shape.hatched:
        return True
    if not 7 <= box.height <= 30 or box.width < 14:
        return False
    if shape.white and not shape.outlined and any(run.seq > shape.seq for run in runs):
        return False  # white drawn before text is a background
    before, behind = _beside(shape, runs)
    if before and behind:
        return True
    one = before or behind
    if one is None or box.height > 1.8 * one.size or box.width < 1.5 * box.height:
        return False
    return one.text.rstrip()[-1] not in ":?." if one is before else one.text.lstrip()[0].islower()


def _words(runs: list[Run]) -> str:
    """The runs as text, line by line, with a space wherever one stands apart."""
    ordered = sorted(runs, key=lambda run: (round(run.base / 4), run.box.x0))
    out = ""
    for before, run in zip([None, *ordered], ordered, strict=False):
        if before and (run.box.x0 - before.box.x1 > 0.15 * run.size or run.box.x0 < before.box.x0):
            out += " "
        out += run.text
    return " ".join(out.split())
