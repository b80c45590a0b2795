# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others show in place of a link: tags, a picture, oEmbed. None tells more than the answer's page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from disclosures.documents import share_picture
from disclosures.log.share_pictures import Pictures, Shared
from disclosures.store import Store

BASE = "https://disclosures.example/"
SEED = "requests/01-foi-22-023334"
SILENT, WITHDRAWN = "requests/nmc-23-0150", "requests/nmc-23-0066"
BAR = (("full", 0.0, 48.0), ("withheld", 48.0, 48.0))


class Head(HTMLParser):
    def __init__(self, page: Path) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "meta" and (told.get("property") or told.get("name")):
            self.meta.setdefault(told.get("property") or told["name"], told["content"])
        elif tag == "link":
            self.links.append(told)


def draw(title: str = "Letters", segments=BAR, publisher: str = "Small Council", lines=("Released in full",)) -> Image.Image:
    return Image.open(BytesIO(share_picture.draw(publisher, title, lines, segments, "#1d3f73")))


def test_a_withdrawn_answer_is_shown_nowhere_but_as_withdrawn(site: Path) -> None:
    assert not (site / WITHDRAWN / "share.png").exists() and not (site / WITHDRAWN / "oembed.json").exists()
    head = Head(site / WITHDRAWN / "index.html")
    assert "og:image" not in head.meta and head.meta["twitter:card"] == "summary"
    assert not [link for link in head.links if "oembed" in str(link.get("type"))]


def test_a_silent_answer_has_a_picture_without_any_count(site: Path) -> None:
    assert Head(site / SILENT / "index.html").meta["og:image:alt"].endswith(". Neither confirmed nor denied.")
    picture = Image.open(site / SILENT / "share.png").convert("RGB")
    assert {picture.getpixel((x, 460)) for x in range(80, 1100)} == {(255, 255, 255)}
    assert "record" not in json.loads((site / SILENT / "oembed.json").read_bytes())["html"].lower()


def test_the_tags_lead_to_a_picture_of_the_size_they_tell(site: Path) -> None:
    for page in (SEED, f"{SEED}/records/8.1"):
        meta = Head(site / page / "index.html").meta
        with Image.open(site / meta["og:image"].removeprefix(BASE)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))
        assert meta["twitter:card"] == "summary_large_image" and meta["og:url"] == f"{BASE}{page}/"
        assert {"og:title", "og:type"} <= set(meta)
    meta = Head(site / SEED / "index.html").meta
    assert (meta["og:image:width"], meta["og:image:height"], meta["og:site_name"]) == ("1200", "630", "Disclosure log demonstration")
    assert "18 records: 1 in full, 16 redacted, 1 withheld" in meta["og:image:alt"]


def test_the_picture_shows_the_counts_as_the_site_draws_them() -> None:
    drawn = draw().convert("RGB")
    assert drawn.getpixel((100, 460)) == (43, 122, 86) and drawn.getpixel((1000, 460)) == (51, 59, 74)
    assert drawn.getpixel((4, 300)) == (0x1D, 0x3F, 0x73)


@pytest.mark.parametrize("title", ["Letters " * 60, "Llythyrau’r Ŵyl: £5–€6", "文書", "A" * 300, "מכתבים"])
def test_a_title_of_any_length_and_script_stays_within_the_picture(title: str) -> None:
    drawn = draw(title, ()).convert("L")
    assert drawn.size == (1200, 630)
    assert min(drawn.crop((1180, 0, 1200, 630)).getdata()) == 255, "words run over the edge"
    assert min(drawn.crop((30, 430, 1200, 500)).getdata()) == 255, "the title runs into the counts"


def test_signs_of_money_and_letters_of_wales_are_drawn() -> None:
    for one, other in (("£5", "5"), ("Ŵ", "W"), ("–", "")):
        assert draw(one).tobytes() != draw(other).tobytes()


def test_what_has_been_drawn_is_not_drawn_again_until_it_shows_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = Pictures(Store(tmp_path), "#1d3f73")
    first = pictures.of(Shared("Small Council", "Letters", ("Released in full",), BAR))
    made: list[str] = []
    monkeypatch.setattr(share_picture, "draw", lambda publisher, title, *_: made.append(title) or b"")
    assert pictures.of(Shared("Small Council", "Letters", ("Released in full",), BAR)) == first and made == []
    pictures.of(Shared("Small Council", "Other letters", ("Released in full",), BAR))
    assert made == ["Other letters"]


def test_the_same_words_make_the_same_bytes() -> None:
    given = ("Small Council", "Letters", ("Released in full",), BAR, "#1d3f73")
    assert share_picture.draw(*given) == share_picture.draw(*given)


def test_oembed_is_found_from_the_page_and_quotes_it(site: Path) -> None:
    (link,) = [one for one in Head(site / SEED / "index.html").links if one.get("type") == "application/json+oembed"]
    data = json.loads((site / str(link["href"]).removeprefix(BASE)).read_bytes())
    assert (data["version"], data["type"]) == ("1.0", "rich")
    assert isinstance(data["width"], int) and isinstance(data["height"], int) and (data["thumbnail_width"], data["thumbnail_height"]) == (1200, 630)
    assert f'<a href="{BASE}{SEED}/">' in data["html"] and "Partly withheld. Metropolitan Police Service, 01.FOI.22.023334, January 2023" in data["html"]
    assert not re.search(r"<(script|iframe|style|img)|\son\w+=", data["html"])
    for key in ("author_url", "provider_url"):
        assert (site / data[key].removeprefix(BASE) / "index.html").is_file()


def test_a_body_that_wants_no_pictures_publishes_none(site_with) -> None:
    site = site_with("without-pictures", share_pictures=False)
    assert list(site.rglob("share.png")) == []
    meta = Head(site / SEED / "index.html").meta
    assert "og:image" not in meta and meta["twitter:card"] == "summary"
    assert "thumbnail_url" not in json.loads((site / SEED / "oembed.json").read_bytes())
