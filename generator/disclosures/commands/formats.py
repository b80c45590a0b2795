# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problems as text for people, JSON for programs, SARIF 2.1.0, and annotations for GitHub and GitLab.

Each format is a function from problems to text; paths are told relative to `root`, with `/`, where they lie inside it.
Text that came out of a log is never let through raw: control characters could command a terminal or forge a line.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from .. import __version__
from ..casework.checks.registry import all_checks
from ..problems import Place, Problem, Severity

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def render(problems: Iterable[Problem], form: str, root: Path | None = None) -> str:
    """The problems in one of `FORMATS`, sorted by place. Raises KeyError for a format that does not exist."""
    return FORMATS[form](sorted(problems, key=lambda p: p.sort_key), root or Path.cwd())


def summary(problems: Sequence[Problem]) -> str:
    """How many there are: `2 errors, 1 warning`; `no problems` when there is none."""
    count = Counter(p.severity for p in problems)
    parts = [f"{count[s]} {s.word}{'s' * (count[s] != 1)}" for s in sorted(Severity, reverse=True) if count[s]]
    return ", ".join(parts) or "no problems"


def _text(problems: Sequence[Problem], root: Path) -> str:
    lines = []
    for p in problems:
        lines.append(f"{safe(_where(p.place, root))}: {p.severity.word}: {safe(p.message)} [{p.id}]")
        lines += [f"    See also: {safe(_where(place, root))}" for place in p.also]
        lines.append(f"    Cure: {safe(p.cure)}")
    return "\n".join([*lines, *([""] if lines else []), summary(problems)])


def _json(problems: Sequence[Problem], root: Path) -> str:
    return _dump(
        {
            "version": 1,
            "counts": {s.word: sum(p.severity is s for p in problems) for s in Severity},
            "problems": [
                {
                    "id": p.id,
                    "severity": p.severity.word,
                    **_spot(p.place, root),
                    "message": p.message,
                    "cure": p.cure,
                    "also": [_spot(place, root) for place in p.also],
                }
                for p in problems
            ],
        }
    )


def _sarif(problems: Sequence[Problem], root: Path) -> str:
    described = {check.id: check for check in all_checks()}
    ids = sorted({p.id for p in problems})
    rules = []
    for id in ids:
        rule: dict[str, Any] = {"id": id, **_of_leak(id)}
        if check := described.get(id):
            rule |= {
                "shortDescription": {"text": check.title},
                "fullDescription": {"text": check.what},
                "help": {"text": f"{check.what}\n\n{check.why}\n\nBefore:\n{check.before}\n\nAfter:\n{check.after}"},
                "defaultConfiguration": {"level": check.severity.word},
            }
        rules.append(rule)
    results = [
        {
            "ruleId": p.id,
            "ruleIndex": ids.index(p.id),
            "level": p.severity.word,
            "message": {"text": f"{p.message}. {p.cure}"},
            "locations": [_location(p.place, root)],
            **({"relatedLocations": [_location(place, root) for place in p.also]} if p.also else {}),
            "partialFingerprints": {"problem/v1": mark},
        }
        for p, mark in zip(problems, _fingerprints(problems, root), strict=True)
    ]
    driver = {"name": "disclosures", "version": __version__, "rules": rules}
    return _dump(
        {
            "$schema": SARIF_SCHEMA,
            "version": "2.1.0",
            "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
        }
    )


def _of_leak(id: str) -> dict[str, Any]:
    """What the manual says of a leak rule; nothing for ids of checks."""
    if not id.isupper():
        return {}
    from ..safety import output, refusals  # they stand on libraries that a check does not need
    from ..safety.rules import all_leaks

    for rule in (*all_leaks(), *refusals.ALL, *output.ALL):
        if rule.id == id:
            return {
                "shortDescription": {"text": rule.title},
                "fullDescription": {"text": rule.finds},
                "help": {"text": f"{rule.finds}\n\n{rule.why}\n\n{rule.cure}"},
            }
    return {}


def _location(place: Place, root: Path) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(_relative(place.file, root))}}
    if place.line:
        physical["region"] = {"startLine": place.line, **({"startColumn": place.column} if place.column else {})}
    return {"physicalLocation": physical, **({"message": {"text": place.detail}} if place.detail else {})}


def _github(problems: Sequence[Problem], root: Path) -> str:
    """Workflow commands, as GitHub documents them: values escape %, line ends, and in properties also `,` and `:`."""
    words = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
    lines = []
    for p in problems:
        at = {"file": _relative(p.place.file, root), "line": p.place.line, "col": p.place.column, "title": p.id}
        properties = ",".join(f"{key}={_property(str(value))}" for key, value in at.items() if value)
        detail = f" ({p.place.detail})" if p.place.detail else ""
        lines.append(f"::{words[p.severity]} {properties}::{_data(f'{p.message}{detail}. {p.cure}')}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _gitlab(problems: Sequence[Problem], root: Path) -> str:
    """A Code Quality report, as GitLab documents it."""
    words = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
    return _dump(
        [
            {
                "description": f"{p.message}. {p.cure}",
                "check_name": p.id,
                "fingerprint": mark,
                "severity": words[p.severity],
                "location": {"path": _relative(p.place.file, root), "lines": {"begin": p.place.line or 1}},
            }
            for p, mark in zip(problems, _fingerprints(problems, root), strict=True)
        ]
    )


def _fingerprints(problems: Sequence[Problem], root: Path) -> list[str]:
    """A mark for each problem that stays the same when lines above it come and go."""
    seen: Counter[str] = Counter()
    marks = []
    for p in problems:
        key = "\0".join((p.id, _relative(p.place.file, root), p.place.detail, p.message))
        marks.append(hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest())
        seen[key] += 1
    return marks


def _relative(file: Path, root: Path) -> str:
    """The path as seen from `root`; as it stands when it lies outside."""
    try:
        return Path(os.path.abspath(file)).relative_to(os.path.abspath(root)).as_posix()
    except ValueError:
        return file.as_posix()


def _where(place: Place, root: Path) -> str:
    return str(Place(Path(_relative(place.file, root)), place.line, place.column, place.detail))


def _spot(place: Place, root: Path) -> dict[str, Any]:
    spot: dict[str, Any] = {"file": _relative(place.file, root), "line": place.line, "column": place.column}
    return {**spot, "detail": place.detail} if place.detail else spot


def safe(text: str) -> str:
    """Text fit for a terminal: what could command it is written out as U+…."""
    return _UNSAFE.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def _dump(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


FORMATS: dict[str, Callable[[Sequence[Problem], Path], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "gitlab": _gitlab,
}
