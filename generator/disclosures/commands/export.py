# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures export`: the whole log in one piece, into the built site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..build import exporting, unchanged
from ..build import ledger as ledgers
from ..build.ledger import Ledger
from ..configuration import load
from ..problems import ExitCode, LogRefused
from .options import CONFIG


@click.command()
@CONFIG
@click.option("--site", type=click.Path(path_type=Path), help="The built site; site_dir of the configuration if not given.")
def command(config_file: Path, site: Path | None) -> None:
    """Add the whole log in one piece to the built site.

    Makes data/log.sqlite, with full-text tables, and data/requests.csv, records.csv and exemptions.csv of all years. Run it
    after a build and before publishing. Nothing is done when the log has not changed.
    """
    settings = load(config_file)
    if site is not None:
        settings.site = site.resolve()
    path = ledgers.path_for(settings.cache, settings.site)
    with ledgers.locked(path):
        ledger = Ledger.open(path)
        if ledger is None or ledger.get("pending") or not unchanged.is_site(ledger, str(settings.site)):
            click.echo(f"There is no built site in {settings.site}: run `disclosures build` first.", err=True)
            sys.exit(ExitCode.USAGE)
        try:
            made = exporting.export(settings, ledger)
        except LogRefused as error:
            for problem in error.problems:
                click.echo(str(problem))
            sys.exit(error.exit_code)
        finally:
            ledger.close()
    click.echo(f"Made {', '.join(made)} in {settings.site}" if made else "The log has not changed since it was last exported.", err=True)
