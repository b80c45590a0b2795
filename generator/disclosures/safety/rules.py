# SPDX-License-Identifier: AGPL-3.0-or-later
"""The register of leak rules. A rule is one file in leaks/ whose check is marked with `@leak(…)`; nothing else to edit.

A rule looks and reports; it never decides. Its words (what it finds, why it matters, the cure) are also its manual.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.metadata
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..documents.kind import Kind
from .findings import Finding, Hit, Verdict

if TYPE_CHECKING:  # the gate knows the rules' version without opening the doors behind them
    from .opened import Opened

Check = Callable[["Opened"], Iterable[Hit]]
_MOST = 25
"""Findings told per rule and file; more say nothing new."""


@dataclass(frozen=True)
class Leak:
    """One rule."""

    id: str
    title: str
    verdict: Verdict
    kinds: frozenset[Kind]
    """The kinds of file it looks at; empty for all."""
    finds: str
    why: str
    cure: str
    check: Check
    costly: bool = False
    """It draws pages, so it is run once: on the copy, or on the original when that is blocked anyway."""
    before: str = ""
    """What such a file looks like, and how somebody gets at what it hides; one or two sentences for the manual."""
    after: str = ""
    """The same file put right."""

    def run(self, opened: Opened) -> list[Finding]:
        """Its findings in one file."""
        if self.kinds and opened.kind not in self.kinds:
            return []
        findings = []
        for hit in self.check(opened):
            findings.append(
                Finding(self.id, self.title, self.verdict, hit.where, hit.what, hit.recovered[:300], self.cure)
            )
            if len(findings) == _MOST:
                break
        return findings


_REGISTER: dict[str, Leak] = {}


def leak(
    id: str,
    *,
    title: str,
    verdict: Verdict,
    kinds: Iterable[Kind],
    finds: str,
    why: str,
    cure: str,
    costly: bool = False,
    before: str = "",
    after: str = "",
) -> Callable[[Check], Check]:
    """Register a check under `id`, which is stable and stands in the manual."""

    def register(check: Check) -> Check:
        if id in _REGISTER:
            raise ValueError(f"two leak rules are called {id}")
        _REGISTER[id] = Leak(id, title, verdict, frozenset(kinds), finds, why, cure, check, costly, before, after)
        return check

    return register


@cache
def all_leaks() -> tuple[Leak, ...]:
    """Every rule, by id."""
    from . import leaks

    for module in pkgutil.iter_modules(leaks.__path__):
        importlib.import_module(f"{leaks.__name__}.{module.name}")
    return tuple(_REGISTER[id] for id in sorted(_REGISTER))


@cache
def version() -> str:
    """Changes with the rules, the doors, and the libraries behind them; part of every kept result's key."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for folder in (here, here.parent / "documents"):
        for path in sorted(folder.rglob("*.py")):
            digest.update(path.relative_to(here.parent).as_posix().encode() + b"\0" + path.read_bytes())
    for library in ("pymupdf", "pikepdf", "openpyxl", "pillow"):
        digest.update(f"{library} {importlib.metadata.version(library)}".encode())
    return digest.hexdigest()[:16]
