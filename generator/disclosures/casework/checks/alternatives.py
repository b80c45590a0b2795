# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exemptions cited one or the other must not be told apart anywhere in the request's own words.

Saying which of the two applies to a record would tell what the law lets the authority keep to itself, for example
whether a security body is involved. The rule is kept sentence by sentence: whoever names one names all.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...law.regime import Regime
from ...problems import Problem, Severity
from ..case import Case, Passage
from ..mentions import mentions, sentences, steps
from .registry import Check, check

APART = Check(
    id="alternatives-apart",
    severity=Severity.ERROR,
    title="Exemptions cited in the alternative are told apart",
    what="When exemptions are declared as `alternatives`, no heading, sentence, title, file name or address of the request may "
    "name one of them without the others, and none may be cited again on its own.",
    why="Naming one alone tells which of them applies, which is the very thing that citing them in the alternative protects.",
    before="## Section 24(1)\n\nSection 24(1) applies to two of the letters.",
    after="## Section 23(1) or section 24(1)\n\nSection 23(1) or section 24(1) applies to parts of the letters.",
)


@check(APART)
def alternatives(case: Case) -> Iterator[Problem]:
    if case.regime is None:
        return
    for index, use in enumerate(case.request.exemptions):
        if not use.alternatives:
            continue
        marks = _telling(use.alternatives, case.regime)
        titles = [
            {c.exemption.title.casefold() for i, c in case.citations if i == index and c.code == code}
            for code in use.alternatives
        ]
        names = " and ".join(use.alternatives)
        for other, alone in enumerate(case.request.exemptions):
            if alone.code and any(_tells(steps(alone.code, case.regime), mark) for mark in marks):
                yield case.problem(
                    APART,
                    ("exemptions", other, "code"),
                    f"{alone.code} is cited on its own, and also as one of the alternatives {names}",
                    "Cite it only within the alternatives.",
                    also=[("exemptions", index)],
                )
        for passage in case.passages:
            if "alternatives" not in passage.path and passage.path[-1:] != ("code",):
                yield from _in_passage(passage, marks, titles, names, case.regime)


def _in_passage(
    passage: Passage, marks: list[tuple[str, ...]], titles: list[set[str]], names: str, regime: Regime
) -> Iterator[Problem]:
    """Sentences that name some of the codes and not others; a heading may not bear the title of one alone either."""
    for start, sentence in sentences(passage.text):
        found = list(mentions(sentence, regime))
        named = [any(_tells(m.steps, mark) for m in found) for mark in marks]
        if sentence.lstrip().startswith("#") or passage.path[-1:] == ("ground",):
            named = [
                told or any(title in sentence.casefold() for title in own)
                for told, own in zip(named, titles, strict=True)
            ]
        if any(named) and not all(named):
            mark = marks[named.index(True)]
            at = next((m.offset for m in found if _tells(m.steps, mark)), 0)
            yield passage.problem(
                APART,
                start + at,
                f"this names one of the alternatives {names} without the other",
                f"Name {names} together in this sentence or heading, or name neither.",
            )


def _telling(codes: tuple[str, ...], regime: Regime) -> list[tuple[str, ...]]:
    """The shortest start of each code that tells it from the others: 23 and 24; or 12.5.b and 12.5.d."""
    all_steps = [steps(code, regime) for code in codes]
    for length in range(1, max(map(len, all_steps)) + 1):
        cut = [each[:length] for each in all_steps]
        if len(set(cut)) == len(cut):
            return cut
    return all_steps


def _tells(named: tuple[str, ...], mark: tuple[str, ...]) -> bool:
    return named[: len(mark)] == mark
