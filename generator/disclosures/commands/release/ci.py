# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release ci`: files for teams that work by pull or merge request."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from ... import release
from ...store import write_whole

HOSTS = {"github": ".github/workflows/disclosures.yml", "gitlab": ".gitlab-ci.yml"}


@click.command()
@click.argument("host", type=click.Choice(sorted(HOSTS)))
@click.option("--write", is_flag=True, help="Write it to where the host looks for it, unless there is one; else it is printed.")
def command(host: str, write: bool) -> None:
    """Give the file with which HOST checks each change, writes the plan under it, and publishes what is merged.

    Its first lines say which variables and secrets to set.
    """
    text = files(release).joinpath("templates", f"{host}.yml").read_text(encoding="utf-8")
    if not write:
        click.echo(text.rstrip())
        return
    path = Path(HOSTS[host])
    if path.exists():
        raise click.UsageError(f"{path} is there already: print the file, and put the two together")
    write_whole(path, text.encode())
    click.echo(f"Wrote {path}")
