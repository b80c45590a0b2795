# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two promises, proved on every file that a build writes: alternatives stay together, silence stays silent.

FOIA s23(1) and s24(1) cited in the alternative: naming one would tell whether a security body is involved.
Neither confirm nor deny: nothing may say how many records there are, or whether there are any.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pymupdf
import pytest

ALTERNATIVES = ("01-foi-22-023334", "nmc-25-0061")
SILENT = "nmc-23-0150"
ONE = re.compile(r"(?<![\d.])23\s*(?:\(1\)|-1)|s(?:ection)?s?[\s-]*23(?![\d.])", re.I)
OTHER = re.compile(r"(?<![\d.])24\s*(?:\(1\)|-1)|s(?:ection)?s?[\s-]*24(?![\d.])", re.I)
COUNTS = {"records", "released_in_full", "redacted", "withheld", "files", "archive", "schedule", "number"}
"""Names under which data tells how many records there are, or of one."""
COUNTED = re.compile(r"\b(?:no|\d+|one|two|three|several)\s+(?:records?|files?)\b|\brecord\s+\d", re.I)
PICTURES = {".png", ".webp", ".jpg"}
TEXTS = {".html", ".json", ".jsonld", ".xml", ".csv", ".bib", ".ris", ".txt", ".svg", ".js", ".css"}
BLOCKS = {"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "title", "caption", "a", "span", "figcaption", "script"}


class Blocks(HTMLParser):
    """Every block of text and every attribute of a page, each by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, list[str]]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for _, value in attributes if value]
        if tag in BLOCKS:
            self.open.append((tag, []))

    def handle_data(self, data):
        for _, texts in self.open:
            texts.append(data)

    def handle_endtag(self, tag):
        if tag in BLOCKS and any(name == tag for name, _ in self.open):
            while True:
                name, texts = self.open.pop()
                self.found.append("".join(texts))
                if name == tag:
                    break


def pieces(path: Path) -> Iterator[str]:
    """The smallest parts of a file that a reader or a program takes by themselves."""
    if path.suffix == ".zip":
        yield from (piece for member in unpacked(path) for piece in pieces(member))
    elif path.suffix in {".sqlite", ".db"}:
        yield from cells(path)
    elif path.suffix == ".html":
        parser = Blocks()
        parser.feed(path.read_text(encoding="utf-8"))
        yield from parser.found
    elif path.suffix in {".json", ".jsonld"}:
        yield from leaves(json.loads(path.read_text(encoding="utf-8")))
    elif path.suffix == ".pdf":
        with pymupdf.open(path) as pdf:
            yield from (block[4] for page in pdf for block in page.get_text("blocks"))
            yield from (str(value) for value in pdf.metadata.values() if value)
    elif path.suffix in {".csv", ".xml"}:
        yield from re.split(r"[\n,]|</?\w+[^>]*>", path.read_text(encoding="utf-8"))
    elif path.suffix in TEXTS:
        yield from path.read_text(encoding="utf-8").splitlines()
    yield path.name


def unpacked(path: Path) -> Iterator[Path]:
    """The members of a ZIP, each as a file."""
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        yield from (one for one in sorted(Path(folder).rglob("*")) if one.is_file())


def cells(path: Path) -> Iterator[str]:
    """Every text of every table of a database, those of its full-text indexes too, and the names of its columns."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            rows = db.execute(f'SELECT * FROM "{name}"')
            yield from (column[0] for column in rows.description)
            yield from (cell for row in rows for cell in row if isinstance(cell, str))


def objects(value) -> Iterator[dict]:
    """Every object of a JSON document, the innermost first."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(inner)
    if isinstance(value, dict):
        yield value


def counted(path: Path, slug: str) -> Iterator[str]:
    """Whatever of a file tells a count, a record or a file of the request with this address."""

    def rows(found, place: str) -> Iterator[str]:
        for row in found:
            own = any(isinstance(cell, str) and (slug == cell.lower() or f"requests/{slug}/" in cell) for cell in row.values())
            yield from (f"{place}: {key} {cell}" for key, cell in row.items() if own and key in COUNTS and cell not in (None, "", [], {}) and str(cell).lower() != slug)

    if path.suffix == ".zip":
        yield from (one for member in unpacked(path) for one in counted(member, slug))
    elif path.suffix == ".sqlite":
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            db.row_factory = sqlite3.Row
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                yield from rows(map(dict, db.execute(f'SELECT * FROM "{name}"')), f"{path.name} {name}")
    elif path.suffix == ".csv":
        yield from rows(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))), path.name)
    elif path.suffix in {".json", ".jsonld"}:
        yield from rows(objects(json.loads(path.read_text(encoding="utf-8"))), path.name)
    elif path.suffix in {".html", ".xml"}:
        for entry in re.split(r"(?=<li|<entry|<tr|<article)", path.read_text(encoding="utf-8")):
            if f"requests/{slug}/" in entry.split("</h2>")[0].split("</entry>")[0] and COUNTED.search(re.sub(r"<[^>]+>", " ", entry)):
                yield f"{path.name}: {entry[:200]}"


def leaves(value) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif isinstance(value, str):
        yield value


def concerning(site: Path, slug: str) -> Iterator[Path]:
    """Every file that belongs to a request or mentions it."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            inside = f"/requests/{slug}/" in f"/{path.relative_to(site).as_posix()}"
            told = path.suffix in TEXTS
            if inside or path.suffix in {".sqlite", ".db"} or (told and slug in path.read_text(encoding="utf-8")):
                yield path


@pytest.mark.parametrize(("text", "apart"), [
    ("Section 23(1) or section 24(1)", False),
    ("s23-1-or-s24-1", False),
    ("2023 and 24 hours, record 23.1, £24", False),
    ("Section 23(1)", True),
    ("kept under s24", True),
    ("exemptions/uk-foia-2000/s24-1/", True),
])  # fmt: skip
def test_the_detector_tells_a_lone_mention_from_a_pair(text: str, apart: bool) -> None:
    assert is_apart(text) is apart


def is_apart(text: str) -> bool:
    return bool(ONE.search(text)) != bool(OTHER.search(text))


@pytest.mark.parametrize("slug", ALTERNATIVES)
def test_alternatives_are_told_apart_in_no_file(site: Path, slug: str) -> None:
    looked_at, together, apart = 0, 0, []
    for path in concerning(site, slug):
        looked_at += 1
        for piece in pieces(path):
            together += bool(ONE.search(piece) and OTHER.search(piece))
            if is_apart(piece):
                apart.append(f"{path.relative_to(site)}: {piece.strip()[:120]}")
    assert not apart
    assert looked_at > 5 and together > 5, "the request's files were not found, so nothing was proved"


def test_the_detector_looks_into_archives_and_databases(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("x/request.json", '{"law": ["Section 23(1)"]}')
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as db:
        db.execute("CREATE TABLE exemptions (cited)")
        db.execute("INSERT INTO exemptions VALUES ('Section 24(1)')")
        db.commit()
    assert [any(map(is_apart, pieces(tmp_path / name))) for name in ("a.zip", "a.sqlite")] == [True, True]


@pytest.mark.parametrize("slug", ALTERNATIVES)
def test_both_are_in_the_tables_and_the_archive_of_a_request_that_has_one(site: Path, slug: str) -> None:
    forms = {path.suffix for path in concerning(site, slug) if any(ONE.search(piece) and OTHER.search(piece) for piece in pieces(path))}
    assert {".html", ".json", ".csv", ".zip", ".sqlite"} <= forms


def test_no_list_or_address_names_one_alternative(site: Path) -> None:
    lone = [p for p in (site / "exemptions" / "uk-foia-2000").iterdir() if re.fullmatch(r"s2[34](-.*)?", p.name)]
    assert [p.name for p in lone if "-or-" not in p.name] == []
    assert (site / "exemptions" / "uk-foia-2000" / "s23-1-or-s24-1" / "index.html").is_file()


def test_a_silent_answer_tells_no_count_and_no_record(site: Path) -> None:
    home = site / "requests" / SILENT
    assert not (home / "records").exists() and not (home / "files").exists() and not (home / "schedule.csv").exists()
    data = json.loads((home / "request.json").read_text(encoding="utf-8"))
    assert "records" not in data and data["outcome"] == "Neither confirmed nor denied"
    page = re.sub(r"<head>.*?</head>|<[^>]+>", " ", (home / "index.html").read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"\b(no|\d+|one|two|three|several)\s+records?\b", page, re.I)
    assert not re.search(r"\b(we|the council) (do|does) (not )?hold\b", page, re.I)
    assert "neither confirms nor denies" in page or "neither confirm nor deny" in page


def test_no_kind_of_file_is_passed_over(site: Path) -> None:
    """A format that is new is either read here or known to hold no words."""
    known = TEXTS | PICTURES | {".zip", ".sqlite", ".pdf"}
    assert sorted({path.suffix for path in site.rglob("*") if path.is_file()} - known) == []


def test_no_file_of_the_site_counts_what_a_silent_answer_holds(site: Path) -> None:
    names = {path.suffix for path in concerning(site, SILENT)}
    assert {".html", ".json", ".csv", ".xml", ".sqlite"} <= names, "the answer was not found, so nothing was proved"
    assert [one for path in site.rglob("*") if path.is_file() for one in counted(path, SILENT)] == []


@pytest.mark.parametrize("slug", ["nmc-22-0041"])
def test_counts_of_an_answer_that_tells_them_are_found_in_each_format(site: Path, slug: str) -> None:
    found = {path.suffix for path in concerning(site, slug) if any(counted(path, slug))}
    assert {".json", ".csv", ".sqlite", ".zip", ".html"} <= found


def test_lists_show_a_silent_answer_without_a_bar(site: Path) -> None:
    html = (site / "answers" / "index.html").read_text(encoding="utf-8")
    entry = next(part for part in re.split(r"<h2 class=\"name\">", html) if f"requests/{SILENT}/" in part)
    assert "Neither confirmed nor denied" in entry and "records:" not in entry and "<svg" not in entry
