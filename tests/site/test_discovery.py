# SPDX-License-Identifier: AGPL-3.0-or-later
"""What programs look for at fixed addresses: there where it is set, true, and readable by the programs that look."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path
from urllib.robotparser import RobotFileParser

from disclosures.casework.authority import Authority
from disclosures.site import discovery
from disclosures.site.discovery import About, Security

ABOUT = About("A log & more than sixteen letters", "https://log.example/foi/", (Authority(key="a", name="A Council"),))


def files(about: About, *own: str) -> dict[str, str]:
    return {address: body.decode() for address, body in discovery.every(about, own)}


def test_nobody_is_told_of_a_search_page_or_a_contact_that_there_is_not() -> None:
    assert set(files(ABOUT, "answers/")) == {"robots.txt", ".well-known/foi.json"}


def test_a_site_without_an_address_names_no_sitemap() -> None:
    assert "Sitemap" not in files(replace(ABOUT, base=""))["robots.txt"]


def test_a_reader_of_robots_txt_finds_the_sitemap_and_may_fetch_everything(site: Path) -> None:
    parser = RobotFileParser()
    parser.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert parser.can_fetch("AnyBot", "https://disclosures.example/requests/01-foi-22-023334/files/x.pdf")
    [sitemap] = parser.site_maps() or []
    assert (site / sitemap.removeprefix("https://disclosures.example/")).is_file()


def test_the_search_page_is_described_where_there_is_one() -> None:
    root = ET.fromstring(files(ABOUT, "search/")["opensearch.xml"])
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    assert len(root.findtext(f"{space}ShortName") or "") <= 16
    assert root.find(f"{space}Url").get("template") == "https://log.example/foi/search/?q={searchTerms}"


def test_a_security_contact_has_what_the_standard_asks_for() -> None:
    told = Security(("mailto:security@log.example", "https://log.example/report"), "2027-06-30", "", ("en", "cy"))
    lines = files(replace(ABOUT, security=told))[".well-known/security.txt"].splitlines()
    assert [line.split(": ", 1)[1] for line in lines if line.startswith("Contact: ")] == list(told.contacts)
    assert re.fullmatch(r"Expires: 2027-06-30T23:59:59Z", lines[2])
    assert "Preferred-Languages: en, cy" in lines and "Canonical: https://log.example/foi/.well-known/security.txt" in lines


def test_who_answers_is_told_with_addresses_that_are_there(site: Path) -> None:
    told = json.loads((site / ".well-known" / "foi.json").read_text(encoding="utf-8"))
    assert "Northmere Council (fictional)" in [one["name"] for one in told["authorities"] if one["fictional"] and one["email"]]
    named = [*told["log"].values(), *(feed["url"] for feed in told["feeds"]), *(one["page"] for one in told["authorities"])]
    for url in named:
        if url.startswith("https://disclosures.example/"):
            inside = url.removeprefix("https://disclosures.example/")
            assert (site / inside / ("index.html" if inside.endswith("/") or not inside else "")).exists(), url
