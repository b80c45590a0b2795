# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of withheld terms: names and words that may appear nowhere in what is published, kept as salted hashes.

For each term the file holds 16 bits of a fast hash, so that nearly every run of words in a text can be passed over at
once, and a slow one (scrypt, RFC 7914) that decides. The file shows no term. Whoever has it and a list of likely names
can still try them one by one, only slowly: it is to be kept as safe as the names themselves.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from ..problems import DocumentError
from ..store import sha256
from . import folding

FORMAT = 1
SHORTEST = 4
"""Letters and digits of a term; shorter ones would be met everywhere."""
LONGEST = 80
_SLACK = 2
_KNOWN = 300_000
_CURE = "Restore the file, or delete it and add the terms again"


class TooShort(ValueError):
    """A term of too few, or too many, letters and digits."""


class Terms:
    """A list of terms. `find` tells where a text holds one, never which."""

    def __init__(self, salt: bytes, most: int = 3, marks: Iterable[tuple[str, str]] = (), count: int = 0):
        self.salt, self.most, self.count = salt, most, count
        self._marks: dict[bytes, set[bytes]] = {}
        for quick, slow in marks:
            self._marks.setdefault(bytes.fromhex(quick), set()).add(bytes.fromhex(slow))
        self._passed: set[str] = set()
        self._slow = lru_cache(10_000)(self._slowly)

    @classmethod
    def new(cls) -> Terms:
        """An empty list with a salt of its own."""
        return cls(secrets.token_bytes(16))

    @classmethod
    def load(cls, path: Path) -> Terms:
        """Read a list. Raises DocumentError when it cannot be used: then nothing may be published."""
        try:
            kept = json.loads(path.read_bytes())
            if kept["format"] != FORMAT:
                raise ValueError("another format")
            return cls(bytes.fromhex(kept["salt"]), int(kept["most"]), [tuple(m) for m in kept["marks"]], int(kept["count"]))
        except OSError as error:
            reason = (error.strerror or "it cannot be opened").lower()
            raise DocumentError(path, f"the list of withheld terms cannot be read: {reason}", _CURE) from None
        except (ValueError, KeyError, TypeError):
            raise DocumentError(path, "this is no list of withheld terms, or it is damaged", _CURE) from None

    def save(self, path: Path) -> None:
        """Write the list whole, readable by its owner alone."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f".{path.name}.new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(self._dump())
        os.replace(beside, path)

    def _dump(self) -> bytes:
        marks = sorted((quick.hex(), slow.hex()) for quick, slows in self._marks.items() for slow in slows)
        kept = {"format": FORMAT, "salt": self.salt.hex(), "most": self.most, "count": self.count, "marks": marks}
        return (json.dumps(kept, indent=1) + "\n").encode()

    @property
    def id(self) -> str:
        """Changes with the list; part of the key of every kept search."""
        return sha256(self._dump())

    def add(self, term: str) -> bool:
        """Add one term, a name of two or three words also with its last word first. False when it is there already.

        Raises TooShort.
        """
        plain = folding.letters(term)
        if not SHORTEST <= len(plain) <= LONGEST:
            raise TooShort(f"a term needs {SHORTEST} to {LONGEST} letters and digits")
        words = term.replace(",", " ").split()
        turned = folding.letters(" ".join([words[-1], *words[:-1]])) if 1 < len(words) < 4 else plain
        if self._holds(plain):
            return False
        for one in {plain, turned}:
            self._marks.setdefault(self._quick(one), set()).add(self._slow(one))
        self._passed.clear()
        self.most = max(self.most, len(folding.pieces(term)) + _SLACK)
        self.count += 1
        return True

    def find(self, text: str) -> list[int]:
        """Offsets in `text` at which a term begins, in order."""
        if not self._marks:
            return []
        found = set()
        for letters, offset in folding.windows(text, self.most, SHORTEST, LONGEST):
            if letters in self._passed:
                continue
            if self._holds(letters):
                found.add(offset)
            else:
                if len(self._passed) >= _KNOWN:
                    self._passed.clear()
                self._passed.add(letters)
        return sorted(found)

    def _holds(self, letters: str) -> bool:
        slows = self._marks.get(self._quick(letters))
        return slows is not None and self._slow(letters) in slows

    def _quick(self, letters: str) -> bytes:
        return hashlib.blake2b(letters.encode(), key=self.salt, digest_size=2).digest()

    def _slowly(self, letters: str) -> bytes:
        return hashlib.scrypt(letters.encode(), salt=self.salt, n=4096, r=8, p=1, dklen=16)
