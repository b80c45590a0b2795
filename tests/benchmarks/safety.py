# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures the gate: `python -m tests.benchmarks.safety [--corpus DIR] [--each N] [--misses]`.

What is found of two made sets of leaks, what is wrongly flagged, which secrets survive into the published bytes, and
what it costs, on the made sets and on a corpus of real files where one lies beside the repository.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf

from disclosures.safety import pages
from disclosures.safety.examine import prepare
from disclosures.safety.findings import Verdict
from disclosures.safety.gate import Gate
from disclosures.safety.pool import Pool
from disclosures.store import Store

from . import made, second
from .made import Made
from .second import Second

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
ALWAYS = {"META-INFO", "OUTCOME"}
"""Found in nearly every file that a program made; they count as found only where the secret is told."""


@dataclass(frozen=True)
class Seen:
    """What the gate makes of one file."""

    blocked: bool
    reviewed: bool
    found: tuple[str, ...]
    told: str
    bodies: tuple[bytes, ...]
    seconds: float
    pages: int


def seen(data: bytes, name: str) -> Seen:
    start = time.process_time()
    if name.endswith(".html"):
        told = list(pages.of_page(data))
        rules = tuple(sorted({finding.rule for finding in told}))
        return Seen(bool(told), False, rules, "", () if told else (data,), time.process_time() - start, 0)
    first, copies = prepare(data, name)
    seconds = time.process_time() - start
    left = [finding for copy in copies for finding in copy.findings]
    findings = [*first.findings, *left]
    blocked = not copies or any(finding.verdict is not Verdict.REVIEW for finding in left)
    reviewed = any(finding.verdict is Verdict.REVIEW for finding in findings)
    told = " ".join(finding.recovered for finding in findings)
    count = sum(copy.facts.get("pages", 1) for copy in copies) or 1
    return Seen(blocked, reviewed, tuple(sorted({f.rule for f in findings})), told,
                () if blocked else tuple(copy.data for copy in copies), seconds, count)  # fmt: skip


def is_found(one: Made, result: Seen) -> bool:
    """Whether an officer is told: by a rule that is right about it; in the first set, by any word about the file."""
    if isinstance(one, Second):
        return bool(one.expect & set(result.found))
    told = one.secret.split()[-1].casefold() in result.told.casefold()
    return result.blocked or result.reviewed or told or bool(set(result.found) - ALWAYS)


def survives(one: Made, result: Seen) -> bool:
    """Whether the secret is in bytes that would be published without anybody having to look."""
    if result.reviewed or not result.bodies:
        return False
    return one.drawn or any(one.secret.split()[-1] in held for body in result.bodies for held in texts(body))


def texts(body: bytes) -> Iterator[str]:
    """Every text that the bytes hold in any wrapping."""
    for coding in ("latin-1", "utf-16-be", "utf-16-le"):
        yield body.decode(coding, "ignore")
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            for part in package.infolist():
                yield part.filename
                yield from texts(package.read(part))
    if not body.startswith(b"%PDF-"):
        return
    with pikepdf.open(io.BytesIO(body)) as document:
        for item in document.objects:
            yield from strings(item)
    with pymupdf.open(stream=body) as document:
        yield from (page.get_text() for page in document)


def strings(item: object) -> Iterator[str]:
    """The strings, names and unpacked streams of an object, without going to the objects it points to."""
    if isinstance(item, pikepdf.Stream):
        held = item.read_raw_bytes()
        with contextlib.suppress(pikepdf.PdfError):
            held = item.read_bytes()
        yield held.decode("latin-1")
        yield held.decode("utf-16-be", "ignore")
    if isinstance(item, pikepdf.Array):
        for one in item:
            yield from () if getattr(one, "is_indirect", False) else strings(one)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, one in item.items():
            yield key
            yield from () if getattr(one, "is_indirect", False) else strings(one)
    elif isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)


def again(files: list[Made]) -> int:
    """How many files a second build gives to a worker once more."""
    asked: list[str] = []

    class Counting(Pool):
        def ask(self, *task: Any, **how: Any) -> tuple[dict, list[bytes]]:
            asked.append(task[2])
            return super().ask(*task, **how)

    with tempfile.TemporaryDirectory() as folder:
        for one in files:
            (Path(folder) / one.name).write_bytes(one.data)
        for _ in range(2):
            asked.clear()
            with Gate(Store(Path(folder) / "kept"), pool=Counting(1)) as gate:
                gate.admit_all([(Path(folder) / one.name, "full") for one in files])
    return len(asked)


def real(corpus: Path) -> Iterator[tuple[str, str, bytes]]:
    """(class, file name, bytes) of the files of a corpus that should be clean."""
    if not (corpus / "manifest.csv").exists():
        return
    with open(corpus / "manifest.csv", encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest):
            if row["expect"] == "clean":
                yield row["class"], Path(row["file"]).name, (corpus / row["file"]).read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--each", type=int, default=2, help="files for each slot")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true", help="name what is missed and what is wrongly flagged")
    options = parser.parse_args()
    files = [(name, seen(data, name)) for _, name, data in real(options.corpus)]
    print(f"{'':56}{'measured':>14}{'bar':>8}")
    every = [result for _, result in files]
    for title, held_leaks, held_clean in (
        ("made", made.leaks(options.seed, options.each), made.clean(options.seed)),
        ("second", second.leaks(options.seed, 1), second.clean(options.seed)),
    ):
        results = [(one, seen(one.data, one.name)) for one in held_leaks]
        controls = [(one, seen(one.data, one.name)) for one in held_clean]
        every += [result for _, result in (*results, *controls)]
        show(f"{title}: ", of_leaks(results) + of_clean("made clean", controls))
        if options.misses:
            name_misses(results, controls)
    show("", of_clean("real clean", files))
    read = [result for result in every if result.pages and not result.blocked]
    pace = 1000 * sum(result.seconds for result in read) / sum(result.pages for result in read)
    show("", [("milliseconds a page (first build)", f"{pace:.0f}", "100")])
    show("", [("files inspected again on a second build", str(again(list(made.clean(options.seed)))), "0")])
    if options.misses:
        name_misses([], files)


Row = tuple[str, str, str]
"""What was measured, the figure, the design's bar."""


def show(before: str, rows: list[Row]) -> None:
    for title, value, bar in rows:
        print(f"{before + title:56}{value:>14}{bar:>8}", flush=True)


def of_leaks(results: list[tuple[Made, Seen]]) -> list[Row]:
    core = [is_found(one, result) for one, result in results if not one.hard]
    hard = [is_found(one, result) for one, result in results if one.hard]
    survivors = [one.name for one, result in results if survives(one, result)]
    return [
        ("recall, core cases", f"{sum(core)} of {len(core)}", "100 %"),
        ("recall, hard cases", f"{sum(hard)} of {len(hard)}", "95 %"),
        ("secrets that survive into what is published", f"{len(survivors)} of {len(results)}", "0"),
    ]


def of_clean(what: str, results: Sequence[tuple[object, Seen]]) -> list[Row]:
    reviewed = sum(result.reviewed and not result.blocked for _, result in results)
    return [
        (f"{what} files blocked", f"{sum(result.blocked for _, result in results)} of {len(results)}", "0"),
        (f"{what} files put to review", f"{reviewed} of {len(results)}", "3 %"),
    ]


def name_misses(results: list[tuple[Made, Seen]], controls: Sequence[tuple[Made | str, Seen]]) -> None:
    """Name what is missed, what survives and what is wrongly flagged."""
    for one, result in results:
        if not is_found(one, result):
            print("missed:", one.name, *result.found)
        if survives(one, result):
            print("survives:", one.name, *result.found)
    for control, result in controls:
        if result.blocked or result.reviewed:
            print("wrong:", getattr(control, "name", control), *result.found)


if __name__ == "__main__":
    main()
