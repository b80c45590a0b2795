# SPDX-License-Identifier: AGPL-3.0-or-later
"""From answers and the log to pages: one builder for each kind of page, all of them run from here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...log.answer import Answer
from ...log.hall import Log
from ..editorial import Editorial
from ..views.parts import Page
from . import corrections, data_files, editorial, grounds, home, indexes, lists, record_page, request_page, search, statement
from .context import Context
from .planned import Planned, made

ANSWER_TEMPLATES = ("request.html", "record.html", "record-part.html", "redirect.html")
"""The templates that `of_answer` may use."""
LOG_TEMPLATES = (
    "404.html", "asked-before.html", "exemption.html", "home.html", "index.html", "list.html", "main.html", "public.html", "search.html",
)  # fmt: skip
"""The templates that `of_log` may use."""


def of_answer(ctx: Context, answer: Answer) -> Iterator[Page]:
    """Every page of one answer: its own first, then those of its records."""
    yield request_page.build(ctx, answer)
    if not answer.silent and not answer.withdrawn:
        for place in range(len(answer.entries)):
            yield from record_page.every(ctx, answer, place)


def of_log(ctx: Context, log: Log, written: Editorial) -> Iterator[Planned]:
    """Every page that tells of more than one answer, and the web team's own."""
    introduced = {page.address: page for page in written.pages}
    for plan in (*lists.every(ctx, log), *grounds.every(ctx, log), *corrections.every(ctx, log)):
        if plan.address not in introduced:  # the web team's own page stands in its place
            yield plan
    for index in indexes.every(ctx, log):
        intro = introduced.pop(index.address, None)
        yield made(replace(index, intro_html=intro.html) if intro else index)
    for page in introduced.values():
        words = data_files.fill(statement.fill(page.html, log, page.address), log, page.address, ctx.base, ctx.whole_log)
        if page.home:
            view: Page = home.build(ctx, log, page.title, page.description)
        else:
            view = editorial.editorial_page(ctx, page.address, page.title, page.description, page.parts)
        yield made(view, words)
    for asking in search.every(ctx):
        if asking.address not in introduced:
            yield made(asking)
    yield made(editorial.not_found(ctx), root=True)

