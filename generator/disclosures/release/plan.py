# SPDX-License-Identifier: AGPL-3.0-or-later
"""A plan: what would change, what was found, whether it may go, and the decisions that let it go all the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..problems import Problem, ReleaseError, Severity
from .changes import Changes


@dataclass(frozen=True)
class Override:
    """A written decision to release although an error-level problem stands: kept in the release's record."""

    id: str
    reason: str
    by: str
    places: tuple[str, ...] = ()

    @property
    def data(self) -> dict:
        return {"id": self.id, "reason": self.reason, "by": self.by, "places": list(self.places)}


@dataclass(frozen=True)
class Plan:
    """What a release would do. `digest` names the tree: publishing another one than was reviewed can be refused."""

    target: str
    digest: str
    live: str
    """The id of the release that is live, or nothing."""
    changes: Changes
    problems: tuple[Problem, ...] = ()
    """Everything that building and comparing found, worst first."""
    compared: bool = True
    """False when no log was at hand to compare the tree with."""

    @property
    def errors(self) -> list[Problem]:
        return [p for p in self.problems if p.severity is Severity.ERROR]


def make(target: str, digest: str, live: str, changes: Changes, problems: Iterable[Problem], compared: bool) -> Plan:
    """A plan with its problems in order."""
    found = sorted({*problems, *changes.problems}, key=lambda p: (-p.severity, p.sort_key))
    return Plan(target, digest, live, changes, tuple(found), compared)


def allow(plan: Plan, ids: Sequence[str], reason: str, by: str) -> tuple[Override, ...]:
    """The overrides that let this plan go. Raises ReleaseError when an error is left, or a decision lacks its reason."""
    if ids and len(reason.split()) < 2:
        raise ReleaseError("an override has no reason", "Add --reason with a sentence: it is kept in the release's record.")
    standing = {p.id for p in plan.errors}
    if unknown := [id for id in ids if id not in standing]:
        raise ReleaseError(f"`{unknown[0]}` is not an error of this release", "Leave out --override for it.")
    if left := sorted(standing - set(ids)):
        count = sum(p.id in left for p in plan.errors)
        raise ReleaseError(
            f"the release is refused: {count} error{'s' * (count != 1)} ({', '.join(left)}). Nothing was published",
            f"Mend {'it' if count == 1 else 'them'}; or, where it must go all the same, add --override {left[0]} --reason “…”",
        )
    return tuple(Override(id, reason.strip(), by, tuple(str(p.place) for p in plan.errors if p.id == id)) for id in dict.fromkeys(ids))
