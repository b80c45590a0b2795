# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is not done yet is given to the cluster, and waited for.

Files travel through the shared store, not through the scheduler and not by a path: the store is the one place that all
workers reach anyway, so requests/ need not be mounted on them; a file that an officer saves meanwhile cannot be taken for
the one that was hashed; and the scheduler, which holds all that is sent through it in memory, stays small and sees nothing.
"""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeVar

from ..problems import Place, Problem, SettingsError, Severity
from ..safety.canary import CanaryAlive
from ..settings import Settings
from ..store import Store, sha256
from .documents import DONE, Document, done_key, versions
from .shared import UNCLEARED, Shared, Spot, StoreUnusable, far_store, missing, spot
from .work import OtherVersion

Told = Callable[[int, int], None]
"""Called with (done, total) after each file."""
_DAY = 24 * 3600
_HANDS = 8
"""Threads that read and lay files here."""
_Item, _Got = TypeVar("_Item"), TypeVar("_Got")


@dataclass
class Report:
    """What came of it."""

    total: int = 0
    known: int = 0
    """Files whose work was done before."""
    done: int = 0
    """Files whose work was done now."""
    problems: list[Problem] = field(default_factory=list)
    """Files that could not be finished, each a warning: the build tries them again on its own machine. And the cluster itself,
    when it cannot be used and `fall_back` says that this is no error."""
    fell_back: bool = False
    """True when the cluster could not be used, so that the rest is left to the build's own machine."""


class _Unusable(Exception):
    """(name of the setting, what is wrong, the cure)"""


def ahead(documents: Sequence[Document], store: Store, settings: Settings, told: Told = lambda done, total: None) -> Report:
    """Have the cluster of the settings inspect, read and draw what was not done before; `store` is that of `open_store`.

    Without the setting `cluster` nothing is done. Raises SettingsError when the cluster cannot be used, unless `fall_back` is
    set, and CanaryAlive when the gate of a worker is blind. Stopped at any moment, it goes on where it was.
    """
    cluster = settings.options.cluster
    report = Report(len(documents))
    if cluster is None or not documents:
        return report
    try:
        try:
            _ahead(documents, store, settings, told, report)
        except (StoreUnusable, OSError) as error:
            what = f"the shared store cannot be used: {error}"
            cure = "See that this machine may read and write there; for a bucket, that its keys and region are set as boto3 expects."
            raise _Unusable("store", what, cure) from None
    except _Unusable as error:
        setting, what, cure = error.args
        severity = Severity.WARNING if cluster.fall_back else Severity.ERROR
        problem = Problem("cluster", severity, settings.place("cluster", setting), what, cure)
        if not cluster.fall_back:
            raise SettingsError([problem]) from None
        report.problems.append(problem)
        report.fell_back = True
        if setting == "store" and isinstance(store, Shared):
            store.part()
    return report


def _ahead(documents: Sequence[Document], store: Store, settings: Settings, told: Told, report: Report) -> None:
    far = store.far if isinstance(store, Shared) else store
    run = _Run(store, far, versions(), told, report)
    told(0, report.total)
    new = run.new(documents)
    if (first := next(new, None)) is None:
        return
    try:
        with _connected(settings) as cluster:
            _agree(cluster, far, settings, run.versions)
            far.sweep(UNCLEARED, _DAY)  # left by a run that was killed
            for files in (chain([first], new), run.twins()):
                with closing(run.tasks(files)) as tasks:
                    for task, answer in cluster.do(tasks, spot(settings)):
                        run.take(task["sha256"], answer)
    finally:
        run.clear()


class _Run:
    """What is under way, by the SHA-256 of the bytes: for each key of work the documents that it serves."""

    def __init__(self, store: Store, far: Store, versions: list[str], told: Told, report: Report):
        self.store, self.far, self.versions, self.told, self.report = store, far, versions, told, report
        self.under_way: dict[str, dict[tuple[str, ...], list[Document]]] = {}
        self.waiting: dict[str, dict[tuple[str, ...], list[Document]]] = {}
        self.laid: set[str] = set()

    def new(self, documents: Iterable[Document]) -> Iterator[str]:
        """Files that are not done, one after another as they are asked for: with a million, the first is not to wait for the last.

        One whose bytes are under way already (the same letter in another record) waits, so that nothing is opened twice.
        """
        for document, sha, key, known in _look(documents, self.store, self.versions):
            if known:
                self.report.known += 1
            elif not sha:
                self.report.problems.append(_unfinished(document, "it cannot be opened"))
            elif sha in self.under_way:
                self.waiting.setdefault(sha, {}).setdefault(key, []).append(document)
            else:
                self.under_way[sha] = {key: [document]}
                yield sha
            self._tell()

    def twins(self) -> Iterator[str]:
        """Those that waited, the same bytes together."""
        self.under_way, self.waiting = self.waiting, {}
        yield from list(self.under_way)

    def tasks(self, files: Iterable[str]) -> Iterator[dict[str, Any]]:
        """The tasks for these files, whose bytes lie in the store when a task is given out."""
        for sha, laid in _several(lambda sha: (sha, self._lay(sha)), files):
            if laid:
                yield {"sha256": sha, "heads": [each[0].head for each in self.under_way[sha].values()], "versions": self.versions}
            else:
                self._finish(sha, ["it was changed meanwhile"] * len(self.under_way[sha]))

    def take(self, sha: str, answer: list[str] | Exception) -> None:
        """The answer to a task: why its files could not be finished, or nothing. Raises CanaryAlive, _Unusable."""
        if isinstance(answer, CanaryAlive):
            raise answer
        if isinstance(answer, OtherVersion):
            raise _Unusable("scheduler", *_other("a worker that came later"))
        self.far.remove(UNCLEARED, sha)
        self.laid.discard(sha)
        if isinstance(answer, Exception):
            answer = [f"its worker failed: {answer}"] * len(self.under_way[sha])
        self._finish(sha, answer)

    def clear(self) -> None:
        """Leave no uncleared file in the store; when it fails too, a later run sweeps it."""
        for sha in self.laid:
            with suppress(StoreUnusable, OSError):
                self.far.remove(UNCLEARED, sha)

    def _lay(self, sha: str) -> bool:
        """Put a file where its worker finds it, unless it is not what it was."""
        first = next(iter(self.under_way[sha].values()))[0]
        try:
            uncleared = first.path.read_bytes()
        except OSError:
            return False
        if sha256(uncleared) != sha:
            return False
        self.laid.add(sha)
        self.far.put_bytes(UNCLEARED, sha, data=uncleared)
        return True

    def _finish(self, sha: str, answers: Iterable[str]) -> None:
        for documents, why in zip(self.under_way.pop(sha).values(), answers, strict=True):
            self.report.done += 0 if why else len(documents)
            self.report.problems += (_unfinished(document, why) for document in documents if why)
        self._tell()

    def _tell(self) -> None:
        self.told(self.report.known + self.report.done + len(self.report.problems), self.report.total)


def _look(documents: Iterable[Document], store: Store, mine: list[str]) -> Iterator[tuple[Document, str, tuple[str, ...], bool]]:
    """Each document with the hash of its bytes, the key of its work, and whether that was done."""

    def look(document: Document) -> tuple[Document, str, tuple[str, ...], bool]:
        try:
            sha = sha256(document.path.read_bytes())
        except OSError:
            return document, "", (), False
        key = done_key(sha, document.head, mine)
        return document, sha, key, store.get_json(DONE, *key) is not None  # asks this machine first

    return _several(look, documents)


@contextmanager
def _connected(settings: Settings) -> Iterator[Any]:
    """A connection to the scheduler; Lost within it is told as what it means."""
    cluster = settings.options.cluster
    try:
        from . import scheduler
    except ImportError as error:
        raise SettingsError([missing(settings, f"a cluster needs a library that is not installed: {error.name}", "scheduler")]) from None
    tls = {name: str(settings.root / path) for name, path in cluster.tls.model_dump().items()} if cluster.tls else None
    try:
        connected = scheduler.Cluster(cluster.scheduler, cluster.timeout, tls)
    except scheduler.Lost as error:
        what = f"the cluster at {cluster.scheduler} cannot be used: {error}"
        cure = "Start `dask scheduler` and `dask worker` there, or correct the address; to build on this machine alone, remove `cluster`."
        raise _Unusable("scheduler", what, cure) from None
    with connected:
        try:
            yield connected
        except scheduler.Lost as error:
            cure = "Start it again, and repeat the command: it goes on from there."
            raise _Unusable("scheduler", f"{error}; what was done is kept", cure) from None


def _agree(cluster: Any, far: Store, settings: Settings, mine: list[str]) -> None:
    """Raise _Unusable unless every worker has this release and reaches the store."""
    word = secrets.token_hex(8)
    far.put_json(DONE, "probe", word, value=word)
    try:
        answers = cluster.ask_each(_introduce, spot(settings), word)
    finally:
        far.remove(DONE, "probe", word)
    for worker, answer in sorted(answers.items()):
        if isinstance(answer, BaseException):
            cure = "Install `disclosures[cluster]` there, and see that it can reach the store with its own keys."
            raise _Unusable("scheduler", f"the worker {worker} cannot do this work: {answer}", cure)
        if answer["versions"] != mine:
            raise _Unusable("scheduler", *_other(worker))
        if answer["word"] != word:
            what = f"the worker {worker} does not find what this machine kept in {spot(settings)[0]}"
            raise _Unusable("store", what, "Name a folder that all machines reach under the same path, or a bucket.")


def _other(worker: str) -> tuple[str, str]:
    return (
        f"{worker} would read files otherwise than this machine: another release, another library or other languages of Tesseract",
        "Install the same release, the same requirements.lock and the same Tesseract languages on all machines.",
    )


def _introduce(spot: Spot, word: str) -> dict[str, Any]:
    """In a worker: what it would do the work with, and what it finds in the store."""
    return {"versions": versions(), "word": far_store(tuple(spot)).get_json(DONE, "probe", word)}


def _unfinished(document: Document, why: str) -> Problem:
    told = f"the cluster did not finish this file: {why.rstrip('.')}"
    return Problem("cluster", Severity.WARNING, Place(document.path), told, "Nothing to mend yet: the build tries it again, and tells what it finds.")


def _several(function: Callable[[_Item], _Got], items: Iterable[_Item]) -> Iterator[_Got]:
    """The function of each, in their order, by several threads that are never far ahead of who asks."""
    waiting: deque = deque()
    with ThreadPoolExecutor(_HANDS) as threads:
        for item in items:
            waiting.append(threads.submit(function, item))
            if len(waiting) > _HANDS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
