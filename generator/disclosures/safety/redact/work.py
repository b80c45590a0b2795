# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole of a redaction: take away, send the result through the gate, and search what came out.

    source ─► plan ─► carry out ─► the gate (clean copy, every leak rule) ─► search for what was taken ─► Done
                                      └─► Stopped, and nothing is written ◄─┘
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ...documents.kind import Kind, tell
from ...documents.pdf_redact_preview import pictures
from ...problems import DocumentError
from ...store import Store
from ..findings import Finding
from ..gate import Gate, Refused
from . import log, pdf, tables, texts, words
from .marks import Mark
from .pdf import Outcome, Told
from .search import Left, left_over, texts_of
from .texts import Redrawn

_NOTHING = (
    "No mark met anything, so the file would be as it was. Check the words and the page numbers with --preview."
)
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
    name: str
    more: tuple[Done, ...] = ()
    """The further sheets of a workbook."""


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
    made = _made(data, name, out_name, marks, names, drawn_exemption, told)
    if not any(one.boxes for one in made):
        return Stopped((_NOTHING,))
    if gate:
        return _finish(made, gate)
    with Gate(Store(None), workers=1) as gate:
        return _finish(made, gate)


def _made(
    data: bytes, name: str, out_name: str, marks: Sequence[Mark], names: Mapping[int, list[str]],
    drawn_exemption: str | None, told: Told,
) -> list[Redrawn]:  # fmt: skip
    """The redacted files, not yet cleared."""
    kind = tell(data, name)
    if kind in (Kind.XLSX, Kind.ODS, Kind.CSV):
        return tables.redact(data, name, kind, marks, names, out_name)
    if kind in (Kind.DOCX, Kind.ODT, Kind.TXT):
        return texts.redact(data, name, kind, marks, names, out_name)
    _only_pdf(data, name)
    words.refuse_kinds(marks, pdf.KINDS, "a PDF", name)
    outcome = pdf.carry_out(pdf.plan(data, name, marks, names, drawn_exemption, told), name, told)
    boxes = tuple((box.page, str(box.box), box.mark) for box in outcome.boxes)
    return [Redrawn(out_name, outcome.uncleared, outcome.marks, boxes, outcome.terms, outcome.also, _notes(outcome))]


def _finish(made: list[Redrawn], gate: Gate) -> Done | Stopped:
    """All of the files or none: each goes through the gate, and is searched."""
    done: list[Done] = []
    for one in made:
        result = _cleared(one, gate)
        if isinstance(result, Stopped):
            return result
        done.append(result)
    return replace(done[0], more=tuple(done[1:]))


def _cleared(made: Redrawn, gate: Gate) -> Done | Stopped:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(made.name).name
        path.write_bytes(made.uncleared)
        verdict = gate.admit(path, "redacted" if made.boxes else None)
    if isinstance(verdict, Refused):
        return Stopped(("The redacted file would be held back by the safety gate.",), verdict.findings)
    texts_left = texts_of(verdict.data, verdict.name)
    left = left_over(texts_left, made.terms)
    if wrong := [_refusal(one) for one in left if one.hidden or made.marks[one.mark].everywhere]:
        return Stopped(tuple(wrong))
    notes = [
        *made.notes,
        *(
            f"what mark {one.mark + 1} took away can still be read on {_pages(one.pages)}; to take it away there too,"
            " write `everywhere: yes` in the mark"
            for one in left
        ),
        *(
            f"one of the names in what mark {one.mark + 1} took away still stands alone on {_pages(one.pages)}"
            for one in left_over(texts_left, _names_alone(made.terms))
            if one.pages
        ),
    ]
    told = log.written(verdict.data, made.marks, made.boxes)
    return Done(
        verdict.data, told, log.beside(verdict.name), made.boxes, tuple(made.marks), made.also, tuple(notes), verdict.name
    )


def _names_alone(terms: Mapping[int, Sequence[str]]) -> dict[int, list[str]]:
    """Surnames and the like: words with a capital within what was taken away."""
    alone = {
        mark: [word for words in said for word in words.split() if " " in words.strip() and len(word) > 3 and word[0].isupper()]
        for mark, said in terms.items()
    }
    return {mark: words for mark, words in alone.items() if words}


def _refusal(left: Left) -> str:
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
        raise DocumentError(Path(name), f"a {kind.words} cannot be redacted by marks, or shown beforehand", "Save it as PDF, and redact that")
