# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one door to Word documents, slides and OpenDocument files: read them, and write them without what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..problems import DocumentError
from . import attributes, markup, opc, opendocument, opendocument_package, package, slides, style_names, wordprocessing
from .kind import Kind
from .office import Fate, How, Office, Text

_SAVE = "Open it in its own program and save it again, or save it as PDF"
_OPC = (Kind.DOCX, Kind.PPTX, Kind.XLSX)

_DROPPED = {
    # Word: identities of editing sessions, variables, mail merge, protection, names of controls, data of other programs
    "w:rsids", "w:docVars", "w:mailMerge", "w:documentProtection", "w:writeProtection", "w:dataBinding", "w:smartTagPr",
    "w:customXmlPr", "w:alias", "w:tag", "w:placeholder", "w:commentRangeStart", "w:commentRangeEnd",
    "w:commentReference", "w:permStart", "w:permEnd", "w:attachedSchema", "w:saveThroughXslt", "w:aliases", "w14:docId", "w15:docId",
    "w15:dataBinding", "w15:person", "w:activeWritingStyle", "w:proofErr", "w:rsid", "w:captions", "w:decimalSymbol",
    "w:listSeparator", "o:OLEObject",
    # PowerPoint: names of sections and shows, password of the author
    "p14:sectionLst", "p:custShowLst", "p:modifyVerifier",
    # OpenDocument: scripts, fonts that are not in the copy, and who is able to sign
    "office:scripts", "office:event-listeners", "svg:font-face-src", "text:soft-page-break",
}  # fmt: skip
_MARKS = {
    "w:bookmarkStart": ("w:name",), "w:hyperlink": ("w:anchor",), "text:bookmark": ("text:name",),
    "text:bookmark-start": ("text:name",), "text:bookmark-end": ("text:name",), "text:bookmark-ref": ("text:ref-name",),
    "text:reference-mark": ("text:name",), "text:reference-mark-start": ("text:name",),
    "text:reference-mark-end": ("text:name",), "text:reference-ref": ("text:ref-name",), "text:a": ("xlink:href",),
}  # fmt: skip
ORDINARY_MARK = re.compile(r"#?_(GoBack|mark\d+|(Toc|Ref|Hlk|PictureBullets|Hlt|MON|__?RefHeading___?)\w*\d+)$|#?$")
"""Bookmarks that programs make by themselves."""

_NAMING = re.compile(
    rb"[:<](style|tblStyle|lsdException|abstractNum|list-style|fill-image|gradient|hatch|marker|table-template|compatSetting|lang|fld|"
    rb"ext|date|dropDownList|comboBox|section|sequence|note|list)[\s/>-]|docLocation|xhtml|:id="
)
"""Elements and attributes that names stand in."""


def read(data: bytes, name: str, kind: Kind) -> Office:
    """Everything in a file. Raises DocumentError when it is damaged, too large, or needs a password."""
    parts = package.parts(data, name)
    try:
        if kind in _OPC:
            return _opc(parts, name, kind)
        opendocument_package.refuse_locked(parts, name)
        office = Office(parts, opendocument_package.fates(parts))
        reader = opendocument.Document(parts)
        office.texts = list(dict.fromkeys(reader.changes() if kind is Kind.ODS else reader.texts()))
    except (StopIteration, KeyError, ValueError, AttributeError) as error:
        raise DocumentError(Path(name), "this file is damaged and cannot be read", _SAVE) from error
    _remarks(office)
    office.texts += _names(office, tuple(part for part in ("styles.xml", "content.xml") if part in parts))
    return office


def _opc(parts: dict[str, bytes], name: str, kind: Kind) -> Office:
    if opc.TYPES not in parts:
        raise DocumentError(Path(name), "this file is damaged: its list of contents is missing", _SAVE)
    markup.read(parts[opc.TYPES], opc.TYPES)
    arrows = opc.relations(parts)
    office = Office(parts, opc.fates(parts, arrows))
    if kind is not Kind.XLSX:
        reader = wordprocessing.Document(parts, arrows) if kind is Kind.DOCX else slides.Deck(parts, arrows)
        office.texts = list(dict.fromkeys(reader.texts()))
        for source in arrows.values():
            for arrow in source:
                if arrow.external and (not arrow.source or office.fates.get(arrow.source) is Fate.KEEP):
                    how = How.META if arrow.type == "attachedTemplate" else How.LINK
                    why = "" if arrow.type == "hyperlink" else "The document takes a part of itself from another place."
                    office.texts.append(Text(arrow.source, arrow.target, how, why))
        office.texts += _names(office, office.of(Fate.KEEP))
    _remarks(office)
    return office


def _names(office: Office, parts: Iterable[str]) -> list[Text]:
    """Names of styles, and words where codes belong. Parts that hold neither are passed over."""
    found: dict[Text, None] = {}
    for part in parts:
        if part.endswith(".xml") and _NAMING.search(office.parts[part]):
            root = markup.read(office.parts[part], part)
            found |= dict.fromkeys((*style_names.told([root]), *attributes.told([root])))
    return list(found)


def _remarks(office: Office) -> None:
    for part in office.of(Fate.KEEP):
        if part.endswith((".xml", ".rels", ".vml")):
            body = office.parts[part]
            for words in markup.remarks(body, part):
                office.texts.append(Text(part, words, How.META, "A remark between the lines of the file's code."))
            if re.search(rb"[\s:](rsidR|rsidRPr|rsidRDefault|rsidP|rsidRoot|paragraph-rsid|rsid)[=\s]", body):
                office.texts.append(Text(part, "", How.META, "Marks that tell which words were typed in one sitting."))


def rewrite(office: Office, kind: Kind) -> bytes:
    """The same text and layout in a package with nothing besides; the same bytes each time."""
    edit = _Edit()
    if kind in _OPC:
        return opc.rewrite(office.parts, opc.relations(office.parts), office.fates, edit)
    return opendocument_package.rewrite(office.parts, office.fates, kind, edit)


class _Edit:
    """Leaves out what only programs read, and gives marks and shapes names that say nothing."""

    def __init__(self) -> None:
        self.marks: dict[str, str] = {}
        self.styles = style_names.Renamer()
        self._layout = self._placeholder = False

    def __call__(self, tag: str, its: dict[str, str]) -> dict[str, str] | None:
        if tag in _DROPPED or attributes.is_foreign(tag, its) or self._is_prompt(tag):
            return None
        kept = {name: value for name, value in its.items() if not re.match(r"\w+:(rsid|paragraph-rsid)|o:title$", name)}
        kept = self.styles(tag, attributes.plain(tag, kept, self._renamed))
        local = tag.rpartition(":")[2]
        if local in ("cNvPr", "docPr") and "name" in kept:
            kept["name"] = "Shape"
        elif tag in ("a:theme", "a:clrScheme", "a:fontScheme", "a:fmtScheme"):
            kept["name"] = "Theme"
        elif tag == "p:cSld":
            kept.pop("name", None)
        elif (
            tag.startswith("draw:")
            and tag != "draw:layer"
            and not tag.endswith(("gradient", "hatch", "fill-image", "marker", "stroke-dash", "opacity"))
        ):
            kept.pop("draw:name", None)
        elif tag == "table:table" and "table:name" in kept:
            kept["table:name"] = self._renamed(kept["table:name"])
        for name in _MARKS.get(tag, ()):
            value = kept.get(name, "")
            if not ORDINARY_MARK.match(value) and (name != "xlink:href" or value.startswith("#")):
                kept[name] = "#" * value.startswith("#") + self._renamed(value.lstrip("#"))
        return kept

    def _is_prompt(self, tag: str) -> bool:
        """Words in the placeholders of a layout, which ask for others and are on no slide."""
        if tag in ("p:sldLayout", "p:sldMaster", "p:sld"):
            self._layout, self._placeholder = tag != "p:sld", False
        elif tag in ("p:sp", "p:ph"):
            self._placeholder = tag == "p:ph"
        return self._layout and self._placeholder and tag in ("a:r", "a:fld")

    def _renamed(self, name: str) -> str:
        return self.marks.setdefault(name, f"_mark{len(self.marks) + 1}")
