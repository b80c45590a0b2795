# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every address of the site, made here and nowhere else. All are relative to the site's root and end in / for pages.

    requests/01-foi-22-023334/                    a request
    requests/01-foi-22-023334/records/8.2/        a record of it
    requests/01-foi-22-023334/records/8.2/2/      where a long one goes on
    exemptions/uk-foia-2000/s40-2/                an exemption; s23-1-or-s24-1 for alternatives
    subjects/roads/feed.xml, feed.json            a list as a feed
    corrections/                                  what changed after publication
    answers/, answers/page-2/                     lists; years/2023/, months/2023-01/, subjects/…/ and so on.
                                                  Page 1 holds the oldest answers, so that pages keep what they hold
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..casework.slug import slug

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)

_UNSAFE = re.compile(r"[^0-9A-Za-z.]+")

HOME = ""
ANSWERS = "answers/"
EXEMPTIONS = "exemptions/"
SUBJECTS = "subjects/"
YEARS = "years/"
AUTHORITIES = "authorities/"
OUTCOMES = "outcomes/"
KINDS = "kinds/"
PUBLIC = "already-public/"
LETTERS = "a-to-z/"
SEARCH = "search/"
ASKED = "asked-before/"
CORRECTIONS = "corrections/"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ACCESSIBILITY = "accessibility.csv"
DATA = "data/"
ROBOTS = "robots.txt"
OPENSEARCH = "opensearch.xml"
FOI = ".well-known/foi.json"
SECURITY = ".well-known/security.txt"
LOG_JSON = "data/log.json"
TABLES = ("requests", "records", "exemptions")
DATABASE = "data/log.sqlite"
DATAPACKAGE = "data/datapackage.json"
CATALOGUE = "data/catalogue.jsonld"
OPENAPI = "data/openapi.json"


@lru_cache(maxsize=1024)
def request(reference: str) -> str:
    """The page of a request."""
    return f"requests/{slug(reference)}/"


def aliases(reference: str) -> tuple[str, ...]:
    """Other ways a reader may type a reference; each becomes a redirect page. `01.FOI.22.023334/`, `01.foi.22.023334/`."""
    spelled = (reference, reference.lower(), reference.upper(), slug(reference).upper())
    tidy = (re.sub(r"[^\w.-]+", "-", text).strip("-.") for text in spelled)
    return tuple(dict.fromkeys(f"requests/{text}/" for text in tidy if text != slug(reference)))


@lru_cache(maxsize=1024)
def record(reference: str, number: str) -> str:
    """The page of one record: its number as it stands, made safe."""
    return f"{request(reference)}records/{_UNSAFE.sub('-', number).strip('-.').lower()}/"


def record_part(reference: str, number: str, part: int) -> str:
    """A page of a long record; the first is the record's own."""
    return record(reference, number) + (f"{part}/" if part > 1 else "")


def picture_sheet(reference: str, number: str, sha256: str) -> str:
    """Small pictures of a record's pages, by what they show."""
    return f"{record(reference, number)}pages/{sha256[:16]}.webp"


def share_picture(reference: str) -> str:
    """The picture that stands beside links to a request."""
    return f"{request(reference)}share.png"


def oembed(reference: str) -> str:
    """What programs show in place of a link to a request."""
    return f"{request(reference)}oembed.json"


def sitemap(name: str) -> str:
    """One of the sitemaps that the index at SITEMAP lists."""
    return f"sitemaps/{name}.xml"


def file(reference: str, name: str) -> str:
    """A released file, by the name it is published under."""
    return f"{request(reference)}files/{name}"


def archive(reference: str) -> str:
    """A request's ZIP."""
    return f"{request(reference)}{slug(reference)}.zip"


def year_json(year: str) -> str:
    """The answers of a year as JSON."""
    return f"{DATA}{year}/log.json"


def year_csv(year: str, table: str) -> str:
    """One table of a year."""
    return f"{DATA}{year}/{table}.csv"


def whole_csv(table: str) -> str:
    """One table of all years."""
    return f"{DATA}{table}.csv"


def csv_metadata(year: str) -> str:
    """What the tables of a year hold; the name is one that CSV on the Web looks for beside each of them."""
    return f"{DATA}{year}/csv-metadata.json"


def schema(name: str) -> str:
    """A JSON Schema, or a table's schema."""
    return f"{DATA}schemas/{name}.json"


def exemption(key: str) -> str:
    """The page of an exemption; `key` is the statute's id and the exemption's slug, `uk-foia-2000/s40-2`."""
    return f"{EXEMPTIONS}{key}/"


def listing(base: str, key: str = "", page: int = 0) -> str:
    """A page of a list: `subjects/` + `operation-hotton`, with a page number but for the newest answers."""
    return base + (f"{key}/" if key else "") + (f"page-{page}/" if page else "")


def feed(page: str, kind: str = "xml") -> str:
    """The feed of a list, below its address: Atom as `xml`, JSON Feed as `json`."""
    return f"{page}feed.{kind}"


def month(key: str) -> str:
    """A month within its year: `2023-01` gives `years/2023/01/`."""
    return f"{YEARS}{key[:4]}/{key[5:7]}/"


def public(key: str) -> str:
    """One piece of public-domain material."""
    return f"{PUBLIC}{key}/"


def elsewhere(target: str) -> bool:
    """Whether an address is absolute, or a place on the page itself."""
    return target[:1] == "#" or (":" in target[:16] and bool(_ABSOLUTE.match(target))) or target[:2] == "//"


def steps(base: str) -> tuple[tuple[str, str], ...]:
    """The folders that the page at `base` lies in, the innermost first, each with the way up to it."""
    parts = base.split("/")[:-1]
    folders = ["".join(f"{part}/" for part in parts[:depth]) for depth in range(len(parts), -1, -1)]
    return tuple((folder, "../" * up) for up, folder in enumerate(folders))


def from_steps(target: str, ways: tuple[tuple[str, str], ...]) -> str:
    """`target` as seen from the page whose `steps` these are."""
    if elsewhere(target):
        return target
    own = ways[0][0]
    if target.startswith(own) and target[len(own) : len(own) + 1] == "#":
        return target[len(own) :]
    for folder, way in ways:
        if target.startswith(folder):
            return way + target[len(folder) :] or "./"
    raise AssertionError("every address lies below the root")


def relative(target: str, base: str) -> str:
    """`target` as seen from the page at `base`, both relative to the root; absolute addresses stay as they are."""
    return from_steps(target, steps(base))
