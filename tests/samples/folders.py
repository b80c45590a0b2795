# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample requests as the tests read them: the model, the raw texts, and the files."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from disclosures.casework.request import Request

REQUESTS = Path(__file__).parents[2] / "requests"
RETOLD = "01.FOI.22.023334"


@cache
def all_requests() -> dict[str, tuple[Path, Request]]:
    """Every sample by reference: its folder and its model."""
    found = {}
    for file in sorted(REQUESTS.rglob("request.yaml")):
        request = Request.model_validate(yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader))
        found[request.reference] = (file.parent, request)
    return found


def request(reference: str) -> Request:
    return all_requests()[reference][1]


def files(reference: str, ending: str = "") -> dict[str, tuple[str, bytes]]:
    """Each released file of a request by path: the number of its record, and its bytes."""
    folder, told = all_requests()[reference]
    return {
        file.path: (record.number, (folder / file.path).read_bytes())
        for record in told.records
        for file in record.files
        if file.path.endswith(ending)
    }


def blocks(reference: str) -> list[str]:
    """Every text block of a folder: each scalar of request.yaml (alternatives as one), each block of Markdown.

    A list item is a block of its own, and so is each sentence of a longer one.
    """
    folder, _ = all_requests()[reference]
    found = list(_scalars(yaml.load((folder / "request.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)))
    for file in sorted(folder.glob("*.md")):
        found += re.split(r"\n\s*\n|\n(?=\s*(?:[-*]|\d+\.) )", file.read_text(encoding="utf-8"))
    flat = (" ".join(block.split()) for block in found)
    return [sentence for block in flat for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", block)]


def _scalars(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from [" or ".join(inner)] if key == "alternatives" else _scalars(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _scalars(inner)
    else:
        yield value


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of `text`: years of schooling, with syllables counted by groups of vowels."""
    sentences = [s for s in re.split(r"[.!?]+(?:\s|$)", text) if s.strip()]
    words = re.findall(r"[A-Za-z0-9'’]+", text)
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.lower())) - w.lower().endswith("e")) for w in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
