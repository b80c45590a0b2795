# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the data says of itself, for programs and data portals.

    data/2023/csv-metadata.json   CSV on the Web (W3C Recommendation, 17 December 2015), found beside each table
    data/datapackage.json         Data Package (datapackage.org, v1) with a Table Schema for each table, sizes and hashes
    data/catalogue.jsonld         DCAT 3 (W3C Recommendation, 22 August 2024) for data portals
    data/openapi.json             OpenAPI 3.1.0 of the JSON files, which are plain files
    data/schemas/…                JSON Schema 2020-12 of each kind of JSON file
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import addresses, schemas
from .tables import COLUMNS

TITLES = {"requests": "Requests and their answers", "records": "Records of the answers", "exemptions": "Exemptions that the answers use"}
ABOUT = {
    "reference": "The request's reference.", "title": "What it is about.", "summary": "What it comes to.",
    "authority": "The body that answered.", "statute": "The law that the request was made under.", "outcome": "What came of it, in words.",
    "received": "Day of the request, as finely as it is known: 2023-01-15, 2023-01 or 2023; a range has a slash.",
    "responded": "Day of the answer, in the same form.", "published": "Day of publication, in the same form.",
    "updated": "Day of the last change.", "language": "Language code of the answer (BCP 47).", "subjects": "Subjects, parted by semicolons.",
    "exemptions": "Exemptions, parted by semicolons. Those of which one or the other applies stand together and are one.",
    "records": "How many records there are; empty where the answer does not tell.", "released_in_full": "Records released in full.",
    "redacted": "Records released with gaps.", "withheld": "Records that are not released.", "page": "Address of its page.",
    "data": "Address of the same as JSON.", "archive": "Address of a ZIP with everything released, if anything is.",
    "withdrawn": "Day on which the answer was taken down.", "withdrawn_why": "Why it was taken down.",
    "specimen": "Set on samples: what is not real about them.", "number": "The record's number, as text: 8.10 is not 8.1.",
    "printed": "The number as the letter prints it.", "part_of": "The number of the record that it belongs to.",
    "date": "The date on it, as finely as it is known.", "kind": "What it is.", "law": "Exemptions used on it, parted by semicolons.",
    "law_basis": "What of that is inferred.", "files": "Addresses of the released files, parted by spaces.",
    "sha256": "SHA-256 of each file, in the same order.", "cited": "The exemption, or those of which one or the other applies.",
    "alternative": "yes where one or the other applies, and the answer does not say which.", "grounds": "What it is used for, parted by semicolons.",
}  # fmt: skip
_WHOLE = {"records", "released_in_full", "redacted", "withheld"}
_DAYS = {"updated"}
_KEYS = {"requests": "reference", "records": ["reference", "number"]}


@dataclass(frozen=True)
class Made:
    """A table of a year as it was made."""

    year: str
    table: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Publisher:
    """Who publishes the data."""

    title: str
    base: str
    licence: str
    contacts: tuple[tuple[str, str], ...]
    """Name and e-mail address of each authority."""


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def csvw(year: str) -> bytes:
    """What the three tables of a year hold."""
    return _json({
        "@context": "http://www.w3.org/ns/csvw",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tables": [{
            "url": f"{name}.csv", "dc:title": f"{TITLES[name]}, {year}",
            "tableSchema": {
                "columns": [{"name": one, "titles": one, "datatype": _csvw_type(name, one), "dc:description": ABOUT[one]} for one in columns],
                **({"primaryKey": _KEYS[name]} if name in _KEYS else {}),
            },
        } for name, columns in COLUMNS.items()],
    })  # fmt: skip


def _csvw_type(table: str, column: str) -> str:
    return "integer" if column in _WHOLE and table == "requests" else "date" if column in _DAYS else "string"


def table_schema(name: str) -> bytes:
    """The Table Schema of one table."""
    types = {"integer": "integer", "date": "date", "string": "string"}
    fields = [{"name": one, "type": types[_csvw_type(name, one)], "description": ABOUT[one]} for one in COLUMNS[name]]
    return _json({"fields": fields, "missingValues": [""], **({"primaryKey": _KEYS[name]} if name in _KEYS else {})})


def datapackage(made: Sequence[Made], publisher: Publisher) -> bytes:
    """Every table of every year with its size and hash."""
    return _json({
        "name": "disclosure-log", "title": publisher.title, **({"homepage": publisher.base} if publisher.base else {}),
        **({"licenses": [{"title": publisher.licence, "name": "other-open"}]} if publisher.licence else {}),
        "contributors": [{"title": name, "role": "publisher"} for name, _ in publisher.contacts],
        "resources": [{
            "name": f"{one.table}-{one.year}", "title": f"{TITLES[one.table]}, {one.year}", "path": f"{one.year}/{one.table}.csv",
            "profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "bytes": one.bytes,
            "hash": f"sha256:{one.sha256}", "schema": f"schemas/{one.table}.table.json",
        } for one in made],
    })  # fmt: skip


_EU = "http://publications.europa.eu/resource/authority/"
"""Tables of names that DCAT-AP, the profile of European data portals, asks for."""
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#", "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "spdx": "http://spdx.org/rdf/terms#", "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "dcat:startDate": {"@type": "xsd:date"}, "dcat:endDate": {"@type": "xsd:date"},
    "dcat:byteSize": {"@type": "xsd:nonNegativeInteger"}, "spdx:checksumValue": {"@type": "xsd:hexBinary"},
}  # fmt: skip


def catalogue(years: Mapping[str, int], files: Mapping[str, Sequence[Any]], publisher: Publisher) -> bytes:
    """A dataset for each year, with its tables and its JSON as distributions. `files` are (SHA-256, bytes, …) by address."""
    base = publisher.base or "../"  # relative addresses count from where the catalogue is
    agent = {"@type": "foaf:Organization", "foaf:name": publisher.title}
    contacts = [
        {"@type": "vcard:Organization", "vcard:fn": name, **({"vcard:hasEmail": {"@id": f"mailto:{mail}"}} if mail else {})}
        for name, mail in publisher.contacts
    ]

    def distribution(title: str, address: str, media: str) -> dict[str, Any]:
        place = {"@id": base + address}
        digest, size = files[address][:2]
        return {
            **place, "@type": "dcat:Distribution", "dcterms:title": title, "dcat:downloadURL": place, "dcat:accessURL": place,
            "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}", "@type": "dcterms:MediaType"},
            "dcterms:format": {"@id": f"{_EU}file-type/{media.rpartition('/')[2].upper()}", "@type": "dcterms:MediaTypeOrExtent"},
            "dcat:byteSize": str(size),
            "spdx:checksum": {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"}, "spdx:checksumValue": digest},
            **({"dcterms:rights": {"@type": "dcterms:RightsStatement", "rdfs:label": publisher.licence}} if publisher.licence else {}),
        }  # fmt: skip

    datasets = [{
        "@id": f"{base}{addresses.DATA}{year}/", "@type": "dcat:Dataset", "dcterms:title": f"{publisher.title}, {year}",
        "dcterms:description": f"Answers to requests for information, {year}: requests, records and exemptions.",
        "dcterms:identifier": f"disclosure-log-{year}", "dcterms:publisher": agent, "dcat:keyword": ["freedom of information", "disclosure log"],
        "dcat:contactPoint": contacts, "dcat:theme": {"@id": f"{_EU}data-theme/GOVE"},
        **({"dcterms:temporal": {"@type": "dcterms:PeriodOfTime", "dcat:startDate": f"{year}-01-01", "dcat:endDate": f"{year}-12-31"}}
           if year.isdigit() else {}),
        "dcat:distribution": [*(distribution(TITLES[name], addresses.year_csv(year, name), "text/csv") for name in COLUMNS),
                              distribution("Requests and their answers as JSON", addresses.year_json(year), "application/json")],
    } for year in years]  # fmt: skip
    return _json({
        "@context": _CONTEXT, "@id": base + addresses.CATALOGUE, "@type": "dcat:Catalog", "dcterms:title": publisher.title,
        "dcterms:publisher": agent, "dcterms:description": "A disclosure log: answers to requests for information.",
        **({"foaf:homepage": {"@id": base, "@type": "foaf:Document"}} if publisher.base else {}), "dcat:dataset": datasets,
    })  # fmt: skip


def openapi(publisher: Publisher) -> bytes:
    """The JSON files as an interface. They are plain files, so there is nothing to ask but for the file."""

    def get(summary: str, schema: str, *parameters: tuple[str, str]) -> dict[str, Any]:
        named = [{"name": name, "in": "path", "required": True, "description": about, "schema": {"type": "string"}} for name, about in parameters]
        answer = {"description": summary, "content": {"application/json": {"schema": {"$ref": f"schemas/{schema}.json"}}}}
        return {"get": {"summary": summary, **({"parameters": named} if named else {}), "responses": {"200": answer, "404": {"description": "There is none."}}}}

    year = ("year", "A year, or undated, as data/log.json lists them.")
    return _json({
        "openapi": "3.1.0",
        "info": {"title": publisher.title, "version": "1", "description": "Plain files: no key, no limit, no query."},
        "servers": [{"url": publisher.base or "../"}],
        "paths": {
            f"/{addresses.LOG_JSON}": get("The years of the log", "log"),
            f"/{addresses.year_json('{year}')}": get("The answers of a year", "year", year),
            "/requests/{request}/request.json": get("One answer, record by record", "request", ("request", "As in the answer's `url`.")),
        },
    })  # fmt: skip


def fixed(publisher: Publisher) -> dict[str, bytes]:
    """Every file that says what the others hold and does not change with the answers: address to bytes."""
    made = {addresses.schema(name): _json(schema | {"$id": publisher.base + addresses.schema(name)} if publisher.base else schema)
            for name, schema in schemas.ALL.items()}  # fmt: skip
    made |= {addresses.schema(f"{name}.table"): table_schema(name) for name in COLUMNS}
    return made | {addresses.OPENAPI: openapi(publisher)}
