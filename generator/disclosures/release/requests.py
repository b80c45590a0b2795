# SPDX-License-Identifier: AGPL-3.0-or-later
"""What two trees say of a request: read from `requests/<slug>/request.json` in each, and from the page's words.

It looks at published files only; the form of request.json is that of the site's data.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from .manifest import Entry

_FOLDER = re.compile(r"requests/([^/]+)/")
_TITLE = re.compile(rb"<h1[^>]*>(.*?)</h1>", re.S)
_MAIN = re.compile(rb"<main\b.*?</main>", re.S)
_TAG = re.compile(rb"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.S)
_PICTURE = re.compile(rb'<img[^>]* src="(pages/[0-9a-f]{16}\.webp)"')
PARTS = {
    "title": "title", "summary": "summary", "dates": "dates", "outcome": "outcome", "subjects": "subjects", "exemptions": "exemptions",
    "records": "records", "already_public": "what is already public", "notes": "notes", "history": "history", "authority": "authority",
    "statute": "statute", "specimen": "note on samples",
}  # fmt: skip
"""Keys of request.json, and how a person is told that one changed."""


class Source(Protocol):
    """A tree, wherever it is: what it holds, and the bytes of one file of it."""

    files: Mapping[str, Entry]

    def read(self, path: str) -> bytes: ...


@dataclass(frozen=True)
class Summary:
    """One request in one tree. `files` maps the path of each released file to the number of its record."""

    slug: str
    reference: str = ""
    title: str = ""
    withdrawn: bool = False
    data: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def picture(self, source: Source, number: str) -> str:
        """The path of the picture of a record's first page, or nothing."""
        for record in self.data.get("records", ()):
            if record.get("number") == number and (page := local(record.get("url", ""))):
                found = _PICTURE.search(source.read(f"{page}index.html")) if f"{page}index.html" in source.files else None
                return f"{page}{found[1].decode()}" if found else ""
        return ""


def slug_of(path: str) -> str:
    """The folder of the request that a path belongs to, or nothing."""
    found = _FOLDER.match(path)
    return found[1] if found else ""


def local(url: str) -> str:
    """`requests/x/files/a.pdf` from a whole address; nothing when it is of another kind."""
    return url[url.index("requests/") :] if "requests/" in url else ""


def summary(source: Source, slug: str) -> Summary | None:
    """What a tree says of a request; None when it has no page of it."""
    home = f"requests/{slug}/"
    if f"{home}index.html" not in source.files:
        return None
    try:
        data = json.loads(source.read(f"{home}request.json")) if f"{home}request.json" in source.files else {}
    except ValueError:
        data = {}
    if not isinstance(data, dict) or "reference" not in data:
        found = _TITLE.search(source.read(f"{home}index.html"))
        title = words(found[1]) if found else slug
        return Summary(slug, slug, title, withdrawn=True)
    files = {local(file.get("url", "")): record.get("number", "") for record in data.get("records", ()) for file in record.get("files", ())}
    return Summary(slug, data["reference"], data.get("title", ""), False, data, files)


def differences(old: Summary, new: Summary) -> list[str]:
    """What changed in the data of a request, in words."""
    return [word for key, word in PARTS.items() if old.data.get(key) != new.data.get(key)]


def words(data: bytes) -> str:
    """What a page says: the words of its main part, without marks."""
    main = _MAIN.search(data)
    return " ".join(html.unescape(_TAG.sub(b" ", main[0] if main else data).decode("utf-8", "replace")).split())
