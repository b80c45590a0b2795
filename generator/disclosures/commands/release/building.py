# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one place where a release meets the build: a fresh tree, what was found, and what the log asks of it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from ...configuration import load
from ...problems import LogRefused, Problem, SettingsError, worth_telling
from ...settings import Settings
from ..formats import render
from ..progress import of_build


@dataclass(frozen=True)
class Built:
    """A tree to release. `expected` is None when the log was not at hand."""

    tree: Path
    site_url: str
    problems: tuple[Problem, ...] = ()
    expected: tuple[tuple[str, str], ...] | None = None


Rebuild = Callable[[Path], Built]
"""From mkdocs.yml to a built tree. Raises LogRefused or SettingsError; the last good site then stays."""


def rebuild(config_file: Path) -> Built:
    """Build the site where `disclosures build` does."""
    from ...build import journey

    settings = load(config_file)
    done = journey.build(settings, **of_build())
    return Built(done.site, settings.site_url, tuple(worth_telling(done.problems)), tuple(expected(settings, done.site)))


def expected(settings: Settings, site: Path) -> Iterator[tuple[str, str]]:
    """(address, what) for everything that the requests ask of the site: see release.expected."""
    from ...build import ledger as ledgers

    ledger = ledgers.Ledger.open(ledgers.path_for(settings.cache, site))
    if ledger is None:
        raise RuntimeError("the ledger of the build has gone")
    for outputs in ledger.outputs():
        for address in json.loads(outputs):
            yield address, "page" if address.endswith("/") else "file" if "/files/" in address else "data"
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
