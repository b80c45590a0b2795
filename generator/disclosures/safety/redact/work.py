# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole of a redaction: take away, send the result through the gate, and search what came out.

    source ─► plan ─► carry out ─► the gate (clean copy, every leak rule) ─► search for what was taken ─► Done
                                      └─► Stopped, and nothing is written ◄─┘
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ...documents.kind import Kind, tell
from ...documents.pdf_redact_preview import pictures
from ...problems import DocumentError
from ...store import Store
from ..findings import Finding
from ..gate import Gate, Refused
from . import log, pdf
from .marks import Mark
from .pdf import Outcome, Told
from .search import Left, left_over

Box = tuple[int, str, int]
"""Page (0 where there are none), place, mark."""


@dataclass(frozen=True)
class Done:
    """A redacted file that the gate let through."""

    data: bytes = field(repr=False)
    log: bytes = field(repr=False)
    log_name: str
    boxes: tuple[Box, ...]
    marks: tuple[Mark, ...]
    also: Counter[str]
    notes: tuple[str, ...]
    """What the officer should look at."""


@dataclass(frozen=True)
class Stopped:
    """Why nothing may be written."""

    reasons: tuple[str, ...]
    findings: tuple[Finding, ...] = ()


def preview(
    data: bytes, name: str, marks: Sequence[Mark], names: Mapping[int, list[str]], drawn_exemption: str | None, told: Told
) -> Iterator[tuple[int, bytes]]:
    """(page, PNG) of each page with what would go."""
    _only_pdf(data, name)
    planned = pdf.plan(data, name, marks, names, drawn_exemption, told)
    yield from pictures(planned.data, planned.regions)


def redact(
    data: bytes, name: str, out_name: str, marks: Sequence[Mark], names: Mapping[int, list[str]],
    drawn_exemption: str | None, told: Told, gate: Gate | None = None,
) -> Done | Stopped:  # fmt: skip
    """Redact a file. Raises DocumentError when it cannot be read; nothing is written here either way.

    `gate` judges the result; without one, a gate of its own.
    """
    _only_pdf(data, name)
    planned = pdf.plan(data, name, marks, names, drawn_exemption, told)
    outcome = pdf.carry_out(planned, name, told)
    if not outcome.boxes:
        return Stopped(("No mark met anything, so the file would be as it was. Check the words and the page numbers with --preview.",))
    boxes = tuple((box.page, str(box.box), box.mark) for box in outcome.boxes)
    if gate:
        return _finish(outcome, out_name, boxes, _notes(outcome), gate)
    with Gate(Store(None), workers=1) as gate:
        return _finish(outcome, out_name, boxes, _notes(outcome), gate)


def _finish(outcome: Outcome, out_name: str, boxes: tuple[Box, ...], notes: list[str], gate: Gate) -> Done | Stopped:
    """Send the result through the gate, and search it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(out_name).name
        path.write_bytes(outcome.uncleared)
        verdict = gate.admit(path, "redacted")
    if isinstance(verdict, Refused):
        return Stopped(("The redacted file would be held back by the safety gate.",), verdict.findings)
    left = left_over(verdict.data, verdict.name, outcome.terms)
    if wrong := [_refusal(one, outcome.marks[one.mark]) for one in left if one.hidden or outcome.marks[one.mark].everywhere]:
        return Stopped(tuple(wrong))
    notes += [
        f"what mark {one.mark + 1} took away can still be read on {_pages(one.pages)}; to take it away there too, write"
        " `everywhere: yes` in the mark"
        for one in left
    ]
    written = log.written(verdict.name, verdict.data, outcome.marks, boxes)
    return Done(verdict.data, written, log.beside(verdict.name), boxes, tuple(outcome.marks), outcome.also, tuple(notes))


def _refusal(left: Left, mark: Mark) -> str:
    where = _pages(left.pages) if left.pages else " and ".join(left.hidden)
    return (
        f"What mark {left.mark + 1} took away can still be read in the result: {where}. "
        + ("Draw a box over it there." if left.pages else "Print the source to a new PDF, and redact that.")
    )


def _notes(outcome: Outcome) -> list[str]:
    notes = [f"mark {index + 1} met nothing" for index in outcome.idle]
    exact = sorted({box.page for box in outcome.boxes if box.exact and outcome.marks[box.mark].kind != "whole_pages"})
    if exact:
        notes.append(
            f"on {_pages(exact)} a box stands over a picture, or over letters that cannot be moved: its width is as"
            " marked, so draw it wider than the words are"
        )
    return notes


def _pages(pages: Sequence[int]) -> str:
    told = [str(first) if first == last else f"{first} to {last}" for first, last in log.ranges(pages)]
    return f"page{'s' * (len(pages) > 1)} {', '.join(told)}"


def _only_pdf(data: bytes, name: str) -> None:
    if (kind := tell(data, name)) is not Kind.PDF:
        raise DocumentError(Path(name), f"a {kind.words} cannot be redacted by marks", "Save it as PDF, and redact that")
