# SPDX-License-Identifier: AGPL-3.0-or-later
"""A made log of any size: `python -m tests.benchmarks.log.corpus N FOLDER [--files SHARE]`.

Each request has about 900 words of answer, 3 to 18 lines in its schedule, 2 to 4 exemptions and 1 to 3 subjects. The same
number and seed give the same bytes on every machine. With `--files`, a share of the requests releases one small table.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from .prose import Prose

LAWS = {  # code: whether a public interest test is owed
    "s21(1)": False, "s22(1)": True, "s27(1)(a)": True, "s31(1)(a)": True, "s38(1)(a)": True,
    "s40(2)": False, "s41(1)": False, "s42(1)": True, "s43(2)": True, "s44(1)": False,
}  # fmt: skip
SUBJECTS = (
    "budget complaints contracts custody cyber-crime drugs elections equality events fraud harbour housing knives "
    "libraries licensing media parking pay planning police-cars roads robbery schools staff training victims waste"
).split()
KINDS = ("letter", "minutes", "e-mail", "report", "briefing", "spreadsheet")
SETTINGS = """site_name: A made log
site_url: https://log.example/
docs_dir: content
site_dir: site
theme: {name: material}
markdown_extensions: [tables, footnotes, toc]
plugins:
  - disclosures:
      search: false
      share_pictures: false
      authorities:
        made-council: {name: Made Council, short: Made, email: foi@made.example, review: Write to foi@made.example within 40 working days.}
"""
EDITORIAL = {
    "index.md": "# A made log\n\nAnswers to requests.\n",
    "about.md": "# About\n\nHow requests are answered.\n",
}


@dataclass(frozen=True)
class Made:
    """One request: its reference, and its files by name within its folder."""

    reference: str
    year: int
    files: dict[str, str]

    @property
    def folder(self) -> str:
        """Its place under requests/."""
        return f"{self.year}/{self.reference}"


def requests(count: int, seed: int = 7, files: float = 0.0) -> Iterator[Made]:
    """`count` requests, oldest first, over twelve years."""
    prose = Prose(seed)
    dice = prose.dice
    first, days = date(2013, 1, 7), 12 * 365 - 60
    for number, offset in enumerate(sorted(dice.randrange(days) for _ in range(count))):
        received = first + timedelta(days=offset)
        answered = received + timedelta(days=dice.randint(5, 18))
        reference = f"MC-{received:%y}-{number:06d}"
        codes = sorted(dice.sample(sorted(LAWS), dice.randint(2, 4)))
        lines = dice.randint(3, 18)
        released = dice.random() < files
        written = {
            "request.yaml": _yaml(prose, reference, received, answered, codes, lines, released),
            "request.md": prose.paragraph(45) + "\n",
            "response.md": _answer(prose, codes, lines),
        }
        if released:
            written["records/01-table.csv"] = _table(prose)
        yield Made(reference, received.year, written)


def _yaml(prose: Prose, reference: str, received: date, answered: date, codes: list[str], lines: int, released: bool) -> str:
    dice = prose.dice
    told = [
        f"reference: {reference}",
        f"title: {json.dumps(prose.phrase(5, 10))}",
        f"summary: {json.dumps(prose.sentence())}",
        "regime: uk-foia-2000",
        "status: published",
        f"dates: {{received: {received}, responded: {answered}, published: {answered + timedelta(days=7)}}}",
        f"subjects: [{', '.join(sorted(dice.sample(SUBJECTS, dice.randint(1, 3))))}]",
        "held: yes",
        "exemptions:",
    ]
    for code in codes:
        told += [f"  - code: {code}", f"    protects: {json.dumps(prose.phrase(4, 7))}", "    records: not-stated", "    basis: stated"]
        told.append(f"    harm: {json.dumps(prose.phrase(5, 12))}")
    told.append("records:")
    for line in range(1, lines + 1):
        told += [
            f'  - number: "{line}"',
            f"    date: {received - timedelta(days=dice.randint(20, 200))}",
            f"    kind: {dice.choice(KINDS)}",
            f"    title: {json.dumps(prose.phrase(5, 12))}",
            f"    outcome: {'full' if released and line == 1 else 'withheld'}",
        ]
        if released and line == 1:
            told.append("    file: records/01-table.csv")
    return "\n".join(told) + "\n"


def _answer(prose: Prose, codes: list[str], lines: int) -> str:
    """Response.md with all that a refusal notice needs, about 900 words with the schedule."""
    words = prose.dice.randint(560, 1_120) - 12 * lines - 150
    each = max(40, words // (len(codes) + 1))
    told = ["## Decision", "", prose.paragraph(60), "", "This is our refusal notice under section 17.", ""]
    for code in codes:
        told += [f"## Section {code[1:]}", "", prose.paragraph(each // 2), "", prose.paragraph(each // 2), ""]
        if LAWS[code]:
            told += ["### Public interest in disclosure", "", prose.paragraph(20), ""]
            told += ["### Public interest in maintaining the exemption", "", prose.paragraph(20), ""]
            told += ["### Balance", "", "On balance the public interest in withholding outweighs that in disclosure.", ""]
    told += ["## Your right to complain", "", "You may ask for an *internal review* within forty working days, and then complain to the "]
    told[-1] += "[Information Commissioner](https://ico.org.uk/make-a-complaint/)."
    return "\n".join(told) + "\n"


def _table(prose: Prose) -> str:
    rows = (f"{prose.phrase(1, 3)},{prose.dice.randint(1, 900)}" for _ in range(20))
    return "Place,Count\n" + "\n".join(rows) + "\n"


def write(made: Made, requests_folder: Path) -> None:
    """Write one request's files."""
    for name, text in made.files.items():
        path = requests_folder / made.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def emit(count: int, folder: Path, seed: int = 7, files: float = 0.0) -> list[Made]:
    """A whole log in `folder`: mkdocs.yml, content/ and requests/."""
    (folder / "content").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    for name, text in EDITORIAL.items():
        (folder / "content" / name).write_text(text, encoding="utf-8")
    every = list(requests(count, seed, files))
    for made in every:
        write(made, folder / "requests")
    return every


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--files", type=float, default=0.0)
    asked = parser.parse_args()
    emit(asked.count, asked.folder, asked.seed, asked.files)
