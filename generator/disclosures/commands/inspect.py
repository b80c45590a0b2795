# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures inspect FILE…`: would this file be published, and if not, what leaks and where. Needs no log."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..problems import ExitCode
from ..safety.findings import Finding, Verdict
from ..safety.gate import Gate, Inspection
from ..store import Store

_WORDS = {
    Verdict.BLOCK: "must be mended before it is published",
    Verdict.FIX: "is taken away in the published copy",
    Verdict.REVIEW: "should be looked at",
}


@click.command(name="inspect")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON; it holds what was found, unmasked.")
@click.pass_context
def command(context: click.Context, files: tuple[Path, ...], as_json: bool) -> None:
    """Tell whether FILES give away what they should not.

    Nothing is changed and nothing leaves this machine. The exit code is 1 when a file would be held back.
    """
    with Gate(Store(None), workers=1) as gate:
        results = [gate.inspect(path.read_bytes(), path.name) for path in files]
    if as_json:
        click.echo(json.dumps([_plain(path, seen) for path, seen in zip(files, results, strict=True)], indent=2))
    else:
        click.echo("\n\n".join(_told(path, seen) for path, seen in zip(files, results, strict=True)))
    if any(seen.blocked for seen in results):
        context.exit(ExitCode.PROBLEMS)


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
    lines = [head]
    for verdict in Verdict:
        groups: dict[str, list[Finding]] = {}
        for finding in seen.findings:
            if finding.verdict is verdict:
                groups.setdefault(finding.rule, []).append(finding)
        for rule, findings in groups.items():
            lines += ["", f"  {findings[0].title} ({rule}) {_WORDS[verdict]}."]
            lines += [f"    {_place(finding)}" for finding in findings]
            if verdict is not Verdict.FIX:
                lines.append(f"    Cure: {findings[0].cure}.")
    return "\n".join(lines)


def _place(finding: Finding) -> str:
    where = f"{finding.where}: " if finding.where else ""
    shown = f" “{finding.recovered[:80]}”" if finding.recovered else ""
    return f"{where}{finding.what}{shown}"
