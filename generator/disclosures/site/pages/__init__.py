# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the log to pages: one builder for each kind of page, all of them run from here."""

from __future__ import annotations

from collections.abc import Iterator

from ..views.parts import Page
from . import indexes, lists, record_page, request_page
from .context import Context


def every_page(ctx: Context) -> Iterator[Page]:
    """Every page of the log but home, in the order of the log."""
    for answer in ctx.log.everything:
        yield request_page.build(ctx, answer)
        if not answer.silent and not answer.withdrawn:
            for entry in answer.entries:
                yield from record_page.every(ctx, answer, entry)
    yield from lists.every(ctx)
    yield from indexes.every(ctx)
