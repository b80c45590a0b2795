# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one place where a release meets the build: a fresh tree, what was found, and what the log asks of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from ...problems import LogRefused, Problem, SettingsError, Severity
from ...settings import Settings, load
from ..formats import render
from ..progress import Progress


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
    from ...site import frame  # MkDocs is loaded only when a site is built

    plugin = frame.build(config_file, None, Progress("Inspecting files"), Progress("Searching the site"))
    told = tuple(p for p in plugin.prepared.problems if p.severity > Severity.NOTE or p.id == "override")
    return Built(plugin.site, plugin.settings.site_url, told, tuple(expected(plugin.prepared.log)))


def expected(log) -> Iterator[tuple[str, str]]:
    """(address, what) for everything that the log asks of `requests/`: see release.expected."""
    from ...site import addresses
    from ...site.pages import files

    for answer in log.everything:
        reference = answer.request.reference
        yield addresses.request(reference), "page"
        yield from ((alias, "redirect") for alias in addresses.aliases(reference))
        if answer.withdrawn:
            continue
        yield f"{addresses.request(reference)}request.json", "data"
        if answer.silent:
            continue
        if answer.entries:
            yield f"{addresses.request(reference)}schedule.csv", "data"
        for entry in answer.entries:
            yield addresses.record(reference, entry.record.number), "page"
            yield from ((files.address(answer, released), "file") for released in entry.released if released.cleared)


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
