# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page of the sample site: valid, light, complete, and the retold request with nothing of its source missing."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from html import unescape
from pathlib import Path

import html5lib
import pytest

SEED = "requests/01-foi-22-023334"
ORDINARY, LARGE = 15_000, 25_000


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def words_of(page: Path) -> str:
    text = re.sub(r"<(head|script)\b.*?</\1>", " ", page.read_text(encoding="utf-8"), flags=re.S)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def test_the_parser_refuses_what_is_not_html() -> None:
    with pytest.raises(html5lib.html5parser.ParseError):
        html5lib.HTMLParser(strict=True).parse("<!doctype html><title>x</title><p><b></p>")


def test_every_page_is_html_without_an_error(site: Path) -> None:
    for page in pages(site):
        html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))


def test_no_page_carries_style_or_script_of_its_own(site: Path) -> None:
    for page in pages(site):
        html = page.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html), page
        assert not re.search(r'<script(?! (type="application/ld\+json"|src="[^":]+" defer|defer src="[^":]+"))', html), page


def test_titles_are_unique_and_each_page_has_one_h1_and_a_language(site: Path) -> None:
    titles: Counter[str] = Counter()
    for page in pages(site):
        html = page.read_text(encoding="utf-8")
        titles[re.search(r"<title>(.*?)</title>", html, re.S)[1]] += 1
        assert len(re.findall(r"<h1\b", html)) == 1, page
        assert re.search(r'<html lang="[a-z]{2}"', html), page
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids)), page
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_link_and_fragment_leads_somewhere(site: Path) -> None:
    ids = {p: set(re.findall(r'\sid="([^"]+)"', p.read_text(encoding="utf-8"))) for p in pages(site)}
    broken = []
    for page in pages(site):
        if page.name == "404.html":
            continue
        for link in re.findall(r'(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, fragment = unescape(link).partition("#")
            target = (page.parent / path).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (fragment and target.suffix == ".html" and fragment not in ids[target]):
                broken.append(f"{page.relative_to(site)}: {link}")
    assert broken == []


def test_an_ordinary_page_weighs_15_kb_at_most_and_the_18_record_one_25(site: Path) -> None:
    shared = sum(len(gzip.compress(p.read_bytes(), 6)) for p in site.glob("assets/site.*"))
    shared += sum(len(gzip.compress(p.read_bytes(), 6)) for p in site.glob("images/mark.*"))
    for page in pages(site):
        html = page.read_text(encoding="utf-8")
        pictures = [page.parent / src for src in re.findall(r'<figure><img src="([^"]+)"', html)]
        weight = shared + len(gzip.compress(html.encode(), 6)) + sum(p.stat().st_size for p in pictures)
        limit = LARGE if page.parent == site / SEED else ORDINARY
        assert weight <= limit, f"{page.relative_to(site)}: {weight} bytes"


def test_nothing_of_the_source_is_missing_from_its_page(site: Path) -> None:
    told = words_of(site / SEED / "index.html")
    for fact in (
        "01.FOI.22.023334", "Metropolitan Police Service", "Mayor of London", "14 January", "14 February",
        "18 records", "Section 31(1)(a)", "Section 40(2)", "Section 23(1) or section 24(1)", "section 17",
        "Trilateral", "Robin Wilkinson", "Chief of Staff", "MOPAC", "New Scotland Yard", "Superintendent", "Band A",
        "Operation Hotton Learning Report", "Independent Office for Police Conduct", "nine linked", "Printed as 11", "Printed as 12",
        "Not stated", "January 2023", "signature", "Article 6(1)",
    ):  # fmt: skip
        assert fact in told, fact
    for kind in ("emails", "attachments", "letters", "memos", "briefings", "research", "notes", "minutes"):
        assert kind in told.lower(), kind


def test_the_schedule_tells_18_records_with_one_in_full_and_one_withheld(site: Path) -> None:
    html = (site / SEED / "index.html").read_text(encoding="utf-8")
    table = re.search(r"<table.*?</table>", html, re.S)[0]
    assert len(re.findall(r'<th[^>]*scope="row"', table)) == 18
    body = re.search(r"<tbody.*</tbody>", table, re.S)[0]
    badges = Counter(re.findall(r"Redacted|Released in full|Withheld", re.sub(r"<[^>]+>", "|", body)))
    assert badges == {"Redacted": 16, "Released in full": 1, "Withheld": 1}


def test_at_least_twelve_oddities_of_the_source_are_notes(site: Path) -> None:
    html = (site / SEED / "index.html").read_text(encoding="utf-8")
    assert len(set(re.findall(r'id="(note-\d+)"', html))) >= 12


def test_the_withheld_spreadsheet_is_described_by_its_nine_columns(site: Path) -> None:
    page = site / SEED / "records" / "8.2" / "index.html"
    told = words_of(page)
    for column in ("pseudonym", "Strand", "Allegation", "Standard of Professional Behaviour breached", "recommendation",
                   "DPS Appropriate Authority determination", "What happened next", "Final outcome", "Other information"):  # fmt: skip
        assert column in told
    assert "files/" not in page.read_text(encoding="utf-8") and "Operation Hotton Learning Report" in told
    assert not list((site / SEED / "files").glob("*8.2*"))


def test_every_record_page_and_request_page_says_that_it_is_a_specimen(site: Path) -> None:
    found = [p for p in pages(site) if re.search(r'data-template="(request|record)"', p.read_text(encoding="utf-8"))]
    assert len(found) > 50
    for page in found:
        assert "demonstration" in words_of(page), page


def test_other_spellings_of_a_reference_lead_to_its_page(site: Path) -> None:
    for spelling in ("01.FOI.22.023334", "01.foi.22.023334", "01-FOI-22-023334"):
        html = (site / "requests" / spelling / "index.html").read_text(encoding="utf-8")
        assert 'content="0; url=../01-foi-22-023334/"' in html


def test_pages_carry_what_a_reference_manager_reads(site: Path) -> None:
    html = (site / SEED / "index.html").read_text(encoding="utf-8")
    for name, content in (
        ("citation_author", "Metropolitan Police Service,"),
        ("citation_technical_report_number", "01.FOI.22.023334"),
        ("citation_publication_date", "2023/01"),
        ("citation_public_url", "https://disclosures.example/requests/01-foi-22-023334/"),
    ):
        assert f'<meta name="{name}" content="{content}">' in html
    record = (site / SEED / "records" / "8.1" / "index.html").read_text(encoding="utf-8")
    assert 'name="citation_pdf_url" content="https://disclosures.example/requests/01-foi-22-023334/files/08.1' in record
