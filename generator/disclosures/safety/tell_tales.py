# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that give something away: in links, descriptions, names of shapes and raw parts. Shared by several rules."""

from __future__ import annotations

import re

from ..documents import markup
from ..problems import DocumentError
from .words import Vocabulary, normal

_GENERIC = set(
    ["a", "an", "and", "chart", "content", "copyright", "diagram", "drawing", "figure", "flowchart", "graph", "graphic", "group", "icon", "illustration", "image", "line", "logo", "map", "object", "photo", "photograph", "picture", "placeholder", "process", "rectangle", "screenshot", "shape", "signature", "slide", "square", "table", "text", "the", "this", "title"]
)


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
    if re.match(r"https?://[^/]*@|https?:[^?#]*[?#].*(@|%40)", target, re.IGNORECASE):
        return "A web link carries an e-mail address or a password."
    return ""


def telling(description: str) -> list[str]:
    """The words of a description that may name someone: written with a capital inside a sentence, or with digits."""
    words = re.findall(r"[\w@.\\/'-]+", description)
    ends = {0} | {i + 1 for i, word in enumerate(words) if word.endswith(".")}
    found = []
    for index, word in enumerate(words):
        plain = word.strip(".'")
        starts = index in ends and (len(words) > 3 or plain.lower() in _GENERIC)
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
