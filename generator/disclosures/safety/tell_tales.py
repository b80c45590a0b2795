# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that give something away: in links, descriptions, names of shapes and raw parts. Shared by several rules."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from ..documents import markup
from ..problems import DocumentError
from .words import Vocabulary, normal

_GENERIC = set(
    ["a", "an", "and", "chart", "content", "copyright", "diagram", "drawing", "figure", "flowchart", "graph", "graphic", "group", "icon", "illustration", "image", "line", "logo", "map", "object", "photo", "photograph", "picture", "placeholder", "process", "rectangle", "screenshot", "shape", "signature", "slide", "square", "table", "text", "the", "this", "title"]
)


_STARTS = _GENERIC | set(
    ["aerial", "all", "annex", "appendix", "area", "arrow", "background", "badge", "banner", "bar", "barcode", "box", "button", "close-up", "coat", "column", "columns", "cover", "crest", "crowd", "decorative", "eight", "emblem", "entrance", "equation", "exhibit", "exterior", "extract", "five", "footer", "formula", "four", "front", "header", "how", "infographic", "interior", "layout", "link", "list", "location", "man", "map", "new", "no", "number", "old", "one", "organisation", "organogram", "page", "part", "people", "percentage", "person", "pie", "plan", "portrait", "qr", "rear", "scan", "scanned", "scatter", "screen", "seal", "section", "seven", "several", "side", "site", "six", "sketch", "small", "stacked", "stamp", "street", "summary", "ten", "three", "timeline", "total", "two", "view", "woman"]
)
_PERSONAL = re.compile(
    r"(?:^|[_.-])(?:(?:full|first|last|sur|display)?[_-]?name|user|username|user[_-]?id|uid|login|author|owner|officer|staff|employee|reporter|"
    r"complainant|applicant|requester|contact|sender|recipient|person|patient|client|customer|phone|tel|mobile)$",
    re.IGNORECASE,
)
"""Keys of a web address whose values are somebody."""
_FULL_NAME = re.compile(r"[A-Z][\w'’-]+(?:[ ._][A-Z][\w'’-]+){1,3}")
_TITLES = {"title", "page", "q", "query", "search", "topic", "subject"}


def names_someone(address: str, seen: Vocabulary) -> str:
    """Why a web address or number should not be published; empty when it may be."""
    scheme, host, path, query, fragment = _split(address)
    if scheme in ("tel", "sms", "callto", "skype", "sip", "facetime", "xmpp"):
        digits = re.sub(r"\D", "", path)[-7:]
        return "" if seen.shows(digits or path) else "A link leads to a telephone number or account that the text does not show."
    if scheme not in ("http", "https"):
        return ""
    if "@" in host or re.search(r"@|%40", query + fragment):
        return "A web link carries an e-mail address or a password."
    if re.search(r"/personal/[^/]*_[^/]*", path):
        return "A web link leads to the files of one person."
    for key, value in parse_qsl(query):
        said = bool(_PERSONAL.search(key)) and len(value) > 2 and re.search(r"\w", value)
        named = _FULL_NAME.fullmatch(value) and key.lower() not in _TITLES and not key.lower().startswith("utm_")
        if (said or named) and not seen.shows(value):
            return "A web link carries a name or account that the text does not show."
    return ""


def _split(address: str) -> tuple[str, str, str, str, str]:
    try:
        parts = urlsplit(address)
    except ValueError:  # a broken address leads nowhere, but what stands in it can be read
        return ("http", "", "", address, "")
    return (parts.scheme, parts.netloc, unquote(parts.path), parts.query, parts.fragment)


def gives_away(target: str, seen: Vocabulary) -> str:
    """Why a link should not be published; empty when it may be."""
    address = re.match(r"mailto:([^?]*)", target, re.IGNORECASE)
    if address and (target[address.end() :] or not seen.shows(address[1])):
        return "A link leads to an e-mail address that the text does not show."
    if re.match(
        r"file:|[a-z]:[\\/]|\\\\|//|smb:|(\.\./)*[^:?#]*\.(docx?|xlsx?m?|pptx?|mdb|accdb|pst|msg|dotx?m?|od[tsp])$",
        target,
        re.I,
    ):
        return "A link leads to a file on a disk or server."
    return names_someone(target, seen)


def telling(description: str, wary: bool = False) -> list[str]:
    """The words of a description that may name someone: written with a capital inside a sentence, or with digits.

    With `wary` also the first word of a sentence, unless descriptions often begin with it.
    """
    words = re.findall(r"[\w@.\\/'-]+", description)
    ends = {0} | {i + 1 for i, word in enumerate(words) if word.endswith(".")}
    found = []
    for index, word in enumerate(words):
        plain = word.strip(".'")
        starts = index in ends and (plain.lower() in _STARTS if wary else len(words) > 3 or plain.lower() in _GENERIC)
        if (plain[:1].isupper() and not starts and plain.lower() not in _GENERIC and len(plain) > 1) or "@" in plain or len(re.findall(r"\d", plain)) > 2 or re.search(r"[\\/]|\.\w{3,4}$", plain):
            found.append(plain)
    return found


def ordinary_name(name: str) -> bool:
    """Names that programs give by themselves: `Picture 3`, `Table1`, `Google Shape;54;p1`, and those of a clean copy."""
    if name == "Shape" or re.fullmatch(r"_mark\d+", name) or not normal(name):
        return True
    return re.fullmatch(r"([A-Za-z]+[ -]?){0,3}[\s\d;:_.p-]*\d", name) is not None


def text_of(data: bytes) -> str:
    """The words in a part: those of its XML, or whatever can be read in it."""
    try:
        root = markup.read(data, "")
    except DocumentError:
        return " ".join(run.decode("ascii") for run in re.findall(rb"[ -~]{4,}", data[:20_000]))[:300]
    words = [word.strip() for word in root.itertext() if word.strip()]
    values = [value for element in root.iter() for value in element.attrib.values() if re.search(r"[^\W\d_]{3}", value)]
    return " ".join(words or values)
