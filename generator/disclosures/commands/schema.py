# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures schema`: the JSON Schema by which an editor helps to write request.yaml, or the marks of a redaction."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..casework.schema import request_schema, schema_of
from ..safety.redact.marks import Marks
from ..store import write_whole


@click.command()
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file instead of the screen."
)
@click.option("--marks", is_flag=True, help="The schema of marks for `disclosures redact` instead.")
def command(output: Path | None, marks: bool) -> None:
    """Write the JSON Schema of request.yaml, or of a file of marks.

    An editor that knows YAML offers keys and explains them when the first line of request.yaml names this file:
    `# yaml-language-server: $schema=../../request.schema.json`
    """
    schema = schema_of(Marks, "What to take out of a file") if marks else request_schema()
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if output:
        write_whole(output, text.encode())
        click.echo(f"Wrote {output}", err=True)
    else:
        click.echo(text, nl=False)
