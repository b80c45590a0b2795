# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything that is published, as (address, bytes): the files of one answer, and those of the whole log.

An answer's files follow from the answer alone, whatever else is in the log. The log's files follow from the cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..log.answer import Answer
from ..log.card import Card
from ..log.hall import Log
from ..log.share_pictures import Pictures
from ..store import sha256
from . import addresses, bundle, data, discovery, feeds, pages, syndication, tables
from .discovery import About
from .editorial import Editorial
from .pages import cite, files, share, statement, subscriptions
from .pages.context import Context
from .pages.planned import Planned
from .tables import Lines
from .theme import Theme
from .views.parts import Link, Page


@dataclass(frozen=True)
class Output:
    """A file to come: while the key stays, its bytes do."""

    address: str
    key: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Press:
    """Makes the bytes of pages and files. `one_case` is true on file systems on which `A` and `a` are the same name."""

    ctx: Context
    theme: Theme
    about: About
    one_case: bool = False
    pictures: Pictures | None = None

    def pages(self, answer: Answer) -> tuple[Page, ...]:
        """Every page of an answer, to be rendered."""
        return tuple(pages.of_answer(self.ctx, answer))

    def beside(self, answer: Answer, told: Callable[[Lines], None]) -> Iterator[tuple[str, bytes]]:
        """The released files, pictures and data of an answer, and the redirects for other spellings of its reference.

        `told` is given the answer's lines of the year's tables.
        """
        base = self.ctx.base
        home = addresses.request(answer.request.reference)
        for alias in addresses.aliases(answer.request.reference):
            if not self.one_case or alias.casefold() != home:
                yield alias, self.theme.redirect(alias, Link(answer.request.title, home))
        if answer.withdrawn:
            yield home + "request.json", data.withdrawn_json(answer, base)
            told(tables.of(answer, base, (), ""))
            return
        released: dict[str, bytes] = {}
        for entry in answer.entries:
            for one in entry.released:
                if one.cleared:
                    released[one.name] = one.cleared.data
                    yield files.address(answer, one), one.cleared.data
            yield from files.picture_sheets(answer, entry)
        yield from cite.files(answer, self.ctx.base)
        yield from share.files(self.ctx, answer, self.pictures)
        records = [] if answer.silent else data.rows(answer, base)
        beside = [("request.json", data.request_json(answer, base, records, self.ctx.dead))]
        if records:
            beside.append(("schedule.csv", data.schedule_csv(records)))
        yield from ((home + name, body) for name, body in beside)
        archive = addresses.archive(answer.request.reference) if released else ""
        if archive:
            members = [*beside, *((f"files/{name}", body) for name, body in released.items())]
            yield archive, bundle.zipped(archive.rsplit("/", 1)[-1].removesuffix(".zip"), members)
        told(tables.of(answer, base, records, archive))

    def of_log(self, log: Log, written: Editorial, title: str, root: str) -> Iterator[Output]:
        """Every page and file that tells of more than one answer. `root` is where the site lies on its host."""
        versions: dict[str, str] = {}
        own: list[str] = []
        for plan in pages.of_log(self.ctx, log, written):
            if plan.template not in versions:
                versions[plan.template] = self.theme.version(plan.template)
            if not plan.root:
                own.append(plan.address)
            key = f"{plan.key} {versions[plan.template]}"
            yield Output(plan.address, key, lambda plan=plan: self._page(plan, root))
        yield from self._data(log, own, title)
        theirs = {address for address, _ in written.files}
        for address, body in discovery.every(self.about, own):
            if address not in theirs:  # the web team's own file stands in its place
                yield Output(address, sha256(body), lambda body=body: body)

    def _page(self, plan: Planned, root: str) -> bytes:
        return self.theme.render(plan.make(), root if plan.root else "", content_html=plan.words)

    def _data(self, log: Log, own: list[str], title: str) -> Iterator[Output]:
        base = self.ctx.base
        for feed in subscriptions.every(log, title, self.ctx.notices):
            yield _output(addresses.feed(feed.page), feed.tells, lambda feed=feed: syndication.atom(feed, base))
            yield _output(addresses.feed(feed.page, "json"), feed.tells, lambda feed=feed: syndication.json_feed(feed, base))
        looked = [card.digest for card in log.answers if card.looked]
        yield _output(addresses.ACCESSIBILITY, looked, lambda: statement.listing(log, base))
        if not base:
            return
        sitemaps = []
        for address, part in feeds.parts("pages", len(own)):
            sitemaps.append(address)
            yield _output(address, sorted(own)[part], lambda part=part: feeds.sitemap(sorted(own)[part], base))
        for year, cards in feeds.yearly(log).items():
            for address, part in feeds.parts(year, sum(len(card.addresses) for card in cards)):
                sitemaps.append(address)
                listed = partial(_listed, cards, part)
                yield _output(address, [c.digest for c in cards], lambda listed=listed: feeds.sitemap(listed(), base))
        yield _output(addresses.SITEMAP, sorted(sitemaps), lambda: feeds.sitemap_index(sorted(sitemaps), base))


def _listed(cards: Sequence[Card], part: slice) -> list[str]:
    return sorted(address for card in cards for address in card.addresses)[part]


def _output(address: str, tells: list[str], make: Callable[[], bytes]) -> Output:
    return Output(address, sha256("\0".join(tells).encode()), make)
