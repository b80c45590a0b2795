# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page that is told of before it is made: by its address, and by a key of everything that it is going to tell.

While the key stays, so does the page, and it need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...store import sha256
from ..views.parts import Page


@dataclass(frozen=True)
class Planned:
    """A page to come. Two plans with the same address and key make the same page."""

    address: str
    template: str
    key: str
    make: Callable[[], Page]
    words: str = ""
    """HTML that the web team wrote, for the template."""
    root: bool = False
    """True for the page that is shown at any depth, whose links start at the root of the host."""


def plan(address: str, template: str, tells: Iterable[object], make: Callable[[], Page]) -> Planned:
    """A page that tells of these values, each of which is written out in full by str()."""
    return Planned(address, template, sha256("\0".join(map(str, tells)).encode()), make)


def made(page: Page, words: str = "", *, root: bool = False) -> Planned:
    """A page that is cheap to make, planned by making it."""
    return Planned(page.address, page.template, sha256(f"{page!r}\0{words}".encode()), lambda: page, words, root)
