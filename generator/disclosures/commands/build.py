# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures build`: check everything, clear every file, build the site; the last good site stays when it can't."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..problems import ExitCode, LogRefused, Problem, SettingsError, Severity
from .progress import Progress

FORMS = ("github", "json", "sarif", "text")


@click.command()
@click.option("--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True,
              help="The site's configuration.")  # fmt: skip
@click.option("--site", type=click.Path(path_type=Path), help="Where to build; site_dir of the configuration if not given.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How to tell problems.")
@click.option("--fresh", is_flag=True, help="Make everything anew, also what has not changed.")
@click.option("--timings", is_flag=True, help="Say how long each step took.")
def command(config_file: Path, site: Path | None, form: str, fresh: bool, timings: bool) -> None:
    """Build the site.

    Only what changed since the last build is made. Nothing is published when the log has an error: the last good site stays
    as it was.
    """
    from ..build import journey
    from ..configuration import load

    try:
        built = journey.build(load(config_file), site, fresh=fresh, looked=Progress("Requests"), listed=Progress("Lists"))
    except (LogRefused, SettingsError) as error:
        _tell(error.problems, form)
        click.echo(f"{error if isinstance(error, LogRefused) else 'The settings cannot be used'}. The site was left as it was.", err=True)
        sys.exit(error.exit_code)
    _tell(built.problems, form)
    click.echo(f"Built {built.requests} requests into {built.site}: {built.written} files are new or changed", err=True)
    if timings:
        for name, seconds in built.timings.items():
            click.echo(f"  {seconds:7.2f} s  {name}", err=True)
    if built.held_back:
        click.echo(f"{built.held_back} files were held back by the safety gate; their pages say that they are being checked.", err=True)
        sys.exit(ExitCode.BLOCKED)


def _tell(problems: list[Problem], form: str) -> None:
    told = [p for p in problems if p.severity > Severity.NOTE or p.id == "override"]
    if told or form != "text":
        from .formats import render

        click.echo(render(told, form))
