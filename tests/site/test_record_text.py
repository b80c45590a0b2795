# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a record's page says of its pages: their numbers, how they were read, what is taken out, and of which file they are."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from disclosures.documents.access import Access
from disclosures.site.pages import access
from tests.theme.render import html
from tests.theme.sample_views import CHROME

from .made_record import page, pages_of, released


def first(*pages, **more):
    return pages_of(released(pages, **more))[0]


def test_a_page_without_gaps_is_in_no_summary() -> None:
    assert first(page(1), page(2)).redactions == ()


def test_pages_that_are_redacted_alike_are_told_as_a_range() -> None:
    s40, joint = "section 40(2)", "section 23(1) or section 24(1)"
    view = first(page(1, law=s40), page(2, law=s40), page(3), page(4, law=s40), page(5, law=joint), page(6, law=joint, whole=True))
    assert view.redactions == (
        "Pages 1 to 2: section 40(2)", "Page 4: section 40(2)", f"Page 5: {joint}", f"Page 6: the whole page, {joint}",
    )  # fmt: skip


def test_a_box_that_names_no_law_says_so() -> None:
    bare = replace(page(1, law="x"), law="")
    assert first(bare).redactions == ("Page 1: no law is named on the page",)


def test_a_number_printed_otherwise_is_told_beside_the_one_counted() -> None:
    (one,) = first(page(3, label="iii")).pages
    assert (one.heading, one.anchor, one.pdf_href.rpartition("#")[2]) == ("Page 3 (printed as iii)", "page-3", "page=3")


def test_words_read_by_machine_are_told_with_how_sure_it_was() -> None:
    sure, unsure, plain = first(page(1, confidence=0.97), page(2, confidence=0.714), page(3)).pages
    assert sure.remark == "A machine read the words of this page from a picture. It was 97% sure, so few words should be wrong."
    assert "71% sure, so many words may be wrong" in unsure.remark
    assert plain.remark == "" and plain.other_format == ""


def test_a_page_that_cannot_be_read_offers_another_format() -> None:
    view = first(page(1, image_only=True))
    assert view.pages[0].remark.startswith("Image only:")
    assert '<a href="mailto:foi@made.example?subject=' in html(view, CHROME)


def test_slides_and_the_parts_of_a_text_are_called_so() -> None:
    assert [one.heading for one in first(page(1), page(2), unit="slide").pages] == ["Slide 1", "Slide 2"]
    assert [one.heading for one in first(page(1), unit="part").pages] == ["Text"]


def test_what_follows_of_a_page_too_long_for_one_has_an_anchor_of_its_own() -> None:
    assert [(one.heading, one.anchor) for one in first(page(1), page(1, piece=2)).pages] == [("Page 1", "page-1"), ("Page 1, continued", "page-1-2")]


def test_the_pages_of_several_files_are_told_apart() -> None:
    (view,) = pages_of(released([page(1)]), released([page(1)]))
    assert [(one.heading, one.anchor) for one in view.pages] == [("File 1, page 1", "page-1"), ("File 2, page 1", "file-2-page-1")]


GOOD = Access(pages=3, tagged=True, language="en", titled=True, shows_title=True, headings=2)


def test_a_good_file_has_nothing_but_its_tags_told() -> None:
    assert access.told(GOOD) == "Tagged for screen readers"


def test_what_a_file_lacks_is_told_in_plain_words() -> None:
    poor = replace(GOOD, language="", pictures=3, undescribed=2, headless=1, unordered=(2, 3), bookmarks=False)
    assert access.told(poor) == (
        "Tagged for screen readers; no language set; 2 pictures without description; 1 table without header cells; "
        "reading order wrong on 2 pages; no bookmarks"
    )
    assert access.told(replace(GOOD, image_only=(1, 2, 3))).endswith("; image only")
    assert access.told(replace(GOOD, image_only=(1,))).endswith("; 1 page image only")


def test_of_an_untagged_file_nothing_is_said_that_only_tags_could_tell() -> None:
    bare = replace(GOOD, tagged=False, pictures=3, undescribed=3, headings=0)
    assert access.told(bare) == "Not tagged for screen readers"
    assert "headings" not in access.data(bare) and access.data(bare)["tagged"] is False
    assert access.data(replace(GOOD, bookmarks=True))["bookmarks"] is True


def test_the_data_tells_the_same_of_gaps_and_files_as_the_page(site: Path) -> None:
    home = site / "requests" / "01-foi-22-023334"
    records = {one["number"]: one for one in json.loads((home / "request.json").read_text(encoding="utf-8"))["records"]}
    assert records["15"]["redactions"] == [] and records["8.2"]["files"] == []
    assert records["8.1"]["redactions"][1] == "Page 2: the whole page, section 40(2)"
    shown = (home / "records" / "8.1" / "index.html").read_text(encoding="utf-8")
    assert all(f"<li>{line}</li>" in shown for line in records["8.1"]["redactions"])
    (file,) = records["8.1"]["files"]
    assert file["accessibility"]["tagged"] is False and file["accessibility"]["image_only_pages"] == []


def test_every_page_of_a_released_pdf_has_its_picture_beside_it(site: Path) -> None:
    shown = (site / "requests" / "01-foi-22-023334" / "records" / "8.1" / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'<img class="(thumb[ t\d]*)" src="(pages/[0-9a-f]{16}\.webp)"', shown)
    assert [look for look, _ in found] == ["thumb", "thumb t1", "thumb t2"]
    (name,) = {name for _, name in found}
    assert (site / "requests" / "01-foi-22-023334" / "records" / "8.1" / name).is_file()
