# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search page and "Has this been asked before?", as their templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import Link, Page


@dataclass(frozen=True, kw_only=True)
class SearchPage(Page):
    """A page that asks the index. Template `search.html` or `asked-before.html`."""

    index: str
    """Address of the folder that holds the index: `search/`."""
    script: str
    """Address of the bundle of search-words.js, search-index.js and search.js."""
    more: str
    """Address of search-more.js, a module that only some searches fetch."""
    browse: tuple[Link, ...]
    """The lists by which everything is reached without a search: `Answers by year`, `Subjects`, … `A to Z`."""
    ask: Link | None = None
    """How to send a request; for `asked-before.html`."""
