# SPDX-License-Identifier: AGPL-3.0-or-later
"""A record of any length stays readable: no web page of it is heavy, and every page of it can be found from the first."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import html5lib
import pytest

from disclosures.reading.read import ReadTable
from disclosures.site import addresses
from disclosures.site.views.record import RecordPage
from tests.theme.render import html
from tests.theme.sample_views import CHROME

from .made_record import page, pages_of, released

MOST = 200_000


@pytest.fixture(scope="module")
def long() -> dict[str, str]:
    """Address to HTML of a record of 600 pages, each with a picture."""
    return {view.address: html(view, CHROME) for view in pages_of(released([page(n) for n in range(1, 601)], pictures=600))}


def test_a_record_of_a_few_pages_is_one_web_page_without_parts() -> None:
    (only,) = pages_of(released([page(1), page(2)]))
    assert isinstance(only, RecordPage) and (only.part, only.parts, only.before, only.after) == (1, 1, None, None)
    told = html(only, CHROME)
    assert "Parts of this record" not in told and "Where each page is" not in told


def test_no_page_of_a_record_of_600_pages_is_heavy(long: dict[str, str]) -> None:
    assert len(long) > 10
    for address, told in long.items():
        assert len(told.encode()) <= MOST, address
        assert len(gzip.compress(told.encode(), 6)) <= 20_000, address


def test_no_page_of_the_sample_site_is_heavy(site: Path) -> None:
    heavy = [file for file in site.rglob("*.html") if file.stat().st_size > MOST]
    assert heavy == []


def test_every_page_stands_once_and_the_first_web_page_leads_to_it(long: dict[str, str]) -> None:
    first, *_ = long
    where = {}
    for address, told in long.items():
        for anchor in re.findall(r'<section class="sheet-text" id="(page-\d+)"', told):
            assert anchor not in where
            where[anchor] = address
    assert len(where) == 600
    for anchor, address in where.items():
        assert f'href="{addresses.relative(f"{address}#{anchor}", first)}"' in long[first], anchor


def test_the_parts_follow_one_another_and_lead_back(long: dict[str, str]) -> None:
    listed = list(long)
    for number, (address, told) in enumerate(long.items()):
        html5lib.HTMLParser(strict=True).parse(told)
        nav = {kind: href for href, kind in re.findall(r'<a href="([^"]+)" rel="(prev|next)">', told)}
        before, after = listed[number - 1] if number else None, listed[number + 1] if number + 1 < len(listed) else None
        if number:
            assert nav["prev"] == addresses.relative(before, address)
            assert f'href="{addresses.relative(listed[0], address)}"' in told
        if after:
            assert nav["next"] == addresses.relative(after, address)
    assert listed[1].endswith("/2/") and listed[1].startswith(listed[0])


def test_titles_and_headings_tell_the_parts_apart() -> None:
    views = pages_of(released([page(n) for n in range(1, 200)]))
    assert len({view.head.title for view in views}) == len({view.title for view in views}) == len(views)
    assert re.search(r": pages \d+ to \d+$", views[1].title)


def test_pictures_wait_until_they_are_near_and_keep_their_place(long: dict[str, str]) -> None:
    pictures = [tag for told in long.values() for tag in re.findall(r'<img class="thumb[^>]*>', told)]
    assert len(pictures) == 600
    assert all('alt="" width="120" height="170" loading="lazy"' in tag for tag in pictures)
    assert len(set(re.findall(r'src="[^"]*/([0-9a-f]{16}\.webp)"', " ".join(pictures)))) == 150


def test_a_record_of_thousands_of_pages_lists_its_parts_alone() -> None:
    views = pages_of(released([page(n, times=3) for n in range(1, 3_001)]))
    told = html(views[0], CHROME)
    assert len(told.encode()) <= MOST
    assert len(views[0].strip.stretches) == len(views) and not views[0].strip.stretches[1].links


def test_a_long_table_goes_on_over_pages_and_loses_no_row() -> None:
    rows = tuple((f"Ward {n}", str(n), "a note on it" * 4) for n in range(5_000))
    views = pages_of(released(tables=[ReadTable("t", ("Ward", "Holes", "Note"), rows, 12, 0, (False, True, False))]))
    told = [html(view, CHROME) for view in views]
    assert len(told) > 3 and max(len(one.encode()) for one in told) <= MOST
    assert sum(one.count('<th scope="row">Ward ') for one in told) == 5_000
    assert all('<th scope="col" class="number">Holes</th>' in one and "<caption" in one for one in told)
    assert "12 more rows in the CSV file." in told[-1] and "more rows" not in told[0]
    assert "rows 1 to " in told[0]


def test_an_ugly_table_of_long_cells_and_many_columns_stays_light() -> None:
    wide = tuple("&" * 199 for _ in range(60))
    views = pages_of(released(tables=[ReadTable("t", wide, (wide,) * 20, 0, 0, (False,) * 60)]))
    assert max(len(html(view, CHROME).encode()) for view in views) <= MOST
