# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release history`: what was released, by whom, by which decisions."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ...release.told import plain
from ...configuration import load
from ..options import CONFIG
from .preparing import chosen, opened


@click.command()
@click.argument("target", default="")
@CONFIG
@click.option("--format", "form", type=click.Choice(["json", "text"]), default="text", show_default=True, help="For people or for programs.")
def command(target: str, config_file: Path, form: str) -> None:
    """Say what was released at TARGET, oldest first, with every override and its reason."""
    settings = load(config_file)
    there = opened(settings, chosen(settings, target))
    try:
        history = there.history()
    finally:
        there.close()
    if form == "json":
        click.echo(json.dumps(history, ensure_ascii=False, indent=1))
        return
    for place, one in enumerate(history):
        kept = "live" if place == len(history) - 1 else "kept" if one.get("there") else "gone"
        click.echo(plain(f"{one['id']}  {one['what']:<11}  {one['at']}  {one['by']}  ({kept})"))
        for made in one.get("overrides", ()):
            click.echo(plain(f"    override {made['id']} by {made['by']}: {made['reason']}"))
        if gone := one.get("withdrawn"):
            click.echo(f"    withdrawn: {sum(not mark.startswith('sha256:') for mark in gone)} files")
