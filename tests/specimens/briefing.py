# SPDX-License-Identifier: AGPL-3.0-or-later
"""Longer papers: a briefing, a timeline, a report. Sections with headings, a list, a table, gaps in between."""

from __future__ import annotations

from . import filler
from .recipe import Recipe, Subject, begin, points

_SECTIONS = ("Purpose", "Background", "Where things stand", "Risks", "Next steps", "Annex")


def draw(subject: Subject, recipe: Recipe) -> bytes:
    """A briefing or report: a section for every three points, a list in the first, a table in the last."""
    paper = begin(subject)
    paper.text(subject.title, size=17, bold=True, after=4)
    paper.text(f"{recipe.sender}, {subject.date}", after=10)
    paper.rule()
    for number, words in enumerate(points(recipe, subject.kind)):
        if number % 3 == 0:
            paper.heading(f"{number // 3 + 1}. {_SECTIONS[number // 3 % len(_SECTIONS)]}")
        paper.text(words)
        if number == 1:
            paper.items([f"The {filler.ordinal(n)} entry of a list stood here." for n in range(3)])
        if recipe.whole_page is not None and number == recipe.points // 2:
            paper.whole_page(recipe.whole_page)
    rows = [(f"Row {n + 1}", "Stands for a value", "Stands for a remark") for n in range(3)]
    paper.table(("Row", "Value", "Remark"), rows)
    return paper.finish()


def draw_timeline(subject: Subject, recipe: Recipe) -> bytes:
    """A timeline: one dated line after another, some with what happened taken out."""
    paper = begin(subject)
    paper.text(subject.title, size=17, bold=True, after=4)
    paper.text(f"{recipe.sender}, {subject.date}", after=10)
    paper.rule()
    for number, words in enumerate(points(recipe, "timeline")):
        paper.heading(f"Entry {number + 1}", size=11)
        paper.text(words)
    if recipe.whole_page is not None:
        paper.whole_page(recipe.whole_page)
    return paper.finish()
