# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long lists over several pages, so that a new answer changes the first page alone.

The first page holds the newest answers. Behind it stand pages that are full, numbered from the oldest answers on: what
page 3 holds stays on page 3. Page numbers of the usual kind, counted from the newest, would move every answer of the
log by one place with each answer that is published.

    answers/  12 newest       ›  answers/page-2/  50  ›  answers/page-1/  the 50 oldest

An answer that is withdrawn leaves its place on the page empty, for the same reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .. import addresses
from ..views.parts import Link, Pager


@dataclass(frozen=True)
class Stretch:
    """What one page of a list holds. `number` is 0 for the newest answers."""

    number: int
    cards: Sequence[Any]
    """What is shown of it: where an answer was withdrawn, fewer than there are places."""
    last: int
    """The highest page number; 0 where one page holds everything."""

    @property
    def neighbours(self) -> tuple[int | None, int | None]:
        """Numbers of the pages with newer and with older answers."""
        newer = None if not self.number else 0 if self.number == self.last else self.number + 1
        older = (self.last or None) if not self.number else (self.number - 1 or None)
        return newer, older


def stretches(cards: Sequence[Any], per_page: int, gone: Callable[[Any], bool] = lambda _: False) -> Iterator[Stretch]:
    """The pages of a list of answers, newest first. The first never shrinks to a line or two. What is `gone` keeps its place, empty."""

    def shown(start: int, end: int) -> Sequence[Any]:
        return tuple(card for card in cards[start:end] if not gone(card))

    least = max(1, per_page // 5)
    last = max(0, (len(cards) - least) // per_page)
    newest = len(cards) - last * per_page
    yield Stretch(0, shown(0, newest), last)
    for number in range(last, 0, -1):
        start = newest + (last - number) * per_page
        yield Stretch(number, shown(start, start + per_page), last)


def pager(base: str, key: str, stretch: Stretch) -> Pager | None:
    """Ways to the other pages. A page names its neighbours and both ends only, as the number of pages grows."""
    if not stretch.last:
        return None
    newer, older = stretch.neighbours
    ends = {0, 1} | ({stretch.last} if not stretch.number else set())
    shown = sorted(ends | {n for n in (newer, stretch.number, older) if n is not None}, key=lambda n: (n > 0, -n))
    links: list[Link] = []
    for place, number in enumerate(shown):
        before = shown[place - 1] if place else number
        hidden = before - number > 1 if before else place and stretch.number and newer  # how many there are would change
        if hidden:
            links.append(Link("…"))
        links.append(Link(str(number) if number else "Newest", addresses.listing(base, key, number), current=number == stretch.number))
    return Pager(
        tuple(links),
        Link("Newer answers", addresses.listing(base, key, newer)) if newer is not None else None,
        Link("Older answers", addresses.listing(base, key, older)) if older is not None else None,
    )

