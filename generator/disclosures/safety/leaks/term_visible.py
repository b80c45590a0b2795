# SPDX-License-Identifier: AGPL-3.0-or-later
"""A name that is hidden in one place and stands in clear in another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...documents.kind import OFFICE, Kind
from ...documents.office import How
from ..findings import Hit, Verdict
from ..hidden_text import Cause
from ..opened import Opened
from ..recurring import Recurring
from ..rules import leak
from ..words import normal

_MEANT = (Cause.COVER, Cause.ANNOTATION, Cause.SCAN, Cause.INVISIBLE)


@leak(
    "TERM-VISIBLE",
    title="Hidden in one place, printed in another",
    verdict=Verdict.REVIEW,
    kinds=OFFICE | {Kind.PDF},
    costly=True,
    finds=(
        "Names, numbers and addresses that lie under a cover, or in a colour that nobody sees, and stand in clear elsewhere in "
        "the same file. A build also looks in the other files and texts of the request. What was removed well cannot be "
        "compared with anything: a list of withheld terms finds that."
    ),
    why="Whoever mends the box alone publishes the name all the same, a few lines further down.",
    cure="Redact these words here too if they are the ones that are withheld, when you mend what hides them",
    before="The name in the first line of a letter lies under a black box. The letter is signed with the same name.",
    after="The name is removed in both places, and a mark such as [redacted] stands there.",
)
def check(opened: Opened) -> Iterator[Hit]:
    if opened.kind in OFFICE:
        hidden = [text.words for how in (How.COVERED, How.INVISIBLE) for text in opened.office.kept(how)]
        clear = [(text.where, text.words, "") for text in opened.office.kept(How.SHOWN)]
        covered = {normal(text.words) for text in opened.office.kept(How.COVERED)}
    else:
        found = [text for text in opened.hidden.texts if text.cause in _MEANT]
        hidden, covered = [text.text for text in found], set()
        if not hidden:
            return
        clear = [
            (f"page {page.number}", page.text, "\n".join(t.text for t in opened.hidden.texts if t.page == page.number))
            for page in opened.pdf.pages
        ]
    sought = Recurring(hidden, [text for _, text, _ in clear])
    for where, text, unseen in clear:
        if normal(text) in covered:
            continue
        under = Counter(words.casefold() for _, words in sought.find(unseen))
        for _, words in sought.find(text):
            under[words.casefold()] -= 1
            if under[words.casefold()] < 0:
                yield Hit(where, "Words that are hidden elsewhere in this file stand here in clear.", words)
