# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the gate itself finds: files that cannot be inspected, and schedules that disagree with their file.

These are no leaks and have no file under leaks/, but they are told, kept and explained in the manual like those.
"""

from __future__ import annotations

from ..problems import DocumentError
from .findings import Finding, Verdict
from .rules import Leak

_TO_PDF = "Print the document to a new PDF and put that in its place"

DAMAGED = Leak(
    "DAMAGED",
    title="The file cannot be inspected",
    verdict=Verdict.BLOCK,
    kinds=frozenset(),
    finds=(
        "Files that are broken or empty, of a kind that is not published, too large when unpacked, or that take too "
        "long or too much memory to open."
    ),
    why="What cannot be inspected may hold anything, so it is never published.",
    cure=_TO_PDF,
    check=lambda opened: (),
    before="The file ends in the middle, or is a document of Word 97 (`.doc`).",
    after="The same document, printed to PDF.",
)
ENCRYPTED = Leak(
    "ENCRYPTED",
    title="The file needs a password",
    verdict=Verdict.BLOCK,
    kinds=frozenset(),
    finds="Files that open with a password only. One that opens for all but forbids printing or copying is not meant.",
    why="What cannot be inspected may hold anything, and readers could not open it either.",
    cure="Remove the password and save the file again",
    check=lambda opened: (),
    before="A reader is asked for a password.",
    after="The file opens for everyone.",
)
OUTCOME = Leak(
    "OUTCOME",
    title="The schedule and the file disagree",
    verdict=Verdict.REVIEW,
    kinds=frozenset(),
    finds="Records released in full whose file shows redactions, and redacted records whose file shows none.",
    why="It is the commonest sign that the wrong version of a file was put in the folder.",
    cure="Check that this is the right file, and that its outcome is",
    check=lambda opened: (),
    before="`outcome: full`, and the file has three black boxes.",
    after="`outcome: redacted`",
)
ALL = (DAMAGED, ENCRYPTED, OUTCOME)


def unreadable(error: DocumentError) -> Finding:
    """The finding for a file that could not be opened."""
    rule = ENCRYPTED if "password" in error.reason else DAMAGED
    what = error.reason[0].upper() + error.reason[1:] + "."
    return Finding(rule.id, rule.title, rule.verdict, "", what, "", error.cure)


def failed(reason: str) -> Finding:
    """The finding for a file whose worker hung or died."""
    return Finding(DAMAGED.id, DAMAGED.title, DAMAGED.verdict, "", f"It could not be inspected: {reason}.", "", _TO_PDF)


def disagrees(what: str, cure: str) -> Finding:
    """The finding for a file that does not fit its record's outcome."""
    return Finding(OUTCOME.id, OUTCOME.title, OUTCOME.verdict, "", what, "", cure)
