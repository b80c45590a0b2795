# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is made of a cleared PDF for its page: small pictures of its pages, and what it offers to assistive technology.

It runs inside a worker process, for the bytes came from outside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from ..documents import page_picture, pdf_access
from ..documents.pdf import Page
from .opened import Opened, Tick, quiet


def show(data: bytes, name: str, tick: Tick = quiet) -> tuple[dict, list[bytes]]:
    """({"access": …, "sizes": [[width, height], …]}, sheets of pictures as WebP) of a PDF. Raises DocumentError."""
    with Opened(data, name, tick) as opened:
        pictures = list(page_picture.sheets(_ticking(opened.pdf.pages, tick)))
        access = pdf_access.look(opened.pdf, opened.structure)
    return {"access": asdict(access), "sizes": [[one.width, one.height] for one in pictures]}, [one.data for one in pictures]


def _ticking(pages: Iterable[Page], tick: Tick) -> Iterator[Page]:
    for page in pages:
        yield page
        tick()
