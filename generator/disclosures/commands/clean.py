# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures clean FILE -o OUT`: the copy that a build would publish, or the reason why there is none."""

from __future__ import annotations

from pathlib import Path

import click

from ..problems import ExitCode
from ..safety.gate import Cleared, Gate, Refused
from ..store import Store, write_whole
from .inspect import told_findings


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, readable=True, path_type=Path))
@click.option("-o", "--output", "out", required=True, type=click.Path(path_type=Path),
              help="Where the copy goes: a file, or a folder that is there.")  # fmt: skip
@click.pass_context
def command(context: click.Context, file: Path, out: Path) -> None:
    """Write a clean copy of FILE: without properties, old versions and other remains, and inspected again.

    FILE itself is never changed. When something would hold it back, nothing is written, and you are told why; the exit
    code is then 1. A workbook becomes CSV, one file for each sheet.
    """
    with Gate(Store(None), workers=1) as gate:
        verdict = gate.admit(file, "full")
    if isinstance(verdict, Refused):
        click.echo(f"{file}: no copy was written. Mend this first:")
        click.echo(told_findings(verdict.findings))
        context.exit(ExitCode.PROBLEMS)
    for copy, path in _places(verdict, file, out):
        write_whole(path, copy.data)
        click.echo(f"Wrote {path}")
    warnings = [finding for finding in verdict.warnings if finding.rule != "OUTCOME"]  # no schedule, no outcome
    if warnings:
        click.echo("Look at this before you publish it:")
        click.echo(told_findings(warnings))


def _places(verdict: Cleared, file: Path, out: Path) -> list[tuple[Cleared, Path]]:
    """Each copy with the path to write it to. Raises UsageError before anything is written."""
    copies = (verdict, *verdict.more)
    if out.is_dir():
        places = [(copy, out / copy.name) for copy in copies]
    elif len(copies) > 1:
        raise click.UsageError(f"{file} becomes {len(copies)} files: name a folder that is there with -o")
    elif out.suffix.lower() != Path(verdict.name).suffix.lower():
        raise click.UsageError(f"the copy is of another kind than {out.name}: name it with the ending {Path(verdict.name).suffix}")
    else:
        places = [(verdict, out)]
    for _, path in places:
        if path.exists() and path.samefile(file):
            raise click.UsageError(f"{path} is the file itself: give the copy another name, so that you keep both")
    return places
