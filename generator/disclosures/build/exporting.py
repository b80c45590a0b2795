# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole log in one piece, made from a built site: joined tables and a database.

A build does not make them, as they change with every answer and grow with the log. They are made before publishing, or at
night, and stay in the site until they are made again.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ..log import card
from ..problems import LogRefused, Problem
from ..safety import terms_file
from ..safety.output import Look
from ..safety.pool import Pool
from ..settings import Settings
from ..site import addresses, database, tables, tree
from ..store import Store, sha256
from . import inputs
from .ledger import Ledger


def export(settings: Settings, ledger: Ledger) -> list[str]:
    """Make what is not as it should be; returns the addresses that were written. Raises LogRefused when a withheld term stands there."""
    key = _key(ledger)
    known = ledger.get("exported") or {}
    if known and known.get(addresses.DATABASE) == key and all(os.path.isfile(tree.place(settings.site, one)) for one in known):
        return []
    staging = tree.staging_for(settings.site).with_suffix(".exporting")
    staging.mkdir(parents=True, exist_ok=True)
    made = []
    try:
        for name in tables.COLUMNS:
            data = tables.table(name, _lines(ledger, name))
            tree.write(staging, addresses.whole_csv(name), data)
            made.append(addresses.whole_csv(name))
        made.append(addresses.DATABASE)
        path = Path(tree.place(staging, addresses.DATABASE))
        database.write(path, {name: _lines(ledger, name) for name in tables.COLUMNS}, _texts(settings, ledger))
        _look(settings, staging, made)
        tree.move(staging, settings.site, made, ())
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    ledger.set("exported", dict.fromkeys(made, key))
    ledger.save()
    return made


def _look(settings: Settings, staging: Path, made: list[str]) -> None:
    terms = terms_file.load(settings.options.withheld_terms, settings.root, (settings.requests, settings.content))
    problems: list[Problem] = []
    with Pool(1) as pool:
        look = Look(terms, Store(settings.cache), pool)
        for address in made:
            if address != addresses.DATABASE:  # what it holds stands in the tables and on the pages, which were looked at
                problems += look.file(address, Path(tree.place(staging, address)).read_bytes())
    if problems:
        raise LogRefused(problems)


def _lines(ledger: Ledger, name: str) -> Iterator[str]:
    for year in ledger.years():
        yield from ledger.lines(year, name)


def _texts(settings: Settings, ledger: Ledger) -> Iterator[tuple[str, str, str]]:
    """The words of every page of every answer, in the order of their addresses."""
    pages = sorted((address, one.reference) for one in map(card.from_json, ledger.cards()) for address in one.addresses)
    for address, reference in pages:
        page = Path(tree.place(settings.site, address)).read_text(encoding="utf-8")
        yield reference, settings.site_url + address, database.words(page)


def _key(ledger: Ledger) -> str:
    told = [inputs.program(), json.dumps(ledger.get("joined")), *ledger.outputs()]
    return sha256("\n".join(told).encode())

