# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is about to be published, under the gate's eyes once more before it takes its place in the site.

Pages must show all that they hold, and no file may hold a withheld term: not in its text, its properties, its hidden
parts, its pictures, nor in its name. What is found here is an error: nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..problems import DocumentError, Place, Problem, Severity
from ..store import Store, sha256
from . import ocr, pages, rules
from .findings import Finding, Verdict
from .pool import Pool, WorkerFailed
from .rules import Leak
from .terms import Terms

LISTED = Leak(
    "TERM-LISTED",
    title="A withheld term is about to be published",
    verdict=Verdict.BLOCK,
    kinds=frozenset(),
    finds=(
        "Terms of the list of withheld terms, in any file of the built site: text, attributes, data, properties and hidden "
        "strings, names of files, members of archives, and words in pictures where Tesseract is installed. Case, accents, "
        "ligatures, hyphens and spaces do not count."
    ),
    why="The list names what must not get out by any way, also by one that no other rule looks at.",
    cure="Remove the term where it was written, and build again; `disclosures terms check FILE` tells whether it is gone",
    check=lambda opened: (),
    before="The list of withheld terms holds a name. The answer's title, or a page of a record, still has it.",
    after="The name is in no file of the site.",
)
ALL = (LISTED, *pages.ALL)
_TEXTS = (".json", ".xml", ".txt", ".csv", ".webmanifest")
_IN_WORKER = (".pdf", ".zip", ".xlsx", ".ods", ".docx", ".odt", ".pptx", ".odp", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif",
              ".tiff", ".eml", ".msg")  # fmt: skip
_MOST = 10
"""Places told per file; more say nothing new."""


def quiet(done: int, total: int) -> None:
    """Tell nobody."""


class Look:
    """Looks at files that are about to be published. `pool` opens documents; it is asked only when there is a list of terms."""

    def __init__(self, terms: Terms | None, store: Store, pool: Pool):
        self._search = Search(terms, store, pool) if terms is not None and terms.count else None

    def file(self, name: str, data: bytes) -> list[Problem]:
        """Every problem of one file, each an error. `name` is its path within the site."""
        search = self._search
        shown = search.masked(name) if search else name
        found = list(_unshown(data, name))
        if search:
            try:
                found += [listed(where) for where in search.of_file(data, name)]
            except (WorkerFailed, DocumentError) as error:
                found.append(listed("", f"It cannot be searched for withheld terms: {getattr(error, 'reason', error)}."))
            found += [listed("the file's name")] if shown != name else []
        return [_problem(finding, Path(shown)) for finding in found]


def listed(where: str, what: str = "A withheld term stands here.") -> Finding:
    """The finding for a term in a place."""
    return Finding(LISTED.id, LISTED.title, LISTED.verdict, where, what, "", LISTED.cure)


def _unshown(data: bytes, name: str) -> Iterator[Finding]:
    ending = PurePosixPath(name).suffix.lower()
    if ending == ".html":
        yield from pages.of_page(data)
    elif ending in _TEXTS and "/files/" not in name:  # a released table was inspected by rules of its own
        yield from pages.of_text(data)


def _problem(finding: Finding, file: Path) -> Problem:
    masked = f" ({finding.masked})" if finding.recovered else ""
    what = finding.what[:1].lower() + finding.what[1:].rstrip(".")
    return Problem(finding.rule, Severity.ERROR, Place(file, detail=finding.where), what + masked, finding.cure + ".")


@dataclass
class Search:
    """Searches files for terms. A document known to be free of the terms of this list is not opened again."""

    terms: Terms
    store: Store
    pool: Pool

    def __post_init__(self) -> None:
        self._key = (self.terms.id, rules.version(), ocr.program())

    def masked(self, name: str) -> str:
        """A path that gives no term away: its parts up to the first that holds one."""
        if not self.terms.find(name):
            return name
        parts = name.split("/")
        clear = 0
        while clear < len(parts) - 1 and not self.terms.find("/".join(parts[: clear + 1])):
            clear += 1
        return "/".join([*parts[:clear], "…"])

    def of_file(self, data: bytes, name: str) -> list[str]:
        """Places in a file at which a term stands. Raises WorkerFailed or DocumentError when it cannot be searched."""
        ending = PurePosixPath(name).suffix.lower()
        if ending not in _IN_WORKER:
            from . import readable  # it loads what opens documents

            return self._places(readable.read(data, name))
        key = (*self._key, sha256(data), ending)
        if self.store.get_json("without-terms", *key):
            return []
        head, _ = self.pool.ask("read", data, PurePosixPath(name).name)  # where it can do no harm
        found = self._places([(where, text) for where, text in head["texts"]])
        if not found:
            self.store.put_json("without-terms", *key, value=True)
        return found

    def _places(self, texts: Sequence[tuple[str, str]]) -> list[str]:
        found: dict[str, None] = {}
        for where, text in texts:
            for offset in self.terms.find(text):
                found[where or f"line {text.count(chr(10), 0, offset) + 1}"] = None
        return list(found)[:_MOST]
