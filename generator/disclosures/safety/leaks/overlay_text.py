# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words under a black box are still words."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..hidden_text import Cause
from ..opened import Opened
from ..rules import leak


@leak(
    "OVERLAY-TEXT",
    title="Text under a cover",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    costly=True,
    finds="Live text under a rectangle, shape, line pattern or picture that is drawn later, of any colour.",
    why=("Anyone can select, copy or search the words under the cover. It is the most common failure of redaction."),
    cure="Redact the words again with a tool that removes them, or print the page and scan it",
    before="A black box over “Mr A. Example”. Copying the line gives “Dear Mr A. Example”.",
    after="Copying the line gives “Dear”.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.hidden.texts:
        if hidden.cause is Cause.COVER:
            yield Hit(hidden.where, "Text lies under something that covers it.", hidden.text)
