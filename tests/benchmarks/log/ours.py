# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our own builds of a made log, each after one change: everything, nothing, an answer, a request, a withdrawal, a template, a statute."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from disclosures.law.catalogue import REGIMES

from .corpus import Made, requests, write
from .measure import Cost, run

ROOT = Path(__file__).parents[3]
FOOTER = ROOT / "theme" / "parts" / "footer.html"
GOOD = (0, 4)
"""Made prose may say by chance what a redaction says; such a file is held back, and the site is built."""
BUILD = [str(Path(sys.executable).with_name("disclosures")), "build"]
OTHER_STATUTES = """
import sys
from pathlib import Path
from disclosures.build import inputs
from disclosures.law import catalogue
inputs.REGIMES = Path("statutes").resolve()
catalogue.catalogue.__wrapped__.__defaults__ = (inputs.REGIMES,)
from disclosures.cli import main
main()
"""
"""The same command with the statutes of the folder it is called in: those of the program itself are not for a benchmark to change."""
WITHDRAWN = "status: withdrawn\nwithdrawn: {date: 2025-01-10, reason: It named a person.}"


class Ours:
    """The log in `folder`, and what a build of it costs after each change."""

    def __init__(self, every: list[Made], folder: Path):
        self.every, self.folder = every, folder
        own = folder / "theme" / "parts"
        own.mkdir(parents=True)
        shutil.copy(FOOTER, own)
        settings = folder / "mkdocs.yml"
        settings.write_text(settings.read_text().replace("name: material}", "name: material, custom_dir: theme}"))

    def cases(self) -> Iterator[tuple[str, Callable[[], Cost]]]:
        """Each case with what has to be done for it, in the order in which they build on one another."""
        yield "cold", self._build
        yield "nothing changed", self._build
        yield "one answer changed", self._answer
        yield "one request more", self._more
        yield "one old request withdrawn", self._withdraw
        yield "one template changed", self._template
        yield "one statute changed", self._statute

    def written(self) -> int:
        """How many files the last build wrote, as it said itself."""
        found = re.search(r"([\d,]+) files are new or changed", (self.folder / "bench.log").read_text())
        return int(found[1].replace(",", "")) if found else 0

    def cold_with(self, workers: int) -> Cost:
        """Everything, with a cache of its own and so many processes."""
        settings = self.folder / "mkdocs.yml"
        text = settings.read_text()
        cache = f"cache-{workers}"
        settings.write_text(text.replace("  - disclosures:\n", f"  - disclosures:\n      workers: {workers}\n      cache: {cache}\n"))
        try:
            return run([*BUILD, "--site", "site-of-workers"], self.folder, GOOD)
        finally:
            settings.write_text(text)
            for name in (cache, "site-of-workers"):
                shutil.rmtree(self.folder / name, ignore_errors=True)

    def _build(self) -> Cost:
        return run(BUILD, self.folder, GOOD)

    def _answer(self) -> Cost:
        answer = self.folder / "requests" / self.every[len(self.every) // 2].folder / "response.md"
        answer.write_text(answer.read_text() + "\nA sentence was added.\n")
        return self._build()

    def _more(self) -> Cost:
        self.new = list(requests(len(self.every) + 1, seed=8))[-1]
        write(self.new, self.folder / "requests")
        return self._build()

    def _withdraw(self) -> Cost:
        old = self.folder / "requests" / self.every[0].folder / "request.yaml"
        old.write_text(old.read_text().replace("status: published", WITHDRAWN))
        cost = self._build()
        self._must_show(self.every[0], "withdrawn")
        return cost

    def _template(self) -> Cost:
        own = self.folder / "theme" / "parts" / "footer.html"
        own.write_text(own.read_text().replace('id="foot"', 'id="foot" data-changed="1"', 1))
        cost = self._build()
        self._must_show(self.new, "data-changed")
        return cost

    def _statute(self) -> Cost:
        statutes = self.folder / "statutes"
        shutil.copytree(REGIMES, statutes)
        law = statutes / "uk-foia-2000.yaml"
        law.write_text(law.read_text().replace("title: Personal", "title: Changed personal", 1))
        return run([sys.executable, "-c", OTHER_STATUTES, "build"], self.folder, GOOD)

    def _must_show(self, made: Made, words: str) -> None:
        page = (self.folder / "site" / "requests" / made.reference.lower() / "index.html").read_text()
        if words not in page:
            raise RuntimeError(f"the page of {made.reference} does not show the change: {words}")
