# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command `disclosures`: each verb is a file in commands/ that holds a `command`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from . import __version__, commands
from .problems import DisclosuresError, ExitCode


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
