# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures new`: a folder for a request, with every part explained where it is to be written."""

from __future__ import annotations

from pathlib import Path

import click

from ..casework.scaffold import NotAFolder, write_folder
from ..law.catalogue import catalogue
from ..configuration import load
from .options import CONFIG


@click.command()
@click.argument("reference")
@click.option("--authority", help="A key of `authorities` in the configuration; not needed when there is only one.")
@click.option(
    "--regime", default="uk-foia-2000", show_default=True, help="The statute under which the request was answered."
)
@click.option("--year", default="", help="A folder between requests/ and the request, such as the year.")
@CONFIG
def command(reference: str, authority: str | None, regime: str, year: str, config_file: Path) -> None:
    """Start the folder of a request with the given REFERENCE.

    It holds request.yaml, request.md and response.md with placeholders in square brackets. `disclosures check` names
    each one until it is replaced.
    """
    settings = load(config_file)
    try:
        law = catalogue().regime(regime)
    except LookupError as error:
        raise click.BadParameter(str(error), param_hint="--regime") from None
    key = authority or (next(iter(settings.authorities)) if len(settings.authorities) == 1 else "")
    if key not in settings.authorities:
        known = ", ".join(sorted(settings.authorities)) or "none is set up in the configuration"
        raise click.BadParameter(f"write one of the authorities of this log: {known}", param_hint="--authority")
    example = next((e.code for e in law.exemptions if "personal" in e.title.lower()), law.exemptions[0].code)
    try:
        folder = write_folder(settings.requests / year, reference, key, regime, example)
    except NotAFolder as error:
        raise click.UsageError(str(error)) from None
    click.echo(
        f"Wrote {folder}\nNow fill in request.yaml, request.md and response.md, put the released files into records/,\n"
        "and run `disclosures check`."
    )
