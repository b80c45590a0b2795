# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release plan`: what a reader would see change, before anything does."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click

from ...problems import ExitCode
from ...release import plan_page, told, where
from ...release.plan import Plan
from ...release.web import Web
from ...store import write_whole
from ..options import CONFIG
from .building import Rebuild, beside, built, rebuild
from .preparing import TREE, chosen, opened, ready


@click.command()
@click.argument("target", default="")
@CONFIG
@TREE
@click.option("--format", "form", type=click.Choice(sorted(told.FORMS)), default="text", show_default=True,
              help="For people, for programs, or for a comment on a change.")  # fmt: skip
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Also write a page with pictures to this file.")
def command(target: str, config_file: Path, tree: Path | None, form: str, html: Path | None) -> None:
    """Build the site and say what would change against what is live at TARGET.

    Nothing is published, and the site's own folder is left as it is. TARGET may also be the site's address, https://…: what is live is then read as a reader gets it,
    and no key is needed. The exit code is 1 when a release would be refused.
    """
    with beside(config_file) if tree is None else nullcontext(rebuild) as make:
        plan = _made(config_file, tree, make, target, html)
    click.echo(told.FORMS[form](plan))
    sys.exit(ExitCode.PROBLEMS if plan.errors else ExitCode.OK)


def _made(config_file: Path, tree: Path | None, make: Rebuild, target: str, html: Path | None) -> Plan:
    settings, made = built(config_file, tree, make)
    seen = target.startswith(("http://", "https://"))
    place = where.Where(target) if seen else chosen(settings, target)
    there = Web(target) if seen else opened(settings, place)
    try:
        prepared = ready(settings, made, there, place)
        if html:
            write_whole(html, plan_page.page(prepared.plan, prepared.live, prepared.new).encode())
    finally:
        there.close()
    return prepared.plan
