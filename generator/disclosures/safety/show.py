# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is made of a cleared PDF for its page: small pictures of its pages, and what it offers to assistive technology.

It runs inside a worker process, for the bytes came from outside.
"""

from __future__ import annotations

from dataclasses import asdict

from ..documents import page_picture, pdf_access
from .opened import Opened, Tick, quiet


def show(data: bytes, name: str, tick: Tick = quiet) -> tuple[dict, list[bytes]]:
    """({"access": …, "sizes": [[width, height], …]}, pictures as WebP) of a PDF. Raises DocumentError."""
    with Opened(data, name, tick) as opened:
        pictures = []
        for page in opened.pdf.pages:
            pictures.append(page_picture.small(page))
            tick()
        access = pdf_access.look(opened.pdf, opened.structure)
    return {"access": asdict(access), "sizes": [[one.width, one.height] for one in pictures]}, [one.data for one in pictures]
