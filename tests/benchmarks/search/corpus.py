# SPDX-License-Identifier: AGPL-3.0-or-later
"""The made log of `tests.benchmarks.log.corpus` as documents of the index, with records of five pages on top.

Records are written with forty thousand words, requests with eight thousand: long texts have many rare words (Heaps' law).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import yaml

from disclosures.site.search import Document, Facts, Item, Page
from tests.benchmarks.log.corpus import KINDS, requests
from tests.benchmarks.log.prose import Prose

PAGES = 5
WORDS = 280
_LOAD = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def documents(count: int, records: int = 2, seed: int = 7) -> Iterator[Document]:
    """`count` requests, each releasing `records` records of five pages beside the lines of its schedule."""
    prose = Prose(seed + 1, 40_000)
    dice = random.Random(seed)
    for made in requests(count, seed):
        told = yaml.load(made.files["request.yaml"], _LOAD)
        address = f"requests/{made.reference.lower()}/"
        answer = re.sub(r"^#+ ", "", made.files["response.md"], flags=re.M)
        first = Item("", address, told["title"], pages=(
            Page("#request", "The request", made.files["request.md"]), Page("#answer", "The answer", answer)))  # fmt: skip
        items = [first]
        for number in range(1, records + 1):
            pages = tuple(Page(f"#page-{n}", f"Page {n}", prose.paragraph(WORDS)) for n in range(1, PAGES + 1))
            items.append(Item(f"R{number}", f"{address}records/r{number}/", prose.phrase(5, 12), dice.choice(KINDS), outcome="redacted", pages=pages))
        for line in told["records"]:
            items.append(Item(line["number"], f"{address}records/{line['number']}/", line["title"], line["kind"], str(line["date"]), "withheld"))
        yield Document(made.reference, Facts(
            made.reference, told["title"], str(told["dates"]["published"]), told["summary"], "Made Council",
            "Partly withheld" if records else "Withheld", tuple(f"Section {one['code'][1:]}" for one in told["exemptions"]), tuple(told["subjects"]),
        ), tuple(items))  # fmt: skip
