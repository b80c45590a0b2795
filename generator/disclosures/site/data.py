# SPDX-License-Identifier: AGPL-3.0-or-later
"""An answer as data: request.json and schedule.csv beside its page. What the page may not tell, the data does not."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..casework.request import Request
from ..log.answer import OUTCOMES, Answer, Entry, Released
from . import addresses
from .pages import access, files, law, record_text, used, words

_ENCODER = json.JSONEncoder(ensure_ascii=False)
COLUMNS = ("number", "printed", "part_of", "date", "kind", "title", "outcome", "law", "law_basis", "page", "files", "sha256")


def request_json(answer: Answer, base: str, records: list[dict[str, Any]], dead: Mapping[str, str]) -> bytes:
    """The answer as UTF-8 JSON, keys in the order of the page, with its `rows`. Counts and records are left out of silent answers."""
    request = answer.request
    address = base + addresses.request(request.reference)
    data: dict[str, Any] = {
        "reference": request.reference,
        "title": request.title,
        "summary": request.summary,
        "url": address,
        "language": request.language,
        "authority": answer.authority.name,
        "statute": answer.regime.act,
        "dates": dates(request),
        "outcome": OUTCOMES[answer.outcome],
        "subjects": list(request.subjects),
        "exemptions": [
            {"cited": one.words, "alternative": one.alternative, "page": base + addresses.exemption(law.key(answer, one))}
            for one in answer.laws
        ],
    }
    if request.specimen:
        data["specimen"] = request.specimen
    if not answer.silent:
        data["records"] = records
        data["already_public"] = [
            {"title": m.title, "publisher": m.publisher, "url": m.url or None, "relation": m.relation, "covers": list(m.covers),
             "archived": m.archived or None, "not_there_since": dead.get(m.url)}
            for m in request.public_domain
        ]
    data["used_in"] = used.rows(answer)
    data["notes"] = [{"about": n.about, "text": n.text, "records": list(n.records)} for n in request.notes]
    data["history"] = [{"date": c.date.iso, "what": c.what, "why": c.why} for c in request.history]
    return _lines(data).encode()


def withdrawn_json(answer: Answer, base: str) -> bytes:
    """What is left of an answer that was taken down, for programs that knew it: that it was, when and why."""
    request, gone = answer.request, answer.request.withdrawn
    data = {
        "reference": request.reference, "title": request.title, "url": base + addresses.request(request.reference),
        "language": request.language, "authority": answer.authority.name, "statute": answer.regime.act, "dates": dates(request),
        "outcome": OUTCOMES[answer.outcome], "withdrawn": {"date": gone.date.iso, "reason": gone.reason} if gone else None,
    }  # fmt: skip
    return _lines(data | ({"specimen": request.specimen} if request.specimen else {})).encode()


def dates(request: Request) -> dict[str, str | None]:
    """The days of a request, as finely as they are known: `2023-01-15`, `2023-01`, `2022-02-06/2022-02-09`; None for those not stated."""
    return {name: date.iso if (date := getattr(request.dates, name)) else None for name in ("received", "responded", "published")}


def rows(answer: Answer, base: str) -> list[dict[str, Any]]:
    """Every record as data."""
    return [_record(answer, entry, base) for entry in answer.entries]


def _lines(data: dict[str, Any]) -> str:
    """JSON with a line for each part, and for each item of its lists: easy to read, and easy to compare."""
    parts = []
    for key, value in data.items():
        many = isinstance(value, list) and value and isinstance(value[0], dict)
        told = "[\n  " + ",\n  ".join(map(_ENCODER.encode, value)) + "\n ]" if many else _ENCODER.encode(value)
        parts.append(f" {_ENCODER.encode(key)}: {told}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _record(answer: Answer, entry: Entry, base: str) -> dict[str, Any]:
    record = entry.record
    lines, inferred, soft = law.used(answer, record.number, record.outcome)
    return {
        "number": record.number,
        "printed": record.printed or record.number,
        "part_of": record.part_of or None,
        "date": record.date.iso if record.date else None,
        "kind": record.kind,
        "title": record.title,
        "outcome": words.BADGES[record.outcome],
        "law": [] if soft else list(lines),
        "law_basis": inferred or None,
        "url": base + addresses.record(answer.request.reference, record.number),
        "redactions": list(record_text.redactions(answer, entry)),
        "files": [_file(answer, released, base) for released in entry.released if released.cleared],
    }


def _file(answer: Answer, released: Released, base: str) -> dict[str, Any]:
    file = {"url": base + files.address(answer, released), "describes": files.short(released), "sha256": released.cleared.sha256}
    return file | ({"accessibility": access.data(released.access)} if released.access else {})


def schedule_csv(records: list[dict[str, Any]]) -> bytes:
    """The `rows` of a schedule of records as CSV in UTF-8."""
    return as_csv([COLUMNS, *cells(records)]).encode()


def cells(records: Iterable[dict[str, Any]]) -> Iterator[list[str]]:
    """The `rows` of a schedule, one text for each of COLUMNS."""
    for row in records:
        told = {
            **row,
            "law": "; ".join(row["law"]),
            "page": row["url"],
            "files": " ".join(f["url"] for f in row["files"]),
            "sha256": " ".join(f["sha256"] for f in row["files"]),
        }
        yield [str(told[name] or "") for name in COLUMNS]


def as_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Rows as RFC 4180 CSV; None is an empty cell, and cells that a spreadsheet would run as formulas are quoted off."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([harmless("" if cell is None else str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def harmless(cell: str) -> str:
    """A cell that no spreadsheet runs as a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
