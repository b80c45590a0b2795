# SPDX-License-Identifier: AGPL-3.0-or-later
"""The accessibility statement tells what released files lack, from what was found in them."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path

from disclosures.documents.access import Access
from disclosures.log import card
from disclosures.log.answer import Released
from disclosures.log.hall import Log
from disclosures.site.pages import statement

from .made_record import made, page, released

GOOD = Access(pages=1, tagged=True, language="en", titled=True, shows_title=True)
PAGE = "accessibility/"


def file(access: Access | None) -> Released:
    one = released([page(1)])
    return replace(one, shown=replace(one.shown, access=access))


def log(*found: Access | None) -> Log:
    """One answer that releases a file for each."""
    _, answer, _ = made(*map(file, found))
    return Log([card.of(answer, ())])


def filled(*found: Access | None) -> str:
    return statement.fill(f"<h2>Faults</h2>{statement.PLACE}<p>More.</p>", log(*found), PAGE)


def test_a_page_that_does_not_ask_for_the_list_stays_as_it_is() -> None:
    assert statement.fill("<p>About released files.</p>", log(GOOD), "about/") == "<p>About released files.</p>"


def test_without_files_or_faults_none_is_claimed() -> None:
    assert "No file is released here" in filled(None)
    assert "We found none of the faults" in filled(GOOD) and "<li>" not in filled(GOOD)


def test_each_fault_is_counted_and_named_with_the_criteria_it_fails() -> None:
    told = filled(GOOD, replace(GOOD, tagged=False, language=""), replace(GOOD, tagged=False), replace(GOOD, image_only=(1,)))
    assert "We looked at 4 documents" in told and "faults in 3." in told
    assert "2 of 4 have no tags for headings, lists and tables. They fail 1.3.1" in told
    assert "1 of 4 has no language set. It fails 3.1.1" in told
    assert "1 of 4 has pages that are pictures of text. It fails 1.1.1" in told
    assert "header cells" not in told
    assert 'href="../accessibility.csv"' in told


def test_the_list_names_every_document_and_what_was_found(site: Path) -> None:
    with (site / "accessibility.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert len(rows) == len(list(site.rglob("files/*.pdf")))
    assert all(row["findings"] and row["text_on_the_site"] == "yes" for row in rows)


def test_the_statement_of_the_sample_site_has_the_list_and_the_parts_that_the_law_asks_for(site: Path) -> None:
    html = (site / PAGE / "index.html").read_text(encoding="utf-8")
    assert "released files }}" not in html
    assert re.search(r"<strong>Files without tags\.</strong> \d+ of \d+ have", html)
    order = ["Compliance status", "Non-compliance with the accessibility regulations", "Files without tags", "Disproportionate burden",
             "not within the scope", "Preparation of this accessibility statement"]  # fmt: skip
    places = [html.index(words, html.index("<main")) for words in order]
    assert places == sorted(places)
    assert "Enforcement procedure" in html and "contact form" in html
