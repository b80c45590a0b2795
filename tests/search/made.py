# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small documents to search: a log of six answers, and random ones."""

from __future__ import annotations

import random

from disclosures.site.search import Document, Facts, Item, Page

COUNCIL = "Northmere Council"
EITHER = "Section 23(1) or section 24(1)"


def document(reference: str, title: str, answer: str, *records: Item, date: str = "2023-03-01", **facts: object) -> Document:
    """An answer with records; its address is made from the reference."""
    address = f"requests/{reference.lower().replace('.', '-').replace('/', '-')}/"
    first = Item("", address, title, pages=(Page("#answer", "The answer", answer),))
    told = {"summary": "", "authority": COUNCIL, "outcome": "Partly withheld"} | facts
    return Document(reference, Facts(reference, title, date, **told), (first, *records))  # type: ignore[arg-type]


def record(number: str, title: str, *pages: str, home: str, kind: str = "letter", outcome: str = "redacted") -> Item:
    """A record of numbered pages; without pages it is withheld."""
    made = tuple(Page(f"#page-{n}", f"Page {n}", text) for n, text in enumerate(pages, 1))
    return Item(number, f"{home}records/{number}/", title, kind, "2023-02-0" + number[0], outcome if pages else "withheld", made)


HOTTON, SILENT, GONE = "requests/01-foi-22-023334/", "requests/nmc-23-0150/", "requests/nmc-23-0066/"
LOG = (
    document(
        "01.FOI.22.023334", "Letters between the Mayor and the Commissioner", 
        "The Commissioner holds five letters. Names of staff are personal data. Parts fall under section 23(1) or section 24(1).",
        record("1", "Letter about the harbour bridge", "Dear Mayor, the bridge is closed.", "It was inspected twice.\nNothing was found.",
               "The inspector wrote that the quayside crane had rusted through. It must be replaced.", home=HOTTON),
        record("8.2", "Strategic briefing spreadsheet", home=HOTTON, kind="spreadsheet"),
        date="2022-03-01", subjects=("mayor", "bridges"), exemptions=("Section 40(2)", EITHER)),
    document("NMC-22-0041", "Potholes in Harbour Road", "Four hundred potholes were filled in Harbour Road. The council’s budget was exceeded.",
             subjects=("roads",), exemptions=("Section 12",), outcome="Refused: cost, vexatious or repeated"),
    document("NMC-23-0011", "Gŵyl y Môr: the festival's licence", "Rhoddwyd trwydded i Ŵyl y Môr. The festival was licensed for Tŷ Mawr.",
             record("1", "Licence of the festival", "The licence says that music ends at eleven.", home="requests/nmc-23-0011/", kind="report", outcome="full"),
             subjects=("events", "licensing"), outcome="Released in full"),
    document("GAC-23-019", "Spending on the harbour bridge", "The bridge cost two million pounds to inspect and mend.",
             record("1", "Letter about the harbour bridge", "The bridge will open in May.", home="requests/gac-23-019/"),
             date="2024-05-02", authority="Gower Academy", subjects=("bridges", "spending"), exemptions=("Section 43(2)",)),
    document("NMC-23-0150", "Visits to an address", "We neither confirm nor deny that anything is held.",
             record("1", "Unmentionable surveillance ledger", "Clandestine observations were noted here.", home=SILENT, kind="logbook"),
             outcome="Neither confirmed nor denied", exemptions=(EITHER,), silent=True),
    document("NMC-23-0066", "Complaints about a neighbour", "Zugzwang complaints were upheld.", outcome="Withdrawn", withdrawn=True),
)  # fmt: skip
WORDS = (
    "harbour bridge budget council letter minutes the of and review planning road school inspector festival potholes crane licence "
    "music staff officer report ŵyl môr ffordd tender invoice parking lights museum library flood drain spring summer autumn winter"
).split()


def random_document(dice: random.Random, key: int) -> Document:
    """A document of a few words; the same key may get other words, another date and other records each time."""
    home = f"requests/r-{key}/"

    def text(most: int) -> str:
        return " ".join(dice.choices(WORDS, k=dice.randint(1, most)))

    records = [record(str(n), text(4), *(text(20) for _ in range(dice.randint(0, 3))), home=home, kind=dice.choice(["letter", "report"])) for n in range(1, dice.randint(1, 4))]
    return document(
        f"R-{key}", text(6), text(30), *records, date=dice.choice(["2022-01-05", "2022-01-05", "2022-01-06", "2023-07-01", ""]), summary=text(8),
        subjects=tuple({dice.choice(WORDS[:6]), dice.choice(WORDS[:6])}), exemptions=dice.choice([(), (EITHER,), ("Section 40(2)", "Section 12")]),
        silent=dice.random() < 0.15, withdrawn=dice.random() < 0.1)  # fmt: skip
