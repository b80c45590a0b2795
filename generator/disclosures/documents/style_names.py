# SPDX-License-Identifier: AGPL-3.0-or-later
"""Names of styles. Programs bring theirs along; those that people make up are called after a case, a body or a person.

In a copy each of these is called `Style1`, `Style2`…, wherever it is named: no program shows these names to readers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .markup import Element
from .office import How, Text

_BROUGHT = (
    "abstract accent accounting addressee alphabetical and annotation art authorities author background bad balloon bar "
    "bibliography block blue body bold book bottom bullet by calculation caption cell center centered char chart check "
    "classic clear closing code col color colorful column columns comma comment complimentary contemporary content contents "
    "continue copyright currency dark dash data date default definition description diagram dimension document drawing "
    "elegant element email emphasis emphasised endnote entry envelope error even examples example explanatory field figure "
    "figures filled final first firstline floating followed font footer footing footnote formatted formula frame full good "
    "graphic graphics gray green grid half hanging head header headerfooter heading hf horizontal html hyperlink illustration "
    "illustrations indent index initial inline input insert intense internet keyboard label labels last left letter level "
    "light line lined linked link list listing ln logo macro main marginal map master medium mention message minor mm name "
    "neutral no no0 normal note notes nolist number numbering object objectwithoutfill object1 odd orange organisation outline "
    "output page paragraph percent pivot placeholder plain preformatted pretty professional programming property quotations "
    "quote rectangle red reference registration result return revision right row rows ruby rule salutation sample sender "
    "separator series sh shaded shading shadow shape signature simple single slide smart solid source space spacing standard "
    "start statement status strikethrough strong style subject subtle subtitle superscript symbol symbols table tables tbl teletype terms "
    "text theme themed themes title titled to toc top total typewriter underline unresolved user value variable vertical "
    "visited warning watermark web white with without working wrap"
)
_WORDS = frozenset(_BROUGHT.split())
_SHORT = re.compile(r"-?[A-Za-z]{0,3}\d{0,6}|[A-Za-z]{1,3}\d+_\d+|\d{0,3}%?\s*-?\s*Accent\d|Mdp\d+|Mpm\d+|Mgr\d+")
"""What programs count through: `P12`, `ce3`, `a3`, `20 % - Accent1`."""
_MADE = re.compile(r"Style\d+\Z")
_HEX = re.compile(r"_([0-9a-fA-F]{1,4})_")
"""Signs that OpenDocument cannot write in a name (`Text_20_body`)."""
_WORD_REFERRERS = frozenset(
    ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link", "w:numStyleLink", "w:styleLink",
     "w:clickAndTypeStyle", "w:defaultTableStyle")
)  # fmt: skip
_ODF_NAMED = re.compile(
    r"(?:style:(?:style|page-layout|master-page|default-page-layout|presentation-page-layout)|text:list-style|number:[a-z-]*style|"
    r"draw:(?:gradient|hatch|fill-image|marker|stroke-dash|opacity)|svg:(?:linear|radial)Gradient|table:table-template)"
)
_ODF_REFERS = re.compile(
    r".*(?:style-name|page-layout-name|master-page-name|template-name)|draw:(?:fill-gradient-name|fill-hatch-name|"
    r"fill-image-name|marker-start|marker-end|stroke-dash|opacity-name)|text:(?:cond-style-name|class-names)"
)


def ordinary(name: str) -> bool:
    """Whether a program brings a style of this name along, or counted to it."""
    plain = _HEX.sub(lambda sign: chr(int(sign[1], 16)), name).strip()
    if _SHORT.fullmatch(plain):
        return True
    words = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_]+", plain)
    return not _MADE.match(plain) and all(word.lower() in _WORDS or len(word) == 1 for word in words)


class Renamer:
    """Gives made-up names of styles a number, the same one wherever the style is named."""

    def __init__(self) -> None:
        self._given: dict[str, str] = {}

    def __call__(self, tag: str, its: dict[str, str]) -> dict[str, str]:
        """The attributes of an element after that."""
        if (tag in _WORD_REFERRERS or tag == "w:name") and "w:val" in its:
            return its | {"w:val": self.name(its["w:val"])}
        if tag == "w:style" and "w:styleId" in its:
            return its | {"w:styleId": self.name(its["w:styleId"])}
        if tag == "w:lsdException" and "w:name" in its:
            return its | {"w:name": self.name(its["w:name"])}
        if tag == "a:tblStyle" and "styleName" in its:
            return its | {"styleName": self.name(its["styleName"])}
        if _ODF_NAMED.fullmatch(tag):
            its = {key: value for key, value in its.items() if not key.endswith(":display-name") or ordinary(value)}
            named = "draw:name" if tag.startswith(("draw:", "svg:")) else "style:name"
            named = "table:name" if tag == "table:table-template" else named
            if named in its:
                its = its | {named: self.name(its[named])}
        for key, value in its.items():
            if ":" in key and not key.startswith("w:") and _ODF_REFERS.fullmatch(key):
                its = its | {key: " ".join(map(self.name, value.split(" "))) if key == "text:class-names" else self.name(value)}
        return its

    def name(self, name: str) -> str:
        """The name in the copy."""
        if ordinary(name):
            return name
        letters = re.sub(r"[\W_]", "", _HEX.sub("", name)).casefold() or name
        return self._given.setdefault(letters, f"Style{len(self._given) + 1}")


def told(roots: Iterable[Element]) -> Iterator[Text]:
    """The names of styles that somebody made up."""
    for root in roots:
        for element in root.iter():
            names: list[str | None] = []
            if element.tag == "w:style":
                named = element.find("w:name")
                aliases = element.find("w:aliases")
                names = [element.get("w:styleId"), *(one.get("w:val") for one in (named, aliases) if one is not None)]
            elif element.tag in ("w:lsdException", "a:tblStyle"):
                names = [element.get("w:name"), element.get("styleName")]
            elif element.tag == "w:abstractNum":
                names = [one.get("w:val") for one in element.iterfind("w:name")]
            elif _ODF_NAMED.fullmatch(element.tag):
                names = [element.get(key) for key in ("style:name", "style:display-name", "draw:name", "draw:display-name", "table:name")]
            for name in names:
                if name and not ordinary(name) and not _MADE.match(name):
                    yield Text("styles", _HEX.sub(" ", name), How.NAME)
