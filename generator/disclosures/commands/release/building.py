# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one place where a release meets the build: a fresh tree, what was found, and what the log asks of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from ...casework.slug import slug
from ...configuration import load
from ...problems import LogRefused, Problem, SettingsError, worth_telling
from ...settings import Settings
from ..formats import render
from ..progress import of_build

if TYPE_CHECKING:
    from ...build.journey import Laid
    from ...build.ledger import Ledger


@dataclass(frozen=True)
class Built:
    """A tree to release. `expected` is None when the log was not at hand."""

    tree: Path
    site_url: str
    problems: tuple[Problem, ...] = ()
    expected: tuple[tuple[str, str], ...] | None = None
    laid: Laid | None = None
    """What was built, when it was not put into `tree`."""
    touched: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Of a request that was made alone: see build.alone."""


Rebuild = Callable[[Path], Built]
"""From mkdocs.yml to a built tree. Raises LogRefused or SettingsError; the last good site then stays."""


def rebuild(config_file: Path) -> Built:
    """Build the site where `disclosures build` does."""
    from ...build import journey

    settings = load(config_file)
    done = journey.build(settings, **of_build())
    return Built(done.site, settings.site_url, tuple(worth_telling(done.problems)), tuple(expected(settings, done.site)))


@contextmanager
def beside(config_file: Path) -> Iterator[Rebuild]:
    """A way to build that leaves the site as it is: what has changed lies in a folder of its own, for as long as the block runs."""
    from ...build import journey

    cache = load(config_file).cache
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="plan-", dir=cache) as folder:

        def make(config_file: Path) -> Built:
            settings = load(config_file)
            done = journey.build(settings, aside=Path(folder), **of_build())
            problems, asked = tuple(worth_telling(done.problems)), tuple(_expected(done.laid.outputs))
            return Built(done.site, settings.site_url, problems, asked, done.laid)

        yield make


def alone(config_file: Path, home: Path) -> Built:
    """Make one request of the last good build anew, and nothing else; `expected` then tells of that request alone. Raises NotAlone."""
    from ...build import journey

    settings = load(config_file)
    folder = home.relative_to(settings.requests).as_posix()
    done = journey.build(settings, only=[folder], alone=True, **of_build())
    with _ledger(settings, done.site) as ledger:
        asked = tuple(_expected([ledger.row(folder).outputs]))
    return Built(done.site, settings.site_url, (), asked, touched=done.touched)


def home_of(settings: Settings, reference: str) -> list[Path]:
    """Folders that the last good build read a request of this reference from; they may have changed since."""
    with _ledger(settings, settings.site.resolve()) as ledger:
        if ledger is None:
            return []
        return [settings.requests / folder for folder, known, _, _ in ledger.named() if slug(known) == slug(reference)]


def expected(settings: Settings, site: Path) -> Iterator[tuple[str, str]]:
    """(address, what) for everything that the requests ask of the site: see release.expected."""
    with _ledger(settings, site) as ledger:
        if ledger is None:
            raise RuntimeError("the ledger of the build has gone")
        yield from _expected(ledger.outputs())


def _expected(every: Iterable[str]) -> Iterator[tuple[str, str]]:
    for outputs in every:
        for address in json.loads(outputs):
            yield address, "page" if address.endswith("/") else "file" if "/files/" in address else "data"


@contextmanager
def _ledger(settings: Settings, site: Path) -> Iterator[Ledger | None]:
    from ...build import ledger as ledgers

    ledger = ledgers.Ledger.open(ledgers.path_for(settings.cache, site))
    try:
        yield ledger
    finally:
        if ledger is not None:
            ledger.close()


def built(config_file: Path, tree: Path | None, make: Rebuild = rebuild) -> tuple[Settings, Built]:
    """The settings, and a fresh tree or the one given. Ends the command when the log has an error, having told it all."""
    settings = load(config_file)
    if tree is not None:
        return settings, Built(tree, settings.site_url)
    try:
        return settings, make(config_file)
    except (LogRefused, SettingsError) as error:
        click.echo(render(error.problems, "text", settings.root))
        click.echo(f"{error if isinstance(error, LogRefused) else 'The settings cannot be used'}. What is live was left as it is.", err=True)
        sys.exit(error.exit_code)
