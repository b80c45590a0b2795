# SPDX-License-Identifier: AGPL-3.0-or-later
"""The journey, on one page: folders of requests in, a site out. Each step is named and timed.

    set out       theme, settings and statutes, each with its hash
    look          which folders may have changed since the last build
    cluster       documents: inspect and read on other machines, where that is set up
    requests      those folders: load, check, clear, read, press, search for what must not get out
    check         what is wrong between requests
    lists         every page and file that tells of more than one answer, where a card has changed
    search        the index, where words have changed
    data          tables and lists of the years in which an answer has changed
    addresses     no address is lost that was ever published
    put in place  all of it at once, or nothing

Until the last step nothing but the cache is written; what stops the journey leaves the last good site as it was.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..problems import LogRefused, Problem
from ..settings import Settings
from ..site import tree
from ..site.editorial import Editorial
from ..store import Store
from . import ledger as ledgers
from . import alone, hands, placing, setting_out, unchanged
from .finding import Finding
from .folders import Folders
from .joining import Joining
from .lasting import Lasting
from .ledger import Ledger
from .resembling import Resembling
from .whole import Whole

Told = Callable[[int, int], None]
"""Called with (done, total)."""


def quiet(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Laid:
    """A site that was not put in place: the files in `folder`, and those of the site itself but the paths in `gone`."""

    folder: Path
    whole: bool
    """Nothing of the site itself belongs to it."""
    gone: frozenset[str]
    outputs: tuple[str, ...]
    """What is published for each request, as the ledger tells it."""


@dataclass
class Built:
    """A site that was built: its problems are notes, warnings, and files that the gate held back."""

    site: Path
    problems: list[Problem]
    requests: int
    """Published and withdrawn ones."""
    held_back: int = 0
    written: int = 0
    """Files that are new or have changed."""
    laid: Laid | None = None
    """Where they lie, when they were not to be put in place."""
    touched: dict[str, list[str]] = field(default_factory=dict)
    """Of a request that was made alone: see alone.touched."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of wall time by step of the journey."""


@dataclass
class Journey:
    """One build of one site. `editorial` are the pages of content/, when MkDocs has made them already.

    A program that builds again and again hands on `outfit` and `editorial` of its last journey while they hold.
    """

    settings: Settings
    site: Path
    editorial: Editorial | None = None
    outfit: setting_out.Outfit | None = None
    """Theme, settings and statutes, when none of them has changed."""
    only: Collection[str] | None = None
    """Paths below requests/, with /, when nothing else there has changed since the last build that reached its end."""
    alone: bool = False
    """Take in `only` and nothing else, whatever else has changed (see alone)."""
    aside: Path | None = None
    """An empty folder for what has changed, instead of the site: neither the site nor the ledger is then touched."""
    fresh: bool = False
    """Make everything anew, whatever is known."""
    inspected: Told = quiet
    """Hears of each file that the cluster inspects."""
    looked: Told = quiet
    """Hears of each request."""
    listed: Told = quiet
    """Hears of each page that tells of many answers."""

    def run(self) -> Built:
        """Build. Raises LogRefused with all problems when any is an error, SettingsError, and NotAlone; the site then stays as it was."""
        self.timings: dict[str, float] = {}
        self._collected = self.editorial is not None
        self._start = time.time_ns()
        path = ledgers.path_for(self.settings.cache, self.site)
        if self.site == self.settings.site:
            ledgers.keep_hint(path, self.settings.file)
        self._begun = False
        with ledgers.locked(path), hands.little_garbage():
            try:
                return self._run(path)
            except (sqlite3.DatabaseError, placing.SiteChanged):  # a ledger that is damaged or wrong knows nothing
                self._begun = False
                ledgers.forget(path)
                return self._run(path)
            finally:
                if not self._begun and not self.aside:  # otherwise the next build carries it to its end
                    shutil.rmtree(tree.staging_for(self.site), ignore_errors=True)
                path.with_suffix(".new").unlink(missing_ok=True)

    def _run(self, path: Path) -> Built:
        with self._step("set out"):
            outfit = self.outfit = self.outfit or setting_out.outfit(self.settings)
            store = Store(self.settings.cache)
            if not self.alone:
                self.editorial = self.editorial or setting_out.editorial(self.settings, store, outfit.program)
        old = self._known(path)
        if self.alone and old is None:
            raise alone.NO_BUILD
        staging = self.aside or tree.staging_for(self.site)
        if not self.aside:
            shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(parents=True, exist_ok=True)
        ledger = old or Ledger(path.with_suffix(".new"), new=True)
        try:
            editorial = alone.editorial(ledger) if self.alone else self.editorial
            return self._make(ledger, staging, outfit, editorial, store, path if old is None else None)
        except (ValueError, TypeError, LookupError) as error:
            if old is None:
                raise
            raise ledgers.Damaged(str(error)) from error  # most likely; if not, the second try says so
        finally:
            ledger.close()

    def _make(
        self, ledger: Ledger, staging: Path, outfit: setting_out.Outfit, editorial: Editorial, store: Store, fresh: Path | None
    ) -> Built:  # fmt: skip
        workers = self.settings.options.workers or max(os.cpu_count() or 1, 1)
        folders = Folders(self.settings, outfit, ledger, staging, workers)
        with self._step("look"):
            folders.look(date.today().isoformat(), self.only, self.alone)
        with self._step("cluster"):
            warnings = folders.ahead(self.inspected)
        with self._step("requests"):
            folders.answer(self.looked)
        with self._step("check"):
            problems, refused = folders.problems()
            if refused:
                raise LogRefused(problems)
        whole = Whole(self.settings, outfit, editorial, ledger, staging, workers, store)
        if self.alone and whole.changed():
            raise alone.OTHERWISE
        with self._step("lists"):
            if folders.cards_changed or whole.changed():
                whole.press(self.listed)
        finding = Finding(self.settings, outfit, ledger, staging, store)
        with self._step("search"):
            finding.press(folders.unfound)
            resembling = Resembling(self.settings, outfit, ledger, staging, self.site, store)
            resembling.fill(finding, folders.changed, folders.told if fresh is None else ())
        joining = Joining(self.settings, outfit, ledger, staging, store)
        with self._step("data"):
            joining.join(folders.years)
        lasting = Lasting(self.settings, outfit, ledger, staging)
        with self._step("addresses"):
            written = [*folders.changed, *whole.changed_addresses, *joining.changed, *finding.changed, *resembling.changed]
            went = folders.gone | whole.gone | joining.gone | finding.gone
            problems += lasting.settle(written, went - set(written))
            problems.sort(key=lambda problem: problem.sort_key)
        with self._step("put in place"):
            ledger.set("form", ledgers.FORM)
            # where nobody told what MkDocs and its plugins have read, or when, the next build has to look for itself
            told = not (self._collected or self.alone) and setting_out.harmless(self.settings)
            ledger.set("inputs", self._inputs(outfit, folders) if told else None)
            ledger.set("folders", folders.others)
            written += lasting.changed
            went |= lasting.gone
            gone = went - set(written) - self._kept(ledger, went)
            if self.aside:
                return self._aside(staging, ledger, written, gone, fresh is not None, warnings + problems)
            if self.alone:
                alone.touch(ledger, self.site, {*written, *gone})
            else:
                alone.keep(ledger, editorial)
            self._begun = True
            placing.place(ledger, self.site, written, sorted(gone), fresh)
            self._begun = False
            requests, held_back = ledger.totals()
            touched = alone.touched(ledger) if self.alone else {}
        return Built(self.site, warnings + problems, requests, held_back, len(written), touched=touched, timings=self.timings)

    def _aside(self, staging: Path, ledger: Ledger, written: list[str], gone: set[str], whole: bool, problems: list[Problem]) -> Built:
        laid = Laid(staging, whole, frozenset(map(tree.file_of, gone)), tuple(ledger.outputs()))
        return Built(self.site, problems, *ledger.totals(), len(written), laid, timings=self.timings)

    def _known(self, path: Path) -> Ledger | None:
        """The ledger, when it tells of the site that is there; what a killed build began to put in place is finished first."""
        ledger = Ledger.open(path)
        if ledger is None:
            return None
        placing.finish(ledger, self.site)
        if not self.fresh and unchanged.is_site(ledger, str(self.site)):
            return ledger
        ledger.close()
        return None

    def _kept(self, ledger: Ledger, gone: set[str]) -> set[str]:
        """Addresses of `gone` that something else is published at: a folder that was renamed takes its addresses along."""
        return placing.claimed(ledger, gone) if gone else set()

    def _inputs(self, outfit: setting_out.Outfit, folders: Folders) -> dict:
        return {
            "config": str(self.settings.file), "site": str(self.site), "root": str(self.settings.root),
            "environment": self.settings.environment, "requests": str(self.settings.requests),
            "watched": folders.watched(outfit, self._start),
        }  # fmt: skip

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.timings[name] = self.timings.get(name, 0.0) + time.perf_counter() - start


def build(settings: Settings, site: Path | None = None, **more: object) -> Built:
    """Build a site; `more` is what Journey takes."""
    return Journey(settings, (site or settings.site).resolve(), **more).run()  # type: ignore[arg-type]
