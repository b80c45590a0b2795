# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations: as text in four styles, and as BibTeX, RIS and CSL-JSON for reference managers.

One set of files holds an answer and all its records, for a log has ten times as many records as answers: files of their
own would be most of what is published, and say nothing that a key within one file does not.

    requests/sc-24-001/cite.bib     @techreport{sc-24-001, …}  @misc{sc-24-001-8.2, …}
    requests/sc-24-001/cite.ris     TY  - RPRT … ER  -
    requests/sc-24-001/cite.json    CSL-JSON, as citeproc reads it

Nobody knows here on which day a reader looks; the styles that want it say `[date]`, and the page's script fills it in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..casework.when import When

FORMS = (("BibTeX", "cite.bib", "application/x-bibtex"), ("RIS", "cite.ris", "application/x-research-info-systems"),
         ("CSL-JSON", "cite.json", ""))  # fmt: skip
"""Name and file of each form, and the media type by which programs look for it."""
ACCESSED = "[date]"
RESPONSE = "Freedom of information response"
MAIN = "Chicago"
"""The style that a page shows first."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"} | {c: "\\" + c for c in "&%$#_{}"}
_SPECIAL = re.compile(r"[\\~^&%$#_{}]")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Source:
    """What is cited: an answer, or a record of one."""

    key: str
    """`sc-24-001`, `sc-24-001-8.2`"""
    author: str
    title: str
    reference: str
    """The answer's."""
    url: str
    """Absolute; empty where the site has no public address."""
    released: When | None
    """When the answer was published, failing that sent."""
    language: str = "en"
    number: str = ""
    """The record's; empty for the answer itself."""
    kind: str = "report"
    """`report` or `dataset`, as CSL calls them."""
    files: tuple[tuple[str, str], ...] = ()
    """Name and SHA-256 of each released file."""

    @property
    def what(self) -> str:
        """`Record 8.2 of freedom of information response SC-24-001`"""
        return f"Record {self.number} of f{RESPONSE[1:]} {self.reference}" if self.number else f"{RESPONSE} {self.reference}"

    @property
    def cited(self) -> str:
        """`SC-24-001, record 8.2`: the number by which it is known."""
        return f"{self.reference}, record {self.number}" if self.number else self.reference

    @property
    def proof(self) -> str:
        """What tells whether a copy is the file that was released."""
        return "; ".join(f"{name}, SHA-256 {digest}" for name, digest in self.files)


def styles(one: Source, url: str = "") -> tuple[tuple[str, str], ...]:
    """(style, text) in each style, and where there are files once with their hashes; `url` is the place within the record that is cited, when it is not the record's own."""
    url = url or one.url
    released, year = ("", "no date") if one.released is None else (one.released.words, str(one.released.last.year))
    on = f", released {released}" if released else ""
    place = f" {url}" if url else ""
    available = f" Available at: {url} (Accessed: {ACCESSED})." if url else ""
    bracketed = f" <{url}> accessed {ACCESSED}" if url else ""
    lower = one.what[0].lower() + one.what[1:]
    main = f"{one.author}. “{one.title}.” {one.what}{on}.{place}"
    return (
        (MAIN, main),
        ("Harvard", f"{one.author} ({year}) {one.title}. {one.what}.{available}"),
        ("OSCOLA", f"{one.author}, ‘{one.title}’ ({one.what}{', ' + released if released else ''}){bracketed}"),
        ("Newspaper or post", f"Source: {one.author}, “{one.title}”, {lower}{on}.{place}"),
        *(((f"{MAIN} with SHA-256", f"{main} ({one.proof})"),) if one.files else ()),
    )


def bibtex(sources: Iterable[Source]) -> bytes:
    """BibTeX in UTF-8: an answer is a @techreport, a record a @misc."""
    return "\n".join(map(_bib, sources)).encode()


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _TEX[match[0]], text) if _SPECIAL.search(text) else text


def _bib(one: Source) -> str:
    author = _tex(one.author)
    fields = [f"author = {{{{{author}}}}}", f"title = {{{{{_tex(one.title)}}}}}"]
    if one.number:
        fields.append(f"howpublished = {{{_tex(one.what)}}}")
    else:
        fields += [f"institution = {{{{{author}}}}}", f"type = {{{RESPONSE}}}", f"number = {{{_tex(one.reference)}}}"]
    if when := one.released:
        fields.append(f"year = {{{when.last.year}}}")
        if when.precision in ("day", "month"):
            fields.append(f"month = {_MONTHS[when.last.month - 1]}")
        if when.precision == "day":
            fields.append(f"day = {{{when.last.day}}}")
    if one.url:
        fields.append(f"url = {{{one.url}}}")
    if one.files:
        fields.append(f"note = {{{_tex(one.proof)}}}")
    return f"@{'misc' if one.number else 'techreport'}{{{one.key},\n  " + ",\n  ".join(fields) + "\n}\n"


def ris(sources: Iterable[Source]) -> bytes:
    """RIS in UTF-8, with the line ends that its specification wants."""
    return "\r\n".join(line for one in sources for line in (*_ris(one), "ER  - ", "")).encode()


def _ris(one: Source) -> Iterator[str]:
    yield f"TY  - {'DATA' if one.kind == 'dataset' else 'RPRT'}"
    yield f"ID  - {one.key}"
    yield f"AU  - {_line(one.author)}"
    yield f"TI  - {_line(one.title)}"
    yield f"PB  - {_line(one.author)}"
    if when := one.released:
        yield f"PY  - {when.last.year}"
        yield f"DA  - {_ris_date(when)}"
    if one.kind == "report":  # elsewhere it would be an ISBN
        yield f"SN  - {_line(one.cited)}"
    yield f"M3  - {RESPONSE}"
    yield f"LA  - {one.language}"
    if one.url:
        yield f"UR  - {one.url}"
    if one.files:
        yield f"N1  - {_line(one.proof)}"


def _ris_date(when: When) -> str:
    """`2024/03/20/`; what is not known stays empty."""
    last = when.last
    known = {"year": 1, "month": 2}.get(when.precision, 3)
    return "/".join([*(f"{last.year}", f"{last.month:02}", f"{last.day:02}")[:known], *[""] * (4 - known)])


def _line(text: str) -> str:
    return " ".join(text.split())


def csl(sources: Iterable[Source]) -> bytes:
    """CSL-JSON, one item a line."""
    return ("[\n" + ",\n".join(_ENCODER.encode(_item(one)) for one in sources) + "\n]\n").encode()


def _item(one: Source) -> dict:
    item = {
        "id": one.key,
        "type": one.kind,
        "title": one.title,
        "author": [{"literal": one.author}],
        "publisher": one.author,
        "genre": RESPONSE,
        "number": one.cited,
        "language": one.language,
    }
    if one.released:
        item["issued"] = {"date-parts": _date_parts(one.released)}
    if one.url:
        item["URL"] = one.url
    if one.files:
        item["note"] = one.proof
    return item


def _date_parts(when: When) -> list[list[int]]:
    first, last = ([day.year, day.month, day.day] for day in (when.first, when.last))
    return [first, last] if when.precision == "range" else [first[: {"year": 1, "month": 2, "day": 3}[when.precision]]]
