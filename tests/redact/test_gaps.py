# SPDX-License-Identifier: AGPL-3.0-or-later
"""A box and the text after it say next to nothing about the words that stood there."""

from __future__ import annotations

from itertools import pairwise

import pymupdf
import pytest

from disclosures.documents.pdf_redact_snap import box_width

from . import making, names
from .making import AFTER, SECRET
from .test_slots import content

SAMPLE = names.names(every=97)


def test_a_long_passage_keeps_a_long_box():
    assert box_width(440, 11, 20) == 432
    assert box_width(300, 11, 20) == 288


def test_an_exact_gap_would_tell_nearly_every_name_apart():
    assert names.gap_alone(SAMPLE, "helv") > 5


@pytest.mark.parametrize("font", ["helv", "tiro"])
@pytest.mark.parametrize("layout", names.LAYOUTS)
def test_a_redacted_line_gives_away_one_bit_at_most(layout, font):
    assert names.given_away(SAMPLE, font, names.LAYOUTS[layout]) <= 1


@pytest.mark.parametrize("name", ["Jo Ng", "Ann Brown", "Maximilian Balasubramanian"])
def test_what_follows_a_name_stands_at_the_same_place_whatever_the_name(name):
    def places(who: str) -> list:
        with pymupdf.open() as document:
            document.new_page().insert_text((72, 100), f"Seen by {who} {AFTER}")
            data = document.tobytes()
        after = making.taken(data, {"words": who}).uncleared
        with pymupdf.open(stream=after, filetype="pdf") as document:
            return [(word[4], round(word[0], 2)) for word in document[0].get_text("words", flags=making.PLAIN)]

    assert places(name) == places(SECRET)


def test_the_spaces_of_a_line_that_was_filled_to_the_margin_say_nothing():
    data, _ = names.set_pages(["Ann Brown"], "helv", names.justified)
    after = making.taken(data, {"words": "Ann Brown"}).uncleared
    with pymupdf.open(stream=after, filetype="pdf") as document:
        content = document[0].read_contents()
        words = document[0].get_text("words", flags=making.PLAIN)
    with pymupdf.open(stream=data, filetype="pdf") as document:
        spread = document[0].read_contents().split(b" Tw")[0].split()[-1]
    assert float(spread) > 1 and spread[:6] not in content
    gaps = [round(b[0] - a[2], 1) for a, b in pairwise(words) if a[5:7] == b[5:7] and "s40" not in a[4] + b[4]]
    assert max(gaps) < 3.2


def test_two_names_in_one_line_are_two_boxes():
    def two(page) -> None:
        page.insert_text((72, 300), "From Ann Brown to Winifred Postlethwaite and the board")

    outcome = making.taken(making.drawn(two), {"words": "Ann Brown"}, {"words": "Winifred Postlethwaite"})
    widths = {round(one.box.width, 1) for one in outcome.boxes}
    assert len(outcome.boxes) == 2 and widths == {36.0}


def test_a_box_over_several_whole_lines_is_one_box():
    def lines(page) -> None:
        for at in range(4):
            page.insert_text((72, 300 + 14 * at), "A line of a paragraph that goes as a whole, for one reason.")

    outcome = making.taken(making.drawn(lines), {"box": "60 285 500 350", "page": "1"})
    (box,) = outcome.boxes
    assert box.box.height > 40 and box.box.width == pytest.approx(288)


def test_a_column_beside_the_gap_does_not_move():
    def table(page) -> None:
        for at, name in enumerate(("Ann Brown", "Winifred Postlethwaite")):
            page.insert_text((72, 300 + 20 * at), name)
            page.insert_text((300, 300 + 20 * at), "Clerk")

    after = making.taken(making.drawn(table), {"words": "Ann Brown"}, {"words": "Winifred Postlethwaite"}).uncleared
    with pymupdf.open(stream=after, filetype="pdf") as document:
        assert [round(word[0]) for word in document[0].get_text("words") if word[4] == "Clerk"] == [300, 300]


def test_a_label_that_needs_room_gets_a_wider_box():
    outcome = making.taken(making.drawn(), {"words": SECRET, "alternatives": ["s24(1)", "s23(1)"]})
    (box,) = outcome.boxes
    assert box.box.width == pytest.approx(72)
    assert "s23(1) or s24(1)" in making.texts(outcome.uncleared)[0]


def test_a_gap_makes_room_where_the_next_cell_is_near():
    def tight(page) -> None:
        page.insert_text((72, 300), "By Jo in town")
        page.insert_text((160, 300), "Next cell")

    after = making.taken(making.drawn(tight), {"words": "Jo", "alternatives": ["s23(1)", "s24(1)"]}).uncleared
    with pymupdf.open(stream=after, filetype="pdf") as document:
        words = {word[4]: word for word in document[0].get_text("words", flags=making.PLAIN)}
    assert words["town"][2] <= words["Next"][0]


def linked(page) -> None:
    page.insert_text((72, 300), f"By {SECRET}, see www.gov.uk for more")
    place = page.search_for("www.gov.uk")[0]
    page.insert_link({"kind": pymupdf.LINK_URI, "from": place, "uri": "https://www.gov.uk/"})
    page.draw_line((place.x0, place.y1 - 2), (place.x1, place.y1 - 2), width=0.6)


def test_a_link_goes_with_its_words_and_its_underline_does_not_stay_behind():
    after = making.taken(making.drawn(linked)).uncleared
    with pymupdf.open(stream=after, filetype="pdf") as document:
        page = document[0]
        (link,) = (one for one in page.get_links() if one["uri"] == "https://www.gov.uk/")
        words = page.search_for("www.gov.uk")[0]
        assert abs(link["from"].x0 - words.x0) < 2 and abs(link["from"].x1 - words.x1) < 2
        assert not [path for path in page.get_drawings() if path["rect"].height < 2]


def test_a_link_on_words_that_went_goes_too():
    def only_name(page) -> None:
        page.insert_link({"kind": pymupdf.LINK_URI, "from": page.search_for(SECRET)[0], "uri": "https://example.org/"})

    after = making.taken(making.drawn(only_name)).uncleared
    with pymupdf.open(stream=after, filetype="pdf") as document:
        assert not document[0].get_links()


def quartz(name: str) -> bytes:
    """Runs placed by changes of the coordinates, each to the end of the one before, as macOS writes them."""
    at, parts = 72.0, []
    for run in ("By ", name, " for the board", " and all others"):
        parts.append(f"q 1 0 0 1 {at:.3f} 700 cm BT 11 0 0 11 0 0 Tm /F1 1 Tf ({run}) Tj ET Q")
        at += pymupdf.get_text_length(run, "helv", 11)
    return content(("q 0 0 595 842 re W n " + " ".join(parts) + " Q q 1 0 0 1 72 600 cm 0 0 50 10 re f Q").encode())()


def test_runs_that_are_placed_by_changes_of_the_coordinates_tell_nothing_either():
    found = {making.taken(quartz(name), {"words": name}).uncleared for name in ("Jo Ng", "Maximilian Krishnamurthy")}
    with_text = set()
    for data in found:
        with pymupdf.open(stream=data, filetype="pdf") as document:
            with_text.add(document[0].read_contents())
            assert document[0].search_for("for the board and all others")
            assert any(path["rect"].width == 50 for path in document[0].get_drawings())
    assert len(with_text) == 1


def test_the_drawing_orders_are_the_same_whatever_the_name_was():
    def orders(name: str, layout) -> bytes:
        data, _ = names.set_pages([name], "helv", layout)
        with pymupdf.open(stream=making.taken(data, {"words": name}).uncleared, filetype="pdf") as document:
            return document[0].read_contents()

    for layout in (names.ragged, names.justified, names.centred):
        assert orders("Jo Ng", layout) == orders("Winifred Brown", layout)
