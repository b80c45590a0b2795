# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures schema`: the JSON Schema by which an editor helps to write request.yaml."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..casework.schema import request_schema
from ..store import write_whole


@click.command()
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file instead of the screen."
)
def command(output: Path | None) -> None:
    """Write the JSON Schema of request.yaml.

    An editor that knows YAML offers keys and explains them when the first line of request.yaml names this file:
    `# yaml-language-server: $schema=../../request.schema.json`
    """
    text = json.dumps(request_schema(), indent=2, ensure_ascii=False) + "\n"
    if output:
        write_whole(output, text.encode())
        click.echo(f"Wrote {output}", err=True)
    else:
        click.echo(text, nl=False)
