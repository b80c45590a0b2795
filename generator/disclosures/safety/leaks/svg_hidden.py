# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a drawing holds and does not show."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ...documents.shapes import Paint, Shape
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "SVG-HIDDEN",
    title="Something hidden in a drawing",
    verdict=Verdict.BLOCK,
    kinds={Kind.SVG},
    finds=(
        "Parts of an SVG drawing that are switched off, transparent, under other shapes, or off the canvas; scripts, "
        "links, pictures and styles that cannot be judged."
    ),
    why="A drawing is a text file: whatever was covered or switched off can be read in any editor.",
    cure="Save the drawing as PNG, which holds what is seen and nothing else",
    before="The drawing has a group with `display=\"none\"`, which holds a list of names.",
    after="The same drawing as PNG.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for hidden in opened.drawing.hidden:
        yield Hit(hidden.where, f"The drawing holds {hidden.what}.", hidden.text)
    for text in opened.hidden.texts:
        yield Hit("", f"The drawing holds text {text.cause.value}.", text.text)
    for page in opened.pdf.pages:
        covers = [shape for shape in page.rectangles if shape.fill and shape.alpha > 0.99]
        plain = {shape.seq for shape in page.rectangles}
        for paint in page.paints:
            if paint.kind == "fill-path" and paint.seq not in plain and any(_under(paint, cover) for cover in covers):
                yield Hit("", "The drawing holds a shape under a later one.")


def _under(paint: Paint, cover: Shape) -> bool:
    small, large = paint.box, cover.box
    inside = large.x0 <= small.x0 and large.y0 <= small.y0 and small.x1 <= large.x1 and small.y1 <= large.y1
    return paint.seq < cover.seq and inside
