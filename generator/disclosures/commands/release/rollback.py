# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release rollback`: make an earlier release live again."""

from __future__ import annotations

from pathlib import Path

import click

from ...configuration import load
from ..options import CONFIG
from ..progress import Sending
from .preparing import BREAK, BY, chosen, opened


@click.command()
@click.argument("target", default="")
@click.argument("release", default="")
@CONFIG
@BY
@BREAK
def command(target: str, release: str, config_file: Path, by: str, break_lock: bool) -> None:
    """Make an earlier release live again at TARGET: the one before, or RELEASE as `release history` names it.

    A release that holds what was withdrawn since is refused.
    """
    settings = load(config_file)
    there = opened(settings, chosen(settings, target))
    try:
        done = there.rollback(release, by=by, break_lock=break_lock, sent=Sending("Putting back"))
    finally:
        there.close()
    click.echo(f"{there.words}: release {done.id} is live again.")
