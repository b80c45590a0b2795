# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document's key to its redactions: `black box = s40(2)`, or a sample of each box with the law beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..documents.redaction_boxes import CODE, codes_in
from .blocks import Block, Gap, runs_in
from .pieces import plain

_LOOKS = {"gray": "grey", "shaded": "grey", "outlined": "white", "blank": "white", "clear": "white", "dark": "black"}
_NAMED = re.compile(
    r"\b(?P<look>black|white|gr[ae]y|yellow|red|green|blue|hatched|shaded|outlined|blank|clear|dark)(?:ed)?(?:[ -]out)?"
    r"(?:\s+(?:box|block|bar|area|rectangle|redaction|shading|text)(?:e?s)?)?"
    r"\s*(?:=|:|–|—|-|\bmeans?|\bdenotes?|\bindicates?|\bshows?|\bmarks?|\bare\b|\bis\b)[^.;\n\0]{0,60}?(?=" + CODE.pattern.replace("?P<", "?P<n_") + ")",
    re.IGNORECASE,
)  # fmt: skip
_SAMPLE = re.compile(r"\0\s*(?:=|:|–|—|-|\bmeans|\bdenotes|\bindicates)")
_ALL = re.compile(
    r"\b(?:all|the|any)\s+redactions?\b[^.;\n\0]{0,60}?\b(?:under|made|pursuant|relate|fall)\b|\bredactions?\s*(?:=|:)", re.IGNORECASE
)


def of(blocks: Iterable[Block]) -> dict[str, tuple[str, ...]]:
    """From a box's look to the codes that the document's key gives it; the look is empty where the key is for all."""
    found: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        for run in runs_in(block):
            text = plain(run)
            if not CODE.search(text):
                continue
            for match in _NAMED.finditer(text):
                look = match["look"].lower()
                found.setdefault(_LOOKS.get(look, look), _codes(text[match.end() :]))
            gaps = [one for one in run if isinstance(one, Gap)]
            for match in _SAMPLE.finditer(text):
                gap = gaps[text.count("\0", 0, match.start())]
                if gap.look and (codes := _codes(text[match.end() :])):
                    found.setdefault(gap.look, codes)
            if match := _ALL.search(text):
                found.setdefault("", _codes(text[match.end() :]))
    return {look: codes for look, codes in found.items() if codes}


def _codes(text: str) -> tuple[str, ...]:
    """The codes at the start of a text, before the next entry of the key."""
    return codes_in(re.split(r"[\0\n;]|\.\s|\b(?:black|white|grey|gray|yellow|red|green|blue|hatched)\b", text, maxsplit=1)[0])
