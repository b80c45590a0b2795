# SPDX-License-Identifier: AGPL-3.0-or-later
"""Metadata for reference managers, search engines and cards.

Zotero's Embedded Metadata translator takes a page with `citation_technical_report_institution` for a report, and an
institution whose name ends in a comma for one name instead of a person's; see docs for what it reads.
"""

from __future__ import annotations

import json
from typing import Any

from ...casework.when import When
from ...log.answer import Answer, Entry
from .. import addresses
from ..views.parts import FileLine, Head
from . import words

Meta = list[tuple[str, str]]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
DC_TYPES = {"letter": "letter", "email": "email", "email chain": "email", "spreadsheet": "dataset", "dataset": "dataset",
            "report": "report"}  # fmt: skip
LD_TYPES = {"spreadsheet": "SpreadsheetDigitalDocument", "dataset": "SpreadsheetDigitalDocument",
            "presentation": "PresentationDigitalDocument"}  # fmt: skip


def script_safe(value: Any) -> str:
    """JSON that cannot end the <script> it stands in."""
    text = _ENCODER.encode(value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def publication_date(when: When) -> str:
    """`2023/01/15`, as Highwire tags want it; as fine as it is known."""
    return when.iso.split("/")[0].replace("-", "/") if when.precision != "range" else when.first.strftime("%Y/%m/%d")


def plain(title: str, description: str = "", *, alternates: tuple = (), ld: Any = None) -> Head:
    """The head of a list, index or editorial page."""
    meta = (("og:type", "website"), ("og:title", title), ("og:description", description))
    return Head(title, words.shortened(description), meta if description else meta[:2], alternates, script_safe(ld) if ld else "")


def feeds(page: str, title: str) -> tuple[tuple[str, str, str], ...]:
    """<link rel=alternate> of the feeds of the list at `page`, by which programs find them."""
    told = f"Answers: {title}" if page else title
    return (("application/atom+xml", addresses.feed(page), told), ("application/feed+json", addresses.feed(page, "json"), told))


def breadcrumbs(base: str, crumbs: tuple) -> dict:
    """schema.org BreadcrumbList of the crumbs that have an address."""
    items = [
        {"@type": "ListItem", "position": i, "name": c.text, **({"item": base + c.href} if c.href or i == 1 else {})}
        for i, c in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _organisation(answer: Answer) -> dict:
    return {"@type": "GovernmentOrganization", "name": answer.authority.name}


def _dates(answer: Answer) -> Meta:
    meta: Meta = []
    if answer.dated:
        meta += [("citation_publication_date", publication_date(answer.dated)), ("DCTERMS.issued", answer.dated.iso)]
    if answer.request.history:
        meta.append(("DCTERMS.modified", answer.request.history[-1].date.iso))
    return meta


def for_request(answer: Answer, base: str, licence: str, description: str, crumbs: tuple, shared: Meta, alternates: tuple) -> Head:
    """The head of a request's page: a report of the authority, numbered by its reference. `shared` are tags for networks."""
    request, address = answer.request, addresses.request(answer.request.reference)
    url = base + address
    meta: Meta = [
        ("citation_title", request.title),
        ("citation_author", answer.authority.name + ","),
        ("citation_technical_report_institution", answer.authority.name),
        ("citation_technical_report_number", request.reference),
        *_dates(answer),
        ("citation_language", request.language),
        ("citation_public_url", url),
        ("citation_abstract", description),
        ("DC.type", "Freedom of information response"),
        *([("DC.rights", licence)] if licence else []),
        ("og:type", "article"),
        ("og:title", request.title),
        ("og:description", words.shortened(description)),
        ("og:url", url),
        *shared,
    ]
    ld = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Report",
                "@id": url,
                "name": request.title,
                "reportNumber": request.reference,
                "publisher": _organisation(answer),
                "inLanguage": request.language,
                "url": url,
                **({"datePublished": answer.dated.iso.split("/")[0]} if answer.dated else {}),
                **({"abstract": description} if description else {}),
                **({} if answer.silent or answer.withdrawn or not request.records else {
                    "hasPart": [
                        {"@type": "DigitalDocument", "name": r.title, "url": base + addresses.record(request.reference, r.number)}
                        for r in request.records
                    ]
                }),
            },
            breadcrumbs(base, crumbs),
        ],
    }  # fmt: skip
    if not answer.withdrawn:
        alternates = (("application/json", address + "request.json", "This answer as data"), *alternates)
    return Head(f"{request.title} ({request.reference})", words.shortened(description), tuple(meta), alternates, script_safe(ld))


def for_record(answer: Answer, entry: Entry, base: str, title: str, files: tuple[FileLine, ...], crumbs: tuple, shared: Meta) -> Head:
    """The head of a record's page: a document of its own kind within the request."""
    request, record = answer.request, entry.record
    url = base + addresses.record(request.reference, record.number)
    pdfs = [f for f in files if f.href.endswith(".pdf")]
    meta: Meta = [
        ("citation_title", title),
        ("citation_author", answer.authority.name + ","),
        ("citation_technical_report_institution", answer.authority.name),
        ("citation_technical_report_number", f"{request.reference}/{record.number}"),
        *([("citation_publication_date", publication_date(record.date))] if record.date else []),
        ("citation_language", request.language),
        ("citation_public_url", url),
        *([("citation_pdf_url", base + pdfs[0].href)] if pdfs else []),
        ("DC.type", DC_TYPES.get(record.kind.casefold(), "document")),
        ("DC.source", request.title),
        ("og:type", "article"),
        ("og:title", title),
        ("og:url", url),
        *shared,
    ]
    ld = {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": LD_TYPES.get(record.kind.casefold(), "DigitalDocument"),
                "name": title,
                "url": url,
                "isPartOf": base + addresses.request(request.reference),
                "publisher": _organisation(answer),
                **({"dateCreated": record.date.iso} if record.date else {}),
                **({"encoding": [
                    {"@type": "MediaObject", "contentUrl": base + f.href, "sha256": f.sha256} for f in files
                ]} if files else {}),
            },
            breadcrumbs(base, crumbs),
        ],
    }  # fmt: skip
    description = record.about or f"Record {record.number} of request {request.reference}, {words.BADGES[record.outcome].lower()}."
    return Head(f"Record {record.number}: {title} ({request.reference})", words.shortened(description), tuple(meta), (), script_safe(ld))
