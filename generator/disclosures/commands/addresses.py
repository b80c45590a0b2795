# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures addresses`: the register of published addresses, and rules for hosts that can redirect."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import click

from ..build import ledger as ledgers
from ..build import lasting, placing, unchanged
from ..build.ledger import Ledger
from ..configuration import load
from ..problems import DisclosuresError, ExitCode
from ..settings import Settings
from ..site import published, registered
from ..store import write_whole
from .options import CONFIG

HOSTS = ("apache", "cloudflare", "netlify", "nginx")
HEAD = "# What was first published in {year}, by its address. Never take a line out: see “Addresses that last” in the manual.\n"


class NotBuilt(DisclosuresError):
    """There is no built site to tell of."""

    exit_code = ExitCode.USAGE


@click.group()
def command() -> None:
    """Keep the addresses of published pages and files for good."""


@command.command()
@CONFIG
def update(config_file: Path) -> None:
    """Enter what is published now into the register.

    Run it when a site is published, not for previews, and commit the files that it writes. From then on a build that would
    lose one of these addresses is refused, and so is one in which a released file has changed and `history` does not say why.
    """
    settings = load(config_file)
    with ledgers.locked(ledgers.path_for(settings.cache, settings.site)):
        built = _built(settings)
        try:
            _update(settings, built)
        finally:
            built.close()


def _update(settings: Settings, built: Ledger) -> None:
    register, before = registered.read(settings.published), registered.version(settings.published)
    if register.problems:
        raise NotBuilt("\n".join(map(str, register.problems)))
    today, shown = date.today(), placing.shown(built)
    file, lines, new = registered.added(register, shown, lasting.states(built, register, shown), today.isoformat(), settings.published)
    if not lines:
        click.echo("Everything published is in the register already.")
        return
    write_whole(file, (HEAD.format(year=today.year) + "\n".join(lines) + "\n").encode())
    _merge_by_line(settings.published)
    settled = built.get("register")
    if settled and settled[0] == before:  # what was added is published: the next build need not look at it all again
        built.set("register", [registered.version(settings.published), *settled[1:]])
        built.save()
    click.echo(f"{new:,} new lines in {file}. Commit it.")


@command.command()
@CONFIG
@click.option("--for", "host", type=click.Choice(HOSTS), required=True, help="Which host or server the rules are for.")
def rules(config_file: Path, host: str) -> None:
    """Print rules that make a host redirect old addresses itself.

    They are not needed: a page stands at every old address and leads on. With them, programs that read no pages are sent on
    too.
    """
    settings = load(config_file)
    built = _built(settings)
    try:
        leads = built.get("moved") or {}
    finally:
        built.close()
    for line in published.rules(leads, host, urlsplit(settings.site_url).path or "/"):
        click.echo(line)


def _built(settings: Settings) -> Ledger:
    built = Ledger.open(ledgers.path_for(settings.cache, settings.site))
    if built is None or not unchanged.is_site(built, str(settings.site)):
        if built is not None:
            built.close()
        raise NotBuilt(f"there is no built site in {settings.site}: run `disclosures build` first")
    return built


def _merge_by_line(folder: Path) -> None:
    """Two branches that both add lines are merged by keeping the lines of both (gitattributes(5), `union`)."""
    attributes = folder / ".gitattributes"
    if not attributes.exists():
        write_whole(attributes, b"*.txt merge=union\n")
