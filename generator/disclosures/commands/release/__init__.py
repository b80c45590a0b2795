# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release`: review a release, publish it, go back, prove it. One file for each verb."""

from __future__ import annotations

import importlib

import click

VERBS = ("ci", "headers", "history", "key", "plan", "publish", "rollback", "verify", "withdraw")


class Verbs(click.Group):
    """Loads only the verb that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return importlib.import_module(f"{__name__}.{name}").command if name in VERBS else None


@click.group(name="release", cls=Verbs)
def command() -> None:
    """Review a release, publish it, go back, and prove what is live.

    A TARGET is a name under `release: targets:` in mkdocs.yml, or an address: a folder, s3://bucket/prefix,
    sftp://user@host/folder, git+ssh://host/repository#branch. With one target in mkdocs.yml, it need not be named.
    """
