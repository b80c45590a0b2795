# SPDX-License-Identifier: AGPL-3.0-or-later
"""One request made anew while everything else stays as the last good build left it: for what has to go at once.

Other folders are not looked at, so an officer may be half-way through any of them. What belongs to the log as a whole is
made from the cards and the editorial pages that the ledger keeps. This needs settings, theme, statutes and program to be
those of the last build: otherwise every page would be another.

The ledger remembers what each file that was touched so held before. So it can be told afterwards whether a place that the
site was released to differs in nothing but this.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..problems import DisclosuresError, ExitCode
from ..site import tree
from ..site.editorial import Editorial
from ..store import sha256
from .ledger import Ledger

_TOUCHED, _EDITORIAL = "touched alone", "editorial"


class NotAlone(DisclosuresError):
    """Why one request cannot be made anew alone, in words that follow “because”."""

    exit_code = ExitCode.PROBLEMS


NO_BUILD = NotAlone("the site's folder is not as a good build on this machine left it")
UNKNOWN = NotAlone("the last good build did not hold this request")
OTHERWISE = NotAlone("the settings, the theme, a statute or this program has changed since the last good build")


def keep(ledger: Ledger, editorial: Editorial) -> None:
    """Remember the editorial pages of a build that took in everything, and that nothing was touched since."""
    ledger.set(_EDITORIAL, editorial.as_dict())
    ledger.set(_TOUCHED, None)


def editorial(ledger: Ledger) -> Editorial:
    """The editorial pages of the last good build. Raises NotAlone."""
    kept = ledger.get(_EDITORIAL)
    if kept is None:
        raise NO_BUILD
    return Editorial.from_dict(kept)


def touch(ledger: Ledger, site: Path, addresses: Iterable[str]) -> None:
    """Remember what these files of the site hold before they are replaced or removed."""
    before = touched(ledger)
    for path in map(tree.file_of, addresses):
        try:
            held = sha256((site / path).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            held = ""
        before[path] = list(dict.fromkeys([*before.get(path, ()), held]))
    ledger.set(_TOUCHED, before)


def touched(ledger: Ledger) -> dict[str, list[str]]:
    """Path to all that it held before, as SHA-256 and empty for no file, of what was made alone since the last build of everything."""
    return ledger.get(_TOUCHED) or {}
