# SPDX-License-Identifier: AGPL-3.0-or-later
"""All pages of a PDF, each read once for everything that it may hide, and let go of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..documents import pdf_render
from ..documents.pdf import Page
from . import hidden_pictures, hidden_text
from .hidden_pictures import HiddenPicture
from .hidden_text import Cause, HiddenText
from .words import normal


@dataclass(frozen=True)
class Hidden:
    """What a document holds and does not show."""

    texts: tuple[HiddenText, ...]
    pictures: tuple[HiddenPicture, ...]


def look(pages: Sequence[Page], tick: Callable[[], object], also: Callable[[Page], object]) -> Hidden:
    """Look at every page; `tick` is called for each, and `also` while it is in memory."""
    texts: list[HiddenText] = []
    pictures: list[HiddenPicture] = []
    for page in pages:
        tick()
        content = pdf_render.content(page)
        texts += hidden_text.find(page, content)
        pictures += hidden_pictures.find(page, content)
        also(page)
        page.forget()
    return Hidden(tuple(text for text in texts if not _goes_on(text, texts, pages)), tuple(pictures))


def _goes_on(text: HiddenText, texts: Sequence[HiddenText], pages: Sequence[Page]) -> bool:
    """Whether the words cut off at the edge of a page stand on the next or the last one: a wide chart or table that is
    printed on two sheets is drawn whole on both."""
    if text.cause not in (Cause.OFF_PAGE, Cause.INVISIBLE):
        return False
    words = _run_of(text.text)
    for number in (text.page - 1, text.page + 1):
        if 1 <= number <= len(pages) and words in _run_of(pages[number - 1].text):
            hidden = "\n".join(_run_of(other.text) for other in texts if other.page == number)
            if words not in hidden:
                return True
    return False


def _run_of(text: str) -> str:
    return normal(text).replace(" ", "")
