# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site's way of putting things: plurals, sizes, dates, lists. Plain words, no ordinals, no dashes for “none”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...casework.request import Record
from ...casework.when import When
from ..views.parts import Badge, Tally

NOT_STATED = "Not stated"
BADGES = {"full": "Released in full", "redacted": "Redacted", "withheld": "Withheld"}
COUNTED = {"full": "in full", "redacted": "redacted", "withheld": "withheld"}


def number(value: int) -> str:
    """With a comma from 1,000 on."""
    return f"{value:,}"


def count(value: int, one: str, many: str = "") -> str:
    """`1 record`, `18 records`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def size(octets: int) -> str:
    """`212 KB`, `4.2 MB`; decimal units, as the public's own devices show them."""
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))} KB"
    return f"{octets / 1_000_000:.1f} MB"


def both(items: Sequence[str], word: str = "and") -> str:
    """`8, 8.1 and 10`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {word} {items[-1]}" if items else ""


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    text = text.strip()
    return text and text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def lower_first(text: str) -> str:
    """For use within a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def when(date: When | None) -> str:
    return date.words if date else NOT_STATED


def iso(date: When | None) -> str:
    """For <time datetime>: empty where HTML has no form for it (ranges) or nothing is known."""
    return date.iso if date and date.precision != "range" else ""


def kind(text: str) -> str:
    return text[:1].upper() + text[1:]


def titled(record: Record) -> str:
    """A record's title with its date, by which records of the same title are told apart."""
    return record.title + (f", {record.date.words}" if record.date else "")


def badge(outcome: str, *, alone: bool = False) -> Badge:
    """The outcome's mark and words; `alone` on a withheld record's own page."""
    return Badge(outcome, "Withheld in full" if alone and outcome == "withheld" else BADGES[outcome])  # type: ignore[arg-type]


def tally(full: int, redacted: int, withheld: int) -> Tally | None:
    """The decision bar of so many records: None for answers of which no count may be told, and for those without records."""
    counts = {"full": full, "redacted": redacted, "withheld": withheld}
    total = sum(counts.values())
    if not total:
        return None
    told = ", ".join(f"{number(counts[o])} {COUNTED[o]}" for o in COUNTED if counts[o])
    return Tally(full, redacted, withheld, f"{count(total, 'record')}: {told}", _segments(counts, total))


def _segments(counts, total: int) -> tuple:
    """Widths in proportion within 96 units, none under 5: small ones are widened at the widest one's cost."""
    widths = {o: max(5.0, 96 * counts[o] / total) for o in COUNTED if counts[o]}
    widest = max(widths, key=widths.__getitem__)
    widths[widest] -= sum(widths.values()) - 96
    segments, x = [], 0.0
    for outcome, width in widths.items():
        segments.append((outcome, round(x, 2), round(width, 2)))
        x += width
    return tuple(segments)


def shortened(text: str, limit: int = 155) -> str:
    """At most `limit` characters, cut at a word: for descriptions in search engines."""
    text = re.sub(r"\s+", " ", text).strip()
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
