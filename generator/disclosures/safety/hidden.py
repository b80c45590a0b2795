# SPDX-License-Identifier: AGPL-3.0-or-later
"""All pages of a PDF, each read once for everything that it may hide, and let go of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..documents import pdf_render
from ..documents.pdf import Page
from . import hidden_pictures, hidden_text
from .hidden_pictures import HiddenPicture
from .hidden_text import HiddenText


@dataclass(frozen=True)
class Hidden:
    """What a document holds and does not show."""

    texts: tuple[HiddenText, ...]
    pictures: tuple[HiddenPicture, ...]


def look(pages: Iterable[Page], tick: Callable[[], object]) -> Hidden:
    """Look at every page; `tick` is called for each."""
    texts: list[HiddenText] = []
    pictures: list[HiddenPicture] = []
    for page in pages:
        tick()
        content = pdf_render.content(page)
        texts += hidden_text.find(page, content)
        pictures += hidden_pictures.find(page, content)
        page.forget()
    return Hidden(tuple(texts), tuple(pictures))
