# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures release withdraw`: one answer, or one file of it, out of everything, now."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from ...casework import case, folder, withdrawing
from ...casework.marked_yaml import load as load_yaml
from ...casework.redactions import log_of
from ...casework.slug import slug
from ...problems import DocumentError, ExitCode, Problem, ReleaseError, Severity
from ...release import where
from ...release.served import address
from ...release.told import plain
from ...configuration import load
from ...settings import Settings
from ...store import write_whole
from ..formats import render
from ..options import CONFIG
from .apart import ready as alone_ready
from .building import Built, alone, built, home_of
from .preparing import BREAK, BY, Ready, chosen, opened, ready
from .publish import carry_out

ASIDE = ".withdrawn"


@click.command()
@click.argument("reference")
@click.option("--reason", required=True, help="Why, in plain words: readers see it. Do not repeat what should not be known.")
@click.option("--file", "name", default="", help="Take out only this file: its name in records/, or the number of a record with one file.")
@click.option("--exemption", default="", metavar="CODE", help="With --file: the provision that the record is withheld under now, such as s40(2).")
@click.option("--to", "targets", multiple=True, metavar="TARGET", help="Where to publish; every target of mkdocs.yml when not given.")
@click.option("--override", "overrides", multiple=True, metavar="ID", help="Publish although the problem of this id stands.")
@click.option("--with-the-rest", is_flag=True, help="Take in all folders as they are now, and publish whatever else has changed too.")
@CONFIG
@BY
@BREAK
def command(reference: str, reason: str, name: str, exemption: str, targets: tuple[str, ...], overrides: tuple[str, ...],
            with_the_rest: bool, config_file: Path, by: str, break_lock: bool) -> None:  # fmt: skip
    """Take one request, or one file of it, out everywhere, and leave the notice.

    The request's folder is edited, its files are moved to .withdrawn/ beside mkdocs.yml, the site is built and published,
    and older releases that hold the files are deleted at the target. Then follows the list of addresses that caches have
    to forget.

    Nothing else changes before readers. Other folders are not looked at: they stay as the last good build left them, and
    may have errors.
    """
    settings = load(config_file)
    places = [chosen(settings, one) for one in targets or settings.options.release.targets or ("",)]
    home = edit(settings, reference, reason, name, exemption)
    publish(config_file, home, places, reference, reason, overrides, by, break_lock, with_the_rest)


def edit(settings: Settings, reference: str, reason: str, name: str = "", exemption: str = "") -> Path:
    """Edit the request's folder and move its files aside; returns the folder. Nothing is changed when that would be an error."""
    known = [home for home in home_of(settings, reference) if next(withdrawing.folders(home, reference), None) == home]
    found = known if len(known) == 1 else list(withdrawing.folders(settings.requests, reference))
    if len(found) != 1:
        where = f"several requests have the reference {reference}" if found else f"no request has the reference {reference}"
        raise ReleaseError(where, "Give the reference as it stands in request.yaml.")
    home, file = found[0], found[0] / folder.REQUEST_FILE
    raw = file.read_bytes().decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in raw else "\n"
    if _done(settings, home, name):
        click.echo(f"Nothing is left to edit in {file}")
        return home
    text, day = raw.replace("\r\n", "\n"), datetime.now(UTC).astimezone().date().isoformat()
    try:
        if name:
            edited = withdrawing.one_file(file, text, name, day, reason, exemption)
        else:
            edited = withdrawing.whole(file, text, day, reason)
    except DocumentError as error:
        raise ReleaseError(f"{error.file}: {error.reason}. Nothing was changed", error.cure) from None
    before = _errors(settings, home)
    try:
        write_whole(file, edited.text.replace("\n", ends).encode())
        moved = [pair for one in edited.files for part in (one, log_of(one)) if (pair := _aside(settings, home, part))]
        for old, new in moved:
            new.parent.mkdir(parents=True, exist_ok=True)
            os.replace(old, new)
    except OSError as error:
        why = f"{error.filename or file}: {error.strerror}"
        raise ReleaseError(f"the withdrawal could not be written down: {why}. Nothing was published", "Mend that, then type the same command again.") from error
    if fresh := [problem for key, problem in _errors(settings, home).items() if key not in before]:
        for old, new in moved:
            os.replace(new, old)
        write_whole(file, raw.encode())
        click.echo(render(fresh, "text", settings.root))
        raise ReleaseError(f"without this file {file} would have errors. It was left as it was", "Withdraw the whole request, or edit it by hand.")
    click.echo(f"Edited {file}")
    for _, new in moved:
        click.echo(f"Moved a file to {new}")
    return home


def _done(settings: Settings, home: Path, name: str) -> bool:
    """Whether an earlier run has taken it out of the folder already."""
    if name:
        return any((settings.root / ASIDE / home.name / one).is_file() and not (home / one).exists() for one in (name, f"records/{name}"))
    value = load_yaml(home / folder.REQUEST_FILE).value
    return isinstance(value, dict) and value.get("status") == "withdrawn" and "withdrawn" in value


def _aside(settings: Settings, home: Path, name: str) -> tuple[Path, Path] | None:
    """Where a file lies and where it goes: out of requests/, and out of version control."""
    old = home / name
    if not old.is_file() or not old.resolve().is_relative_to(home.resolve()):
        return None
    aside = settings.root / ASIDE
    if not (aside / ".gitignore").exists():
        write_whole(aside / ".gitignore", b"*\n")
    return old, aside / home.name / name


def _errors(settings: Settings, home: Path) -> dict[tuple[str, str], Problem]:
    """Errors of this one request, by id and message."""
    problems = case.check_log([folder.load(home)], settings.authorities)
    return {(p.id, p.message): p for p in problems if p.severity is Severity.ERROR}


def publish(config_file: Path, home: Path, places: list[where.Where], reference: str, reason: str, overrides: tuple[str, ...] = (), by: str = "",
            break_lock: bool = False, with_the_rest: bool = False) -> None:  # fmt: skip
    """Build once and publish to every place; a place that fails does not keep the others waiting."""
    settings, made, apart = _made(config_file, home, reference, with_the_rest)
    own, failed = f"requests/{slug(reference)}/", []
    for place in places:
        try:
            there = opened(settings, place)
            try:
                prepared = alone_ready(settings, made, there, own) if apart else ready(settings, made, there, place)
                if prepared is None:
                    click.echo(f"{there.words}: nothing was released here yet.")
                    continue
                if not apart and not with_the_rest:
                    _nothing_else(prepared, there.words, own)
                changes = prepared.plan.changes
                gone = [path for path in changes.remove if path.startswith(own)]
                carry_out(prepared, there, overrides, reason, by, gone=gone, break_lock=break_lock)
            finally:
                there.close()
            touched = [path for path in (*changes.remove, *changes.put) if path in prepared.live.files]
            click.echo(f"Caches have to forget these {len(touched)} addresses:" if touched else "No cache holds anything of it.")
            for path in touched:
                click.echo(plain(f"  {settings.site_url}{address(path)}"))
        except ReleaseError as error:
            failed.append(place.name)
            click.echo(f"{error}", err=True)
    if failed:
        click.echo(f"STILL LIVE at {', '.join(failed)}. Mend what is told above, then type the same command again.", err=True)
        sys.exit(ExitCode.UNRELEASED)


def _made(config_file: Path, home: Path, reference: str, with_the_rest: bool) -> tuple[Settings, Built, bool]:
    """The site with the withdrawal, and whether nothing else was made anew: as it is with the last good build, whatever else has errors."""
    from ...build.alone import NotAlone

    try:
        if not with_the_rest:
            try:
                return *built(config_file, None, lambda config_file: alone(config_file, home)), True
            except NotAlone as error:
                click.echo(f"The whole log is built, because {error}.", err=True)
        return *built(config_file, None), False
    except SystemExit:
        click.echo(f"STILL LIVE: {reference}. Mend what is told above, then type the same command again.", err=True)
        raise


def _nothing_else(prepared: Ready, words: str, own: str) -> None:
    """Raise ReleaseError when another request would change before readers as well."""
    others = [one for one in prepared.plan.changes.requests if f"requests/{one.slug}/" != own]
    if others and not prepared.plan.changes.first:
        more = f" and {len(others) - 1} more requests" if len(others) > 1 else ""
        raise ReleaseError(
            f"{words}: more than the withdrawal would be published: {others[0].reference}{more}",
            "If that may go out with it, type the same command again with --with-the-rest.",
        )
