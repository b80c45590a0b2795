# SPDX-License-Identifier: AGPL-3.0-or-later
"""What photographs inside a PDF tell about themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents import pdf_structure
from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "PDF-IMAGE-META",
    title="Metadata of a picture in the PDF",
    verdict=Verdict.FIX,
    kinds={Kind.PDF},
    finds="EXIF, XMP and comments inside JPEG pictures of the PDF.",
    why=(
        "A photograph tells where and when it was taken, with which camera, and often holds a small picture "
        "of itself uncropped."
    ),
    cure="Nothing to do: the published copy keeps the pictures without their metadata",
    before="A photograph in the PDF says where it was taken.",
    after="The same photograph, without.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for held in pdf_structure.picture_metadata(opened.structure):
        yield Hit("", "A picture in the PDF holds metadata.", _printable(held))


def _printable(data: bytes) -> str:
    return "".join(chr(byte) for byte in data[:200] if 32 <= byte < 127)
