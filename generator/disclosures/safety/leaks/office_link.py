# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links that name people or places on a disk."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import OFFICE
from ...documents.office import How
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak
from ..tell_tales import gives_away


@leak(
    "OFFICE-LINK",
    title="A link to a person or a local file in a document",
    verdict=Verdict.BLOCK,
    kinds=OFFICE,
    finds=(
        "Links to e-mail addresses that the text does not show, to files on a disk or server share, web links "
        "that carry an e-mail address or password, and pictures and other parts that are fetched from elsewhere."
    ),
    why=(
        "The address behind a redacted name is often still a link, and local paths give away names of staff and "
        "systems."
    ),
    cure="Remove the link (right click, Remove Hyperlink), or break links to other files",
    before="“our records” leads to `\\\\server\\hr\\example.docx`.",
    after="“our records” is no link.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for text in opened.office.kept(How.LINK):
        if why := text.why or gives_away(text.words, opened.vocabulary):
            yield Hit(text.where, why, text.words)
