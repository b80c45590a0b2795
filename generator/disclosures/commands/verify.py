# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures verify FILE`: whether a file is one that was released."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..problems import ExitCode
from ..release import prove
from ..release.manifest import hash_file
from ..release.served import address
from ..release.told import plain
from ..release.web import Web
from ..configuration import load
from .options import CONFIG


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--site", default="", help="The site's address, or a folder with release.json, release.json.sig and release-key.pem; `site_url` of mkdocs.yml when not given.")
@click.option("--key", "key_file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="The public key that the manifest must be signed with, from a source that you trust.")  # fmt: skip
@CONFIG
def command(files: tuple[Path, ...], site: str, key_file: Path | None, config_file: Path) -> None:
    """Say whether each of FILES is, byte for byte, one that the site released.

    The file's SHA-256 is looked up in the site's signed list, release.json. The exit code is 5 when a file is not in it,
    or when the list is not what its signature says.
    """
    site = site or (load(config_file).site_url if config_file.is_file() else "")
    if not site:
        raise click.UsageError("say which site released it, with --site https://…")
    read = Web(site).read if site.startswith(("http://", "https://")) else lambda name: (Path(site) / name).read_bytes()
    public, wrong, remarks = prove.signature(read, key_file.read_bytes() if key_file else None)
    for line in remarks:
        click.echo(plain(line))
    for line in wrong:
        click.echo(plain(f"WRONG: {line}"))
    missing = False
    for file in files:
        digest = hash_file(file)
        found = prove.places(public, digest)
        missing |= not found
        told = f"released at {' and '.join(public.site + address(path) for path in found)}" if found else "NOT among the files that are released now"
        click.echo(plain(f"{file}: {told}\n").strip())
        click.echo(f"    sha256 {digest}")
    sys.exit(ExitCode.UNRELEASED if missing or wrong else ExitCode.OK)
