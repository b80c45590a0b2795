# SPDX-License-Identifier: AGPL-3.0-or-later
"""How plain a Markdown text is: its sentences, and their Flesch-Kincaid grade.

Grade = 0.39 · words per sentence + 11.8 · syllables per word − 15.59 (Kincaid and others, 1975). Syllables are counted
by groups of vowels, which is near enough for a bar and the same on every machine.
"""

from __future__ import annotations

import re

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BLOCK_START = re.compile(r"(?m)^\s*(?:[-*>]|\d+\.)\s+")
_END = re.compile(r"(?<=[.!?:])[”’*)]*\s+")
_SILENT = re.compile(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$")


def prose(markdown: str) -> list[str]:
    """The paragraphs and list items of `markdown` as bare words: no headings, code, tables, link addresses or marks."""
    text = _FENCE.sub("", _FRONT_MATTER.sub("", markdown))
    text = _LINK.sub(r"\1", text)
    text = _BLOCK_START.sub("\n\n", text)
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
    return [re.sub(r"[*_`]", "", block) for block in blocks if block and block[0] not in "#|<"]


def sentences(markdown: str) -> list[list[str]]:
    """Every sentence as a list of words; a list item without a full stop counts as one."""
    found = (part.split() for block in prose(markdown) for part in _END.split(block))
    return [words for words in found if words]


def syllables(word: str) -> int:
    """About how many syllables `word` has, at least 1."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    if len(letters) <= 3:
        return 1
    return max(1, len(re.findall(r"[aeiouy]{1,2}", _SILENT.sub("", letters))))


def grade(markdown: str) -> float:
    """The Flesch-Kincaid grade of all prose in `markdown`; items of one or two words are left out."""
    spoken = [words for words in sentences(markdown) if len(words) > 2]
    words = [word for sentence in spoken for word in sentence]
    return 0.39 * len(words) / len(spoken) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
