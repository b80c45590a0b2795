# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages, four to a file, as they are kept and published."""

from __future__ import annotations

from dataclasses import dataclass

CELLS = 4
"""Pictures on a sheet. The last sheet of a document has empty ones too, so that each stands at the same quarters."""


@dataclass(frozen=True)
class PictureSheet:
    """Pictures of up to four pages under one another: the size of each in pixels, and the WebP file."""

    width: int
    height: int
    data: bytes
