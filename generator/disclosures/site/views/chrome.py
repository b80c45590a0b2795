# SPDX-License-Identifier: AGPL-3.0-or-later
"""What surrounds every page: brand, menu, quick exit, phase line, footer. Set in mkdocs.yml, the same on every page."""

from __future__ import annotations

from dataclasses import dataclass

from .parts import Link


@dataclass(frozen=True)
class QuickExit:
    """The exit bar. Absent (None) when a body switches it off."""

    url: str
    label: str
    """`Leave this site`"""
    key: str
    """`escape`, `escape-twice`, `shift-3`, or empty when only the link works."""
    hint: str
    """`press Esc`, in words that name the key; empty without a key."""


@dataclass(frozen=True)
class Phase:
    """The phase line: an outlined tag and a sentence with a feedback link."""

    tag: str
    text: str
    feedback: Link | None


@dataclass(frozen=True)
class Consent:
    """Asks before a web team's own analytics script loads. Absent (None) unless analytics is configured."""

    script: str
    """Address of their script on this site."""
    what: str
    """What it measures, in plain words."""
    days: int
    """How long an answer is kept, in days."""
    policy: Link


@dataclass(frozen=True)
class Chrome:
    """Everything around a page."""

    name: str
    """The body's name, or the log's."""
    short_name: str
    strapline: str
    strapline_short: str
    mark: str
    """Address of the crest or logo, drawn 48 px wide; empty for none."""
    menu: tuple[Link, ...]
    """`text`, `href`; `note` holds the section's key, compared with `view.section`."""
    quick_exit: QuickExit | None
    phase: Phase | None
    consent: Consent | None
    footer: tuple[Link, ...]
    footer_text: str
    stylesheet: str
    """Address of the one style sheet, its content's hash in the name."""
    script: str
    """Address of the one script (quick exit, copy, sort)."""
    consent_script: str
    """Address of the consent script, empty without analytics."""
    base_url: str
    """The site's public address, ending in a slash; empty when not set."""
    language: str
    feed: str = ""
    """Address of the log's Atom feed."""
    search: str = ""
    """Address of the OpenSearch description; empty where there is no page to search."""
    @property
    def tops(self) -> tuple[str, ...]:
        """Addresses of the menu, whose pages are marked there as the current ones."""
        return tuple(link.href for link in self.menu)

    mark_plate: bool = False
    """True for a mark that would vanish on a dark page: it stands on a light plate there."""
