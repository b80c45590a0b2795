# SPDX-License-Identifier: AGPL-3.0-or-later
"""The requests of a build: which folders to look at, what came of them, and what is gone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from .. import dressing
from ..casework import folder as folder_room
from ..casework.case import Named, check_together, open_cases
from ..casework.folder import REQUEST_FILE
from ..problems import Problem, Severity
from ..safety import ocr, terms_file
from ..settings import Settings
from ..site import addresses
from ..store import Store
from . import hands, inputs, seen
from .alone import OTHERWISE, UNKNOWN
from .answering import Answered, Answering, Wanted
from .ledger import Ledger, Row
from .setting_out import Outfit

OCR = "/usr/bin/tesseract"
"""Where it will most likely be, once somebody installs it."""
FEW = 40
"""Folders below which no process is split off."""
_TOGETHER = 16
"""Folders that are handed to a process at a time."""


class Folders:
    """Looks at the folders of a log against the ledger, and writes into the ledger what came of them."""

    def __init__(self, settings: Settings, outfit: Outfit, ledger: Ledger, staging: Path, workers: int):
        self.settings, self.outfit, self.ledger, self.staging, self.workers = settings, outfit, ledger, staging, workers
        self.wanted: list[Wanted] = []
        self.others: list[tuple[str, str]] = []
        """(folder, stamp) of the folders that only hold requests."""
        self.changed: list[str] = []
        self.gone: set[str] = set()
        self.told: set[str] = set()
        """Addresses of answers whose cards have changed."""
        self.years: set[str] = set()
        """Years whose tables may have changed."""
        self._refused: list[Answered] = []
        self._references_changed = False
        self.unfound: set[str] = set()
        """Addresses of answers that are to leave the search."""
        self._missing = False
        self._alone = False

    def look(self, today: str, only: Collection[str] | None = None, alone: bool = False) -> None:
        """Find what is new, what may have changed and what is gone; `only` are paths, when nothing but them can have changed.

        With `alone`, nothing else is looked at in any case: raises NotAlone when that cannot be.
        """
        root = str(self.settings.requests)
        self._missing = not self.settings.requests.is_dir()
        kept = [(folder, stamp) for folder, stamp in self.ledger.get("folders") or []]
        touched = self._touched(only) if only is not None else None
        if alone and touched is None:
            raise UNKNOWN if self._as_last() else OTHERWISE
        if touched is not None:
            self.others = kept
            self.wanted = [Wanted(row.folder, row.content, row.key, row.regime, row.outputs) for row in touched]
            return
        if kept and all(seen.same(_path(root, folder), [""], bytes.fromhex(stamp)) for folder, stamp in kept):
            self.others, present, same = kept, None, None
        else:
            began = time.time_ns()
            same = {folder for folder, names, stamp, _ in self.ledger.stamps() if seen.same(_path(root, folder), names.split("\0"), stamp)}
            found, others = folder_room.survey(self.settings.requests, same)
            self.others = [(folder, seen.stamp(_path(root, folder), [""], began).hex()) for folder in others]
            present = dict.fromkeys(found)
        stale = set()
        version = [self.outfit.answers, self.outfit.laws]
        if self.ledger.get("version") != version:
            keyed = Answering.key_of
            stale = {folder for folder, content, regime, key in self.ledger.keys() if key != keyed(*version, content, regime)}
            self.ledger.set("version", version)
        stale |= self._deaths()
        known, dirty = set(), []
        for folder, names, stamp, until in self.ledger.stamps():
            known.add(folder)
            if present is not None and folder not in present:
                continue
            kept_so = folder in same if same is not None else seen.same(_path(root, folder), names.split("\0"), stamp)
            if folder in stale or (until and until < today) or not kept_so:
                dirty.append((folder, folder in stale or bool(until and until < today)))
        for folder, anew in dirty:
            row = self.ledger.row(folder)
            self.wanted.append(Wanted(folder, row.content, "" if anew else row.key, row.regime, row.outputs))
        if present is not None:
            self.wanted += [Wanted(folder, "", "", "", "") for folder in present if folder not in known]
            for folder in known - set(present):
                self._drop(folder)

    def _touched(self, paths: Collection[str]) -> list[Row] | None:
        """The requests that hold these paths; None when one lies in no request that is known, or in one that is gone."""
        if not self._as_last():
            return None
        found: dict[str, Row] = {}
        for path in paths:
            parts = path.split("/")
            above = ("/".join(parts[:count]) for count in range(len(parts) + 1))
            row = next((row for folder in above if (row := self.ledger.row(folder))), None)
            if row is None or not folder_room.is_request(self.settings.requests / row.folder):
                return None
            found[row.folder] = row
        return list(found.values())

    def _as_last(self) -> bool:
        """Whether an answer's pages are made as at the last build."""
        return self.ledger.get("version") == [self.outfit.answers, self.outfit.laws]

    def _deaths(self) -> set[str]:
        """Folders that point to addresses of which it is known only now that they are dead, or alive again."""
        now, before = dict(self.outfit.press.ctx.dead), self.ledger.get("dead") or {}
        self.ledger.set("dead", now)
        turned = {address for address, _ in now.items() ^ before.items()}
        return {folder for address in turned for folder in self.ledger.pointing(address)}

    def _lines(self, folder: str, lines: Sequence[str]) -> None:
        self.years |= {self.ledger.year_of(folder), *lines[:1]} - {""}
        self.ledger.put_lines(folder, lines)

    def _drop(self, folder: str) -> None:
        row = self.ledger.row(folder)
        self._lines(folder, ())
        self.gone |= set(json.loads(row.outputs))
        if row.card:
            self.told.add(addresses.request(row.reference))
        self.unfound.add(addresses.request(row.reference))
        self.ledger.drop(folder)

    def ahead(self, told: Callable[[int, int], None]) -> list[Problem]:
        """Have the cluster, when there is one, inspect and read what these folders release; returns its warnings."""
        if self.settings.options.cluster is None or not self.wanted:
            return []
        from .. import cluster  # it loads what opens documents

        root = str(self.settings.requests)
        loaded = [folder_room.load(Path(_path(root, one.folder))) for one in self.wanted]
        documents = cluster.documents(open_cases(loaded, self.settings.authorities))
        report = cluster.ahead(documents, cluster.open_store(self.settings), self.settings, told)
        self._alone = report.fell_back
        return report.problems

    @property
    def cards_changed(self) -> bool:
        """Whether something has changed of what lists tell."""
        return bool(self.told)

    def answer(self, told: Callable[[int, int], None]) -> None:
        """Do what has to be done for each of them."""
        spread = self.workers if len(self.wanted) >= FEW else 1
        pool = 1 if spread > 1 else self.workers
        tasks = [self.wanted[start : start + _TOGETHER] for start in range(0, len(self.wanted), _TOGETHER)] if spread > 1 else [
            [one] for one in self.wanted
        ]  # fmt: skip
        done = 0
        told(0, len(self.wanted))
        if not tasks:
            return
        for answers in hands.spread(tasks, lambda: _Several(self._answering(pool)), spread):
            for answered in answers:
                self._take(answered)
            done += len(answers)
            told(done, len(self.wanted))

    def _answering(self, pool: int) -> Answering:
        out = self.outfit
        return Answering(self.settings, out.press, self.staging, out.terms, out.answers, out.laws, pool, self._store())

    def _store(self) -> Store:
        """Where documents' results are kept. Each process opens it for itself: a connection is not to be shared."""
        if self.settings.options.cluster is None or self._alone:
            return Store(self.settings.cache)
        from .. import cluster

        return cluster.open_store(self.settings)

    def _take(self, answered: Answered) -> None:
        if answered.errors is not None:
            self._refused.append(answered)
        elif answered.row is None:
            self.ledger.restamp(answered.folder, answered.names, answered.stamp)
        else:
            before = self.ledger.row(answered.folder)
            self.ledger.put(answered.row)
            if before and (before.reference != answered.row.reference or not answered.row.published):
                self.unfound.add(addresses.request(before.reference))
            if answered.search:
                self.ledger.arrive(answered.search)
            self._lines(answered.folder, answered.lines)
            self._references_changed = self._references_changed or before is None or before.reference != answered.row.reference
            self.changed += answered.changed
            if before:
                self.gone |= set(json.loads(before.outputs)) - set(json.loads(answered.row.outputs))
            if (before.card if before else "") != answered.row.card:
                self.told |= {addresses.request(row.reference) for row in (before, answered.row) if row and row.card}

    def problems(self) -> tuple[list[Problem], bool]:
        """Every problem of the log, sorted, and whether one of them is an error."""
        root = str(self.settings.root)
        refused = {answered.folder for answered in self._refused}
        found = [Problem.from_plain(one, root) for told in self.ledger.problems() for one in json.loads(told)]
        found += [Problem.from_plain(one, root) for answered in self._refused for one in answered.errors or ()]
        if self._references_changed or refused:  # otherwise they are those that were checked before
            named = [one for one in self.ledger.named() if one[0] not in refused]
            named += [(answered.folder, *answered.name) for answered in self._refused if answered.name]
            found += check_together([self._named(*one) for one in sorted(named, key=lambda one: one[0].split("/"))])
        if self._missing:
            found.append(folder_room.missing(self.settings.requests))
        return sorted(found, key=lambda p: p.sort_key), any(p.severity is Severity.ERROR for p in found)

    def _named(self, folder: str, reference: str, line: int, column: int) -> Named:
        return Named(reference, f"{_path(str(self.settings.requests), folder)}/{REQUEST_FILE}", line, column)

    def watched(self, outfit: Outfit, since: int) -> list[tuple[str, str, str]]:
        """Stamps of everything that this build, which began at `since`, was made from besides the requests."""
        settings = self.settings
        terms = terms_file.where(settings.options.withheld_terms, settings.root, (settings.requests, settings.content))
        own = dressing.changing(outfit.folders)
        files = [*settings.files, terms, Path(ocr.program() or OCR)]
        return inputs.watched(files, [inputs.HOUSE, settings.content, settings.published, *own], since)


class _Several:
    """Hands over folders by the dozen: sending one at a time would cost more than some of them."""

    def __init__(self, answering: Answering):
        self.answering = answering

    def one(self, wanted: list[Wanted]) -> list[Answered]:
        return [self.answering.one(each) for each in wanted]

    def close(self) -> None:
        self.answering.close()


def _path(root: str, folder: str) -> str:
    return f"{root}/{folder}" if folder else root
