# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a build has anything to do: the quick look before anything is loaded.

Nothing else of this package may be imported here but the ledger and the stamps: this is all that happens at most builds.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from . import ledger as ledgers
from . import seen
from .ledger import Ledger

ABSENT = "absent"


@dataclass(frozen=True)
class Told:
    """What the last build said."""

    site: Path
    root: str
    problems: list[dict]
    requests: int
    held_back: int


def site(config_file: Path, wanted: Path | None) -> tuple[Told | None, list[str] | None]:
    """What the last build said, when the site would be built again as it is; and which requests have changed, when nothing else has.

    Both are None when a build has to look for itself.
    """
    hint = ledgers.hint(config_file, wanted)
    ledger = Ledger.open(hint) if hint else None
    if ledger is None:
        return None, None
    try:
        told = ledger.get("inputs")
        found = since(ledger, config_file, told["site"], date.today().isoformat()) if told else None
        if found is None or found:
            return None, found
        problems = [one for each in ledger.problems() for one in json.loads(each)] + (ledger.get("address problems") or [])
        return Told(Path(told["site"]), told["root"], problems, *ledger.totals()), []
    finally:
        ledger.close()


def since(ledger: Ledger, config_file: Path, site: str, today: str) -> list[str] | None:
    """The requests that have changed since the site was as the ledger tells; None when more than requests may have changed."""
    told = ledger.get("inputs")
    if not told or told["config"] != str(config_file.resolve()) or ledger.get("pending") or not is_site(ledger, site):
        return None
    if environment(told["environment"]) != told["environment"] or not _watched(told["watched"]):
        return None
    return changed(ledger, told["requests"], today)


def is_site(ledger: Ledger, site: str) -> bool:
    """Whether the folder is the one that the last build left: by its inode and by when its entries last changed."""
    return ledger.get("site") == identity(site)


def identity(site: str) -> list[int] | None:
    """What tells one folder from another of the same name."""
    try:
        found = os.stat(site)
    except OSError:
        return None
    return [found.st_dev, found.st_ino, found.st_mtime_ns]


def environment(names: Mapping[str, object] | list[str]) -> dict[str, str | None]:
    """What mkdocs.yml takes from the environment."""
    return {name: os.environ.get(name) for name in names}


def _watched(rows: list[list[str]]) -> bool:
    return all(
        not os.path.exists(folder) if stamp == ABSENT else seen.same(folder, names.split("\0"), bytes.fromhex(stamp))
        for folder, names, stamp in rows
    )


def changed(ledger: Ledger, requests: str, today: str) -> list[str] | None:
    """The requests that may have changed; None when one may have come or gone, or is to be looked at again every day."""
    folders = [(folder, [""], bytes.fromhex(stamp)) for folder, stamp in ledger.get("folders") or []]
    if not folders or not all(seen.same(f"{requests}/{folder}" if folder else requests, names, stamp) for folder, names, stamp in folders):
        return None
    found = []
    for folder, names, stamp, until in ledger.stamps():
        if until and until < today:
            return None
        if not seen.same(f"{requests}/{folder}" if folder else requests, names.split("\0"), stamp):
            found.append(folder)
    return found
