# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures build`: check everything, clear every file, build the site; the last good site stays when it can't."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..build import unchanged
from ..problems import ExitCode, LogRefused, Problem, SettingsError, worth_telling
from .options import CONFIG
from .progress import of_build

if TYPE_CHECKING:
    from ..build.journey import Built

FORMS = ("github", "json", "sarif", "text")


@click.command()
@CONFIG
@click.option("--site", type=click.Path(path_type=Path), help="Where to build; site_dir of the configuration if not given.")
@click.option("--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How to tell problems.")
@click.option("--fresh", is_flag=True, help="Make everything anew, also what has not changed.")
@click.option("--timings", is_flag=True, help="Say how long each step took.")
def command(config_file: Path, site: Path | None, form: str, fresh: bool, timings: bool) -> None:
    """Build the site.

    Only what changed since the last build is made. Nothing is published when the log has an error: the last good site stays
    as it was.
    """
    start = time.perf_counter()
    told, only = (None, None) if fresh else unchanged.site(config_file, site)
    if told:
        _tell([Problem.from_plain(one, told.root) for one in told.problems], form)
        _end(told.site, told.requests, 0, told.held_back, {"look": time.perf_counter() - start} if timings else {})
        return
    built = _build(config_file, site, form, fresh, only)
    _tell(built.problems, form)
    _end(built.site, built.requests, built.written, built.held_back, built.timings if timings else {})


def _build(config_file: Path, site: Path | None, form: str, fresh: bool, only: list[str] | None) -> Built:
    from ..build import hands

    try:
        with hands.little_garbage():
            from ..build import journey  # loaded only when there is something to do
            from ..configuration import load

            return journey.build(load(config_file), site, fresh=fresh, only=only, **of_build())
    except (LogRefused, SettingsError) as error:
        _tell(error.problems, form)
        click.echo(f"{error if isinstance(error, LogRefused) else 'The settings cannot be used'}. The site was left as it was.", err=True)
        sys.exit(error.exit_code)


def _end(site: Path, requests: int, written: int, held_back: int, timings: dict[str, float]) -> None:
    changed = f"{written:,} files are new or changed" if written else "nothing has changed"
    click.echo(f"Built {requests:,} requests into {site}: {changed}", err=True)
    for name, seconds in timings.items():
        click.echo(f"  {seconds:7.2f} s  {name}", err=True)
    if held_back:
        click.echo(f"{held_back} files were held back by the safety gate; their pages say that they are being checked.", err=True)
        sys.exit(ExitCode.BLOCKED)


def _tell(problems: list[Problem], form: str) -> None:
    told = worth_telling(problems)
    if told or form != "text":
        from .formats import render

        click.echo(render(told, form))
