# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a leak rule reports, and the verdicts that the gate draws from it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import Enum


class Verdict(Enum):
    """What a rule's finding means for the file. Rules state it; only the gate acts on it."""

    BLOCK = "B"
    """Nothing of the file is published until an officer mends it."""
    FIX = "F"
    """Taken away in the published copy, which is then inspected again; blocks if it is still there."""
    REVIEW = "R"
    """An officer looks and writes down why it may go; until then it is held back."""


@dataclass(frozen=True)
class Hit:
    """What one rule found in one place. `recovered` is what a reader could get back; it may be empty."""

    where: str
    """`page 3, box 72 90 210 104` (points from the top left), `sheet Staff, cell B7`, or empty for the whole file."""
    what: str
    """One plain sentence that gives nothing away."""
    recovered: str = ""


@dataclass(frozen=True)
class Finding:
    """A hit with its rule, as it is printed and kept."""

    rule: str
    title: str
    verdict: Verdict
    where: str
    what: str
    recovered: str
    cure: str

    @property
    def masked(self) -> str:
        """What could be recovered, fit for a log that others read: first letters only."""
        words = self.recovered.split()
        return " ".join(word[0] + "…" for word in words[:6]) + (" …" if len(words) > 6 else "")

    def as_dict(self) -> dict:
        return {**asdict(self), "verdict": self.verdict.value}

    @classmethod
    def from_dict(cls, values: dict) -> Finding:
        return cls(**{**values, "verdict": Verdict(values["verdict"])})
