# SPDX-License-Identifier: AGPL-3.0-or-later
"""A released file that changed after publication: found by the build against the register; described here."""

from __future__ import annotations

from ...problems import Severity
from .registry import Check, describe

UNEXPLAINED = Check(
    id="file-change-unexplained",
    severity=Severity.ERROR,
    title="A released file changed after publication and nothing says why",
    what="A file in the [register](../officers/addresses.md) holds what it held when it was published, and an answer, a record and a "
    "file keep their addresses. Otherwise `history` has one more entry than it had then, of the same day or later. A "
    "withdrawal needs no entry, and neither does what was never published.",
    why="Readers cite files by their hash. Whoever finds another file in its place has to be able to learn what happened. The entry "
    "is what the page of corrections and its feed tell.",
    before="file: records/1-letter.pdf   # another file than was published",
    after="file: records/1-letter.pdf\nhistory:\n  - date: 2025-05-04\n    what: Record 1 was replaced. The earlier file lacked its last page.",
)
describe(UNEXPLAINED)
