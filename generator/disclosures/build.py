# SPDX-License-Identifier: AGPL-3.0-or-later
"""The journey, on one page: folders of requests in, a tree of pages out.

    load -> check -> clear -> read -> log        (prepare: nothing is written but the cache)
    pages -> press -> files -> data -> compare   (press: into a tree beside the last good site)
    tree -> safety                               (look_once_more: what was built is searched before it is shown)
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .casework.case import check_log, open_cases
from .casework.folder import load_log
from .log.answer import Answer
from .log.clearing import Told, clear
from .log.hall import Log
from .problems import LogRefused, Problem, Severity
from .safety import output, terms_file
from .safety.pool import Pool
from .safety.terms import Terms
from .settings import Settings
from .site import addresses, data, feeds, tree
from .site.frame import Frame
from .site.pages import every_page, files, statement
from .site.pages.context import Context
from .site.views.parts import Link, Page
from .store import Store


@dataclass
class Prepared:
    """A log that may be published: its problems are notes, warnings, and files that the gate held back."""

    log: Log
    problems: list[Problem]
    held_back: int = 0
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of wall time by step of the journey."""
    terms: Terms | None = field(default=None, repr=False)
    """What may stand nowhere in the site."""


@contextmanager
def step(timings: dict[str, float], name: str) -> Iterator[None]:
    """Time one step."""
    start = time.perf_counter()
    yield
    timings[name] = timings.get(name, 0.0) + time.perf_counter() - start


def prepare(settings: Settings, told: Told = lambda done, total: None) -> Prepared:
    """From folders to a log; `told` hears of progress. Raises LogRefused with all problems when any is an error."""
    timings: dict[str, float] = {}
    store = Store(settings.cache)
    terms = terms_file.load(settings.options.withheld_terms, settings.root, (settings.requests, settings.content))
    with step(timings, "load"):
        loaded = load_log(settings.requests)
    with step(timings, "check"):
        problems = check_log(loaded, settings.authorities)
    if any(p.severity is Severity.ERROR for p in problems):
        raise LogRefused(problems)
    with step(timings, "clear and read"):
        answers, found, held_back = clear(open_cases(loaded, settings.authorities), store, settings.options.workers, told)
    return Prepared(Log(answers, settings.subject), problems + found, held_back, timings, terms)


def press(prepared: Prepared, ctx: Context, frame: Frame, site: Path, done: set[str], title: str) -> list[Page]:
    """Write every page, file and feed of the log into `site`; `done` holds addresses that are there already.

    What cannot be written raises as it is; the last good site stays.
    """
    pages = []
    with step(prepared.timings, "pages"):
        for page in every_page(ctx):
            pages.append(page)
            if page.address not in done:
                tree.write(site, page.address, frame.render(page))
    with step(prepared.timings, "files and data"):
        written = [address for answer in prepared.log.everything for address in _beside(answer, ctx, site, frame)]
        tree.write(site, addresses.FEED, feeds.atom(prepared.log, ctx.base, title))
        tree.write(site, addresses.ACCESSIBILITY, statement.listing(prepared.log, ctx.base))
    with step(prepared.timings, "compare"):
        lost = tree.missing(site, [p.address for p in pages] + written)
        if lost:
            raise RuntimeError(f"{len(lost)} addresses of the log are not in the built site, first {lost[0]}")
    return pages


def look_once_more(prepared: Prepared, settings: Settings, site: Path, told: Told = lambda done, total: None) -> None:
    """Search every file of the built tree. Raises LogRefused when a page hides something or a withheld term stands in it."""
    with step(prepared.timings, "look once more"), Pool(settings.options.workers or max(os.cpu_count() or 1, 1)) as pool:
        if found := output.look(site, prepared.terms, Store(settings.cache), pool, told):
            raise LogRefused(found)


def _beside(answer: Answer, ctx: Context, site: Path, frame: Frame) -> Iterator[str]:
    """The released files, pictures and data of an answer, and the redirects for other spellings of its reference."""
    home = addresses.request(answer.request.reference)
    for alias in addresses.aliases(answer.request.reference):
        if tree.missing(site, [alias]):  # on file systems without case, the page itself is there
            tree.write(site, alias, frame.redirect(alias, Link(answer.request.title, home)))
    if answer.withdrawn:
        return
    for entry in answer.entries:
        for released in entry.released:
            if released.cleared:
                address = files.address(answer, released)
                tree.write(site, address, released.cleared.data)
                yield address
        for address, picture in files.picture_sheets(answer, entry):
            tree.write(site, address, picture)
            yield address
    tree.write(site, home + "request.json", data.request_json(answer, ctx.base))
    yield home + "request.json"
    if answer.entries and not answer.silent:
        tree.write(site, home + "schedule.csv", data.schedule_csv(answer, ctx.base))
        yield home + "schedule.csv"


