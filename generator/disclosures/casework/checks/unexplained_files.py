# SPDX-License-Identifier: AGPL-3.0-or-later
"""A released file that changed after publication: found by the build, which knows what was published; described here."""

from __future__ import annotations

from ...problems import Severity
from .registry import Check, describe

UNEXPLAINED = Check(
    id="file-change-unexplained",
    severity=Severity.ERROR,
    title="A released file changed after publication and nothing says why",
    what="A file that was published keeps its name and what it holds, or `history` has one more entry than it had then. A withdrawal "
    "needs no entry, and neither does a file that is new.",
    why="Readers cite files by their hash. Whoever finds another file in its place has to be able to learn what happened.",
    before="file: records/1-letter.pdf   # another file than was published",
    after="file: records/1-letter-complete.pdf\nhistory:\n  - date: 2025-05-04\n    what: Record 1 was replaced. The earlier file lacked its last page.",
)
describe(UNEXPLAINED)
