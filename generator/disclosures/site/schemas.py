# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON Schema (2020-12) of the JSON files of a site. Unknown keys are allowed, so that a program outlives a new one."""

from __future__ import annotations

from typing import Any

_TEXT = {"type": "string"}
_MAYBE = {"type": ["string", "null"]}
_COUNT = {"type": "integer", "minimum": 0}
_SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DAY = {"type": ["string", "null"], "pattern": r"^\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?$"}


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required.split(), "properties": properties}


def _list(items: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": items, **more}


_DATES = _object("received responded published", received=_DAY, responded=_DAY, published=_DAY)
_WITHDRAWN = _object("date reason", date=_DAY, reason=_TEXT)
_FILE = _object("url describes sha256", url=_TEXT, describes=_TEXT, sha256=_SHA256, accessibility={"type": "object"})
_RECORD = _object(
    "number printed part_of date kind title outcome law law_basis url redactions files",
    number=_TEXT, printed=_TEXT, part_of=_MAYBE, date=_DAY, kind=_TEXT, title=_TEXT, law=_list(_TEXT), law_basis=_MAYBE, url=_TEXT,
    outcome={"enum": ["Released in full", "Redacted", "Withheld"]}, redactions=_list(_TEXT), files=_list(_FILE),
)  # fmt: skip
_CITED = _object("cited alternative page", cited=_TEXT, alternative={"type": "boolean"}, page=_TEXT)
_PUBLIC = _object("title publisher url relation covers", title=_TEXT, publisher=_TEXT, url=_MAYBE, relation=_TEXT, covers=_list(_TEXT),
                  archived=_MAYBE, not_there_since=_DAY)  # fmt: skip
_REQUEST = _object(
    "reference title url language authority statute dates outcome",
    reference=_TEXT, title=_TEXT, summary=_TEXT, url=_TEXT, language=_TEXT, authority=_TEXT, statute=_TEXT, dates=_DATES, outcome=_TEXT,
    subjects=_list(_TEXT), exemptions=_list(_CITED), records=_list(_RECORD), already_public=_list(_PUBLIC), specimen=_TEXT,
    notes=_list(_object("about text records", about=_TEXT, text=_TEXT, records=_list(_TEXT))),
    history=_list(_object("date what why", date=_DAY, what=_TEXT, why=_TEXT)), withdrawn=_WITHDRAWN,
) | {
    "description": "One answer. `records` is absent where the answer does not tell whether there are any; all but the first keys, where it was withdrawn.",
    "oneOf": [{"required": ["withdrawn"]}, {"required": ["summary", "subjects", "exemptions", "notes", "history"]}],
}  # fmt: skip
_ITEM = _object(
    "reference title summary url authority statute outcome dates updated language subjects exemptions data",
    reference=_TEXT, title=_TEXT, summary=_TEXT, url=_TEXT, authority=_TEXT, statute=_TEXT, outcome=_TEXT, dates=_DATES,
    updated=_TEXT, language=_TEXT, subjects=_list(_TEXT), exemptions=_list(_TEXT), data=_TEXT, archive=_TEXT, withdrawn=_WITHDRAWN,
    specimen=_TEXT, counts=_object("full redacted withheld", full=_COUNT, redacted=_COUNT, withheld=_COUNT),
)  # fmt: skip
_TABLES = _object("requests records exemptions", requests=_TEXT, records=_TEXT, exemptions=_TEXT)
_PAGE = _object("year count url tables", year=_TEXT, count=_COUNT, url=_TEXT, tables=_TABLES)
_AUTHORITY = _object("name page website email review publication_scheme fictional", name=_TEXT, page=_TEXT, website=_MAYBE, email=_MAYBE,
                     review=_MAYBE, publication_scheme=_MAYBE, fictional={"type": "boolean"})  # fmt: skip
_FOI = _object(
    "version log feeds authorities", version={"const": 1}, feeds=_list(_object("type url", type=_TEXT, url=_TEXT)), authorities=_list(_AUTHORITY),
    log=_object("title url answers data catalogue interface", title=_TEXT, url=_TEXT, answers=_TEXT, data=_TEXT, catalogue=_TEXT, interface=_TEXT),
)  # fmt: skip
ALL: dict[str, dict[str, Any]] = {
    name: {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title} | schema for name, title, schema in (
        ("request", "An answer", _REQUEST),
        ("year", "The answers of a year", _object("year index previous next requests", year=_TEXT, index=_TEXT, previous=_MAYBE, next=_MAYBE, requests=_list(_ITEM))),
        ("foi", "Who answers requests here, and where everything is", _FOI),
        ("log", "The years of a log", _object("title url count pages", title=_TEXT, url=_TEXT, count=_COUNT, pages=_list(_PAGE))),
    )
}  # fmt: skip
"""Name to schema: `data/schemas/request.json` and so on."""
