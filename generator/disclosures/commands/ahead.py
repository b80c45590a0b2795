# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures ahead`: the documents' work done by the machines of the cluster, before the site is built."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import cluster
from ..casework.case import check_log, open_cases
from ..casework.folder import load_log
from ..configuration import load
from ..problems import ExitCode, LogRefused, Place, Problem, SettingsError, Severity
from .formats import FORMATS, render
from .options import CONFIG
from .progress import Progress


@click.command()
@CONFIG
@click.option("--format", "form", type=click.Choice(sorted(FORMATS)), default="text", show_default=True, help="How to tell problems.")
def command(config_file: Path, form: str) -> None:
    """Inspect and read every released file on the cluster, ahead of a build.

    The machines are those of the setting `cluster`. What they find is kept in the store that they share, where the next
    build finds it and opens no file again. Stop it when you like: called again, it goes on where it was. Nothing is published.

    The exit code is 1 when a file could not be finished; the build then tries it on its own machine.
    """
    try:
        report = _ahead(config_file)
    except (LogRefused, SettingsError) as error:
        click.echo(render(error.problems, form), err=form == "text")
        click.echo("Nothing was done: the " + ("log has errors." if isinstance(error, LogRefused) else "cluster cannot be used."), err=True)
        sys.exit(error.exit_code)
    if report.problems or form != "text":
        click.echo(render(report.problems, form))
    left = report.total - report.known - report.done
    click.echo(f"{report.total} file{'s' * (report.total != 1)}: {report.done} done now, {report.known} done before, {left} left for the build.", err=True)
    sys.exit(ExitCode.PROBLEMS if left and not report.fell_back else ExitCode.OK)


def _ahead(config_file: Path) -> cluster.Report:
    settings = load(config_file)
    if settings.options.cluster is None:
        cure = "Write `cluster:` with the scheduler's address under `disclosures:`, as the manual's page on clusters shows."
        raise SettingsError([Problem("cluster", Severity.ERROR, Place(config_file), "no cluster is set up", cure)])
    log = load_log(settings.requests)
    problems = check_log(log, settings.authorities)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise LogRefused(problems)
    documents = cluster.documents(open_cases(log, settings.authorities))
    return cluster.ahead(documents, cluster.open_store(settings), settings, Progress("Reading files on the cluster"))
