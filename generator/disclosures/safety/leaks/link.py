# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links that name people or places on a disk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import names_someone


@leak(
    "LINK",
    title="A link to a person or a local file",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    finds=(
        "Links to e-mail addresses and telephone numbers that the pages do not show, to files on a disk or server "
        "share, and web links that carry an e-mail address, a password, or a name that the pages do not show."
    ),
    why=(
        "The address behind a redacted name is often still a link, and local paths give away names of staff "
        "and systems."
    ),
    cure="Remove the link, or print the document to a new PDF without links",
    before="“the officer” is a link to `mailto:a.example@force.example`.",
    after="“the officer” is no link.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for note in opened.structure.notes:
        address = re.match(r"mailto:([^?]*)", note.target, re.IGNORECASE)
        if address and not opened.vocabulary.shows(address[1]):
            yield Hit(
                f"page {note.page}", "A link leads to an e-mail address that the page does not show.", note.target
            )
        elif re.match(r"(file:|[a-z]:\\\\|\\\\\\\\)", note.target, re.IGNORECASE):
            yield Hit(f"page {note.page}", "A link leads to a file on a disk or server.", note.target)
        elif why := names_someone(note.target, opened.vocabulary):
            yield Hit(f"page {note.page}", why, note.target)
