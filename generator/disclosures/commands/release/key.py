# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release key`: a key that signs releases."""

from __future__ import annotations

from pathlib import Path

import click

from ...release import signing


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """Make a new key for signing releases and write it to FILE, outside the repository.

    Only you can read it. Name it under `release: key:` in mkdocs.yml, or give its text to a build server as
    DISCLOSURES_RELEASE_KEY. Publish the fingerprint where readers can find it without this site.
    """
    public = signing.new_key(file)
    click.echo(f"Wrote {file}. Keep a copy in a safe place: it cannot be made again.")
    click.echo(f"Fingerprint of the public key: {signing.fingerprint(public)}")
