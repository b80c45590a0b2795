# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether a build has anything to do: the quick look before anything is loaded.

Nothing else of this package may be imported here but the ledger and the stamps: this is all that happens at most builds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from . import seen
from .ledger import Ledger

ABSENT = "absent"


def since(ledger: Ledger, config_file: Path, site: str, today: str) -> bool:
    """Whether the site of this configuration is as the ledger tells, and nothing that it was made from has changed."""
    told = ledger.get("inputs")
    if not told or told["config"] != str(config_file.resolve()) or ledger.get("pending") or not is_site(ledger, site):
        return False
    return environment(told["environment"]) == told["environment"] and _watched(told["watched"]) and not changed(ledger, told["requests"], today)


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


def changed(ledger: Ledger, requests: str, today: str) -> bool:
    """Whether a request may have changed, come or gone, or is to be looked at again every day."""
    folders = [(folder, [""], bytes.fromhex(stamp)) for folder, stamp in ledger.get("folders") or []]
    if not folders or not all(seen.same(f"{requests}/{folder}" if folder else requests, names, stamp) for folder, names, stamp in folders):
        return True
    return any(
        (until and until < today) or not seen.same(f"{requests}/{folder}" if folder else requests, names.split("\0"), stamp)
        for folder, names, stamp, until in ledger.stamps()
    )
