# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search page, and the page on which a person sees what is published before sending a question."""

from __future__ import annotations

from collections.abc import Iterator

from .. import addresses
from ..views.parts import Link
from ..views.search import SearchPage
from . import head
from .context import Context

BROWSE = (
    Link("Answers by year and month", addresses.YEARS), Link("Subjects", addresses.SUBJECTS), Link("Exemptions", addresses.EXEMPTIONS),
    Link("Outcomes", addresses.OUTCOMES), Link("Authorities", addresses.AUTHORITIES), Link("Kinds of record", addresses.KINDS),
    Link("A to Z", addresses.LETTERS),
)  # fmt: skip


def every(ctx: Context) -> Iterator[SearchPage]:
    """Both pages; none where the search is switched off."""
    if ctx.search:
        told = "Search requests, answers and the text of every released record."
        yield _page(ctx, addresses.SEARCH, "search.html", "Search", told, "search")
        told = "Write a question before you send it, and see what is already published."
        yield _page(ctx, addresses.ASKED, "asked-before.html", "Has this been asked before?", told, "how-to-ask")


def _page(ctx: Context, address: str, template: str, title: str, description: str, section: str) -> SearchPage:
    style, script, more = ctx.search
    return SearchPage(
        address=address, template=template, title=title, head=head.plain(title, description), section=section, styles=(style,),
        crumbs=(ctx.home, Link(title)), index=addresses.SEARCH, script=script, more=more, browse=BROWSE,
        ask=Link("How to send a request", "how-to-ask/"),
    )  # fmt: skip
