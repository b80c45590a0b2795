# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the site, made here and nowhere else. All are relative to the site's root and end in / for pages.

    requests/01-foi-22-023334/                    a request
    requests/01-foi-22-023334/records/8.2/        a record of it
    requests/01-foi-22-023334/records/8.2/2/      where a long one goes on
    exemptions/uk-foia-2000/s40-2/                an exemption; s23-1-or-s24-1 for alternatives
    answers/, answers/page-2/                     lists; years/2023/, months/2023-01/, subjects/…/ and so on
"""

from __future__ import annotations

import re

from ..casework.slug import slug

HOME = ""
ANSWERS = "answers/"
EXEMPTIONS = "exemptions/"
SUBJECTS = "subjects/"
YEARS = "years/"
AUTHORITIES = "authorities/"
OUTCOMES = "outcomes/"
KINDS = "kinds/"
PUBLIC = "already-public/"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ACCESSIBILITY = "accessibility.csv"


def request(reference: str) -> str:
    """The page of a request."""
    return f"requests/{slug(reference)}/"


def aliases(reference: str) -> tuple[str, ...]:
    """Other ways a reader may type a reference; each becomes a redirect page. `01.FOI.22.023334/`, `01.foi.22.023334/`."""
    spelled = (reference, reference.lower(), reference.upper(), slug(reference).upper())
    tidy = (re.sub(r"[^\w.-]+", "-", text).strip("-.") for text in spelled)
    return tuple(dict.fromkeys(f"requests/{text}/" for text in tidy if text != slug(reference)))


def record(reference: str, number: str) -> str:
    """The page of one record: its number as it stands, made safe."""
    return f"{request(reference)}records/{re.sub(r'[^0-9A-Za-z.]+', '-', number).strip('-.').lower()}/"


def record_part(reference: str, number: str, part: int) -> str:
    """A page of a long record; the first is the record's own."""
    return record(reference, number) + (f"{part}/" if part > 1 else "")


def picture_sheet(reference: str, number: str, sha256: str) -> str:
    """Small pictures of a record's pages, by what they show."""
    return f"{record(reference, number)}pages/{sha256[:16]}.webp"


def file(reference: str, name: str) -> str:
    """A released file, by the name it is published under."""
    return f"{request(reference)}files/{name}"


def exemption(key: str) -> str:
    """The page of an exemption; `key` is the statute's id and the exemption's slug, `uk-foia-2000/s40-2`."""
    return f"{EXEMPTIONS}{key}/"


def listing(base: str, key: str = "", page: int = 1) -> str:
    """A page of a list: `subjects/` + `operation-hotton` + page number from 2 on."""
    return base + (f"{key}/" if key else "") + (f"page-{page}/" if page > 1 else "")


def month(key: str) -> str:
    """A month within its year: `2023-01` gives `years/2023/01/`."""
    return f"{YEARS}{key[:4]}/{key[5:7]}/"


def public(key: str) -> str:
    """One piece of public-domain material."""
    return f"{PUBLIC}{key}/"


def relative(target: str, base: str) -> str:
    """`target` as seen from the page at `base`, both relative to the root; absolute addresses stay as they are."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//|#", target, re.I):
        return target
    path, mark, rest = target.partition("#")
    if path == base and mark:
        return mark + rest
    here, there = base.split("/")[:-1], path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    result = "../" * (len(here) - shared) + "/".join(there[shared:])
    return (result or "./") + mark + rest
