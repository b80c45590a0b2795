# SPDX-License-Identifier: AGPL-3.0-or-later
"""Editorial pages: written by the web team in content/, framed like every other page."""

from __future__ import annotations

from collections.abc import Sequence

from ..views.parts import Link, Page
from . import head
from .chrome import MENU
from .context import Context

MOST_PARTS, FEWEST_PARTS = 12, 3


def editorial_page(ctx: Context, address: str, title: str, description: str, parts: Sequence[tuple[str, str]]) -> Page:
    """A page of content/ at `address`; its own words reach the template apart. `parts` are (heading, id) of its h2."""
    section = next((link.note for link in MENU if link.href == address), "")
    contents = tuple(Link(text, f"#{id}") for text, id in parts) if FEWEST_PARTS <= len(parts) <= MOST_PARTS else ()
    return Page(address=address, template="main.html", title=title, head=head.plain(title, description),
                section=section, crumbs=(ctx.home, Link(title)), contents=contents)  # fmt: skip


def not_found(ctx: Context) -> Page:
    """The page for addresses that are not there."""
    title = "This page is not here"
    return Page(address="404.html", template="404.html", title=title, head=head.plain(title, "There is no page at this address. Ways to find what you were looking for."),
                crumbs=(ctx.home, Link(title)))
