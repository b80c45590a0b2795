# SPDX-License-Identifier: AGPL-3.0-or-later
"""Remarks in the margin."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "COMMENT",
    title="A comment in a document",
    verdict=Verdict.BLOCK,
    kinds=OFFICE,
    finds="Comments of texts and slides, with their authors.",
    why="Comments hold what staff thought of the words beside them, and who they are.",
    cure="Delete all comments (Review, Delete All Comments) and save the document again",
    before="A comment beside paragraph 3: “A. Example: is it wise to say this?”",
    after="The paragraph, without comments.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.COMMENT):
        yield Hit(text.where, "The document has a comment.", text.words)
