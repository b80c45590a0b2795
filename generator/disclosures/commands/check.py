# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures check`: what is wrong with the requests, all of it at once, without building anything."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from ..casework import case, folder
from ..casework.authority import Authority
from ..casework.checks.registry import all_checks
from ..problems import ExitCode, Problem, Severity
from ..configuration import load
from .formats import FORMATS, render
from .options import CONFIG


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@CONFIG
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to tell problems.",
)
@click.option("--strict", is_flag=True, help="Count warnings as errors.")
@click.option("--list", "listing", is_flag=True, help="List every check with its severity, and check nothing.")
def command(paths: tuple[Path, ...], config_file: Path, form: str, strict: bool, listing: bool) -> None:
    """Check requests and say what to mend.

    Without PATHS, every request of the log is checked. With PATHS, only problems in these folders or files are told; the
    whole log is still read, as one request may contradict another.
    """
    if listing:
        click.echo(list_checks())
        return
    settings = load(config_file)
    problems = check(settings.requests, settings.authorities, paths)
    click.echo(render(problems, form, settings.root))
    sys.exit(exit_code(problems, strict))


def check(requests: Path, authorities: Mapping[str, Authority], paths: Sequence[Path] = ()) -> list[Problem]:
    """Every problem of the log at `requests`; only those in `paths`, when any are given, which may lie outside the log."""
    wanted = [path.resolve() for path in paths]
    log = folder.load_log(requests)
    known = {loaded.folder.resolve() for loaded in log}
    for path in wanted:
        found = folder.load_log(path) if path.is_dir() else []
        log += (loaded for loaded in found if loaded.folder.resolve() not in known)
        if path.is_dir() and not found and not known & {path, *path.parents}:
            log.append(folder.load(path))  # says that it holds no request
    problems = case.check_log(log, authorities)
    if not wanted:
        return problems
    return [
        p
        for p in problems
        if any(
            p.place.file.absolute().is_relative_to(path) or p.place.file.resolve().is_relative_to(path)
            for path in wanted
        )
    ]


def exit_code(problems: Sequence[Problem], strict: bool = False) -> ExitCode:
    """PROBLEMS when one of them is an error, or under `strict` a warning."""
    worst = max((p.severity for p in problems), default=Severity.NOTE)
    return ExitCode.PROBLEMS if worst >= (Severity.WARNING if strict else Severity.ERROR) else ExitCode.OK


def list_checks() -> str:
    """One line for each check: its id, severity and title."""
    checks = all_checks()
    width = max(len(check.id) for check in checks)
    return "\n".join(f"{check.id:<{width}}  {check.severity.word:<7}  {check.title}" for check in checks)
