# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures the gate: `python -m tests.benchmarks.safety [--corpus DIR] [--each N] [--misses]`.

What is found of a made set of leaks, what is wrongly flagged, which secrets survive into the published bytes, and what
it costs, on the made set and on a corpus of real files where one lies beside the repository.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import io
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf

from disclosures.safety.examine import prepare
from disclosures.safety.findings import Verdict
from disclosures.safety.gate import Gate
from disclosures.safety.pool import Pool
from disclosures.store import Store

from .made import Made, clean, leaks

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
    first, copies = prepare(data, name)
    seconds = time.process_time() - start
    left = [finding for copy in copies for finding in copy.findings]
    findings = [*first.findings, *left]
    blocked = not copies or any(finding.verdict is not Verdict.REVIEW for finding in left)
    reviewed = any(finding.verdict is Verdict.REVIEW for finding in findings)
    told = " ".join(finding.recovered for finding in findings)
    pages = sum(copy.facts.get("pages", 1) for copy in copies) or 1
    return Seen(blocked, reviewed, tuple(sorted({f.rule for f in findings})), told,
                () if blocked else tuple(copy.data for copy in copies), seconds, pages)  # fmt: skip


def is_found(made: Made, result: Seen) -> bool:
    """Whether an officer is told: by holding the file back, or by a finding that says what the copy drops."""
    told = made.secret.split()[-1].casefold() in result.told.casefold()
    return result.blocked or result.reviewed or told or bool(set(result.found) - ALWAYS)


def survives(made: Made, result: Seen) -> bool:
    """Whether the secret is in bytes that would be published without anybody having to look."""
    if result.reviewed or not result.bodies:
        return False
    return made.drawn or any(made.secret.split()[-1] in held for body in result.bodies for held in texts(body, made.name))


def texts(body: bytes, name: str) -> Iterator[str]:
    """Every text that the bytes hold in any wrapping."""
    for coding in ("latin-1", "utf-16-be", "utf-16-le"):
        yield body.decode(coding, "ignore")
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
        for made in files:
            (Path(folder) / made.name).write_bytes(made.data)
        for _ in range(2):
            asked.clear()
            with Gate(Store(Path(folder) / "kept"), pool=Counting(1)) as gate:
                gate.admit_all([(Path(folder) / made.name, "full") for made in files])
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
    results = [(made, seen(made.data, made.name)) for made in leaks(options.seed, options.each)]
    controls = [(made, seen(made.data, made.name)) for made in clean(options.seed)]
    files = [(name, seen(data, name)) for _, name, data in real(options.corpus)]
    core = [is_found(made, result) for made, result in results if not made.hard]
    hard = [is_found(made, result) for made, result in results if made.hard]
    survivors = [made.name for made, result in results if survives(made, result)]
    every = [result for _, result in (*results, *controls)] + [result for _, result in files]
    pdfs = [r for r in every if r.pages and not r.blocked]
    rows = [
        ("recall, core cases", f"{sum(core)} of {len(core)}", "100 %"),
        ("recall, hard cases", f"{sum(hard)} of {len(hard)}", "95 %"),
        ("secrets that survive into what is published", f"{len(survivors)} of {len(results)}", "0"),
        ("made clean files blocked", f"{sum(r.blocked for _, r in controls)} of {len(controls)}", "0"),
        ("made clean files put to review", f"{sum(r.reviewed for _, r in controls)} of {len(controls)}", "3 %"),
        ("real clean files blocked", f"{sum(r.blocked for _, r in files)} of {len(files)}", "2 %"),
        ("real clean files put to review", f"{sum(r.reviewed and not r.blocked for _, r in files)} of {len(files)}", "3 %"),
        ("milliseconds a page (first build)", f"{1000 * sum(r.seconds for r in pdfs) / sum(r.pages for r in pdfs):.0f}", "100"),
    ]
    rows.append(("files inspected again on a second build", str(again([made for made, _ in controls])), "0"))
    print(f"{'':48}{'measured':>14}{'bar':>8}")
    for title, value, bar in rows:
        print(f"{title:48}{value:>14}{bar:>8}")
    if options.misses:
        for made, result in results:
            if not is_found(made, result):
                print("missed:", made.name, result.found)
        print("survive:", *survivors, sep="\n  ")
        for made, result in controls:
            if result.blocked or result.reviewed:
                print("wrong:", made.name, result.found)
        for name, result in files:
            if result.blocked or result.reviewed:
                print("wrong:", name, result.found)


if __name__ == "__main__":
    main()
