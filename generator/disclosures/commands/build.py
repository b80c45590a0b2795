# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures build`: check everything, clear every file, build the site; the last good site stays when it can't."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..problems import ExitCode, LogRefused, Problem, SettingsError, Severity
from ..settings import load
from .formats import FORMATS, render
from .progress import Progress


@click.command()
@click.option("--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True,
              help="The site's configuration.")  # fmt: skip
@click.option("--site", type=click.Path(path_type=Path), help="Where to build; site_dir of the configuration if not given.")
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How to tell problems.")
@click.option("--timings", is_flag=True, help="Say how long each step took.")
def command(config_file: Path, site: Path | None, form: str, timings: bool) -> None:
    """Build the site.

    Nothing is published when the log has an error: the last good site stays as it was.
    """
    from ..site import frame  # MkDocs is loaded only when a site is built

    try:
        load(config_file)  # a mistake in the settings is told before MkDocs meets it
        plugin = frame.build(config_file, site.resolve() if site else None, Progress("Inspecting files"), Progress("Searching the site"))
    except (LogRefused, SettingsError) as error:
        _tell(error.problems, form)
        click.echo(f"{error if isinstance(error, LogRefused) else 'The settings cannot be used'}. The site was left as it was.", err=True)
        sys.exit(error.exit_code)
    prepared = plugin.prepared
    _tell(prepared.problems, form)
    log = prepared.log
    click.echo(f"Built {len(log.everything)} requests into {plugin.site}", err=True)
    if timings:
        for name, seconds in prepared.timings.items():
            click.echo(f"  {seconds:7.2f} s  {name}", err=True)
    if prepared.held_back:
        click.echo(f"{prepared.held_back} files were held back by the safety gate; their pages say that they are being checked.", err=True)
        sys.exit(ExitCode.BLOCKED)


def _tell(problems: list[Problem], form: str) -> None:
    told = [p for p in problems if p.severity > Severity.NOTE or p.id == "override"]
    if told or form != "text":
        click.echo(render(told, form))
