# SPDX-License-Identifier: AGPL-3.0-or-later
"""“Similar answers” at the foot of each answer: the one part of its page that follows from other answers.

The page is pressed with an empty place for it. What belongs there is filled in last, when the index has told which answers
resemble each other: so an answer is never pressed again because another one has come.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from ..log import card
from ..problems import LogRefused, Problem
from ..safety.output import Look
from ..safety.pool import Pool
from ..settings import Settings
from ..site import addresses, tree
from ..site.pages.context import Context
from ..site.views.parts import Link
from ..store import Store
from .finding import Finding
from .ledger import Ledger
from .setting_out import Outfit

_PLACE = re.compile(rb'<div class="related">.*?</div>', re.S)


def _link(ctx: Context, one: card.Card) -> Link:
    entry = ctx.entry(one)
    return Link(entry.title, entry.href, note=entry.reference)


class Resembling:
    """Fills the places of the answers for which something has changed."""

    def __init__(self, settings: Settings, outfit: Outfit, ledger: Ledger, staging: Path, site: Path, store: Store):
        self.settings, self.outfit, self.ledger, self.store = settings, outfit, ledger, store
        self.staging, self.site = staging, site
        self.changed: list[str] = []
        """Pages that were not written before."""

    def fill(self, finding: Finding, pressed: Collection[str], told: Collection[str]) -> None:
        """`pressed` are addresses that were written, `told` the answers whose cards changed. Raises LogRefused for what must not get out."""
        if not self.settings.options.search:
            self.ledger.forget_blocks()
            return
        version = [self.outfit.log, self.outfit.press.theme.version("related.html")]
        if self.ledger.get("resembling") == version:
            others = dict(finding.related) | self.ledger.resembled(told)
        else:
            others = self.ledger.resembling()
            self.ledger.set("resembling", version)
        fresh = self._blocks(others)
        homes = {address for address in pressed if address.startswith("requests/") and address.count("/") == 2 and address.endswith("/")}
        written, problems = set(pressed), []
        with Pool(1) as pool:
            look = Look(self.outfit.terms, self.store, pool)
            for home in sorted(homes | fresh):
                problems += self._page(home, home in written, look)
        if problems:
            raise LogRefused(problems)

    def _blocks(self, others: dict[str, tuple[str, ...]]) -> set[str]:
        """Make the lists that may have changed; returns the answers whose list did."""
        if not others:
            return set()
        cards = {addresses.request(one.reference): one for one in map(card.from_json, self.ledger.cards()) if not one.withdrawn}
        changed, ctx = set(), self.outfit.press.ctx
        for home, keys in others.items():
            own = cards.get(home)  # beside a silent answer nothing stands that could be read as a word on what is held
            items = tuple(_link(ctx, cards[key]) for key in keys if key in cards) if own and not own.silent else ()
            block = self.outfit.press.theme.part("related.html", home, items=items) if items else ""
            if self.ledger.block(home) != block:
                self.ledger.put_block(home, block)
                changed.add(home)
        return changed

    def _page(self, home: str, staged: bool, look: Look) -> list[Problem]:
        source = Path(tree.place(self.staging if staged else self.site, home))
        if not source.is_file():  # gone, or a page of another spelling
            return []
        before = source.read_bytes()
        block = self.ledger.block(home).encode()
        data = _PLACE.sub(lambda _: b'<div class="related">' + block + b"</div>", before, count=1)
        if data == before:
            return []
        tree.write(self.staging, home, data)
        if not staged:
            self.changed.append(home)
        return look.file(tree.file_of(home), data)
