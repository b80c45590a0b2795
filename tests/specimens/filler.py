# SPDX-License-Identifier: AGPL-3.0-or-later
"""The words inside a specimen: all about the specimen itself, none of them anyone's."""

from __future__ import annotations

import hashlib

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_FIND = (
    "amber azure bronze copper coral cream crimson ebony green indigo ivory lilac maroon olive pearl russet",
    "early late northern southern eastern western upper lower inner outer quiet steady distant nearer wooded windy",
    "avocet bittern bunting crake curlew dotterel dunlin finch gannet godwit heron jackdaw kestrel lapwing linnet wren",
    "anchor basket bell bridge candle compass drum feather ferry gate hammer harbour kite ladder lantern loom",
)

_SHAPES = (
    "This paragraph stands where the {ordinal} point of the {kind} was. It has about the length that such a point has, "
    "so that a reader of this sample sees a page as full as a real one.",
    "Here stood the {ordinal} point. The sample keeps its place and not its words: what was said is in the "
    "released record alone, with the authority that holds it.",
    "The {ordinal} point of the {kind} began on this line. These sentences tell nothing but where it was, and they "
    "wrap at the margin as ordinary sentences do.",
)
_GAPPED = (
    "In the {ordinal} point some words were taken out at this place [[{label}|{units}]] and the sentence went on after "
    "the gap to its end.",
    "The {ordinal} point has a gap, [[{label}|{units}]] here, as wide as the grid on which all gaps of this sample "
    "stand, and another one close behind it [[{label}|{again}]] before the point ends.",
)


def point(number: int, kind: str) -> str:
    """Paragraph `number`, counted from 0, of a record of this kind."""
    return _SHAPES[number % len(_SHAPES)].format(ordinal=ordinal(number), kind=kind)


def gapped(number: int, label: str) -> str:
    """Paragraph `number` with one or two gaps under `label`."""
    units, again = 2 + number % 3, 2 + (number + 1) % 2
    shape = _GAPPED[number // 2 % len(_GAPPED)]
    return shape.format(ordinal=ordinal(number), label=label, units=units, again=again)


def ordinal(number: int) -> str:
    """`first` for 0; past the tenth, the number in figures."""
    return ORDINALS[number] if number < len(ORDINALS) else f"{number + 1}th"


def find_words(record: str, page: int) -> str:
    """Four words that stand on this page of this record and on no other, so that a search can be tried."""
    digest = hashlib.sha256(f"{record}/{page}".encode()).digest()
    return " ".join(words.split()[digest[number] % 16] for number, words in enumerate(_FIND))
