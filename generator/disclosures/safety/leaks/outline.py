# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bookmarks that say what the pages no longer say."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "OUTLINE",
    title="A bookmark with other words",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="Bookmarks in words that the pages do not show.",
    why="Bookmarks are made from headings before redaction and keep the names that the page has lost.",
    cure="Nothing to do: the published copy calls such a bookmark “Bookmark”",
    before="The bookmark says “3 Evidence of A. Example”. The heading says “3 Evidence of [redacted]”.",
    after="The bookmark says “Bookmark”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for title in opened.structure.outline:
        if title != "Bookmark" and not opened.vocabulary.shows(title):
            yield Hit("", "A bookmark has words that no page shows.", title)
