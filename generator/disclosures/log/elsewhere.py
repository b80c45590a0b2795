# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that one file of a request hides badly, and that stand in clear in its other files or in the officer's own texts.

Told together, so that an officer mends all of them at once. The words themselves are never told: a build's log has many
readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..casework.case import Case
from ..problems import DocumentError, Place, Problem, Severity
from ..safety.gate import Cleared, Refused
from ..safety.pool import Pool, WorkerFailed
from ..safety.readable import HIDDEN_PART
from ..safety.recurring import HIDING, Recurring

RULE = "TERM-VISIBLE"
_MOST = 10
"""Places told per file; more say nothing new."""
_CURE = "Redact these words here too if they are the ones that are withheld, and mend both files together."


@dataclass(frozen=True)
class _Text:
    source: Path
    place: Place
    words: str


def look(case: Case, verdicts: Mapping[Path, Cleared | Refused], pool: Pool) -> Iterator[Problem]:
    """Where words that a file of this request hides stand in clear in what else it publishes."""
    paths = [case.loaded.folder / file.path for record in case.request.records for file in record.files]
    own = {path: verdicts[path] for path in paths if path in verdicts}
    hiding = {path: hidden for path, verdict in own.items() if (hidden := _hidden(verdict))}
    if not hiding:
        return
    texts = [text for path, verdict in own.items() for text in _of_file(path, verdict, pool)]
    written = [passage for passage in case.passages if passage.path[:1] != ("authority",)]
    among = [text.words for text in texts] + [passage.text for passage in written]
    known = [case.authority.name] if case.authority else []
    for source, hidden in hiding.items():
        sought = Recurring(hidden, among, known)
        for path in own:
            if path == source:
                continue
            its = Recurring(hiding.get(path, ()), among, known)  # what it hides itself is told with its own findings
            hits = [(text.place, words) for text in texts if text.source == path for _, words in sought.find(text.words)]
            told = [(place, words) for place, words in dict.fromkeys(hits) if not its.find(words)]
            yield from (_problem(place, source, words) for place, words in told[:_MOST])
        for passage in written:
            for offset, words in sought.find(passage.text)[:_MOST]:
                yield _problem(passage.place(offset), source, words)


def _hidden(verdict: Cleared | Refused) -> Sequence[str]:
    """Words that a file hides; what an officer let through is no secret."""
    found = verdict.findings if isinstance(verdict, Refused) else ()
    return [finding.recovered for finding in found if finding.rule in HIDING]


def _of_file(path: Path, verdict: Cleared | Refused, pool: Pool) -> Iterator[_Text]:
    """What the file is going to publish, or of one that is held back what it holds; nothing when it cannot be read."""
    copies = [(path.name, path.read_bytes())] if isinstance(verdict, Refused) else [
        (one.name, one.data) for one in (verdict, *verdict.more)
    ]  # fmt: skip
    for name, data in copies:
        try:
            head, _ = pool.ask("read", data, name)
        except (WorkerFailed, DocumentError):  # told by the gate already
            continue
        yield from (_Text(path, Place(path, detail=where), words) for where, words in head["texts"] if where != HIDDEN_PART)


def _problem(place: Place, source: Path, words: str) -> Problem:
    masked = " ".join(word[0] + "…" for word in words.split())
    return Problem(RULE, Severity.WARNING, place, f"words that {source.name} hides stand here in clear ({masked})", _CURE)
