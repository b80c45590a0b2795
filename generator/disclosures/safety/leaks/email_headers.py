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
    before=(
        "The message shows From, To and Subject. Its source also has `Bcc: a.example@force.example` and the "
        "route through five servers."
    ),
    after="The text of the message, with From, To, Cc, Date and Subject.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name, value in opened.mail.headers:
        yield Hit(f"header {name}", "The message has a header that no reader sees.", value)
