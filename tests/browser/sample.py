# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which pages stand for all: of every template the largest and the smallest page of the built site, and the odd ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TEMPLATES = (
    "asked-before", "editorial", "exemption", "home", "index", "list", "not-found", "public", "record", "redirect", "request", "search", "withdrawn", "withheld",
)  # fmt: skip
SEED = "requests/01-foi-22-023334/"
ODD = {
    "record": ("requests/nmc-24-0031/records/1/", "requests/gac-25-004/records/1/"),
    "request": ("requests/cle-24-0007/",),
}
"""A dataset, a photograph, an answer in two languages: what the largest and the smallest page do not have."""
_TEMPLATE = re.compile(r'<body data-template="([a-z-]+)"')


@cache
def pages(site: Path) -> dict[str, tuple[str, ...]]:
    """Template to the addresses of all its pages, smallest page first."""
    found: dict[str, list[tuple[int, str]]] = {}
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        template = _TEMPLATE.search(text)
        assert template, f"{file} does not name its template"
        address = file.relative_to(site).as_posix().removesuffix("index.html")
        found.setdefault(template[1], []).append((len(text), address))
    return {template: tuple(address for _, address in sorted(rows)) for template, rows in found.items()}


def of(site: Path, template: str) -> tuple[str, ...]:
    """The smallest and the largest page of a template, one page where there is only one, and its odd ones."""
    every = pages(site)[template]
    return tuple(dict.fromkeys((every[0], *ODD.get(template, ()), every[-1])))
