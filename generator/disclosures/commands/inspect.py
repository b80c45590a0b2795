# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures inspect FILE…`: would this file be published, and if not, what leaks and where. Needs no log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from ..documents.kind import Kind
from ..problems import DocumentError, ExitCode, Problem, Severity
from ..safety import refusals
from ..safety.findings import Finding, Verdict
from ..safety.gate import Gate, Inspection, problems
from ..store import Store, write_whole
from .formats import render, safe

_WORDS = {
    Verdict.BLOCK: "must be mended before it is published",
    Verdict.FIX: "is taken away in the published copy",
    Verdict.REVIEW: "should be looked at",
}


@click.command(name="inspect")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON; it holds what was found, unmasked.")
@click.option("--sarif", is_flag=True, help="Print the findings as SARIF 2.1.0, for other programs; what was found is masked.")
@click.option("--pictures", type=click.Path(file_okay=False, path_type=Path),
              help="Draw each page of a PDF that hides something into this folder, with what hides where.")  # fmt: skip
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], as_json: bool, sarif: bool, pictures: Path | None) -> None:
    """Tell whether FILES give away what they should not. A folder stands for every file in it.

    Nothing is changed and nothing leaves this machine. The exit code is 1 when a file would be held back.
    """
    if as_json and sarif:
        raise click.UsageError("choose --json or --sarif")
    results, drawn = [], []
    with Gate(Store(None), workers=1) as gate:
        for path in _all(files):
            seen = _look(gate, path)
            results.append((path, seen))
            if pictures and seen.findings and path.is_file():
                drawn += _drawn(gate, path, seen, pictures, {one.name for one in drawn})
    if as_json:
        click.echo(json.dumps([_plain(path, seen) for path, seen in results], indent=2))
    elif sarif:
        click.echo(render([one for path, seen in results for one in _problems(path, seen)], "sarif"))
    else:
        click.echo("\n\n".join(_told(path, seen) for path, seen in results))
    for one in drawn:
        click.echo(f"Wrote {one}", err=True)
    if any(seen.blocked for _, seen in results):
        context.exit(ExitCode.PROBLEMS)


def _all(files: tuple[Path, ...]) -> list[Path]:
    """The files named, and those in the folders named. Raises UsageError for what is not there, before anything is opened."""
    found: list[Path] = []
    for path in files:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
            if not inside:
                raise click.UsageError(f"the folder {path} holds no file: name the file to inspect")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise click.UsageError(f"there is no file {path}: check its name, and the folder you are in")
    return found


def _look(gate: Gate, path: Path) -> Inspection:
    try:
        return gate.inspect(path.read_bytes(), path.name)
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        cure = "Allow this program to read the file, or copy it to a place where it can"
        finding = refusals.unreadable(DocumentError(path, f"this file cannot be read: {reason}", cure))
        return Inspection(path.name, Kind.UNKNOWN, "", (finding,))


def _drawn(gate: Gate, path: Path, seen: Inspection, folder: Path, taken: set[str]) -> list[Path]:
    written = []
    for picture in gate.draw(path.read_bytes(), seen):
        name, number = f"{path.stem}-page-{picture.page}.png", 2
        while name in taken:
            name, number = f"{path.stem}-{number}-page-{picture.page}.png", number + 1
        write_whole(folder / name, picture.png)
        taken.add(name)
        written.append(folder / name)
    return written


def _problems(path: Path, seen: Inspection) -> list[Problem]:
    weights = {Verdict.BLOCK: Severity.ERROR, Verdict.REVIEW: Severity.WARNING, Verdict.FIX: Severity.NOTE}
    return [one for finding in seen.findings for one in problems((finding,), path, weights[finding.verdict])]


def _plain(path: Path, seen: Inspection) -> dict:
    findings = [finding.as_dict() for finding in seen.findings]
    return {
        "file": str(path),
        "kind": seen.kind.words,
        "sha256": seen.sha256,
        "blocked": seen.blocked,
        "findings": findings,
    }


def _told(path: Path, seen: Inspection) -> str:
    """One file in words: the answer first, then each kind of finding with its places and its cure."""
    blocking = len({finding.rule for finding in seen.findings if finding.verdict is Verdict.BLOCK})
    if blocking:
        head = f"{path}: do not publish this file. {blocking} kind{'s' * (blocking != 1)} of leak found."
    elif seen.findings:
        head = f"{path}: this file can be published."
    else:
        head = f"{path}: nothing was found. This file can be published."
    return "\n".join(filter(None, [head, told_findings(seen.findings)]))


def told_findings(findings: Sequence[Finding]) -> str:
    """Each kind of finding with its places and its cure, what blocks first."""
    lines: list[str] = []
    for verdict in Verdict:
        groups: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.verdict is verdict:
                groups.setdefault(finding.rule, []).append(finding)
        for rule, found in groups.items():
            lines += ["", f"  {found[0].title} ({rule}) {_WORDS[verdict]}."]
            lines += [f"    {_place(finding)}" for finding in found]
            if verdict is not Verdict.FIX:
                lines.append(f"    Cure: {found[0].cure}.")
    return "\n".join(lines)


def _place(finding: Finding) -> str:
    where = f"{finding.where}: " if finding.where else ""
    shown = f" “{finding.recovered[:80]}”" if finding.recovered else ""
    return safe(f"{where}{finding.what}{shown}")
