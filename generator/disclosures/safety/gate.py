# SPDX-License-Identifier: AGPL-3.0-or-later
"""The gate: the only way from requests/ to the site, and the only place that decides.

    uncleared bytes ─► look ─► something blocks? ─► Refused
                        │
                        ▼ no
                 make the clean copy ─► look at the copy ─► anything left that blocks or was to be fixed? ─► Refused
                        │
                        ▼ nothing
                  Cleared(those bytes)

Every file is opened in a worker process. A verdict is remembered for these bytes under these rules, and asked for only once. The gate runs
only while its canary (bad samples of its own) is flagged.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ..documents.kind import Kind
from ..overriding import can_be_covered
from ..problems import Place, Problem, Severity
from ..store import Store, sha256
from . import canary, refusals, rules
from .findings import Finding, Verdict
from .pool import Pool, WorkerFailed

if TYPE_CHECKING:
    from .drawing import Drawn

Outcome = Literal["full", "redacted"]
Wanted = tuple[Path, Outcome] | tuple[Path, Outcome, Iterable[str], bool]
"""The arguments of `admit`."""
_KEY = object()


@dataclass(frozen=True)
class Cleared:
    """A file that may be published, exactly these bytes. Only this module can make one."""

    data: bytes = field(repr=False)
    sha256: str
    kind: Kind
    source_name: str
    """The file's name under records/."""
    name: str
    """The name to publish it under: a workbook is published as `….csv`."""
    size: int
    pages: int
    """0 for what has no pages."""
    tagged: bool
    language: str
    title: str
    facts: dict = field(repr=False)
    """`boxes` redaction marks, `text` whether any letter can be read, `rows` and `columns` of a table."""
    warnings: tuple[Finding, ...] = ()
    """What an officer should look at; the file is published all the same."""
    more: tuple[Cleared, ...] = ()
    """The further sheets of a workbook, and the workbook itself where an officer decided so."""
    overridden: tuple[Finding, ...] = ()
    """What would have held the file back, had an officer not let it through."""
    _key: object = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._key is not _KEY:
            raise TypeError("a Cleared can only come from safety.gate.admit")


@dataclass(frozen=True)
class Refused:
    """A file that is held back, with every finding that blocks it, and the cure of the first."""

    source_name: str
    findings: tuple[Finding, ...]
    again: bool = False
    """True when its worker had to be killed: that is not kept, and the next build tries again."""

    @property
    def cure(self) -> str:
        return self.findings[0].cure

    def problems(self, file: Path) -> list[Problem]:
        """Its findings as problems at `file`; what could be recovered is masked: build logs have many readers."""
        return problems(self.findings, file, Severity.ERROR)


@dataclass(frozen=True)
class Inspection:
    """What is wrong with a file as it is, for an officer who asks."""

    name: str
    kind: Kind
    sha256: str
    findings: tuple[Finding, ...]

    @property
    def blocked(self) -> bool:
        return any(finding.verdict is Verdict.BLOCK for finding in self.findings)


def problems(findings: Iterable[Finding], file: Path, severity: Severity) -> list[Problem]:
    """Findings as problems."""
    return [
        Problem(
            f.rule, severity, Place(file, detail=f.where), f.what + (f" ({f.masked})" if f.recovered else ""), f.cure
        )
        for f in findings
    ]


class Gate:
    """The gate with its workers. Use it as a context manager.

    >>> with Gate(store, workers=2) as gate:
    ...     results = gate.admit_all([(path, "redacted"), …])
    """

    def __init__(self, store: Store, workers: int | None = None, pool: Pool | None = None):
        self.store = store
        self.pool = pool or Pool(workers or max(os.cpu_count() or 1, 1))

    def __enter__(self) -> Gate:
        return self

    def __exit__(self, *exc: object) -> None:
        self.pool.__exit__(*exc)

    def inspect(self, data: bytes, name: str) -> Inspection:
        """Every finding in a file as it is. Raises canary.CanaryAlive when the rules are blind."""
        canary.check(self.store, self.pool)
        try:
            head, _ = self.pool.ask("look", data, name)
        except WorkerFailed as error:
            return Inspection(name, Kind.UNKNOWN, sha256(data), (refusals.failed(str(error)),))
        first = head["first"]
        findings = tuple(map(Finding.from_dict, first["findings"]))
        return Inspection(name, Kind[first["kind"]], first["sha256"], findings)

    def draw(self, data: bytes, seen: Inspection) -> list[Drawn]:
        """Pictures of the pages on which `inspect` found something; none when they cannot be drawn."""
        from .drawing import Drawn  # it opens documents, which takes long to load, and is asked for by officers alone

        try:
            findings = [finding.as_dict() for finding in seen.findings]
            head, bodies = self.pool.ask("draw", data, seen.name, findings=findings)
        except WorkerFailed:
            return []
        return [Drawn(page, body) for page, body in zip(head["pages"], bodies, strict=True)]

    def admit(
        self, path: Path, declared_outcome: Outcome | None, overrides: Iterable[str] = (), original: bool = False
    ) -> Cleared | Refused:
        """The verdict on one file that a record releases in full or redacted; None for a file outside a schedule.

        `overrides` are ids of rules whose findings an officer lets through; those that nothing can cover are passed
        over. With `original`, a workbook is published beside its tables.
        """
        return self.admit_bytes(path.read_bytes(), path.name, declared_outcome, overrides, original)

    def admit_bytes(
        self, uncleared: bytes, name: str, declared_outcome: Outcome | None, overrides: Iterable[str] = (), original: bool = False
    ) -> Cleared | Refused:
        """The verdict on a file that is at hand as bytes, with its `name` under records/; see `admit`."""
        canary.check(self.store, self.pool)
        allowed = tuple(sorted(filter(can_be_covered, set(overrides))))
        key = (sha256(uncleared), name, rules.version(), *allowed, *(["original"] if original else []))
        head = self.store.get_json("gate", *key)
        bodies = [self.store.get_bytes("cleared", *key, str(n)) for n in range(len(head["copies"]))] if head else []
        if head is None or any(
            body is None or sha256(body) != h for body, h in zip(bodies, head["hashes"], strict=True)
        ):
            try:
                head, bodies = self.pool.ask("prepare", uncleared, name, allowed=allowed, original=original)
            except WorkerFailed as error:  # not kept: the next build may have more time or memory
                return Refused(name, (refusals.failed(str(error)),), again=True)
            head["hashes"] = [sha256(body) for body in bodies]
            for number, body in enumerate(bodies):
                self.store.put_bytes("cleared", *key, str(number), data=body)
            self.store.put_json("gate", *key, value=head)
        return _decide(name, head, bodies, declared_outcome, allowed)

    def admit_all(
        self, files: Sequence[Wanted], told: Callable[[int, int], None] = lambda done, total: None
    ) -> list[Cleared | Refused]:
        """The verdicts on many files, in their order, with all workers busy; `told(done, total)` after each."""
        canary.check(self.store, self.pool)
        results = []
        with ThreadPoolExecutor(self.pool.size) as threads:
            for result in threads.map(lambda file: self.admit(*file), files):
                results.append(result)
                told(len(results), len(files))
        return results


def _decide(
    source_name: str, head: dict, bodies: list[bytes], declared: Outcome | None, allowed: tuple[str, ...] = ()
) -> Cleared | Refused:
    """What blocks in the file, what is left in its copies, and what asks for a reason that nobody wrote: all hold it back.

    Without `declared` nothing is about to be published: then what asks for a reason is only told.
    """
    found = tuple(map(Finding.from_dict, head["first"]["findings"]))
    left = tuple(Finding.from_dict(each) for copy in head["copies"] for each in copy["findings"])
    stops = dict.fromkeys((*(f for f in found if f.verdict is Verdict.BLOCK), *(f for f in left if f.verdict is not Verdict.REVIEW)))
    asks = dict.fromkeys(f for f in left if f.verdict is Verdict.REVIEW)
    if declared:
        facts = [copy["facts"] for copy in head["copies"] if copy["kind"] != Kind.XLSX.name]
        stops |= asks | dict.fromkeys(_against_schedule(declared, facts))
    blocking = tuple(f for f in stops if f.rule not in allowed)
    if blocking or not bodies:
        also = (f for f in found if f.verdict is Verdict.REVIEW and f.rule not in allowed and not bodies)
        return Refused(source_name, tuple(dict.fromkeys((*(blocking or stops), *also))))
    warnings = () if declared else tuple(asks)
    overridden = tuple(f for f in stops if f.rule in allowed)
    cleared = [_cleared(source_name, copy, body) for copy, body in zip(head["copies"], bodies, strict=True)]
    return replace(cleared[0], warnings=warnings, more=tuple(cleared[1:]), overridden=overridden)


def _cleared(source_name: str, copy: dict, data: bytes) -> Cleared:
    facts = copy["facts"]
    return Cleared(
        data, sha256(data), Kind[copy["kind"]], source_name, copy["name"], len(data), facts.get("pages", 0),
        facts.get("tagged", False), facts.get("language", ""), facts.get("title", ""), facts, _key=_KEY,
    )  # fmt: skip


def _against_schedule(declared: Outcome, facts: list[dict]) -> tuple[Finding, ...]:
    """A record released in full has no redaction box; a redacted one has at least one. Pictures are not judged."""
    if not facts or not all("boxes" in fact for fact in facts):
        return ()
    boxes = sum(fact["boxes"] for fact in facts)
    if declared == "full" and boxes:
        what = f"The record is declared as released in full, but the file shows {boxes} redaction{'s' * (boxes != 1)}."
        cure = "Set its outcome to “redacted”, or put the unredacted file in its place"
    elif declared == "redacted" and not boxes:
        what = "The record is declared as redacted, but no redaction is visible in the file."
        cure = "Check that this is the redacted file, or set its outcome to “full”"
    else:
        return ()
    return (refusals.disagrees(what, cure),)
