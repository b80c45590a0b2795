# SPDX-License-Identifier: AGPL-3.0-or-later
"""The small objects that pages are made of. Templates see these and nothing else of ours.

Addresses are relative to the root of the site (`requests/01-foi-22-023334/`) or absolute (`https://…`); the template's
`href` filter makes them relative to the page. Every text is plain text (autoescaped) unless its name ends in `_html`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

_PROPERTIES = ("og:", "article:")
"""RDFa: ogp.me."""
Outcome = Literal["full", "redacted", "withheld"]


@dataclass(frozen=True)
class Link:
    """A link, or plain text when `href` is empty."""

    text: str
    href: str = ""
    hidden: str = ""
    """Words for assistive technology at the end, when links share their visible text."""
    count: int | None = None
    current: bool = False
    note: str = ""
    """Small words after the link: type and size, or “found, not stated”."""


@dataclass(frozen=True)
class Fact:
    """A term of the side list with its values; a value without address is plain text. `soft` for “Not stated”."""

    term: str
    values: tuple[Link, ...]
    note: str = ""
    soft: bool = False


@dataclass(frozen=True)
class Badge:
    """An outcome mark with its words: `code` picks mark and colours."""

    code: Outcome
    words: str


@dataclass(frozen=True)
class Tally:
    """Counts of records by outcome, drawn as the decision bar and always told in `words`."""

    full: int
    redacted: int
    withheld: int
    words: str
    """`18 records: 1 in full, 16 redacted, 1 withheld`."""
    segments: tuple[tuple[Outcome, float, float], ...]
    """(outcome, x, width) in a drawing 96 units wide; each at least 5 wide; absent outcomes left out."""

    @property
    def total(self) -> int:
        return self.full + self.redacted + self.withheld


@dataclass(frozen=True)
class Entry:
    """One answer in a list."""

    title: str
    href: str
    summary: str
    reference: str
    when: str
    """When published or answered, in words; empty when not stated."""
    when_iso: str
    tally: Tally | None
    """None where no counts may be told (neither confirm nor deny) or there are no records."""
    outcome: str
    """The request's outcome in words: `Partly withheld`, `Not held`."""
    authority: str = ""
    """Named when the log has several authorities."""
    lang: str = ""


@dataclass(frozen=True)
class Facet:
    """One way to narrow or browse: `Year`, with links and counts."""

    heading: str
    links: tuple[Link, ...]
    more: Link | None = None


@dataclass(frozen=True)
class Pager:
    """Pages of a list; `links` hold numbers, a Link without address and number is a gap."""

    links: tuple[Link, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True)
class FileLine:
    """A released file: everything the file line tells."""

    label: str
    """`Record 8.1, briefing, 6 February 2022 (PDF, 212 KB, 3 pages)`: the whole link text."""
    short: str
    """`PDF, 212 KB, 3 pages`: for the schedule."""
    href: str
    sha256: str
    groups: tuple[str, ...]
    """The hash in groups of eight."""
    remarks: tuple[str, ...]
    """`Tagged for screen readers`, `Scanned image: its text was read by machine`."""
    other_format: str = ""
    """mailto: address to ask for another format; empty when the authority gives no address."""
    code: Outcome = "full"


@dataclass(frozen=True)
class HeldBack:
    """A file the safety gate does not let out: told on its record's page without saying what was found."""

    words: str


@dataclass(frozen=True)
class Citation:
    """The citation as plain text, with links to its machine-readable forms."""

    text: str
    links: tuple[Link, ...] = ()
    styles: tuple[tuple[str, str], ...] = ()
    """(style, text) in other styles."""
    key: str = ""
    """Under which the forms, which hold more than this, have it."""


@dataclass(frozen=True)
class Notice:
    """A box of words: `plain` or `strong` (withdrawn, corrected)."""

    text: str
    lead: str = ""
    """Bold first words."""
    kind: Literal["plain", "strong"] = "plain"
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Head:
    """What goes into <head> besides style and scripts."""

    title: str
    """The whole <title>, without the site's name."""
    description: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    """(name, content) in order; a name may repeat. `og:` names become property attributes."""
    alternates: tuple[tuple[str, str, str], ...] = ()
    """(type, address, title) of <link rel=alternate>."""
    json_ld: str = ""
    """A JSON document, already safe inside <script>."""

    @property
    def meta_html(self) -> str:
        """The <meta> elements of `meta`, one a line: for programs, so that no template needs to spell them out."""
        return "\n".join(
            f'<meta {"property" if name.startswith(_PROPERTIES) else "name"}="{name}" content="{escape(content)}">'
            for name, content in self.meta
        )


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. `template` names a file in theme/, `section` the current menu item."""

    address: str
    template: str
    title: str
    """The h1."""
    head: Head
    section: str = ""
    eyebrow: tuple[Link, ...] = ()
    """The small line above h1, as text and links in order."""
    crumbs: tuple[Link, ...] = ()
    """From home to the page itself (last, without address)."""
    lang: str = "en"
    specimen: str = ""
    """The sentence that marks a specimen; empty on real material."""
    in_short: str = ""
    facts: tuple[Fact, ...] = ()
    contents: tuple[Link, ...] = ()
    citation: Citation | None = None
    styles: tuple[str, ...] = ()
    """Addresses of style sheets that this kind of page has to itself."""
    follow: tuple[Link, ...] = ()
    """Feeds of what the page lists."""
    notices: tuple[Notice, ...] = field(default=())
    """Strong notices above everything else (withdrawn, corrected)."""
