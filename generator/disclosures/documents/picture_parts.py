# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a picture file is made of: the picture, and everything that it holds besides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Sort = Literal["metadata", "thumbnail", "frame", "alpha", "outside"]
"""`metadata` tells about the picture; `thumbnail` is a small picture of it; `frame` is a further picture; `alpha` are
colours under full transparency; `outside` stands after the end, or where no reader looks."""


@dataclass(frozen=True)
class Held:
    """One thing that the file holds besides its picture."""

    sort: Sort
    what: str
    """Plain words for it: `EXIF`, `a comment`."""
    data: bytes = b""


@dataclass(frozen=True)
class Picture:
    """A picture file, read byte by byte."""

    width: int
    """Pixels, as a reader sees it: a picture that is to be turned has been turned."""
    height: int
    held: tuple[Held, ...]
    bare: bytes
    """The same picture, pixel for pixel, without whatever of `held` can be taken away without changing it."""

    def of(self, sort: Sort) -> tuple[Held, ...]:
        return tuple(held for held in self.held if held.sort == sort)

    def turned(self, orientation: int) -> Picture:
        """With its sides exchanged when EXIF says that it is to be turned by a quarter."""
        return replace(self, width=self.height, height=self.width) if orientation >= 5 else self
