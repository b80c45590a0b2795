# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole log as one SQLite file with full-text tables (FTS5), which Datasette serves as it is.

It is made of what is published and of nothing else: the lines of the tables, and the words of the pages themselves. Equal
logs make equal bytes with the same version of SQLite.
"""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

from .tables import COLUMNS

SEARCHED = {"requests": ("title", "summary"), "records": ("title", "kind"), "texts": ("text",)}
"""Columns of each table that full-text search looks into."""
_NUMBERS = {"records", "released_in_full", "redacted", "withheld"}
_ASIDE = {"script", "style", "nav", "svg", "button", "template"}
_BLOCKS = {"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "div", "section", "pre", "figcaption", "caption", "br"}


class _Words(HTMLParser):
    """The words of a page's main part, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._main = self._aside = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._main += tag == "main"
        self._aside += tag in _ASIDE
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._main -= tag == "main"
        self._aside -= tag in _ASIDE and self._aside > 0

    def handle_data(self, data: str) -> None:
        if self._main > 0 and not self._aside:
            self.said.append(data)


def words(page: str) -> str:
    """The text of a page's main part, as a reader meets it."""
    parser = _Words()
    parser.feed(page)
    lines = (" ".join(line.split()) for line in "".join(parser.said).split("\n"))
    return "\n".join(line for line in lines if line)


def write(path: Path, tables: dict[str, Iterable[str]], texts: Iterable[tuple[str, str, str]]) -> None:
    """Make the file. `tables` gives the CSV lines of each table, `texts` (reference, address, text) of each page."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("BEGIN")
        for name, columns in COLUMNS.items():
            kinds = ", ".join(f'"{one}" {"INTEGER" if name == "requests" and one in _NUMBERS else "TEXT"}' for one in columns)
            refers = "" if name == "requests" else ", FOREIGN KEY (reference) REFERENCES requests (reference)"
            db.execute(f'CREATE TABLE "{name}" (id INTEGER PRIMARY KEY, {kinds}{refers})')
            marks = ", ".join("?" * len(columns))
            db.executemany(f'INSERT INTO "{name}" VALUES (NULL, {marks})', _rows(tables[name]))
        db.execute("CREATE UNIQUE INDEX one_request ON requests (reference)")
        db.execute("CREATE INDEX records_of ON records (reference)")
        db.execute("CREATE INDEX exemptions_cited ON exemptions (cited)")
        db.execute("CREATE TABLE texts (id INTEGER PRIMARY KEY, reference TEXT, page TEXT, text TEXT, FOREIGN KEY (reference) REFERENCES requests (reference))")
        db.executemany("INSERT INTO texts VALUES (NULL, ?, ?, ?)", texts)
        for name, columns in SEARCHED.items():
            db.execute(f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5({", ".join(columns)}, content="{name}", content_rowid="id")')
            db.execute(f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')')
        db.execute("COMMIT")
        db.execute("VACUUM")


def _rows(lines: Iterable[str]) -> Iterator[list[str | None]]:
    for row in csv.reader(io.StringIO("".join(lines), newline="")):
        yield [cell or None for cell in row]
