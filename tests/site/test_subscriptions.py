# SPDX-License-Identifier: AGPL-3.0-or-later
"""Feeds are what RFC 4287 and JSON Feed 1.1 ask for, found by programs, and tell changes and withdrawals as such."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import feedparser
import pytest

from disclosures.casework.when import When
from disclosures.log.card import Card, Changed
from disclosures.log.hall import Log
from disclosures.site import syndication
from disclosures.site.pages import subscriptions

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://disclosures.example/"
DAY = When(date(2024, 3, 20), date(2024, 3, 20), "day")
LATER = When(date(2024, 5, 4), date(2024, 5, 4), "day")
FIX = Changed(LATER, "record 2 was replaced", "a page was missing", False)


def card(reference: str = "SC-24-001", **more: object) -> Card:
    given = dict.fromkeys(("summary", "reason"), "") | dict.fromkeys(("subjects", "kinds", "laws", "public", "looked", "addresses", "changes"), ())
    given |= {"reference": reference, "title": "Letters", "language": "en", "authority": "small", "authority_name": "Small Council",
              "regime": "uk-foia-2000", "outcome": "full", "silent": False, "withdrawn": False, "dated": DAY, "updated": "2024-03-20",
              "counts": (1, 0, 0), "pages": 1, "answered": "full"}  # fmt: skip
    given |= more
    return Card(**given, digest=repr(given))  # type: ignore[arg-type]


def feeds(*cards: Card) -> dict[str, list[syndication.Item]]:
    return {feed.page: list(feed.items()) for feed in subscriptions.every(Log(cards), "Small log")}


def every(site: Path, name: str) -> list[Path]:
    found = sorted(site.rglob(name))
    assert len(found) > 30
    return found


def test_a_plain_answer_is_told_without_a_word_of_change() -> None:
    (item,) = feeds(card())[""]
    assert (item.title, item.status, item.updated) == ("Letters", "published", "2024-03-20")


def test_no_exemptions_feed_names_an_answer_that_was_withdrawn() -> None:
    gone = card("SC-24-002", withdrawn=True, outcome="withdrawn", laws=(("s40(2)",),), subjects=("letters",), reason="A name was left in")
    told = feeds(card(laws=(("s40(2)",),), subjects=("letters",)), gone)
    assert [i.title for i in told["exemptions/uk-foia-2000/s40-2/"]] == ["Letters"]
    for page in ("", "subjects/letters/", "authorities/small/", "outcomes/withdrawn/"):
        assert "Withdrawn: Letters" in [i.title for i in told[page]]


def test_alternatives_have_one_feed_and_neither_has_its_own() -> None:
    told = feeds(card(laws=(("s23(1)", "s24(1)"),)))
    assert [page for page in told if page.startswith("exemptions/")] == ["exemptions/uk-foia-2000/s23-1-or-s24-1/"]


def test_a_list_has_no_feed_when_only_withdrawn_answers_would_be_in_it() -> None:
    assert "subjects/letters/" not in feeds(card(subjects=("letters",), withdrawn=True, outcome="withdrawn"))


def test_a_change_is_told_first_with_its_day_and_reason() -> None:
    told = feeds(card(changes=(FIX,), updated="2024-05-04", summary="One letter."))
    (item,) = told[""]
    assert item.title == "Changed: Letters" and item.updated == "2024-05-04"
    assert item.summary == "Changed on 4 May 2024: Record 2 was replaced. A page was missing. One letter."
    (change,) = told["corrections/"]
    assert change.summary == "Record 2 was replaced. A page was missing." and change.id != item.id


def test_an_id_stays_when_the_title_the_address_of_the_site_or_the_answer_changes() -> None:
    ids = {feeds(one)[""][0].id for one in (card(), card(title="Other"), card(changes=(FIX,)), card(withdrawn=True, outcome="withdrawn"))}
    assert len(ids) == 1
    assert ids != {feeds(card("SC-24-002"))[""][0].id} and ids != {feeds(card(authority="other"))[""][0].id}


def test_a_feed_holds_fifty_entries_and_what_it_tells_is_its_key() -> None:
    many = [card(f"SC-24-{n:03}", updated=f"2024-03-{n % 28 + 1:02}") for n in range(80)]
    feed = next(subscriptions.every(Log(many), "Small log"))
    assert len(feed.items()) == 50 == len(feed.tells) - 1
    other = next(subscriptions.every(Log([*many, card("SC-24-100", updated="2024-02-01")]), "Small log"))
    assert other.tells == feed.tells, "an old answer changes nothing"


def test_without_a_public_address_links_are_relative_and_nothing_pretends_otherwise() -> None:
    feed = next(f for f in subscriptions.every(Log([card()]), "Small log") if f.page == "authorities/small/")
    root = ET.fromstring(syndication.atom(feed, ""))
    assert root.find(f"{ATOM}entry/{ATOM}link").get("href") == "../../requests/sc-24-001/"
    assert root.find(f"{ATOM}link[@rel='self']") is None and "feed_url" not in json.loads(syndication.json_feed(feed, ""))


def test_a_feed_parser_reads_every_atom_feed_without_a_complaint(site: Path) -> None:
    for path in every(site, "feed.xml"):
        read = feedparser.parse(path.read_bytes())
        assert read.bozo is False and read.version == "atom10" and read.entries, path
        assert all(entry.link.startswith(BASE + "requests/") for entry in read.entries)


def test_every_atom_feed_has_what_rfc_4287_says_it_must(site: Path) -> None:
    for path in every(site, "feed.xml"):
        root = ET.fromstring(path.read_bytes())
        for one in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                (only,) = one.findall(ATOM + name)
                assert only.text, (path, name)
            stamps = [one.findtext(ATOM + name) for name in ("updated", "published")]
            assert all(datetime.fromisoformat(stamp).tzinfo for stamp in stamps if stamp)
            assert one.findall(f"{ATOM}author/{ATOM}name")
            assert len([a for a in one.findall(f"{ATOM}link") if a.get("rel", "alternate") == "alternate"]) == 1
        ids = [entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
        assert len(set(ids)) == len(ids) and all(UUID(id.removeprefix("urn:uuid:")) for id in ids)
        own = BASE + path.relative_to(site).as_posix()
        assert root.find(f"{ATOM}link[@rel='self']").get("href") == own


def test_every_json_feed_has_what_version_1_1_says_it_must_and_says_what_atom_says(site: Path) -> None:
    for path in every(site, "feed.json"):
        data = json.loads(path.read_bytes())
        assert data["version"] == "https://jsonfeed.org/version/1.1" and data["title"]
        assert data["feed_url"] == BASE + path.relative_to(site).as_posix()
        assert (site / data["home_page_url"].removeprefix(BASE) / "index.html").is_file()
        assert all(isinstance(item["id"], str) and item["content_text"] for item in data["items"])
        assert all(isinstance(author["name"], str) for item in data["items"] for author in item["authors"])
        assert all(len(set(item["tags"])) == len(item["tags"]) for item in data["items"])
        root = ET.fromstring(path.with_suffix(".xml").read_bytes())
        told = [(e.findtext(f"{ATOM}id"), e.findtext(f"{ATOM}title"), e.findtext(f"{ATOM}summary")) for e in root.findall(f"{ATOM}entry")]
        assert told == [(item["id"], item["title"], item["content_text"]) for item in data["items"]]


def test_every_feed_is_found_from_the_page_of_its_list_by_programs_and_by_readers(site: Path) -> None:
    for path in every(site, "feed.xml"):
        html = (path.parent / "index.html").read_text(encoding="utf-8")
        head, body = html.split("</head>")
        depth = "../" * len(path.parent.relative_to(site).parts)
        for kind, name in (("atom", "feed.xml"), ("feed", "feed.json")):
            assert re.search(rf'<link rel="alternate" type="application/{kind}\+\w+" href="{name}"', head), path
            assert f'href="{name}"' in body
        if depth:
            assert f'href="{depth}feed.xml"' in head


@pytest.mark.parametrize("page", ["subjects/operation-hotton", "authorities/metropolitan-police-service", "exemptions/uk-foia-2000/s23-1-or-s24-1"])
def test_the_seed_is_in_the_feeds_of_its_lists(site: Path, page: str) -> None:
    assert "/requests/01-foi-22-023334/" in (site / page / "feed.xml").read_text(encoding="utf-8")


def test_the_page_of_corrections_tells_what_changed_when_and_why(site: Path) -> None:
    html = (site / "corrections" / "index.html").read_text(encoding="utf-8")
    assert "The number of appeals won was corrected from 41 to 14 in the answer. Two digits had been swapped" in html
    assert '<time datetime="2025-04-29">29 April 2025</time>' in html
    assert html.index("School admission appeals") < html.index("Complaints about noise by street")
    assert re.search(r"Small figures could have pointed.*?<li>Withdrawn</li>", html, re.S)
