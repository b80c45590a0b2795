# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two hundred searches of which the right page is known: five kinds, forty of each."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from disclosures.site.search import Document, Item, Page
from disclosures.site.search.words import COMMONEST, terms, words

KINDS = ("three rare words", "a title", "a reference", "a misspelling", "a phrase")


@dataclass(frozen=True)
class Asked:
    """What is typed, and the address that must be among the first five."""

    kind: str
    typed: str
    address: str


def ask(documents: Sequence[Document], pages_with: Callable[[str], int], each: int = 40, seed: int = 3) -> list[Asked]:
    """`pages_with(term)` is how many pages of the whole log have a term."""
    dice = random.Random(seed)
    made: list[Asked] = []
    while len(made) < each * len(KINDS):
        kind = KINDS[len(made) // each]
        document = dice.choice(documents)
        item = dice.choice([one for one in document.items if one.pages])
        page = dice.choice(item.pages)
        typed = {
            "three rare words": lambda: _rare(page, pages_with, dice),
            "a title": lambda: item.title,
            "a reference": lambda: _reference(document, dice),
            "a misspelling": lambda: _slip(_rare(page, pages_with, dice), dice),
            "a phrase": lambda: _phrase(item, dice),
        }[kind]()
        if not typed:
            continue
        address = item.address + page.at
        if kind == "a phrase":
            address = item.address + item.pages[2].at
        elif kind == "a title":
            address = item.address
        elif kind == "a reference":
            address = document.items[0].address
        made.append(Asked(kind, typed, address))
    return made


def _rare(page: Page, pages_with: Callable[[str], int], dice: random.Random) -> str:
    """The three rarest words of a sentence that are on another page too."""
    sentence = dice.choice([one for one in re.split(r"(?<=\.)\s+", page.text) if len(one.split()) > 6] or [""])
    rare = sorted((pages_with(term), word) for word in set(words(sentence)) if (term := terms(word)[0]) not in COMMONEST)
    return " ".join(word for _, word in [one for one in rare if one[0] > 1][:3])


def _reference(document: Document, dice: random.Random) -> str:
    parts = re.split(r"\W", document.facts.reference)
    return dice.choice([".".join(parts), "/".join(parts).lower(), "-".join(parts[1:]), " ".join(parts), document.facts.reference])


def _slip(text: str, dice: random.Random) -> str:
    """One slip in the longest word: a letter left out, doubled, changed or swapped with the next; the first letter stays."""
    every = text.split()
    word = max(every, key=len, default="")
    if len(word) < 5:
        return ""
    at = dice.randrange(1, len(word) - 1)
    slipped = dice.choice([
        word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + dice.choice("aeiourstln") + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ])  # fmt: skip
    return " ".join(slipped if one == word else one for one in every) if slipped != word else ""


def _phrase(item: Item, dice: random.Random) -> str:
    """Four to six words that follow each other on page 3 of a record, now and then over the end of a sentence."""
    if not item.number or len(item.pages) < 3:
        return ""
    said = item.pages[2].text.split()
    start = dice.randrange(len(said) - 6)
    return f'"{" ".join(said[start : start + dice.randint(4, 6)])}"'
