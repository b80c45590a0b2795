# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the made files are put together from."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pikepdf
import pymupdf

LINES = (
    "Thank you for your letter about the works in the market square.",
    "The committee considered the report and agreed its recommendations.",
    "A further meeting will be held when the figures have been checked.",
    "Copies were sent to the departments that had asked for them.",
)


@dataclass(frozen=True)
class Slot:
    """One way in which a file gives something away, and who makes such a file of a secret and a dice."""

    name: str
    make: Callable[[str, random.Random], bytes]
    hard: bool = False
    drawn: bool = False
    ending: str = "pdf"


def page_of(draw: Callable[[Any, str, random.Random], object], secret: str, dice: random.Random) -> bytes:
    """A letter of some lines with whatever `draw` adds below them."""
    document = pymupdf.open()
    page = document.new_page()
    for number, line in enumerate(dice.sample(LINES, 3)):
        page.insert_text((72, 80 + 18 * number), line)
    draw(page, secret, dice)
    return document.tobytes(garbage=4, deflate=True)


def written(page: Any, secret: str, dice: random.Random, **look: Any) -> pymupdf.Rect:
    """Write the secret somewhere below the letter; the box around it."""
    size = look.setdefault("fontsize", dice.choice((9, 11, 14)))
    x, y = dice.randint(60, 220), dice.randint(180, 700)
    page.insert_text((x, y), secret, **look)
    return pymupdf.Rect(x - 2, y - size, x + pymupdf.get_text_length(secret, fontsize=size) + 2, y + 0.35 * size)


def edited(data: bytes, edit: Callable[[pikepdf.Pdf], object], **save: Any) -> bytes:
    """A PDF after an edit of its objects."""
    with pikepdf.open(io.BytesIO(data)) as document:
        edit(document)
        out = io.BytesIO()
        document.save(out, **save)
    return out.getvalue()


def drawn(stream: str, resources: Callable[[pikepdf.Pdf], dict] = lambda document: {}) -> Callable:
    """A slot of raw drawing orders; {secret} writes the secret at 72, 600."""

    def make(secret: str, dice: random.Random) -> bytes:
        def edit(document: pikepdf.Pdf) -> None:
            page = document.pages[0]
            for name, value in resources(document).items():
                page.Resources[f"/{name}"] = value
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica")
            )
            page.Resources.Font.Made = font
            words = f"BT /Made 12 Tf 72 600 Td ({secret}) Tj ET\n"
            whole = stream.replace("{secret}", words).replace("{name}", secret)
            page.contents_add(pikepdf.Stream(document, b"q " + whole.encode("latin-1") + b" Q"))

        return edited(page_of(lambda page, secret, dice: None, secret, dice), edit)

    return make


def state(**values: Any) -> Callable[[pikepdf.Pdf], dict]:
    """A graphics state called /G."""
    return lambda document: {"ExtGState": pikepdf.Dictionary(G=pikepdf.Dictionary(**values))}


def form(document: pikepdf.Pdf, stream: bytes, **keys: Any) -> pikepdf.Stream:
    return document.make_stream(
        stream, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 850], **keys
    )


def annotation(document: pikepdf.Pdf, kind: str, **keys: Any) -> pikepdf.Object:
    """Put an annotation over 72, 600 on the first page."""
    note = document.make_indirect(
        pikepdf.Dictionary(
            {"/Type": pikepdf.Name.Annot, "/Subtype": pikepdf.Name(f"/{kind}"), "/Rect": [60, 590, 300, 620], "/F": 4}
        )
    )
    for key, value in keys.items():
        note[f"/{key}"] = value
    page = document.pages[0].obj
    page.Annots = pikepdf.Array([*page.get("/Annots", ()), note])
    return note
