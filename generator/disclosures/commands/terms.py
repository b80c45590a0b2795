# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures terms`: the private list of names and words that may appear nowhere in what is published."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..problems import DocumentError, ExitCode
from ..safety import output, terms_file
from ..safety.pool import Pool, WorkerFailed
from ..safety.terms import LONGEST, SHORTEST, Terms, TooShort
from ..configuration import load
from ..settings import Settings
from ..store import Store
from .options import CONFIG


@click.group(name="terms")
def command() -> None:
    """Keep a list of terms that may not be published, and search for them.

    The list holds hashes, not the terms, and lies outside the repository. Every build searches everything it made for
    them. Keep the list as safe as the names themselves: who has it can try likely names one by one.
    """


@command.command()
@CONFIG
def add(config_file: Path) -> None:
    """Add terms: typed unseen, or read from a pipe with one on each line.

    They are never shown, and never given as an argument, where the shell would remember them. An empty line ends.
    """
    settings = load(config_file)
    path = _where(settings)
    terms = terms_file.read(path) if path.exists() else Terms.new()
    added, known, short = 0, 0, 0
    for term in _typed() if sys.stdin.isatty() else _piped():
        try:
            fresh = terms.add(term)
        except TooShort:
            short += 1
            continue
        added, known = added + fresh, known + (not fresh)
    if added:
        terms.save(path)
    click.echo(f"Added {_terms(added)}; {known} already in the list. The list has {_terms(terms.count)}: {path}")
    if short:
        click.echo(f"{_terms(short)} left out: a term needs {SHORTEST} to {LONGEST} letters and digits.", err=True)
        sys.exit(ExitCode.USAGE)


@command.command()
@CONFIG
def count(config_file: Path) -> None:
    """Say how many terms the list has."""
    terms = _list(load(config_file))
    click.echo(str(terms.count if terms else 0))


@command.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@CONFIG
def check(paths: tuple[Path, ...], config_file: Path) -> None:
    """Search files and folders for the terms of the list, and say where one stands, never which.

    Without PATHS, the requests and the editorial pages are searched. The exit code is 1 when a term was found.
    """
    settings = load(config_file)
    terms = _list(settings)
    if terms is None or not terms.count:
        raise click.UsageError("the list of withheld terms is empty: add terms with `disclosures terms add`")
    places = unsearched = 0
    files = [file for path in paths or (settings.requests, settings.content) for file in _files(path)]
    with Pool(1) as pool:
        search = output.Search(terms, Store(None), pool)
        for file in files:
            shown = search.masked(file.as_posix())
            found = ["the file's name"] if shown != file.as_posix() else []
            try:
                found += search.of_file(file.read_bytes(), file.name)
            except (OSError, DocumentError, WorkerFailed) as error:
                reason = error.strerror if isinstance(error, OSError) else getattr(error, "reason", error)
                click.echo(f"{shown}: this file cannot be searched: {reason}.")
                unsearched += 1
            for where in found:
                click.echo(f"{shown}: a withheld term stands here ({where}).")
            places += len(found)
    click.echo(f"{len(files)} files searched, {places or 'no'} place{'s' * (places != 1)} found.", err=True)
    sys.exit(ExitCode.PROBLEMS if places or unsearched else ExitCode.OK)


def _where(settings: Settings) -> Path:
    return terms_file.where(settings.options.withheld_terms, settings.root, (settings.requests, settings.content))


def _list(settings: Settings) -> Terms | None:
    return terms_file.load(settings.options.withheld_terms, settings.root, (settings.requests, settings.content))


def _typed():
    while term := click.prompt("Term (unseen; empty to end)", default="", hide_input=True, show_default=False, err=True).strip():
        yield term


def _piped():
    for line in sys.stdin.buffer.read().decode("utf-8-sig", "replace").splitlines():
        if line.strip():
            yield line.strip()


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())


def _terms(number: int) -> str:
    return f"{number} term{'s' * (number != 1)}"
