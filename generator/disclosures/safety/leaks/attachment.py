# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files inside the file."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import Kind
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "ATTACHMENT",
    title="A file attached inside the PDF",
    verdict=Verdict.BLOCK,
    kinds={Kind.PDF},
    finds=(
        "Files embedded in the PDF by any way: the list of attachments, an annotation, an associated file, a portfolio."
    ),
    why=(
        "The attachment is published with the document, and nobody has inspected it: often it is the unredacted source."
    ),
    cure="Delete the attachments, and release those that should be public as files of their own",
    before="The PDF looks like one page. The paper clip in the reader's side bar opens `all-staff.xlsx`.",
    after="The PDF is one page. What may be public of the workbook is a record of its own.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for name in opened.structure.attachments:
        yield Hit("", "A file is attached inside the PDF.", name)
