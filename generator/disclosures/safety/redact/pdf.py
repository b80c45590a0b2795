# SPDX-License-Identifier: AGPL-3.0-or-later
"""Redaction of a PDF from marks: find, take away on the pages, take away beside the pages.

The bytes that come out are not cleared: they go through the gate like any other file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ...documents.pdf import Pdf
from ...documents.pdf_redact import redact as take_out
from ...documents.pdf_redact_find import PageText
from ...documents.pdf_redact_pixels import DrawnMark, drawn_marks, flattened
from ...documents.pdf_redact_regions import Placed, Region
from ...documents.pdf_redact_strings import scrubbed
from ...documents.shapes import Box
from ...problems import DocumentError
from . import label, patterns
from .marks import Mark
from .told import Removed

Told = Callable[[int, int], None]
KINDS = {"words", "pattern", "names", "regex", "box", "whole_pages"}


@dataclass
class Outcome:
    """A redacted file. Not cleared: only the gate does that."""

    uncleared: bytes = field(repr=False)
    boxes: list[Placed]
    marks: list[Mark]
    terms: dict[int, list[str]] = field(repr=False)
    """The words that each mark took away. They never leave the program."""
    also: Counter[str]
    """What else went: `bookmarks`, `comments`, …"""
    idle: list[int]
    """Marks that met nothing."""


@dataclass
class Plan:
    """Where marks meet the pages, before anything is taken away."""

    data: bytes = field(repr=False)
    marks: list[Mark]
    regions: list[Region]
    terms: dict[int, list[str]] = field(repr=False)
    passages: list[str] = field(repr=False)
    also: Counter[str] = field(default_factory=Counter)


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """What the libraries raise for damaged files, in words."""
    try:
        yield
    except DocumentError:
        raise
    except Exception as error:
        cure = "Print the document to a new PDF and redact that"
        raise DocumentError(Path(name), "this PDF is damaged and cannot be redacted", cure) from error


def plan(
    data: bytes, name: str, marks: Sequence[Mark], names: Mapping[int, list[str]] | None = None,
    drawn_exemption: str | None = None, told: Told = lambda done, total: None,
) -> Plan:  # fmt: skip
    """Where each mark meets the pages.

    `names` holds the list of each mark of names. With `drawn_exemption`, Redact and Highlight annotations are marks
    too, under the exemption in their own words or else this one. Raises DocumentError.
    """
    with _reading(name):
        return _plan(data, name, list(marks), names or {}, drawn_exemption, told)


def _plan(
    data: bytes, name: str, marks: list[Mark], names: Mapping[int, list[str]], drawn_exemption: str | None, told: Told
) -> Plan:
    regions: list[Region] = []
    if drawn_exemption is not None:
        for drawn in drawn_marks(data, name):
            marks.append(_mark_of(drawn, drawn_exemption))
            regions += [_region(drawn.page, box, len(marks) - 1, marks[-1], "box") for box in drawn.boxes]
    data, also = flattened(data, name, drawn_exemption is not None)
    found = Plan(data, marks, regions, {}, [], also)
    with Pdf(data, name) as pdf:
        texts = [None] * pdf.page_count
        for page in pdf.pages:
            texts[page.number - 1] = PageText(page)
            told(page.number, pdf.page_count)
        sizes = [page.size for page in pdf.pages]
    for index, mark in enumerate(marks):
        if mark.box and not any(region.mark == index for region in regions):
            regions += [_region(number, Box(*mark.box), index, mark, "box") for number in mark.on]
        elif mark.whole_pages:
            regions += [_region(n, sizes[n - 1] if n <= len(sizes) else Box(0, 0, 1, 1), index, mark, "page") for n in mark.on]
        for pattern in _patterns(mark, names.get(index, [])):
            for page in texts:
                if not mark.on or page.number in mark.on:
                    _search(page, pattern, index, mark, found)
    under = {region: texts[region.page - 1].under(region.box) for region in regions if region.kind != "words" and region.page <= len(texts)}
    for region, words in under.items():
        found.passages.append(words)
        if marks[region.mark].everywhere and words:
            again = patterns.of_words(words, case=False, whole=True)
            for page in texts:
                _search(page, again, region.mark, marks[region.mark], found)
        if region.kind == "box" and 0 < len(words) <= 60:
            found.terms.setdefault(region.mark, []).append(words)
    regions.sort(key=lambda region: (region.page, region.mark))
    return found


def carry_out(planned: Plan, name: str, told: Told = lambda done, total: None) -> Outcome:
    """Take away what was planned. Raises DocumentError."""
    with _reading(name):
        return _carry_out(planned, name, told)


def _carry_out(planned: Plan, name: str, told: Told) -> Outcome:
    result = take_out(planned.data, planned.regions, name, told)
    with Pdf(result.data, name) as pdf:
        kept = [page.text for page in pdf.pages]
    terms = [word for words in planned.terms.values() for word in words]
    removed = Removed(terms, planned.passages, kept)
    data, gone = scrubbed(result.data, removed.tells, name)
    idle = [index for index in range(len(planned.marks)) if not any(box.mark == index for box in result.boxes)]
    return Outcome(data, result.boxes, planned.marks, planned.terms, planned.also + gone, idle)


def _patterns(mark: Mark, names: list[str]) -> list[re.Pattern[str]]:
    if mark.names:
        return patterns.of_names(names)
    pattern = mark.pattern_for()
    return [pattern] if pattern else []


def _search(page: PageText, pattern: re.Pattern[str], index: int, mark: Mark, found: Plan) -> None:
    for words, bands in page.find(pattern):
        found.terms.setdefault(index, []).append(words)
        found.regions += [_region(page.number, band, index, mark, "words") for band in bands]


def _region(page: int, box: Box, index: int, mark: Mark, kind: str) -> Region:
    return Region(page, box, index, label.label(mark.codes), label.spoken(mark.codes), kind)


def _mark_of(drawn: DrawnMark, exemption: str) -> Mark:
    """The mark that an officer drew: its own words name the exemption, or both of two alternatives."""
    codes = label.codes_in(drawn.words)
    at = {"box": tuple(drawn.boxes[0]), "page": (drawn.page,)}
    if len(codes) > 1:
        return Mark(alternatives=codes, **at)
    return Mark(exemption=codes[0] if codes else exemption, **at)
