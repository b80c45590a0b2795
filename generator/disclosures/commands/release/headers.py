# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release headers`: rules for the web server."""

from __future__ import annotations

from pathlib import Path

import click

from ...release import links, manifest
from ...release.headers import KINDS
from ...configuration import load
from ..options import CONFIG
from .trees import Tree


@click.command()
@click.argument("kind", type=click.Choice(sorted(KINDS)))
@CONFIG
@click.option("--tree", type=click.Path(exists=True, file_okay=False, path_type=Path),
              help="A built site: its redirect pages become redirects of the server too.")  # fmt: skip
def command(kind: str, config_file: Path, tree: Path | None) -> None:
    """Write the headers, cache times and content types for a web server of this KIND.

    They belong into its configuration; how, the first line says.
    """
    moved: dict[str, str] = {}
    if tree:
        found = manifest.of_tree(tree)
        redirects = links.redirects(found.files, Tree(tree, found.files, {}).read)
        moved = links.on_host(redirects, load(config_file).site_url if config_file.exists() else "")
    click.echo(KINDS[kind](moved).rstrip())
