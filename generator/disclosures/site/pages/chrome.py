# SPDX-License-Identifier: AGPL-3.0-or-later
"""What surrounds every page, from plain values of the settings."""

from __future__ import annotations

from .. import addresses
from ..views.parts import Link

MENU = (
    Link("Answers", addresses.ANSWERS, note="answers"),
    Link("Subjects", addresses.SUBJECTS, note="subjects"),
    Link("Exemptions", addresses.EXEMPTIONS, note="exemptions"),
    Link("Search", addresses.SEARCH, note="search"),
    Link("About", "about/", note="about"),
    Link("How to ask", "how-to-ask/", note="how-to-ask"),
)
FOOTER = (
    Link("About", "about/"),
    Link("Your right to complain", "complain/"),
    Link("Corrections", addresses.CORRECTIONS),
    Link("Accessibility", "accessibility/"),
    Link("Privacy", "privacy/"),
    Link("Cookies: none used", "cookies/"),
    Link("Reuse and licence", "reuse/"),
    Link("Data", addresses.DATA),
    Link("Contact", "contact/"),
)
HINTS = {"escape": "press Esc", "escape-twice": "press Esc twice", "shift-3": "press Shift three times", "off": ""}
