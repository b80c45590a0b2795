# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of a scan with their places, read by Tesseract. One thread reads one page, so the same scan always reads alike."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..documents.pdf_render import Grey
from ..documents.shapes import Box
from ..safety.ocr import installed, program

DPI = 300
SECONDS = 120
_LANGUAGES = {"en": "eng", "cy": "cym", "gd": "gla", "ga": "gle", "fr": "fra", "de": "deu", "es": "spa", "pl": "pol"}


class Word(NamedTuple):
    """A word in points, how sure its reading is (0 to 1), and the line it belongs to."""

    text: str
    box: Box
    sure: float
    line: tuple[int, int, int]


def words(
    picture: Grey, language: str = "en", tick: Callable[[], None] = lambda: None, block: bool = False
) -> list[Word] | None:
    """The words of a picture; None when they cannot be read. `tick` is called every few seconds.

    With `block` the picture is taken for one block of lines, and its parts are not searched for.
    """
    spoken = _LANGUAGES.get(language.lower().split("-")[0], "eng")
    known = [one for one in dict.fromkeys((spoken, "eng")) if one in installed()]
    if not known:
        return None
    command = [program(), "stdin", "stdout", "--dpi", str(DPI), "--psm", "6" if block else "3", "-l", "+".join(known), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )
    except OSError:
        return None
    told = _waited(process, picture.pgm, tick)
    return None if told is None else list(_words(told.decode("utf-8", "replace"), picture.scale))


def _waited(process: subprocess.Popen, picture: bytes, tick: Callable[[], None]) -> bytes | None:
    sent: bytes | None = picture
    for _ in range(SECONDS // 5):
        try:
            told, _ = process.communicate(sent, timeout=5)
        except subprocess.TimeoutExpired:
            sent = None
            tick()
            continue
        return told if process.returncode == 0 else None
    process.kill()
    process.communicate()
    return None


def _words(told: str, scale: float) -> Iterator[Word]:
    """The rows of Tesseract's table that are words: level 5, with a place in pixels and a confidence up to 100."""
    for line in told.splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) / scale for cell in cells[6:10])
        sure = max(float(cells[10]), 0) / 100
        yield Word(cells[11], Box(left, top, left + width, top + height), sure, tuple(map(int, cells[2:5])))
