# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain questions and plain cautions for any exemption, from its kind and its test.

A statute file overrides them where an exemption deserves its own words.
"""

from __future__ import annotations

from typing import Any

_BY_TEST = {
    "class": (
        "Is the information really of the kind that the law describes?",
        "Can the rest of the record be released without it?",
    ),
    "prejudice": (
        "Which interest named in the law could be hurt?",
        "{harm}",
        "How likely is that, and how bad would it be?",
    ),
    "necessity": (
        "Is there a real and clear danger, and not just a link to the subject?",
        "Is keeping it back needed to guard against that danger?",
    ),
    "endangerment": (
        "Whose health or safety could be put at risk?",
        "How would release lead to that risk?",
        "How likely is it to happen?",
    ),
    "mixed": (
        "Which part of the law is used: one about a kind of information, or one about harm?",
        "If it is about harm, what would be hurt, and how?",
    ),
    "none": (
        "Do the facts of this request meet what the law asks for?",
        "Has the body offered help, for example to make the request smaller or clearer?",
        "Can any part of the request still be answered?",
    ),
}
_BY_KIND = {
    "qualified": ("{balance}",),
    "partly": ("Does the part used call for weighing the public interest? If so: {balance_low}",),
    "absolute": ("Is anything left that the rule does not cover? That part should be released.",),
}
_SUPPLEMENTARY = (
    "Which exemption does it support?",
    "Does that exemption really apply?",
    "Has every step that the law asks for been taken?",
)
_NOT_MEAN = {
    "class": "It does not mean that release would do harm: the law covers this kind of information as such.",
    "prejudice": "It does not mean that the records are embarrassing, or that anyone did something wrong.",
    "necessity": "It does not mean that the person who asked is seen as a danger.",
    "endangerment": "It does not mean that the person who asked is seen as a danger.",
    "mixed": "It does not mean that everything on the subject is closed, or that anyone did something wrong.",
    "none": "It does not mean that the information is secret: it is about the request, not about what the records say.",
}
_NOT_MEAN_BY_KIND = {
    "supplementary": "It is not in itself a reason to keep anything back.",
    "outside": "It does not mean that the record is secret: the Act simply does not reach it.",
}
_KIND_WORDS = {
    "absolute": "Absolute: where it applies, the public interest is not weighed.",
    "qualified": "Qualified: it only holds if the public interest in keeping the information back is the stronger.",
    "partly": "Partly absolute: whether the public interest is weighed depends on the part of the law that is used.",
    "procedural": "Not an exemption, but a reason for not dealing with the request.",
    "supplementary": "Not an exemption in its own right.",
    "outside": "Outside the Act: its right of access does not reach this information.",
}
_TEST_WORDS = {
    "class": "The information must be of a certain kind; no harm need be shown.",
    "prejudice": "Release must be shown to do harm.",
    "necessity": "Keeping it back must be needed.",
    "endangerment": "Release must be shown to put someone at risk.",
    "mixed": "Some of its parts need harm to be shown, others do not.",
    "none": "",
}


KINDS = tuple(_KIND_WORDS)
TESTS = tuple(_TEST_WORDS)


def kind_words(kind: str) -> str:
    """One sentence on a kind of exemption, for the line “Kind” of a page."""
    return _KIND_WORDS[kind]


def test_words(test: str) -> str:
    """One sentence on what must be shown; empty for reasons that are not exemptions."""
    return _TEST_WORDS[test]


def questions(kind: str, test: str, own: dict[str, Any]) -> tuple[str, ...]:
    """What a decision maker asks. `own` holds the statute's words: harm, balance, always."""
    if kind == "supplementary":
        return _SUPPLEMENTARY
    balance = own["balance"]
    words = {"harm": own["harm"], "balance": balance, "balance_low": balance[0].lower() + balance[1:]}
    asked = (*_BY_TEST[test], *_BY_KIND.get(kind, ()))
    return (*(line.format(**words) for line in asked), *own["always"])


def not_mean(kind: str, test: str) -> str:
    """What the use of such an exemption does not mean."""
    return _NOT_MEAN_BY_KIND.get(kind) or _NOT_MEAN[test]
