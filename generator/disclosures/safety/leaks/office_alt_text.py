# SPDX-License-Identifier: AGPL-3.0-or-later
"""Descriptions that say more than is seen."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import telling


@leak(
    "OFFICE-ALT-TEXT",
    title="A description with names or numbers",
    verdict=Verdict.REVIEW,
    kinds=OFFICE,
    finds=(
        "Descriptions of pictures, shapes, tables and links that hold names, numbers or addresses which stand "
        "nowhere in the text."
    ),
    why=(
        "Programs fill in names of files and of people, and nobody who redacts sees them. Readers who do not see "
        "need good descriptions, so these are not removed."
    ),
    cure="Read the description, and take out what was removed from the text",
    before="A blackened picture is described as “PC Example, badge 1234”.",
    after="It is described as “A photograph, redacted”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.ALT):
        if any(not opened.vocabulary.shows(word) for word in telling(text.words)):
            yield Hit(text.where, text.why, text.words)
