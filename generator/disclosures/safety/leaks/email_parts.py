# SPDX-License-Identifier: AGPL-3.0-or-later
"""Parts of a message that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import MESSAGES
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "EMAIL-PARTS",
    title="A part of an e-mail that is not shown",
    verdict=Verdict.BLOCK,
    kinds=MESSAGES,
    finds=(
        "Words that stand in one form of a message (plain text, HTML, the rich text of Outlook) and not in another; text that a "
        "form hides; text before, between and after the parts; invitations, hidden attachments and other parts without a name."
    ),
    why="A message is sent in two forms. Whoever redacts the one that a mail program shows may leave the other as it was.",
    cure="Print the message to PDF, redact that where needed, and release the PDF",
    before=(
        "The HTML says “[redacted] called at noon”. The plain text of the same message says “A. Example "
        "called at noon”."
    ),
    after="The message is printed to PDF, where one text is left.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for what, text in opened.mail.unshown:
        yield Hit("", f"The message holds {what}.", text)
