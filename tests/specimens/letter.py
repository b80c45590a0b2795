# SPDX-License-Identifier: AGPL-3.0-or-later
"""A letter: letterhead, addressee, date, subject, numbered points, and where its signature was."""

from __future__ import annotations

from .paper import GRID, LEFT
from .recipe import Recipe, Subject, begin, points


def draw(subject: Subject, recipe: Recipe) -> bytes:
    paper = begin(subject)
    paper.text(recipe.sender, size=16, bold=True, after=0)
    paper.text(subject.authority, size=10, after=10)
    paper.rule()
    for term, value in (("To:", recipe.to), ("Date:", subject.date), ("Subject:", recipe.subject or subject.title)):
        paper.pair(term, value)
    paper.skip(12)
    paper.text("The greeting of the letter stood on this line.")
    for number, words in enumerate(points(recipe, "letter"), 1):
        paper.text(f"{number}. {words}")
    if recipe.whole_page is not None:
        paper.whole_page(recipe.whole_page)
        paper.new_page()
    paper.need(90)
    paper.text("The closing words of the letter stood on this line.", after=14)
    if recipe.signature:
        paper.text(f"[[{recipe.signature}|4]]", left=LEFT + GRID, after=10)
    paper.text(recipe.sender, bold=True)
    return paper.finish()
