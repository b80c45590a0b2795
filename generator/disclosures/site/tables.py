# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as tables and as lists, a year at a time: requests.csv, records.csv, exemptions.csv and log.json.

Each answer gives its own lines, and a year's file is no more than those lines in order. So a changed answer costs the joining
of one year, however many years the log has. What an answer may not tell is in none of its lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..log import card
from ..log.answer import OUTCOMES, Answer
from . import addresses, data
from .pages import law

REQUESTS = ("reference", "title", "summary", "authority", "statute", "outcome", "received", "responded", "published", "updated",
            "language", "subjects", "exemptions", "records", "released_in_full", "redacted", "withheld", "page", "data", "archive",
            "withdrawn", "withdrawn_why", "specimen")  # fmt: skip
EXEMPTIONS = ("reference", "statute", "cited", "alternative", "grounds", "page")
RECORDS = ("reference", *data.COLUMNS)
COLUMNS = dict(zip(addresses.TABLES, (REQUESTS, RECORDS, EXEMPTIONS), strict=True))
"""Columns of each table."""


@dataclass(frozen=True)
class Lines:
    """One answer's own lines."""

    year: str
    """`2023`, or `undated`: the year of its publication, failing that of the answer, failing that of the request."""
    place: str
    """Where they stand among others of the year."""
    requests: str
    records: str
    exemptions: str
    item: str
    """As an item of log.json."""


def of(answer: Answer, base: str, records: Sequence[dict[str, Any]], archive: str) -> Lines:
    """The lines of an answer with the `records` that its data tells; `archive` is the address of its ZIP, if it has one."""
    item = _item(answer, base, archive)
    counts = item.get("counts") or {}
    row = {
        **item, **item["dates"], **{key.replace("full", "released_in_full"): number for key, number in counts.items()},
        "records": sum(counts.values()) if counts else None, "page": item["url"],
        "subjects": "; ".join(item["subjects"]), "exemptions": "; ".join(item["exemptions"]),
        "withdrawn": (item.get("withdrawn") or {}).get("date"), "withdrawn_why": (item.get("withdrawn") or {}).get("reason"),
    }  # fmt: skip
    reference = answer.request.reference
    return Lines(
        year=str(answer.dated.last.year) if answer.dated else "undated",
        place=f"{answer.dated.last.isoformat() if answer.dated else ''} {reference}",
        requests=data.as_csv([[row.get(name) for name in REQUESTS]]),
        records=data.as_csv([reference, *cells] for cells in data.cells(records)),
        exemptions=data.as_csv([reference, answer.regime.act, *cells] for cells in _exemptions(answer, base)),
        item=json.dumps(item, ensure_ascii=False),
    )  # fmt: skip


def _item(answer: Answer, base: str, archive: str) -> dict[str, Any]:
    request = answer.request
    home = base + addresses.request(request.reference)
    told: dict[str, Any] = {
        "reference": request.reference, "title": request.title, "summary": "" if answer.withdrawn else request.summary, "url": home,
        "authority": answer.authority.name, "statute": answer.regime.act, "outcome": OUTCOMES[answer.outcome],
        "dates": data.dates(request), "updated": card.updated(answer).isoformat(), "language": request.language,
        "subjects": [] if answer.withdrawn else list(request.subjects),
        "exemptions": [] if answer.withdrawn else [one.words for one in answer.laws],
    }  # fmt: skip
    if answer.withdrawn and request.withdrawn:
        told["withdrawn"] = {"date": request.withdrawn.date.iso, "reason": request.withdrawn.reason}
    elif answer.counts:
        told["counts"] = {outcome: answer.counts[outcome] for outcome in ("full", "redacted", "withheld")}
    if request.specimen:
        told["specimen"] = request.specimen
    return told | {"data": f"{home}request.json"} | ({"archive": base + archive} if archive else {})


def _exemptions(answer: Answer, base: str) -> Iterable[list[Any]]:
    for one in () if answer.withdrawn else answer.laws:
        grounds = "; ".join(dict.fromkeys(use.ground for use in one.uses if use.ground))
        yield [one.words, "yes" if one.alternative else "no", grounds, base + addresses.exemption(law.key(answer, one))]


def table(name: str, lines: Iterable[str]) -> bytes:
    """One of the tables: RFC 4180 in UTF-8 without a byte order mark, with a line of names."""
    return (data.as_csv([COLUMNS[name]]) + "".join(lines)).encode()


def page(year: str, items: Sequence[str], years: Sequence[str], base: str) -> bytes:
    """log.json of one year, oldest answer first, with the ways to the years before and after."""
    at = years.index(year)
    around = {"previous": years[at - 1] if at else None, "next": years[at + 1] if at + 1 < len(years) else None}
    head = {"year": year, "index": base + addresses.LOG_JSON, **{k: base + addresses.year_json(y) if y else None for k, y in around.items()}}
    return f'{json.dumps(head)[:-1]}, "requests": [\n {(","+chr(10)+" ").join(items)}\n]}}\n'.encode()


def index(title: str, counts: dict[str, int], base: str) -> bytes:
    """Where the years are, oldest first, and how many answers each has."""
    pages = [{"year": year, "count": count, "url": base + addresses.year_json(year),
              "tables": {name: base + addresses.year_csv(year, name) for name in COLUMNS}} for year, count in counts.items()]  # fmt: skip
    return (json.dumps({"title": title, "url": base, "count": sum(counts.values()), "pages": pages}, ensure_ascii=False, indent=1) + "\n").encode()
