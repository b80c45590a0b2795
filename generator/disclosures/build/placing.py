# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the staging folder into the site, so that a build that is killed at any moment is finished by the next one.

What is going to be done is written into the ledger first, together with what the ledger then tells. Each step can be done
twice. So the ledger and the site are never told apart: either nothing was begun, or it is carried to its end.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..site import tree
from .ledger import Ledger
from .unchanged import identity

MANY = 2_000
"""Changed files from which on the whole tree is changed in one step instead."""


class SiteChanged(Exception):
    """Somebody took files of the site away: what the ledger tells of it is not true any more."""


def place(ledger: Ledger, site: Path, written: Sequence[str], gone: Sequence[str], fresh: Path | None) -> None:
    """Put what was written in place and take away what is gone. `fresh` is the path of the ledger that a new one replaces."""
    staging = tree.staging_for(site)
    if fresh is None and len(written) + len(gone) > MANY:
        ledger_addresses = set(every_address(ledger))
        try:
            tree.complete(staging, site, ledger_addresses - set(written))
        except FileNotFoundError as error:
            raise SiteChanged(str(error)) from error
    exchange = fresh is not None or len(written) + len(gone) > MANY
    ledger.set("pending", {"exchange": identity(str(staging))[:2]} if exchange else {"written": list(written), "gone": list(gone)})
    if fresh is not None:
        ledger.take_place(fresh)
    else:
        ledger.save()
    finish(ledger, site)


def finish(ledger: Ledger, site: Path) -> None:
    """Carry to its end what was begun; nothing when nothing was."""
    pending = ledger.get("pending")
    if not pending:
        return
    staging = tree.staging_for(site)
    if "exchange" in pending:
        if (identity(str(site)) or [])[:2] != pending["exchange"] and (identity(str(staging)) or [])[:2] == pending["exchange"]:
            tree.put_in_place(staging, site)
        done = (identity(str(site)) or [])[:2] == pending["exchange"]
    else:
        done = site.is_dir() and staging.is_dir()  # what was lost from there cannot be told from what was moved
        if done:
            tree.move(staging, site, pending["written"], pending["gone"])
            done = all(os.path.isfile(tree.place(site, address)) for address in pending["written"])
    ledger.set("pending", None)
    ledger.set("site", identity(str(site)) if done else None)
    ledger.save()
    shutil.rmtree(staging, ignore_errors=True)  # last of all: as long as something is pending, it has to be there


def every_address(ledger: Ledger) -> Iterator[str]:
    """Everything that is published, and the pages at old addresses that lead on."""
    yield from shown(ledger)
    yield from ledger.get("redirects") or ()


def shown(ledger: Ledger) -> dict[str, str]:
    """Everything that is published and shows something itself, with the SHA-256 of what belongs to one answer; empty for the rest."""
    found = dict.fromkeys([*ledger.pages(), *ledger.search_files(), *(ledger.get("joined") or ()), *(ledger.get("exported") or ())], "")
    for outputs in ledger.outputs():
        found.update(json.loads(outputs))
    return found


def claimed(ledger: Ledger, addresses: Iterable[str]) -> set[str]:
    """Those of `addresses` at which something is published."""
    asked = set(addresses)
    return {address for address in every_address(ledger) if address in asked}
