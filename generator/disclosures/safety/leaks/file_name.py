# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the name of the file tells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak

_WRONG = r"un-?redacted|not.?redacted|original|internal|draft|do.?not.?release"


@leak(
    "FILE-NAME",
    title="A file name that says too much",
    verdict=Verdict.REVIEW,
    kinds=(),
    finds="File names with an e-mail address, or with words such as “unredacted”, “draft” or “internal”.",
    why=(
        "The name is published as the address of the file; it may name a person, or show that the wrong file "
        "was put here."
    ),
    cure="Check that this is the right file, and rename it after its record",
    before="`records/8-1-unredacted-draft.pdf`",
    after="`records/8-1.pdf`, after a look that it is the right file.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if re.search(r"[\w.+-]+@[\w-]+\.\w+", opened.name):
        yield Hit("", "The file name holds an e-mail address.", opened.name)
    elif word := re.search(_WRONG, opened.name, re.IGNORECASE):
        yield Hit("", f"The file name says “{word[0]}”.", opened.name)
