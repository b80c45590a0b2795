# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release publish`: build, look, and make it live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from ...problems import ReleaseError
from ...release import plan, record, served, told
from ...release.target import Outcome, Target, withdrawal
from ..options import CONFIG
from ..progress import Sending
from .building import built
from .preparing import BREAK, BY, TREE, Ready, chosen, opened, ready, withdrawn


@click.command()
@click.argument("target", default="")
@CONFIG
@TREE
@click.option("--dry-run", is_flag=True, help="Say what would travel and what would be removed, in order, and change nothing.")
@click.option("--override", "overrides", multiple=True, metavar="ID", help="Release although the problem of this id stands; needs --reason.")
@click.option("--reason", default="", help="Why; kept in the release's record.")
@BY
@click.option("--planned", default="", metavar="TREE", help="Publish only if the tree is the one that this plan named.")
@click.option("--afresh", is_flag=True, help="Trust nothing that is there already, and send every file.")
@BREAK
def command(target: str, config_file: Path, tree: Path | None, dry_run: bool, overrides: tuple[str, ...], reason: str, by: str,
            planned: str, afresh: bool, break_lock: bool) -> None:  # fmt: skip
    """Build the site and make it live at TARGET.

    Readers see the old site or the new one. Only changed files travel. It can be broken off at any time: what is live
    stays, and the next run goes on from there. A release with an error is refused.
    """
    settings, made = built(config_file, tree)
    place = chosen(settings, target)
    there = opened(settings, place)
    try:
        prepared = ready(settings, made, there, place)
        if planned and not prepared.plan.digest.startswith(planned):
            raise ReleaseError(
                f"this tree is {prepared.plan.digest[:16]}, not the one that was planned. Nothing was published", "Look at a new plan first."
            )
        if dry_run:
            click.echo(told.text(prepared.plan))
            click.echo("".join(steps(prepared)) + "Nothing was changed.")
            return
        carry_out(prepared, there, overrides, reason, by, afresh=afresh, break_lock=break_lock)
    finally:
        there.close()


def steps(prepared: Ready) -> list[str]:
    """What would travel and what would go, in order."""
    changes = prepared.plan.changes
    return [f"send    {told.plain(path)}  {told.size(prepared.new.files[path].size)}\n" for path in changes.put] + [
        f"remove  {told.plain(path)}\n" for path in changes.remove
    ]


def carry_out(prepared: Ready, there: Target, overrides: Sequence[str] = (), reason: str = "", by: str = "", *, gone: Sequence[str] = (),
              afresh: bool = False, break_lock: bool = False) -> Outcome:  # fmt: skip
    """Publish what was planned, and say what was done. `gone` are more files that may never come back."""
    decided = plan.allow(prepared.plan, overrides, reason, by or record.person())
    for problem in prepared.plan.problems:
        click.echo(told.plain(f"{problem.severity.word}: {problem.message} [{problem.id}]"), err=True)
    release = replace(prepared.release, by=by, overrides=decided)
    back = withdrawal(prepared.live, (*withdrawn(prepared.plan, prepared.live, prepared.new), *gone))
    done = there.publish(release, withdrawn=back, afresh=afresh, break_lock=break_lock, sent=Sending("Sending"))
    for line in told_outcome(done, there.words):
        click.echo(line)
    return done


def told_outcome(done: Outcome, words: str) -> list[str]:
    """What a publication did, in a few lines."""
    lines = [f"{words}: release {done.id} is live: {done.files} files sent ({told.size(done.size)}), {done.removed} removed."]
    if done.nothing:
        lines = [f"{words}: nothing changed; release {done.id} is live."]
    if done.altered:
        shown = ", ".join(served.address(path) or "the home page" for path in done.altered[:3])
        more = f" and {len(done.altered) - 3} more" if len(done.altered) > 3 else ""
        lines.append(told.plain(f"Somebody had altered these by hand; they are as released again: {shown}{more}"))
    if done.purged:
        lines.append(f"Deleted, because they held what was withdrawn: {', '.join(done.purged)}")
    return lines
