# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tree compared with the log: a page for each request, a file for each released record, nothing else.

The caller says what the log asks for, as (address, what): what is `page`, `file`, `data`, or `redirect` for an address that
may be there and need not. Below a record's page, its further pages and its pictures belong to it. Only `requests/` is compared
both ways, for everything that could tell something of a request lies there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..problems import Place, Problem, Severity
from .links import Read, redirect
from .manifest import Manifest
from .served import address, is_page, path_of

Expected = Iterable[tuple[str, str]]
_INDEX = ("requests/index.html",)
_OF_RECORD = re.compile(r"(requests/[^/]+/records/[^/]+/)(?:[0-9]+/index\.html|pages/[0-9a-f]{16}\.webp)")


def compare(new: Manifest, tree: Path, expected: Expected, read: Read) -> Iterator[Problem]:
    """A problem for each address that is missing, and for each file under `requests/` that nothing asks for."""
    asked = {path_of(where): what for where, what in expected}
    for path, what in sorted(asked.items()):
        if path not in new.files and what != "redirect":
            yield Problem(
                "release-missing", Severity.ERROR, Place(tree / path),
                f"the log has a {what} at {address(path)}, but the built site has none",
                "Build the site anew; if the message comes again, report it as a fault of this program.",
            )  # fmt: skip
    for path in new.files:
        if not path.startswith("requests/") or path in asked or path in _INDEX:
            continue
        whose = _OF_RECORD.fullmatch(path)
        if not (whose and path_of(whose[1]) in asked) and not (is_page(path) and redirect(path, read(path))):
            yield Problem(
                "release-unexpected", Severity.ERROR, Place(tree / path),
                f"the built site has {address(path)}, which nothing in the log asks for",
                "Delete the folder of the built site and build anew, so that nothing old is left in it.",
            )  # fmt: skip
