# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures serve`: the site on this machine, following every change."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True,
              help="The site's configuration.")  # fmt: skip
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve it.")
def command(config_file: Path, address: str) -> None:
    """Show the site on this machine and follow changes to requests, pages and theme."""
    from ..site import frame

    frame.serve(config_file, address)
