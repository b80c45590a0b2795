# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was made of what: one SQLite file for each site, which a killed build leaves as it was before or after a step.

The ledger can be deleted at any time; the next build then makes everything anew. It is written by the build alone.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from ..problems import DisclosuresError, ExitCode
from ..store import sha256, write_whole

try:
    import fcntl
except ImportError:  # Windows: two builds at once are then not told from one
    fcntl = None  # type: ignore[assignment]

FORM = "5"
"""Changes with the tables below."""


class Damaged(sqlite3.DatabaseError):
    """The ledger holds what no build wrote."""


class Busy(DisclosuresError):
    """Another build of the same site is running."""

    exit_code = ExitCode.USAGE


@dataclass(slots=True)
class Row:
    """What is known of one request's folder."""

    folder: str
    """Its path below requests/, with /."""
    names: str
    """Everything in it, one name a line end (NUL)."""
    stamp: bytes
    """What the file system said of it before it was read."""
    content: str
    """SHA-256 of its files."""
    key: str
    """Of everything that its pages are made from."""
    regime: str
    reference: str
    line: int
    column: int
    until: str
    """The last day on which this holds, ISO 8601; empty when it holds for good."""
    card: str
    """As JSON; empty for drafts."""
    problems: str
    """As JSON; notes, warnings and held back files."""
    published: int
    """1 for what readers can see, 0 for drafts."""
    held_back: int
    outputs: str
    """JSON: address to SHA-256 of everything published for it."""
    moved: str = ""
    """JSON: old address to new one, as the request itself declares; empty for most."""


_COLUMNS = [field.name for field in fields(Row)]


class Ledger:
    """The ledger of one site."""

    def __init__(self, path: Path, *, new: bool = False):
        """Open the ledger at `path`. With `new` it starts empty, and is not kept safe until `save`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if new:
            path.unlink(missing_ok=True)
        self.path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        if new:
            self._db.execute("PRAGMA journal_mode=OFF")
            self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("BEGIN")
        self._db.execute("CREATE TABLE IF NOT EXISTS told (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
        self._db.execute("CREATE TABLE IF NOT EXISTS page (address TEXT PRIMARY KEY, key TEXT, sha256 TEXT) WITHOUT ROWID")
        self._db.execute(f"CREATE TABLE IF NOT EXISTS request ({', '.join(_COLUMNS)}, PRIMARY KEY (folder))")
        self._db.execute("CREATE TABLE IF NOT EXISTS arrived (extract BLOB)")
        self._db.execute("CREATE TABLE IF NOT EXISTS related (home TEXT PRIMARY KEY, block TEXT) WITHOUT ROWID")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS lines (folder TEXT PRIMARY KEY, year, place, requests, records, exemptions, item)"
        )
        self._db.execute("CREATE INDEX IF NOT EXISTS yearly ON lines (year, place)")
        self._db.execute("CREATE INDEX IF NOT EXISTS total ON request (published, held_back)")
        self._db.execute("CREATE INDEX IF NOT EXISTS faulty ON request (folder) WHERE problems != ''")
        self._db.execute("CREATE INDEX IF NOT EXISTS movers ON request (folder) WHERE moved != ''")

    @classmethod
    def open(cls, path: Path) -> Ledger | None:
        """The ledger at `path`; None when there is none, or none that this program can read."""
        if not path.exists():
            return None
        try:
            ledger = cls(path)
            if ledger.get("form") == FORM:
                return ledger
            ledger.close()
        except sqlite3.Error:
            pass
        return None

    def get(self, name: str) -> Any:
        """A value as it was set, or None."""
        found = self._db.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
        try:
            return json.loads(found[0]) if found else None
        except ValueError as error:
            raise Damaged(str(error)) from error

    def set(self, name: str, value: Any) -> None:
        """Keep a JSON-able value."""
        self._db.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (name, json.dumps(value)))

    def stamps(self) -> Iterator[tuple[str, str, bytes, str]]:
        """(folder, names, stamp, until) of every request."""
        return self._db.execute("SELECT folder, names, stamp, until FROM request")

    def keys(self) -> Iterator[tuple[str, str, str, str]]:
        """(folder, content, regime, key) of every request."""
        return self._db.execute("SELECT folder, content, regime, key FROM request")

    def pointing(self, text: str) -> Iterator[str]:
        """Folders of the requests on whose card this text stands."""
        return (folder for (folder,) in self._db.execute("SELECT folder FROM request WHERE instr(card, ?)", (json.dumps(text, ensure_ascii=False),)))

    def named(self) -> Iterator[tuple[str, str, int, int]]:
        """(folder, reference, line, column) of every request that has a reference."""
        return self._db.execute("SELECT folder, reference, line, column FROM request WHERE reference != ''")

    def cards(self) -> Iterator[str]:
        """Every card, as JSON."""
        return (card for (card,) in self._db.execute("SELECT card FROM request WHERE card != '' ORDER BY folder"))

    def problems(self) -> Iterator[str]:
        """Problems of the requests that have any, as JSON."""
        return (told for (told,) in self._db.execute("SELECT problems FROM request WHERE problems != '' ORDER BY folder"))

    def outputs(self) -> Iterator[str]:
        """What is published for each request, as JSON."""
        return (told for (told,) in self._db.execute("SELECT outputs FROM request ORDER BY folder"))

    def moved(self) -> Iterator[tuple[str, str]]:
        """(folder, JSON of old address to new) of the requests that declare moves."""
        return self._db.execute("SELECT folder, moved FROM request WHERE moved != '' ORDER BY folder")

    def homes(self) -> Iterator[tuple[str, str, int, str]]:
        """(reference, card as JSON, files held back, folder) of every request that readers can see."""
        return self._db.execute("SELECT reference, card, held_back, folder FROM request WHERE published = 1")

    def totals(self) -> tuple[int, int]:
        """How many requests are published, and how many files are held back."""
        return self._db.execute("SELECT coalesce(sum(published), 0), coalesce(sum(held_back), 0) FROM request").fetchone()

    def row(self, folder: str) -> Row | None:
        """What is known of one request."""
        found = self._db.execute(f"SELECT {', '.join(_COLUMNS)} FROM request WHERE folder = ?", (folder,)).fetchone()
        return Row(*found) if found else None

    def put(self, row: Row) -> None:
        """Keep what is known of one request."""
        self._db.execute(f"INSERT OR REPLACE INTO request VALUES ({', '.join('?' * len(_COLUMNS))})", astuple(row))

    def put_lines(self, folder: str, lines: Sequence[str]) -> None:
        """Keep one request's lines of the tables of its year; none for drafts."""
        self._db.execute("DELETE FROM lines WHERE folder = ?", (folder,))
        if lines:
            self._db.execute("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?, ?)", (folder, *lines))

    def year_of(self, folder: str) -> str:
        """The year in whose tables a request stands; empty when it stands in none."""
        found = self._db.execute("SELECT year FROM lines WHERE folder = ?", (folder,)).fetchone()
        return found[0] if found else ""

    def years(self) -> dict[str, int]:
        """How many requests each year has, the oldest first."""
        return dict(self._db.execute("SELECT year, count(*) FROM lines GROUP BY year ORDER BY year"))

    def lines(self, year: str, kind: str) -> list[str]:
        """The lines of one kind of a year, in order: `requests`, `records`, `exemptions`, `item`."""
        return [line for (line,) in self._db.execute(f"SELECT {kind} FROM lines WHERE year = ? ORDER BY place, folder", (year,))]

    def restamp(self, folder: str, names: str, stamp: bytes) -> None:
        """The folder was touched, and its files hold what they held."""
        self._db.execute("UPDATE request SET names = ?, stamp = ? WHERE folder = ?", (names, stamp, folder))

    def drop(self, folder: str) -> None:
        """The request is gone."""
        self._db.execute("DELETE FROM lines WHERE folder = ?", (folder,))
        self._db.execute("DELETE FROM request WHERE folder = ?", (folder,))

    def pages(self) -> dict[str, tuple[str, str]]:
        """Address to (key, SHA-256) of everything that belongs to the log as a whole."""
        return {address: (key, digest) for address, key, digest in self._db.execute("SELECT * FROM page")}

    def put_pages(self, made: Iterable[tuple[str, str, str]], gone: Iterable[str] = ()) -> None:
        """Keep (address, key, SHA-256) of what was made, and forget what is gone."""
        self._db.executemany("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", made)
        self._db.executemany("DELETE FROM page WHERE address = ?", ((address,) for address in gone))

    @property
    def connection(self) -> sqlite3.Connection:
        """For the index of the search, which keeps its state here."""
        return self._db

    def arrive(self, extract: bytes) -> None:
        """Lay by what the index of the search needs of an answer."""
        self._db.execute("INSERT INTO arrived VALUES (?)", (extract,))

    def arrived(self) -> bool:
        """Whether something was laid by."""
        return self._db.execute("SELECT 1 FROM arrived LIMIT 1").fetchone() is not None

    def arrivals(self) -> Iterator[bytes]:
        """What was laid by, one after the other."""
        return (extract for (extract,) in self._db.execute("SELECT extract FROM arrived ORDER BY rowid"))

    def clear_arrivals(self) -> None:
        """The index has taken it in."""
        self._db.execute("DELETE FROM arrived")

    def resembled(self, homes: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Which answers name one of `homes` among those that resemble them, each with all that it names; and `homes` themselves."""
        asked = set(homes)
        if not asked or not self.get("search"):
            return {}
        return {key: others for key, others in self.resembling().items() if key in asked or asked.intersection(others)}

    def resembling(self) -> dict[str, tuple[str, ...]]:
        """What resembles each answer."""
        rows = self._db.execute("SELECT key, others FROM search_related")
        return {key: tuple(others.split("\n")) if others not in ("", "-") else () for key, others in rows}

    def block(self, home: str) -> str:
        """The similar answers of one, as HTML; empty when there are none."""
        found = self._db.execute("SELECT block FROM related WHERE home = ?", (home,)).fetchone()
        return found[0] if found else ""

    def put_block(self, home: str, block: str) -> None:
        """Keep them."""
        if block:
            self._db.execute("INSERT OR REPLACE INTO related VALUES (?, ?)", (home, block))
        else:
            self._db.execute("DELETE FROM related WHERE home = ?", (home,))

    def forget_blocks(self) -> None:
        """Nothing resembles anything."""
        self._db.execute("DELETE FROM related")

    def search_files(self) -> list[str]:
        """Every file of the index of the search."""
        if not self.get("search"):
            return []
        return ["search/index.json", *(address for (address,) in self._db.execute("SELECT address FROM search_files"))]

    def save(self) -> None:
        """Make everything so far safe, and go on."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def take_place(self, path: Path) -> None:
        """Become the ledger at `path`, in one step."""
        self._db.execute("COMMIT")
        self._db.close()
        forget(path)
        os.replace(self.path, path)
        self.__init__(path)  # type: ignore[misc]

    def close(self) -> None:
        """Forget what was not saved."""
        self._db.rollback()
        self._db.close()


def path_for(cache: Path, site: Path) -> Path:
    """Where the ledger of a site lies: each site has its own."""
    return cache / "sites" / f"{sha256(os.fsencode(site))[:16]}.sqlite"


def forget(path: Path) -> None:
    """Remove the ledger at `path`, and the journal that a killed build may have left, which must never meet another ledger."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)


def hint(config_file: Path, site: Path | None) -> Path | None:
    """The ledger of the last build, found without reading the settings; None when the cache is not where it usually is."""
    folder = config_file.resolve().parent / ".cache" / "disclosures" / "sites"
    if site is not None:
        return folder / path_for(Path(), site.resolve()).name
    try:
        return folder / _hint_for(folder, config_file).read_text(encoding="ascii")
    except OSError:
        return None


def keep_hint(path: Path, config_file: Path) -> None:
    """Remember that the site of this configuration has the ledger at `path`."""
    write_whole(_hint_for(path.parent, config_file), path.name.encode("ascii"))


def _hint_for(folder: Path, config_file: Path) -> Path:
    return folder / f"{sha256(os.fsencode(config_file.resolve()))[:16]}.hint"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the site for one build. Raises Busy when another one has it; a killed build lets go by itself."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path.with_suffix(".lock"), "w", encoding="ascii") as file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Busy("another build of this site is running: wait until it has ended, then build again") from None
        yield
