# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a disclosure was used, as the officer recorded it: for the answer's page, and as data."""

from __future__ import annotations

from typing import Any

from ...log.answer import Answer
from ..views.parts import Link

KINDS = {
    "article": "article",
    "question-in-parliament": "question in Parliament",
    "judgment": "judgment",
    "report": "report",
    "other": "",
}


def links(answer: Answer) -> tuple[Link, ...]:
    """In the order of the officer: title, and behind it `article, Northmere Gazette, 2 May 2024`."""
    return tuple(
        Link(use.title, use.url, note=", ".join(filter(None, (KINDS[use.kind], use.publisher, use.date.words if use.date else ""))))
        for use in answer.request.used_in
    )


def rows(answer: Answer) -> list[dict[str, Any]]:
    """The same for request.json; `date` and `url` are None where nothing is known."""
    return [
        {"kind": use.kind, "title": use.title, "publisher": use.publisher, "date": use.date.iso if use.date else None, "url": use.url or None}
        for use in answer.request.used_in
    ]
