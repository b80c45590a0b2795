# SPDX-License-Identifier: AGPL-3.0-or-later
"""The data of the log, a year at a time: joined from the lines that the ledger keeps of each answer.

Nothing is made anew but the years in which an answer has changed, whatever the size of the log.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..problems import LogRefused, Problem
from ..safety.output import Look
from ..safety.pool import Pool
from ..settings import Settings
from ..site import addresses, described, tables, tree
from ..site.described import Made, Publisher
from ..store import Store, sha256
from .ledger import Ledger
from .setting_out import Outfit


class Joining:
    """Writes what has changed of it, against the ledger."""

    def __init__(self, settings: Settings, outfit: Outfit, ledger: Ledger, staging: Path, store: Store):
        self.outfit, self.ledger, self.staging, self.store = outfit, ledger, staging, store
        contacts = tuple(sorted((one.name, one.email) for one in settings.authorities.values()))
        self.publisher = Publisher(settings.site_name, settings.site_url, settings.options.licence, contacts)
        self.changed: list[str] = []
        self.gone: set[str] = set()

    def join(self, touched: set[str]) -> None:
        """Write the files of the years in `touched`, and what tells of them. Raises LogRefused when a withheld term stands in one."""
        anew = self.ledger.get("joined by") != self.outfit.log
        if not touched and not anew:
            return
        before: dict[str, list] = self.ledger.get("joined") or {}
        years = self.ledger.years()
        order = list(self.ledger.get("joined years") or ())
        around = anew or order != list(years)
        kept = {address: told for address, told in before.items() if told[2] in years}
        problems: list[Problem] = []
        made: dict[str, list] = {}
        with Pool(1) as pool:
            look = Look(self.outfit.terms, self.store, pool)
            for address, year, data in self._files(list(years), touched, anew, around):
                problems += look.file(address, data)
                made[address] = self._made(address, year, data, before)
            for address, data in self._told(kept | made, years).items():
                problems += look.file(address, data)
                made[address] = self._made(address, "", data, before)
        if problems:
            raise LogRefused(problems)
        self.gone = before.keys() - (kept | made).keys()
        self.ledger.set("joined", kept | made)
        self.ledger.set("joined years", list(years))
        self.ledger.set("joined by", self.outfit.log)

    def _files(self, years: list[str], touched: set[str], anew: bool, around: bool) -> Iterator[tuple[str, str, bytes]]:
        base = self.publisher.base
        for year in years:
            if anew or year in touched:
                for name in tables.COLUMNS:
                    yield addresses.year_csv(year, name), year, tables.table(name, self.ledger.lines(year, name))
                yield addresses.csv_metadata(year), year, described.csvw(year)
            if around or year in touched:
                yield addresses.year_json(year), year, tables.page(year, self.ledger.lines(year, "item"), years, base)

    def _told(self, files: dict[str, list], years: dict[str, int]) -> dict[str, bytes]:
        """What tells of the years' files, and of itself."""
        tabled = [
            Made(year, name, files[address][1], files[address][0])
            for year in years for name in tables.COLUMNS if (address := addresses.year_csv(year, name)) in files
        ]  # fmt: skip
        return {
            addresses.LOG_JSON: tables.index(self.publisher.title, years, self.publisher.base),
            addresses.DATAPACKAGE: described.datapackage(tabled, self.publisher),
            addresses.CATALOGUE: described.catalogue(years, files, self.publisher),
            **described.fixed(self.publisher),
        }

    def _made(self, address: str, year: str, data: bytes, before: dict[str, list]) -> list:
        """Write it if it has changed; returns what the ledger keeps of it: SHA-256, bytes, year."""
        digest = sha256(data)
        if before.get(address, ("",))[0] != digest:
            tree.write(self.staging, address, data)
            self.changed.append(address)
        return [digest, len(data), year]
