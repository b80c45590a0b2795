# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done in a worker process, which can be killed: MuPDF parses files that strangers made, and some hang it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..documents.kind import Kind, tell
from . import kept, layout, others

SHEETS = f"{__name__}:sheets"
"""The name by which a worker finds the function below."""


def sheets(data: bytes, name: str, language: str, tick: Callable[[], None] = lambda: None) -> list[dict[str, Any]]:
    """The pages of a document as plain JSON. Raises DocumentError."""
    found = layout.read(data, name, language, tick) if tell(data, name) is Kind.PDF else others.read(data, name)
    return [kept.plain(vars(sheet)) for sheet in found]
