# SPDX-License-Identifier: AGPL-3.0-or-later
"""An answer as data says what its page says, no less and no more; the feed is Atom; the sitemap lists every page."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from disclosures.site import feeds
from disclosures.site.data import harmless

ATOM = "{http://www.w3.org/2005/Atom}"
SEED = "requests/01-foi-22-023334"


def test_plain_cells_are_left_as_they_are() -> None:
    assert harmless("Letter, 6 February 2022") == "Letter, 6 February 2022"


def test_a_cell_that_a_spreadsheet_would_run_is_quoted_off() -> None:
    assert [harmless(c) for c in ("=1+1", "+1", "-1", "@x", "\tx")] == ["'=1+1", "'+1", "'-1", "'@x", "'\tx"]


def test_the_schedule_as_csv_has_a_line_for_each_record(site: Path) -> None:
    rows = list(csv.DictReader((site / SEED / "schedule.csv").read_text(encoding="utf-8").splitlines()))
    assert [r["number"] for r in rows] == ["1", "2", "3", "4", "5", "6", "7", "8", "8.1", "8.2", "9", "10", "10.1", "11", "12", "13", "14", "15"]
    assert {r["number"]: r["printed"] for r in rows}["14"] == "11"
    withheld = next(r for r in rows if r["number"] == "8.2")
    assert withheld["outcome"] == "Withheld" and withheld["files"] == "" and withheld["law"] == "Section 40(2), all of it"


def test_every_hash_in_the_data_is_that_of_the_file(site: Path) -> None:
    import hashlib

    data = json.loads((site / SEED / "request.json").read_text(encoding="utf-8"))
    files = [f for r in data["records"] for f in r["files"]]
    assert len(files) == 17
    for file in files:
        path = site / file["url"].split("/", 3)[3]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == file["sha256"]


def test_nothing_is_dated_that_the_source_leaves_undated(site: Path) -> None:
    data = json.loads((site / SEED / "request.json").read_text(encoding="utf-8"))
    assert data["dates"] == {"received": None, "responded": None, "published": "2023-01"}


def test_the_feed_is_atom_with_stable_ids(site: Path) -> None:
    feed = ET.fromstring((site / "feed.xml").read_bytes())
    entries = feed.findall(f"{ATOM}entry")
    ids = [e.findtext(f"{ATOM}id") for e in entries]
    assert len(entries) >= 12 and len(set(ids)) == len(ids)
    for e in entries:
        assert e.findtext(f"{ATOM}title") and e.find(f"{ATOM}author/{ATOM}name") is not None
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", e.findtext(f"{ATOM}updated") or "")
    updated = [e.findtext(f"{ATOM}updated") for e in entries]
    assert updated == sorted(updated, reverse=True)
    assert any((e.findtext(f"{ATOM}title") or "").startswith("Withdrawn: ") for e in entries)


@pytest.mark.parametrize(("pages", "files"), [(1, 1), (50_000, 1), (50_001, 2), (120_000, 3)])
def test_a_sitemap_is_split_where_the_protocol_wants_it(pages: int, files: int) -> None:
    every = [f"requests/{number}/" for number in range(pages)]
    found = [(address, feeds.sitemap(every[part], "https://disclosures.example/")) for address, part in feeds.parts("2023", pages)]
    assert [address for address, _ in found] == ["sitemaps/2023.xml", "sitemaps/2023-2.xml", "sitemaps/2023-3.xml"][:files]
    listed = [re.findall(rb"<loc>https://disclosures\.example/(.*?)</loc>", data) for _, data in found]
    assert max(map(len, listed)) <= 50_000 and [one.decode() for part in listed for one in part] == every


def test_the_sitemaps_list_every_page_once_and_no_redirect(site: Path) -> None:
    def told(file: Path) -> list[str]:
        return re.findall(r"<loc>https://disclosures\.example/(.*?)</loc>", file.read_text(encoding="utf-8"))

    sitemaps = told(site / "sitemap.xml")
    assert {f"sitemaps/{file.name}" for file in (site / "sitemaps").iterdir()} == set(sitemaps)
    listed = [address for one in sitemaps for address in told(site / one)]
    assert len(listed) == len(set(listed))
    pages = {
        p.parent.relative_to(site).as_posix().removeprefix(".") + "/" for p in site.rglob("index.html")
        if 'http-equiv="refresh"' not in p.read_text(encoding="utf-8")
    }  # fmt: skip
    assert {f"{a}" or "/" for a in listed} == pages
