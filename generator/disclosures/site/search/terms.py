# SPDX-License-Identifier: AGPL-3.0-or-later
"""All that the index needs of one request, worked out from that request alone: workers can do it side by side.

A request is a row of units: each page of each item in order; an item without pages is one unit. Of each unit every
distinct term is kept with a code of twelve bits: its weight (two) and digests of the words before and after its last
occurrence (five each), by which most pages that do not hold a phrase are told without a look at their text.

    3  in the title (of the answer, or of the record, on its first page), or the reference
    2  often: four times and more, as a share of the page
    1  more than once
    0  once: only then do the digests rule a page out
"""

from __future__ import annotations

import json
import struct
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, compress, count, pairwise, repeat
from typing import Any

from .documents import Document, Item, Page
from .words import COMMONEST, HASHES, STEMS, fold, reference_terms, words

DIGEST = 31
MANY, MOST, TITLE = 1 << 10, 2 << 10, 3 << 10
_SIZES = "<9I"
OFTEN = 4
USUAL = 300
"""Words on a page; of longer ones "often" asks for more."""


class _Digests(dict[str, int]):
    """Five bits for each term."""

    def __missing__(self, term: str) -> int:
        made = self[term] = HASHES[term][0] & DIGEST
        return made


class _Before(dict[str, int]):
    """The same five bits where those of the word before stand."""

    def __missing__(self, term: str) -> int:
        made = self[term] = _DIGESTS[term] << 5
        return made


_DIGESTS, _BEFORE = _Digests(), _Before()


@dataclass(frozen=True)
class Extract:
    """`terms_of` read back. `units` are pairs of terms and as many codes; `words` is every word as it was written."""

    units: tuple[tuple[list[str], array[int]], ...]
    words: list[str]


def terms_of(document: Document) -> bytes:
    """Everything that the index is made of, for one request. The same document gives the same bytes."""
    facts = document.facts
    index: defaultdict[str, int] = defaultdict()
    index.default_factory = index.__len__
    places: list[int] = []
    codes: list[int] = []
    sizes = array("I")
    written: list[str] = []
    for place, (item, page) in enumerate(_units(document)):
        title = words(item.title) if page is None or page is item.pages[0] else []
        said = words(page.text) if page else []
        if place == 0:
            said += words(" ".join((facts.summary, *facts.subjects)))
        written += title
        written += said
        found, code = _unit(said, title)
        if place == 0:
            more = [one for one in reference_terms(facts.reference) if one not in found]
            found, code = found + more, [*code, *[TITLE] * len(more)]
        places += map(index.__getitem__, found)
        sizes.append(len(found))
        codes += code
    head, card = (json.dumps(told, ensure_ascii=False, separators=(",", ":")) for told in (_head(document, len(sizes)), _card(document)))
    every = dict.fromkeys(written)
    extra = [word for word in every if word not in index]
    texts = (head, card, "\n".join(_features(document)), " ".join(index), " ".join(extra))
    as_written = bytes(map(every.__contains__, index))  # most words are their own stem
    wide = "H" if len(index) < 1 << 16 else "I"
    sections = (*(text.encode() for text in texts), as_written, array(wide, places).tobytes(), sizes.tobytes(), array("H", codes).tobytes())
    return struct.pack(_SIZES, *map(len, sections)) + b"".join(sections)


def _unit(said: list[str], title: list[str]) -> tuple[list[str], list[int]]:
    """The distinct terms of one unit, each with its code."""
    heavy = list(dict.fromkeys(map(STEMS.__getitem__, title)))
    if not said:
        return heavy, [TITLE] * len(heavy)
    stems = list(map(STEMS.__getitem__, said))
    counts = Counter(stems)
    at = dict(zip(stems, count()))
    beside = ["", *stems, ""]
    enough = OFTEN * max(1, len(stems) / USUAL)
    for term in (*heavy, *COMMONEST):
        counts.pop(term, None)
    code = [
        _BEFORE[beside[at[term]]] | _DIGESTS[beside[at[term] + 2]] if n == 1 else
        (MOST if n >= enough else MANY) | _hint(beside[at[term]], beside[at[term] + 2])
        for term, n in counts.items()
    ]  # fmt: skip
    return [*heavy, *counts], [TITLE] * len(heavy) + code


def _hint(before: str, after: str) -> int:
    """Digests around the last of several occurrences; none beside a number, for of sections cited in the alternative none is first."""
    return 0 if before.isdigit() or after.isdigit() else _BEFORE[before] | _DIGESTS[after]


def _features(document: Document) -> list[str]:
    """What `related` compares: words, `#` subjects, `§` exemptions, `=` titles of records."""
    facts = document.facts
    if facts.withdrawn:
        return []
    found = dict.fromkeys(map(STEMS.__getitem__, words(f"{facts.title} {facts.summary}")))
    titles = dict.fromkeys("=" + fold(item.title).replace("\n", " ") for item in document.shown if item.number)
    rest = (*(f"#{one}" for one in facts.subjects), *(f"§{one}" for one in facts.exemptions), *titles)
    return [*(term for term in found if term not in COMMONEST), *rest]


def _units(document: Document) -> Iterator[tuple[Item, Page | None]]:
    for item in document.shown:
        yield from zip(repeat(item), item.pages or (None,))


def _head(document: Document, units: int) -> dict[str, Any]:
    facts = document.facts
    return {
        "key": document.key,
        "date": facts.date,
        "withdrawn": facts.withdrawn,
        "units": units,
        "authority": [facts.authority] if facts.authority else [],
        "outcome": [facts.outcome] if facts.outcome else [],
        "exemption": sorted(facts.exemptions),
        "subject": sorted(facts.subjects),
        "kind": list(document.kinds),
    }


def _card(document: Document) -> dict[str, Any]:
    """What is shown of a hit. Pages that are just numbered are told by how many there are."""
    facts = document.facts
    home = document.items[0].address
    items = []
    for item in document.shown:
        pages: Any = [[page.at, page.heading] for page in item.pages]
        if pages == [[f"#page-{n}", f"Page {n}"] for n in range(1, len(pages) + 1)]:
            pages = len(pages)
        near = item.address.removeprefix(home) if item.address.startswith(home) else "/" + item.address
        items.append([item.number, near, item.title, item.kind, item.date, item.outcome, pages])
    told = {"address": home, "reference": facts.reference, "date": facts.date, "outcome": facts.outcome}
    return {**told, "authority": facts.authority, "summary": facts.summary, "items": items}


def read(data: bytes) -> Extract:
    """What `terms_of` wrote."""
    at, sections = struct.calcsize(_SIZES), []
    for size in struct.unpack_from(_SIZES, data):
        sections.append(data[at : at + size])
        at += size
    *_, index, written, as_written, places, sizes, codes = sections
    stems = index.decode().split()
    terms = list(map(stems.__getitem__, array("H" if len(stems) < 1 << 16 else "I", places)))
    edges = [0, *accumulate(array("I", sizes))]
    every = array("H", codes)
    units = tuple((terms[start:end], every[start:end]) for start, end in pairwise(edges))
    return Extract(units, [*compress(stems, as_written), *written.decode().split()])


def told_first(data: bytes) -> tuple[str, str, str]:
    """The first sections of what `terms_of` wrote: facts (JSON), the card (JSON), features (a line each)."""
    at = struct.calcsize(_SIZES)
    one, two, three = accumulate(struct.unpack_from(_SIZES, data)[:3])
    return data[at : at + one].decode(), data[at + one : at + two].decode(), data[at + two : at + three].decode()


def texts_of(document: Document) -> dict[str, bytes]:
    """The text of each page by address, for the words around a hit. They belong to the request's own folder of the site."""
    return {item.address + page.file: page.text.encode() for item in document.shown for page in item.pages}
