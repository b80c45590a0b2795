# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release verify`: prove that what is live is what was released."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ...problems import ExitCode
from ...release import prove
from ...release.told import plain
from ...configuration import load
from ..options import CONFIG
from ..progress import Sending
from .preparing import chosen, opened

SHOWN = 20


@click.command()
@click.argument("target", default="")
@CONFIG
@click.option("--key", "key_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The public key that the manifest must be signed with; the one that is live, when not given.")  # fmt: skip
def command(target: str, config_file: Path, key_file: Path | None) -> None:
    """Read every file that is live at TARGET again and compare it with what was released.

    TARGET may also be the site's address, https://…: then everything is fetched as a reader gets it. The exit code is 5
    when something differs.
    """
    key = key_file.read_bytes() if key_file else None
    told = Sending("Reading")
    if target.startswith(("http://", "https://")):
        found, words = prove.over_http(target, key, told), target
    else:
        settings = load(config_file)
        there = opened(settings, chosen(settings, target))
        try:
            found, words = prove.at_target(there, key, told), there.words
        finally:
            there.close()
    for line in found.remarks:
        click.echo(plain(line))
    for line in found.wrong[:SHOWN]:
        click.echo(plain(f"WRONG: {line}"))
    if len(found.wrong) > SHOWN:
        click.echo(f"WRONG: {len(found.wrong) - SHOWN} more")
    if found.wrong:
        click.echo(f"{words}: what is live is not what was released. Publish again, with --afresh, to put it right.", err=True)
        sys.exit(ExitCode.UNRELEASED)
    click.echo(f"{words}: all {found.files} files are as released.")
