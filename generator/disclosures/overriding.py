# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which leak rules a written reason can never cover.

Officers read it in a check before anything is opened, and the gate reads it again when it decides: what stands here
gives away what was redacted, or cannot be inspected at all.
"""

from __future__ import annotations

NEVER = (
    "OVERLAY-",
    "HIDDEN-SHEET",
    "HIDDEN-CELLS",
    "REDACT-UNAPPLIED",
    "INVISIBLE-TEXT",
    "TRACKED",
    "ENCRYPTED",
    "DAMAGED",
    "TERM-",
)
"""Ids of rules; one that ends in a hyphen stands for all that begin so."""


def can_be_covered(rule: str) -> bool:
    """Whether an override may let findings of `rule` through."""
    return not any(rule.startswith(one) if one.endswith("-") else rule == one for one in NEVER)
