# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is searched: plain data, one `Document` for each request. The engine knows nothing else of the log.

Two promises are kept here, whatever a caller hands over. An answer that neither confirms nor denies has no records and no
count of them (FOIA s1(1)(a), s2(1)). Exemptions cited in the alternative are one text, never taken apart.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """A part of an item that has an address of its own."""

    at: str
    """From the item's address: `#page-3`, or `2/#page-30` where a long record goes on. Unique within the item."""
    heading: str
    """`Page 3`, `The answer`."""
    text: str
    """What the page says, as a reader sees it; one line for each block."""

    @property
    def file(self) -> str:
        """The page's text, from the item's address: `page-3.txt`."""
        return f"{self.at.rpartition('#')[2] or 'text'}.txt"


@dataclass(frozen=True)
class Item:
    """The answer itself (first, without number), or a record of the schedule. One without pages is found by its title."""

    number: str
    address: str
    """From the root of the site: `requests/01-foi-22-023334/records/8.1/`."""
    title: str
    kind: str = ""
    """Kind of record, in words; empty for the answer."""
    date: str = ""
    """ISO date, or empty."""
    outcome: str = ""
    """`full`, `redacted` or `withheld`; empty for the answer."""
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is told of a request, and what filters count. All in words, as the site shows them."""

    reference: str
    title: str
    date: str = ""
    """When it was published (failing that answered, failing that received): ISO, or empty."""
    summary: str = ""
    authority: str = ""
    outcome: str = ""
    exemptions: tuple[str, ...] = ()
    """`Section 40(2)`; those cited in the alternative as one: `Section 23(1) or section 24(1)`."""
    subjects: tuple[str, ...] = ()
    silent: bool = False
    """True when the answer neither confirms nor denies."""
    withdrawn: bool = False


@dataclass(frozen=True)
class Document:
    """A request with its answer and its records."""

    key: str
    """Names the request for ever; the number is made from it."""
    facts: Facts
    items: tuple[Item, ...]

    @property
    def shown(self) -> tuple[Item, ...]:
        """The items that may be found: of a silent answer the answer alone, of a withdrawn one nothing."""
        if self.facts.withdrawn:
            return ()
        return tuple(item for item in self.items if not item.number) if self.facts.silent else self.items

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record among what is shown."""
        return tuple(sorted({item.kind for item in self.shown if item.kind}))
