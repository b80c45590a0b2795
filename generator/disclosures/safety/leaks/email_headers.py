# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines above a message that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import MESSAGES
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "EMAIL-HEADERS",
    title="Technical headers of an e-mail",
    verdict=Verdict.FIX,
    kinds=MESSAGES,
    finds="Received, Bcc, Message-ID, X- and all other headers except From, To, Cc, Date and Subject.",
    why="They hold blind copies, network addresses of people's machines, names of systems, and how a message was filtered.",
    cure="Nothing to do: the message is published as the plain text that a reader sees, without addresses",
    before="The message holds `Bcc: A Colleague` and the address of the machine it was written on.",
    after="The published text has sender, recipients, date, subject and the words, and nothing else.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name, value in opened.mail.headers:
        yield Hit(f"header {name}", "The message has a header that no reader sees.", value)
