# SPDX-License-Identifier: AGPL-3.0-or-later
"""Exemptions in words: chips, blocks of reasons, and the schedule's “law used”."""

from __future__ import annotations

from ...casework.request import ExemptionUse
from ...log.answer import Answer, Law
from .. import addresses
from ..views.parts import Link
from ..views.request import LawBlock, Term
from . import words

KINDS = {
    "absolute": "Absolute: no public interest test.",
    "qualified": "Qualified: the public interest was weighed.",
    "partly": "Absolute in part: some of its limbs need no public interest test.",
    "procedural": "Not an exemption: a reason not to answer the request.",
    "supplementary": "Supplementary: never relied on alone.",
    "outside": "Outside the statute: it does not reach this information.",
}
EXTENTS = {"whole": "all of it", "part": "part", "not-stated": ""}
ONE_OR_OTHER = (
    "One or the other applies. The answer does not say which, and neither does this site, "
    "because saying so could give away what the law protects."
)


def key(answer: Answer, law: Law) -> str:
    """Statute and exemption, as the address of its page wants them."""
    return f"{answer.regime.id}/{law.slug}"


def chip(answer: Answer, law: Law) -> Link:
    return Link(law.words, addresses.exemption(key(answer, law)))


def name(law: Law) -> str:
    """The plain name; none for alternatives, whose two names would invite a choice."""
    if law.alternative:
        return ""
    cited = law.citations[0]
    return f"{cited.exemption.title}: {cited.paragraph}" if cited.paragraph else cited.exemption.title


def kind(law: Law) -> str:
    """Absolute or qualified, in words; alternatives are not told apart by kind either."""
    return "" if law.alternative else KINDS.get(law.citations[0].kind, "")


def _records(answer: Answer, law: Law, uses: tuple[ExemptionUse, ...]) -> Term:
    if answer.silent:
        return Term("Which records", ("The answer does not say whether there are any.",), soft=True)
    phrases = []
    for extent, opening in (("whole", "all of"), ("part", "parts of"), ("not-stated", "")):
        for basis in ("stated", "inferred", "not-stated"):
            numbers = [n for use in uses if use.extent == extent and use.basis == basis for n in use.records]
            numbers = sorted(set(numbers), key=[r.number for r in answer.request.records].index)
            if numbers:
                noun = f"{'record' if len(numbers) == 1 else 'records'} {words.both(numbers)}"
                phrases.append(f"{opening} {noun}".strip() + (" (inferred)" if basis == "inferred" else ""))
    untied = any(not use.records for use in uses)
    if not phrases:
        return Term("Which records", ("Not tied to records in the answer.",), soft=True)
    told = words.sentence("; ".join(phrases))
    return Term("Which records", (told, "For the rest the answer does not say.") if untied else (told,))


def block(answer: Answer, law: Law, uses: tuple[ExemptionUse, ...] | None = None) -> LawBlock:
    """One exemption with what it protects here and why, over all its grounds or those given."""
    uses = law.uses if uses is None else uses

    def gathered(field: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(words.sentence(text) for use in uses for text in getattr(use, field) if text))

    terms = []
    if law.alternative:
        plain = tuple(words.sentence(c.plain) for c in law.citations)
        terms += [Term("What it is", ("Two laws, cited one or the other: " + words.lower_first(" Or: ".join(plain)),)),
                  Term("How it was used", (ONE_OR_OTHER,))]  # fmt: skip
    else:
        terms.append(Term("Kind", (kind(law),)))
    printed = tuple(dict.fromkeys(use.printed for use in uses if use.printed))
    grounds = tuple(dict.fromkeys(words.sentence(_ground(use)) for use in uses if _ground(use)))
    for term, values in (
        ("As printed", printed),
        ("What it protects here", grounds),
        ("Harm from release", gathered("harm")),
        ("For release", gathered("for_release")),
        ("Against release", gathered("against_release")),
        ("Conclusion", tuple(dict.fromkeys(words.sentence(u.conclusion) for u in uses if u.conclusion))),
    ):
        if values:
            terms.append(Term(term, values))
    under = words.both(sorted({u.reasons_left_out_under for u in uses if u.reasons_left_out_under}))
    if under:
        terms.append(Term("Reasons left out", (f"The notice leaves out further reasons, relying on {under}, as they would give away what is exempt.",)))
    terms.append(_records(answer, law, uses))
    return LawBlock(f"law-{law.slug}", chip(answer, law), law.alternative, name(law), tuple(terms))


def _ground(use: ExemptionUse) -> str:
    protects = words.both([words.lower_first(text).rstrip(".") for text in use.protects], "and")
    if use.ground and protects and use.ground.casefold() != protects.casefold():
        return f"{use.ground}: {protects}"
    return use.ground or protects


def used(answer: Answer, number: str, outcome: str) -> tuple[tuple[str, ...], str, bool]:
    """The schedule's cell: lines, a small note on what is inferred, and whether it is said in soft ink."""
    tied = answer.laws_of(number)
    if not tied:
        return (("None",) if outcome == "full" else ("Not tied to this record",)), "", True
    lines, inferred = [], []
    for law, uses in tied:
        extents = [EXTENTS[use.extent] for use in uses if EXTENTS[use.extent]]
        lines.append(law.words + (f", {EXTENTS['whole'] if EXTENTS['whole'] in extents else extents[0]}" if extents else ""))
        inferred += [words.lower_first(use.ground) or "not stated" for use in uses if use.basis == "inferred"]
    return tuple(lines), f"inferred: {words.both(inferred)}" if inferred else "", False
