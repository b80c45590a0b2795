# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small site with a search: the real templates, style, scripts and index around made documents."""

from __future__ import annotations

import html
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from disclosures.site import assets
from disclosures.site.search import Document, Index, terms_of, texts_of
from disclosures.site.theme import Theme
from disclosures.site.views.chrome import Chrome, QuickExit
from disclosures.site.views.parts import Head, Link
from disclosures.site.views.search import SearchPage

THEME = Path(__file__).parents[2] / "theme"
STYLE = (*assets.STYLE[:-2], *assets.SEARCH_STYLE, *assets.STYLE[-2:])
SEARCH, ASKED = "search/", "asked-before/"
BROWSE = tuple(Link(text, href) for text, href in (
    ("Answers by year and month", "years/"), ("Subjects", "subjects/"), ("Exemptions", "exemptions/"), ("Outcomes", "outcomes/"),
    ("Authorities", "authorities/"), ("Kinds of record", "kinds/"), ("A to Z", "a-to-z/")))  # fmt: skip


def shell() -> dict[str, bytes]:
    """The search pages with what they load."""
    style, script, search, more = (assets.bundle([THEME], *told) for told in ((STYLE, "css"), (assets.SCRIPTS, "js"), (assets.SEARCH, "js"), (assets.SEARCH_MORE, "js")))
    chrome = Chrome(
        name="Made Council", short_name="Made", strapline="Freedom of information disclosure log", strapline_short="FOI disclosure log", mark="",
        menu=(Link("Answers", "answers/"), Link("Subjects", "subjects/")), phase=None, consent=None, footer=(), footer_text="Made for a test.",
        quick_exit=QuickExit("https://weather.example/", "Leave this site", "escape", "press Esc"),
        stylesheet=style[0], script=script[0], consent_script="", base_url="", language="en")  # fmt: skip
    files = dict([style, script, search, more])
    for address, template, title in ((SEARCH, "search.html", "Search"), (ASKED, "asked-before.html", "Has this been asked before?")):
        view = SearchPage(address=address, template=template, title=title, head=Head(title), index=SEARCH, script=search[0], more=more[0], browse=BROWSE,
                          ask=Link("How to send a request", "how-to-ask/"), crumbs=(Link("Home", ""), Link(title)))  # fmt: skip
        files[f"{address}index.html"] = render(view, chrome)
    return files


def render(view: SearchPage, chrome: Chrome) -> bytes:
    """One page through its template."""
    return Theme([THEME], chrome).render(view)


def record_page(document: Document) -> dict[str, bytes]:
    """The pages that hits lead to, as plain as can be."""
    files = {}
    for item in document.shown:
        parts = "".join(
            f'<section id="{page.at.rpartition("#")[2]}"><h2>{page.heading}</h2><p>{html.escape(page.text)}</p></section>' for page in item.pages)
        files[f"{item.address}index.html"] = f"<!doctype html><html lang=en><title>t</title><main><h1>{html.escape(item.title)}</h1>{parts}</main>".encode()
    return files


def site(documents: Iterable[Document]) -> dict[str, bytes]:
    """Everything by its file, ready to be written or served."""
    files = shell()
    extracts = []
    for document in documents:
        files |= texts_of(document) | record_page(document)
        extracts.append(terms_of(document))
    return files | Index(sqlite3.connect(":memory:")).update(extracts).files


def lay(files: dict[str, bytes], folder: Path) -> Path:
    """Write a site's files."""
    for address, data in files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder
