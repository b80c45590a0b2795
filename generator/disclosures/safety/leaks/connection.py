# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a workbook takes its data from."""

from __future__ import annotations

from collections.abc import Iterator

from ...documents.kind import WORKBOOKS
from ...documents.sheet import About
from ..findings import Hit, Verdict
from ..opened import Opened
from ..rules import leak


@leak(
    "CONNECTION",
    title="A connection to a database",
    verdict=Verdict.FIX,
    kinds=WORKBOOKS,
    finds="Connections to databases, web queries and text files, with their paths, users and commands.",
    why="They name servers, accounts and staff, and may hold a password.",
    cure="Nothing to do: what is published is a table of the cells that are seen",
    before="The workbook knows its source: `Server=HR01;User=a.example;Command=select * from staff`.",
    after="The table that can be seen is published as CSV.",
)
def check(opened: Opened) -> Iterator[Hit]:
    for aside in opened.workbook.beside(About.CONNECTION):
        yield Hit(aside.where, "The workbook says how to reach a source of data.", aside.words)
