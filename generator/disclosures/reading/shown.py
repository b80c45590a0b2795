# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of a cleared document's pages, and what it offers to assistive technology. Made once, then kept."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from ..documents.access import Access
from ..documents.kind import Kind
from ..documents.picture_sheet import CELLS, PictureSheet
from ..safety import rules
from ..safety.gate import Cleared
from ..safety.pool import Pool, WorkerFailed
from ..store import Store, sha256


@dataclass(frozen=True)
class Shown:
    """What a document's page on the site shows besides its words."""

    access: Access | None = None
    """None for kinds of file that are not looked at here, and for a file with which that failed."""
    sheets: tuple[PictureSheet, ...] = field(default=(), repr=False)
    """Pictures of the pages of a PDF, or none."""

    def picture(self, page: int) -> tuple[PictureSheet, int] | None:
        """The sheet with the picture of a page (from 1), and its place there from the top (from 0)."""
        sheet, place = divmod(page - 1, CELLS)
        return (self.sheets[sheet], place) if sheet < len(self.sheets) else None


def show(cleared: Cleared, store: Store, pool: Pool) -> Shown:
    """Pictures and access of one document. Nothing of it is needed to publish, so a failure is an empty result."""
    if cleared.kind is not Kind.PDF:
        return Shown()
    key = (cleared.sha256, rules.version())
    head, whole = store.get_json("shown", *key), store.get_bytes("pictures", *key)
    if head is None or whole is None or sha256(whole) != head["sha256"]:
        try:
            head, bodies = pool.ask("show", cleared.data, cleared.name)
        except WorkerFailed:
            return Shown()
        whole = b"".join(bodies)
        head = {**head, "sha256": sha256(whole)}
        store.put_bytes("pictures", *key, data=whole)
        store.put_json("shown", *key, value=head)
    sheets, at = [], 0
    for (width, height), length in zip(head["sizes"], head["lengths"], strict=True):
        sheets.append(PictureSheet(width, height, whole[at : at + length]))
        at += length
    return Shown(Access.from_dict(head["access"]), tuple(sheets))


def show_all(documents: Iterable[Cleared], store: Store, pool: Pool) -> dict[str, Shown]:
    """The same for many documents, with all workers busy, by their hash."""
    each = {cleared.sha256: cleared for cleared in documents}
    with ThreadPoolExecutor(pool.size) as threads:
        return dict(zip(each, threads.map(lambda cleared: show(cleared, store, pool), each.values()), strict=True))
