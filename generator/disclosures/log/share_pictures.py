# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures for those who share an answer, drawn once and kept by all that they show."""

from __future__ import annotations

from dataclasses import dataclass

from ..documents import share_picture
from ..store import Store

SIZE = (share_picture.WIDTH, share_picture.HEIGHT)


@dataclass(frozen=True)
class Shared:
    """All that a picture shows."""

    publisher: str
    title: str
    lines: tuple[str, ...]
    segments: tuple[tuple[str, float, float], ...]
    """As in Tally; empty where no count may be told."""


@dataclass(frozen=True)
class Pictures:
    """Draws in one colour of the publisher's, `#rrggbb`."""

    store: Store
    accent: str

    def of(self, shown: Shared) -> bytes:
        """A PNG of SIZE pixels."""
        key = (share_picture.VERSION, self.accent, repr(shown))
        data = self.store.get_bytes("share", *key)
        if data is None:
            data = share_picture.draw(shown.publisher, shown.title, shown.lines, shown.segments, self.accent)
            self.store.put_bytes("share", *key, data=data)
        return data
