# SPDX-License-Identifier: AGPL-3.0-or-later
"""Write every file that the sample requests release: `python -m tests.specimens.make [requests [out]]`.

Walks the request folders and draws each file that a record names, by the record's kind and its recipe. The same input
gives the same bytes. Files that no record names are left alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from disclosures.casework.redactions import log_of as beside

from . import briefing, datasets, email_chain, letter, picture, readout
from .recipe import Recipe, Subject
from .recipes import RECIPES

REQUESTS = Path(__file__).parents[2] / "requests"
AUTHORITIES = {
    "metropolitan-police-service": "Metropolitan Police Service",
    "northmere-council": "Northmere Council (fictional)",
    "glen-arran-council": "Glen Arran Council (fictional)",
    "bureau-of-example-affairs": "Bureau of Example Affairs (fictional)",
    "cyngor-llanfair-enghraifft": "Cyngor Llanfair Enghraifft (fictional)",
}
PAPERS = {
    "letter": letter.draw,
    "email": email_chain.draw,
    "email chain": email_chain.draw,
    "readout": readout.draw,
    "minutes": readout.draw,
    "timeline": briefing.draw_timeline,
}
"""Drawn as a briefing unless named here."""


def words(when: str | dict) -> str:
    """A date of the folder in words: `6 February 2022`, or both ends of a range; empty stays empty."""
    if isinstance(when, dict):
        return " to ".join(words(when[end]) for end in ("from", "to"))
    if len(when) < 10:
        return when
    day = date.fromisoformat(when)
    return f"{day.day} {day:%B %Y}"


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(path under the folder, bytes) of each file that this request's records name, and of its log of marks."""
    told = yaml.load((folder / "request.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    reference = told["reference"]
    for record in told.get("records", ()):
        named = [record["file"]] if "file" in record else record.get("files", [])
        subject = Subject(
            reference, record["number"], record["title"], record.get("kind", ""), words(record.get("date", "")),
            AUTHORITIES[told["authority"]], told.get("language", "en"),
        )  # fmt: skip
        for path in (file if isinstance(file, str) else file["path"] for file in named):
            data = draw(path, subject, RECIPES.get(reference, {}).get(record["number"], Recipe(subject.authority)))
            yield path, data
            if log := getattr(data, "log", b""):
                yield beside(path), log


def draw(path: str, subject: Subject, recipe: Recipe) -> bytes:
    """The bytes of one file, by its ending."""
    ending = path.rpartition(".")[2]
    if ending == "csv":
        return datasets.csv_bytes(subject)
    if ending == "xlsx":
        return datasets.xlsx_bytes(subject)
    if ending == "png":
        return picture.draw(subject)
    return PAPERS.get(subject.kind, briefing.draw)(subject, recipe)


def make(requests: Path = REQUESTS, out: Path | None = None) -> list[Path]:
    """Write all files under `out` (by default into the request folders themselves) and return their paths."""
    written = []
    for told in sorted(requests.rglob("request.yaml")):
        for path, data in files(told.parent):
            target = (out or requests) / told.parent.relative_to(requests) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            written.append(target)
    return written


if __name__ == "__main__":
    for one in make(*map(Path, sys.argv[1:])):
        print(f"{one.stat().st_size:>7} {one}")
