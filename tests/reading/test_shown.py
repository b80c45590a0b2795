# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of pages are made once, within their size, and a file that defeats the worker only goes without."""

from __future__ import annotations

import io

import pymupdf
import pytest
from PIL import Image

from disclosures.reading import shown
from disclosures.safety.pool import Pool, WorkerFailed
from disclosures.store import Store

from .making import cleared


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as one:
        yield one


def letter(*sizes: tuple[int, int]) -> bytes:
    document = pymupdf.open()
    for width, height in sizes or ((595, 842),):
        document.new_page(width=width, height=height).insert_text((20, 40), "Dear reader")
    return document.tobytes(no_new_id=True)


class Idle:
    """A pool that nobody may ask."""

    size = 1

    def ask(self, *_, **__):
        raise AssertionError("a kept picture was made again")


class Broken(Idle):
    def ask(self, *_, **__):
        raise WorkerFailed("nothing happened for 20 seconds")


def test_a_text_file_has_no_pictures_and_asks_for_none():
    assert shown.show(cleared(b"Dear reader\n", "a.txt"), Store(None), Idle()) == shown.Shown()


def test_each_page_has_a_picture_that_is_what_it_says_and_fits(pool):
    found = shown.show(cleared(letter((595, 842), (842, 595), (595, 842), (595, 842), (100, 3000))), Store(None), pool)
    for sheet in found.sheets:
        with Image.open(io.BytesIO(sheet.data)) as image:
            assert (image.format, image.size) == ("WEBP", (sheet.width, 4 * sheet.height))
        assert len(sheet.data) < 12_000
    assert [(one.width, one.height) for one in found.sheets] == [(240, 340), (16, 480)]
    assert [found.picture(page) for page in (1, 4, 5, 9)] == [(found.sheets[0], 0), (found.sheets[0], 3), (found.sheets[1], 0), None]
    assert found.access.pages == 5


def test_a_picture_shows_its_own_page(pool):
    document = pymupdf.open()
    for grey in (0, 1, 0):
        document.new_page().draw_rect((0, 0, 595, 842), fill=(grey,) * 3, color=None)
    (sheet,) = shown.show(cleared(document.tobytes(no_new_id=True)), Store(None), pool).sheets
    with Image.open(io.BytesIO(sheet.data)) as image:
        seen = [image.getpixel((120, place * sheet.height + 170))[0] for place in range(4)]
    assert [value > 128 for value in seen] == [False, True, False, True]


def test_the_second_time_nothing_is_made(pool, tmp_path):
    document = cleared(letter())
    first = shown.show(document, Store(tmp_path), pool)
    assert shown.show(document, Store(tmp_path), Idle()) == first
    assert first.sheets


def test_what_was_kept_and_is_damaged_is_made_again(pool, tmp_path):
    document = cleared(letter())
    first = shown.show(document, Store(tmp_path), pool)
    for file in (tmp_path / "pictures").rglob("*"):
        if file.is_file():
            file.write_bytes(b"torn")
    assert shown.show(document, Store(tmp_path), pool) == first


def test_a_file_that_cannot_be_drawn_is_published_without_pictures():
    assert shown.show(cleared(letter()), Store(None), Broken()) == shown.Shown()


def test_the_same_bytes_are_drawn_once_for_all_records(pool):
    document = cleared(letter())
    assert list(shown.show_all([document, document], Store(None), pool)) == [document.sha256]


def test_a_photograph_keeps_its_colours_and_a_page_of_text_is_light(pool):
    colours = bytes(value for y in range(64) for x in range(64) for value in (x * 4, y * 4, 128))
    document = pymupdf.open()
    document.new_page().insert_image((0, 0, 595, 842), pixmap=pymupdf.Pixmap(pymupdf.csRGB, 64, 64, colours, False), keep_proportion=False)
    (photo,) = shown.show(cleared(document.tobytes(no_new_id=True)), Store(None), pool).sheets
    with Image.open(io.BytesIO(photo.data)) as image:
        assert len(image.convert("RGB").resize((30, 120)).getcolors(4_000)) > 500
    text = pymupdf.open()
    page = text.new_page()
    for line in range(50):
        page.insert_text((60, 60 + 14 * line), "Many ordinary words of a letter, one line under another, again and again.")
    (sheet,) = shown.show(cleared(text.tobytes(no_new_id=True)), Store(None), pool).sheets
    assert len(sheet.data) < 3_500
