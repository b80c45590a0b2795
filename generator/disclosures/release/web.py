# SPDX-License-Identifier: AGPL-3.0-or-later
"""A site as every reader gets it: over HTTP, from its public manifest. It can be looked at, and nothing more."""

from __future__ import annotations

import urllib.error
import urllib.request
from urllib.parse import quote

from ..problems import ReleaseError
from . import manifest, record
from .manifest import Manifest
from .record import Record
from .served import RELEASE
from .target import Live

_TIMEOUT = 30
_MANIFEST_AT_MOST = 200_000_000


class Web:
    """The site at `url`. Errors are ReleaseError; a file that is not there is FileNotFoundError."""

    def __init__(self, url: str):
        self.url = self.words = url if url.endswith("/") else f"{url}/"

    def read(self, path: str, at_most: int = _MANIFEST_AT_MOST) -> bytes:
        """The bytes of one file, fetched past caches; no more than `at_most` and one."""
        asked = urllib.request.Request(self.url + quote(path), headers={"Cache-Control": "no-cache", "User-Agent": "disclosures"})
        try:
            with urllib.request.urlopen(asked, timeout=_TIMEOUT) as answer:
                return answer.read(at_most + 1)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (404, 410):
                raise FileNotFoundError(2, "not there", path) from None
            raise ReleaseError(f"{self.url}{path} answers with {error.code}", "Try again, or look at the server.") from None
        except (OSError, ValueError) as error:
            why = getattr(error, "reason", error)
            raise ReleaseError(f"{self.url} cannot be reached: {why}", "Check the address and the network, then try again.") from None

    def manifest(self) -> Manifest | None:
        """The public manifest; None when the site has none."""
        try:
            return manifest.read(self.read(RELEASE[0]), f"{self.url}{RELEASE[0]}")
        except FileNotFoundError:
            return None

    def live(self) -> Live:
        """What the public manifest lists, to compare with."""
        found = self.manifest()
        if found is None:
            return Live(None, self.read)
        return Live(Record(record.new_id((), found.digest), found.digest, found.site, found.files), self.read)

    def close(self) -> None:
        """Nothing is held open."""
