# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command `disclosures`: each verb is a file in commands/ that holds a `command`."""

from __future__ import annotations

import errno
import importlib
import pkgutil
import sys

import click

from . import __version__, commands
from .problems import DisclosuresError, ExitCode


_UNWRITTEN = {
    errno.ENOSPC: "the disk is full, or holds as many files as it can. Free some space there",
    errno.EDQUOT: "your share of the disk is used up. Free some space there",
    errno.EROFS: "the disk can only be read. Name another place in mkdocs.yml",
    errno.EACCES: "you may not write or read it. Let your user do so",
}
"""What a machine can lack at any step, in words with a cure."""


class Verbs(click.Group):
    """Finds verbs by their files, and loads only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        names = [module.name for module in pkgutil.iter_modules(commands.__path__)]
        return sorted(name for name in names if name in commands.VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in commands.VERBS:
            return None
        return importlib.import_module(f"{commands.__name__}.{name}").command


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def cli() -> None:
    """Turn a folder of completed information requests into an accessible public disclosure log."""


def main() -> None:
    """Run the command; what this package raises on purpose becomes words and an exit code."""
    try:
        cli(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(ExitCode.USAGE)
    except click.Abort:
        click.echo("Stopped.", err=True)
        sys.exit(ExitCode.USAGE)
    except DisclosuresError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno not in _UNWRITTEN:
            raise
        click.echo(f"{error.filename or 'A file'}: {_UNWRITTEN[error.errno]}, then type the same command again. What was published stays as it was.", err=True)
        sys.exit(ExitCode.MACHINE)
