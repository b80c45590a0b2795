# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures links`: whether what is already public elsewhere is still there."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from .. import __version__
from ..casework import folder
from ..configuration import load
from ..links import kept
from ..links.fetch import Fetcher
from ..links.kept import Known
from ..links.look import Manners, look
from ..problems import ExitCode
from ..settings import Settings
from .options import CONFIG

WORDS = {kept.HERE: "there", kept.GONE: "gone", kept.FAILED: "does not answer", kept.UNASKED: "not asked"}


@click.command()
@CONFIG
@click.option("--format", "form", type=click.Choice(("json", "text")), default="text", show_default=True, help="How to tell what was found.")
@click.option("--delay", type=click.FloatRange(0), default=2.0, show_default=True, help="Seconds between two questions to one host.")
@click.option("--at-a-time", type=click.IntRange(1, 16), default=4, show_default=True, help="Hosts that are asked at the same time.")
@click.option("--timeout", type=click.FloatRange(0.1, 300), default=20.0, show_default=True, help="Seconds to wait for a host.")
def command(config_file: Path, form: str, delay: float, at_a_time: int, timeout: float) -> None:
    """See whether public-domain material is still there.

    Asks the hosts of all links under `public_domain` of published requests, keeps what it finds in links.tsv beside the
    register of addresses, and says which are gone. The next build tells readers so, with the archived copy where one is
    recorded. This is the only command that asks other hosts.
    """
    settings = load(config_file)
    addresses = _addresses(settings)
    before = kept.read(settings.published)
    fetcher = Fetcher(agent(settings), timeout)
    count = 0

    def told(one: Known) -> None:
        nonlocal count
        count += 1
        click.echo(f"{count} of {len(addresses)}: {one.address}: {WORDS[one.state]}", err=True)

    found = look(addresses, before, fetcher, Manners(delay, at_a_time), told)
    file = kept.write(settings.published, found.values())
    if form == "json":
        click.echo(json.dumps([asdict(one) | {"dead": one.dead, "changed": _changed(before, one), "requests": addresses[one.address]}
                               for one in found.values()], indent=1, ensure_ascii=False))  # fmt: skip
    else:
        click.echo(_report(found, before, addresses))
    click.echo(f"Kept in {file}. Commit it, and build again.", err=True)
    if any(one.dead for one in found.values()):
        sys.exit(ExitCode.PROBLEMS)


def agent(settings: Settings) -> str:
    """How this program names itself, so that a host knows whom to write to."""
    whose = next((one.email for one in settings.authorities.values() if one.email), "")
    return f"disclosures-links/{__version__} ({'; '.join(filter(None, ('looks whether links still work', settings.site_url, whose)))})"


def _addresses(settings: Settings) -> dict[str, list[str]]:
    """Each address with the references of the requests that point to it."""
    found: dict[str, list[str]] = {}
    for loaded in folder.load_log(settings.requests):
        request = loaded.request
        for material in request.public_domain if request is not None and request.status == "published" else ():
            if material.url:
                found.setdefault(material.url, []).append(request.reference)
    return found


def _changed(before: dict[str, Known], one: Known) -> bool:
    known = before.get(one.address)
    return bool(known and known.sha256 and one.sha256 and known.sha256 != one.sha256)


def _report(found: dict[str, Known], before: dict[str, Known], addresses: dict[str, list[str]]) -> str:
    """What is not as it should be first."""
    lines = []
    for state in (kept.GONE, kept.FAILED, kept.UNASKED, kept.HERE):
        listed = [one for one in found.values() if one.state == state]
        if state == kept.HERE:
            lines.append(f"{len(listed)} of {len(found)} are there.")
            listed = [one for one in listed if one.words or _changed(before, one)]
        for one in listed:
            more = [one.words, "what is there has changed" if _changed(before, one) else "", f"last seen {one.seen}" if one.seen and state != kept.HERE else ""]
            lines.append(f"{one.address}\n    {WORDS[state]}: {'; '.join(filter(None, more))} ({', '.join(addresses[one.address])})")
    return "\n".join(lines)
