# SPDX-License-Identifier: AGPL-3.0-or-later
"""Is any of it left? Every text of the finished file is searched for every word that was taken away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .. import readable
from .told import holds, words

_PAGE = re.compile(r"page (\d+)")


@dataclass(frozen=True)
class Left:
    """Words that a mark took away and that can still be read: on which pages, or only out of sight."""

    mark: int
    pages: tuple[int, ...]
    hidden: tuple[str, ...]
    """Where they are out of sight, when no page shows them."""


Texts = Sequence[tuple[str, tuple[str, ...]]]
"""Every text of a file, as its words: where it stands, and what it says."""


def texts_of(data: bytes, name: str) -> Texts:
    """Raises DocumentError when the file cannot be read."""
    return [(where, words(text)) for where, text in readable.read(data, name)]


def left_over(texts: Texts, terms: Mapping[int, Iterable[str]]) -> list[Left]:
    """What is left of the words that each mark took away."""
    found = []
    for mark, said in terms.items():
        wanted = {folded for one in said if len("".join(folded := words(one))) > 2}
        places = [where for where, text in texts if any(holds(text, term) for term in wanted)]
        pages = sorted({int(page[1]) for place in places if (page := _PAGE.match(place))})
        hidden = () if pages else tuple(dict.fromkeys(place or "its text" for place in places))
        if places:
            found.append(Left(mark, tuple(pages), hidden))
    return found
