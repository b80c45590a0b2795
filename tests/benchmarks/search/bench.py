# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures the search against its bars: `python -m tests.benchmarks.search.bench [N …] [--records N] [--work DIR]`.

For each size: CPU and memory of the index, of one change, bytes of a first and a second search in a real browser with
nothing cached, the time from the last byte to the first results, and how often the right page is among the first five.
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import json
import pickle
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from disclosures.site.search import Document, Index, terms_of, texts_of
from tests.browser import chromium
from tests.search.made_site import SEARCH, shell

from .corpus import documents
from .questions import KINDS, ask
from .serve import Site

BYTES = {200: 25, 2_000: 60, 10_000: 120}
FIRST = 5
_FOUND = "() => document.getElementById('found').textContent"
_SHOWN = "() => [...document.querySelectorAll('#hits .said')].every((one) => one.textContent || one.getBoundingClientRect().top > innerHeight)"
_HITS = "() => [...document.querySelectorAll('#hits a')].map((one) => one.href.split(':~:')[0].replace(/#$/, ''))"


def load(path: Path) -> Iterator[Document]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def pace() -> float:
    """Seconds of CPU that a fixed loop takes: by it figures of two machines, or of a busy and an idle one, can be compared."""
    start = time.process_time()
    total = 0
    for number in range(5_000_000):
        total += number & 7
    return time.process_time() - start


def index(path: Path, folder: Path) -> dict[str, Any]:
    """Run in a process of its own: the index from nothing, then one request changed, gone and new. Seconds of CPU, MB."""
    middle: list[Document] = []
    size = sum(1 for _ in load(path))
    start = time.process_time()
    for _ in load(path):
        pass
    loading = time.process_time() - start

    def extracts() -> Iterator[bytes]:
        for place, document in enumerate(load(path)):
            if place == size // 2:
                middle.append(document)
            yield terms_of(document)

    connection = sqlite3.connect(folder / "index.db")
    made = Index(connection)
    paces = [pace()]
    start = time.process_time()
    changes = made.update(extracts())
    connection.commit()
    told: dict[str, Any] = {"index": time.process_time() - start - loading, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000}
    told["pace"] = statistics.mean([*paces, pace()])
    told |= {"files": len(changes.files), "plain": sum(map(len, changes.files.values())), "ledger": (folder / "index.db").stat().st_size}
    with (folder / "index.pickle").open("wb") as file:
        pickle.dump(changes.files, file)
    first = middle[0].items[0]
    longer = dataclasses.replace(first.pages[-1], text=first.pages[-1].text + "\nA sentence was added to this answer.")
    changed = dataclasses.replace(middle[0], items=(dataclasses.replace(first, pages=(*first.pages[:-1], longer)), *middle[0].items[1:]))
    for name, step in (("changed", ([terms_of(changed)], [])), ("gone", ([], [changed.key])), ("new", ([terms_of(middle[0])], []))):
        start = time.process_time()
        touched = made.update(*step)
        told[name] = [time.process_time() - start, len(touched.files) + len(touched.gone)]
    connection.rollback()
    return told


def asked(browser: Browser, site: Site, typed: str) -> dict[str, Any]:
    """One first search with nothing cached."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    site.asked.clear()
    page.goto(f"{site.url}{SEARCH}")
    before = len(site.asked)
    page.fill("#q", typed)
    page.press("#q", "Enter")
    page.wait_for_function(_FOUND)
    page.wait_for_function(_SHOWN)
    told = {"loaded": _sum(site, 0, before), "first": _sum(site), "hits": page.evaluate(_HITS), "said": page.evaluate(_FOUND)}
    told["site"] = list(site.asked)
    context.close()
    return told


def again(browser: Browser, site: Site, pairs: list[tuple[str, str]]) -> list[tuple[int, int]]:
    """Bytes of a second search, in the page that has made a first."""
    made = []
    for one, two in pairs:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        for typed in (one, two):
            page.goto(f"{site.url}{SEARCH}") if typed == one else None
            site.asked.clear()
            page.fill("#q", typed)
            page.evaluate("() => { document.getElementById('found').textContent = '' }")
            page.press("#q", "Enter")
            page.wait_for_function(_FOUND)
            page.wait_for_function(_SHOWN)
        made.append(_sum(site))
        context.close()
    return made


def _sum(site: Site, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """(bytes as they are, bytes gzipped)."""
    rows = site.asked[start:end]
    return sum(row[1] for row in rows), sum(row[2] for row in rows)


def client() -> int:
    """Bytes of the script, gzipped, as it is bundled."""
    return len(gzip.compress(next(data for address, data in shell().items() if data.find(b"SearchWords") >= 0 and address.endswith(".js")), 9, mtime=0))


def waited(browser: Browser, site: Site, typed: list[str]) -> list[float]:
    """Milliseconds from the last byte of the index to the first results, with what was fetched once kept by the page."""
    page = browser.new_page()
    page.goto(f"{site.url}{SEARCH}")
    made = []
    for one in typed:
        page.fill("#q", one)
        page.press("#q", "Enter")
        page.wait_for_function(_FOUND)
        page.wait_for_function(_SHOWN)
        made.append(page.evaluate("""async () => {
          const index = await SearchIndex(...["index", "more"].map((name) => document.querySelector("form[data-index]").dataset[name])), typed = document.getElementById("q").value;
          await index.search(typed);
          const start = performance.now();
          const { hits } = await index.search(typed);
          await Promise.all(index.order(hits).slice(0, 10).map(index.tell));
          return performance.now() - start;
        }"""))
    page.close()
    return made


def measure(count: int, records: int, folder: Path, browser: Browser, keep: Path | None) -> None:
    path = (keep or folder) / f"documents-{count}-{records}.pickle"
    if not path.is_file():
        with path.open("wb") as file:
            for document in documents(count, records):
                pickle.dump(document, file)
    code = f"import json,sys;from pathlib import Path;from tests.benchmarks.search import bench;print(json.dumps(bench.index(Path({str(path)!r}),Path({str(folder)!r}))))"
    told = json.loads(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)
    print(f"\n{count:,} requests, {count * records:,} records of five pages")
    print(f"  index       {told['index']:8.1f} s CPU {told['memory']:8.0f} MB memory; {told['files']:,} files, {told['plain'] / 1e6:.1f} MB; ledger {told['ledger'] / 1e6:.0f} MB; pace {told['pace']:.2f} s")
    for name in ("changed", "gone", "new"):
        print(f"  one {name:8}{told[name][0]:8.2f} s CPU {told[name][1]:8,} files")
    with (folder / "index.pickle").open("rb") as file:
        files = shell() | pickle.load(file)
    every = []
    for document in load(path):
        files |= texts_of(document)
        if len(every) < 400 or hash(document.key) % 7 == 0:
            every.append(document)
    connection = sqlite3.connect(folder / "index.db")
    counts = dict(connection.execute("select term, count from search_terms"))
    questions = ask(every, lambda term: counts.get(term, 0))
    with Site(files).running() as site:
        found: dict[str, int] = dict.fromkeys(KINDS, 0)
        first = []
        for question in questions:
            got = asked(browser, site, question.typed)
            hits = [hit.removeprefix(site.url) for hit in got["hits"]]
            if question.kind in ("a title", "a reference"):
                hits = [hit.partition("#")[0] for hit in hits]
            good = question.address in hits[:FIRST]
            found[question.kind] += good
            if not good:
                print(f"    missed, {question.kind}: {question.typed} -> {question.address}; {got['said']}", file=sys.stderr)
            first.append((question, got))
        each = len(questions) // len(KINDS)
        print(f"  right page among the first {FIRST}: {sum(found.values())} of {len(questions)};", ", ".join(f"{kind} {good} of {each}" for kind, good in found.items()))
        for kind in (*KINDS, "all"):
            rows = [got for question, got in first if kind in ("all", question.kind)]
            sizes = sorted(got["first"][1] for got in rows)
            plain = sorted(got["first"][0] for got in rows)
            print(f"  first result, {kind:18} median {statistics.median(sizes) / 1e3:6.1f} KB, most {sizes[-1] / 1e3:6.1f} KB (not compressed: {statistics.median(plain) / 1e3:.0f}, {plain[-1] / 1e3:.0f})")
        print(f"  before the search {first[0][1]['loaded'][1] / 1e3:.1f} KB (the page, its style and scripts); client {client() / 1e3:.1f} KB; bar {BYTES.get(count)} KB")
        pairs = [(one.typed, two.typed) for one, two in zip(questions[::7], questions[3::7])]
        second = sorted(size for _, size in again(browser, site, pairs))
        print(f"  second search median {statistics.median(second) / 1e3:.1f} KB, most {second[-1] / 1e3:.1f} KB (bar 50)")
        times = sorted(waited(browser, site, [question.typed for question in questions[::5]]))
        print(f"  bytes there to first results: median {statistics.median(times):.0f} ms, most {times[-1]:.0f} ms (bar 300)")
        if site.missing:
            print(f"  asked in vain: {sorted(set(site.missing))[:5]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[200, 2_000])
    parser.add_argument("--records", type=int, default=2)
    parser.add_argument("--work", type=Path, help="an empty folder on a file system in memory; a temporary one if not given")
    parser.add_argument("--keep", type=Path, help="a folder in which the made documents stay for the next run")
    told = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), chromium_sandbox=False)
        for count in told.sizes:
            with tempfile.TemporaryDirectory(dir=told.work) as work:
                measure(count, told.records, Path(work), browser, told.keep)
        browser.close()


if __name__ == "__main__":
    main()
