# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names of places in the text."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ...documents.office import How
from ...documents.office_file import ORDINARY_MARK
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "BOOKMARK",
    title="A bookmark that says more than the text",
    verdict=Verdict.FIX,
    kinds=OFFICE,
    finds="Names of bookmarks in words that the text does not show.",
    why="Bookmarks are made from the words they stood at: often a name that was removed since.",
    cure="Nothing to do: the published copy gives its bookmarks numbers",
    before="The heading is redacted. The bookmark that leads to it still says “Interview with A. Example”.",
    after="The bookmark says “Bookmark 4”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.BOOKMARK):
        if not ORDINARY_MARK.match(text.words) and not opened.vocabulary.shows(text.words):
            yield Hit(text.where, "A bookmark is named in words that the text does not show.", text.words)
