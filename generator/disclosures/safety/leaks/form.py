# SPDX-License-Identifier: AGPL-3.0-or-later
"""What form fields hold besides what they show."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "FORM",
    title="A form with values",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    finds="Form fields with values, defaults, lists of options or tooltips, and XFA forms.",
    why=("A field may hold more than it shows: former values, all options of a list, explanations meant for staff."),
    cure="Print the form to a new PDF, so that only what it shows remains",
    before="A field shows “see file”. Its default value, which “Reset form” brings back, is “A. Example”.",
    after="The page says “see file”, and has no fields.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for field in opened.structure.fields:
        held = " ".join(text for _, text in field.texts)
        yield Hit("", f"A form field ({field.kind or 'unnamed kind'}) holds text.", f"{field.name} {held}".strip())
