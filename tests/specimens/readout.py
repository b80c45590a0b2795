# SPDX-License-Identifier: AGPL-3.0-or-later
"""A readout of a meeting: who met, a table of what it covered, then its points and actions."""

from __future__ import annotations

from . import filler
from .recipe import Recipe, Subject, begin, points


def draw(subject: Subject, recipe: Recipe) -> bytes:
    paper = begin(subject)
    paper.text(subject.title, size=15, bold=True, after=8)
    paper.pair("Date:", subject.date)
    paper.pair("Note by:", f"{recipe.sender} [[{recipe.labels[0]}|3]]" if any(recipe.labels) else recipe.sender)
    paper.pair("Offices:", f"{recipe.sender}; {recipe.to}")
    paper.skip(12)
    paper.heading("What the meeting covered")
    rows = [(f"Item {n + 1}", f"Stands for the {filler.ordinal(n)} item", "Noted") for n in range(3)]
    paper.table(("Item", "Subject", "Result"), rows)
    paper.heading("Points")
    for words in points(recipe, subject.kind):
        paper.text(words)
    paper.heading("Actions")
    paper.items([f"The {filler.ordinal(n)} action of the meeting stood here." for n in range(3)])
    if recipe.whole_page is not None:
        paper.whole_page(recipe.whole_page)
    return paper.finish()
