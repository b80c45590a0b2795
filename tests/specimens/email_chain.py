# SPDX-License-Identifier: AGPL-3.0-or-later
"""A chain of e-mails: the newest first, each with its header lines, the two offices taking turns."""

from __future__ import annotations

from itertools import cycle

from . import filler
from .recipe import Recipe, Subject, begin


def draw(subject: Subject, recipe: Recipe) -> bytes:
    """`recipe.points` counts messages; each has a header of four lines and three short paragraphs."""
    paper = begin(subject)
    paper.text(recipe.subject or subject.title, size=15, bold=True, after=10)
    labels = cycle(recipe.labels or ("",))
    for number in range(recipe.points):
        paper.need(150)
        paper.rule()
        sides = (recipe.sender, recipe.to) if (recipe.points - number) % 2 else (recipe.to, recipe.sender)
        hidden = bool(recipe.labels) and number % recipe.every == 0
        label = next(labels) if hidden else ""
        for term, office in zip(("From:", "To:"), sides, strict=True):
            paper.pair(term, f"{office} [[{recipe.labels[0]}|3]]" if hidden else office)
        paper.pair("Date:", subject.date)
        paper.pair("Subject:", ("Re: " if number < recipe.points - 1 else "") + (recipe.subject or subject.title))
        paper.skip(8)
        paper.text(f"This line stands where message {recipe.points - number} of the chain began.")
        paper.text(filler.gapped(number, label) if hidden else filler.point(number, "message"))
        closing = f"[[{recipe.labels[0]}|3]]" if hidden else "The name of the writing office closed the message here."
        paper.text(closing, after=12)
    if recipe.whole_page is not None:
        paper.whole_page(recipe.whole_page)
    return paper.finish()
