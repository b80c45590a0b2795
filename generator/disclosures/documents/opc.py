# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packages of Word, PowerPoint and Excel (ISO/IEC 29500-2): which part refers to which, and the package without some.

A part is published only when a chain of relationships of known kinds leads to it. Everything else is left out or, when
it is a file of its own, holds the document back.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from urllib.parse import quote, unquote

from . import markup
from .kind import PICTURES, tell
from .office import Fate, without_metadata
from .package import pack

TYPES = "[Content_Types].xml"
_FATES = {
    Fate.KEEP: (
        "officeDocument styles settings fontTable theme themeOverride numbering header footer footnotes endnotes image "
        "hyperlink chart chartUserShapes chartColorStyle chartStyle chartEx diagramData diagramLayout diagramQuickStyle "
        "diagramColors diagramDrawing slide slideLayout slideMaster presProps tableStyles drawing vmlDrawing worksheet "
        "chartsheet sharedStrings table externalLink externalLinkPath pivotTable pivotCacheDefinition pivotCacheRecords "
        "connections queryTable calcChain sheetMetadata slicer slicerCache dialogsheet"
    ),
    Fate.META: (
        "core-properties extended-properties custom-properties coreProperties extendedProperties customProperties "
        "printerSettings attachedTemplate webSettings stylesWithEffects people person glossaryDocument viewProps "
        "keyMapCustomizations commentAuthors authors tags notesSlide notesMaster handoutMaster font revisionInfo "
        "changesInfo ctrlProp classificationlabels extensibility ui userCustomization usernames documenttasks tasks "
        "origin signature certificate mailMergeSource mailMergeRecipientData recipientData documentParts volatileDependencies"
    ),
    Fate.THUMBNAIL: "thumbnail",
    Fate.CUSTOM: "customXml customXmlProps xmlMaps customProperty tableSingleCells",
    Fate.COMMENT: "comments commentsExtended commentsIds commentsExtensible threadedComment",
    Fate.TRACKED: "revisionHeaders revisionLog",
}
_BY_TYPE = {name: fate for fate, names in _FATES.items() for name in names.split()}


@dataclass(frozen=True)
class Relation:
    """An arrow from a part (empty for the package) to another part, or out of the file."""

    source: str
    id: str
    type: str
    """The last step of the type's address, such as `image`."""
    target: str
    """The name of a part, or an address when `external`."""
    external: bool


def relations(parts: dict[str, bytes]) -> dict[str, list[Relation]]:
    """Every arrow, by its source."""
    names = {part.lower(): part for part in parts}  # names of parts are told apart without case (part 2, 6.2.2.3)
    found: dict[str, list[Relation]] = {}
    for part, body in parts.items():
        match = re.fullmatch(r"(.*?)_rels/([^/]*)\.rels", part)
        if not match:
            continue
        source = names.get((match[1] + match[2]).lower(), match[1] + match[2])
        for item in markup.read(body, part):
            external = item.get("TargetMode") == "External"
            target = item.get("Target", "")
            if not external:
                inside = unquote(target.split("#")[0])
                target = posixpath.normpath(posixpath.join("/" + match[1], inside)).lstrip("/")
                target = names.get(target.lower(), target)
            kind = item.get("Type", "").rstrip("/").rpartition("/")[2]
            found.setdefault(source, []).append(Relation(source, item.get("Id", ""), kind, target, external))
    return found


def fates(parts: dict[str, bytes], arrows: dict[str, list[Relation]]) -> dict[str, Fate]:
    """What becomes of each part."""
    found: dict[str, Fate] = {}
    unused = unused_layouts(arrows)
    ahead: list[tuple[str, Fate]] = [("", Fate.KEEP)]
    while ahead:  # what is reached by arrows to keep comes first: a picture of a slide may also be one of a note
        source, held = ahead.pop()
        for arrow in arrows.get(source, ()):
            fate = _BY_TYPE.get(arrow.type, Fate.EMBEDDED) if held is Fate.KEEP else held
            if fate is Fate.KEEP and arrow.target in unused:
                fate = Fate.ORPHAN
            known = found.get(arrow.target)
            if arrow.external or arrow.target not in parts or known is Fate.KEEP or known is fate:
                continue
            if known is None or fate is Fate.KEEP:
                found[arrow.target] = fate
                ahead.append((arrow.target, fate))
    for part in parts:
        if part not in found and part != TYPES and not part.endswith(".rels"):
            found[part] = Fate.ORPHAN
    for part, fate in found.items():
        if fate is Fate.KEEP and not _is_markup(part) and tell(parts[part]) not in PICTURES:
            found[part] = Fate.EMBEDDED
    return found


def _is_markup(part: str) -> bool:
    return part.lower().endswith((".xml", ".vml"))


def unused_layouts(arrows: dict[str, list[Relation]]) -> set[str]:
    """Layouts of slide masters that are the layout of no slide. Each master keeps its first when it has no other."""
    slides = {a.target for source in arrows.values() for a in source if a.type == "slide"}
    used = {a.target for slide in slides for a in arrows.get(slide, ()) if a.type == "slideLayout"}
    found: set[str] = set()
    for source in arrows.values():
        layouts = [a.target for a in source if a.type == "slideLayout" and a.source not in slides]
        spare = layouts if used & set(layouts) else layouts[1:]
        found.update(set(spare) - used)
    return found


_REFERRERS = {"w:attachedTemplate", "p:notesMasterId", "p:handoutMasterId", "p:custDataLst", "p:custData", "p:tags",
           "p:smartTags", "w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic", "x:legacyDrawingHF",
           "w:printerSettings", "w:glossaryDocument", "p:embeddedFont"}  # fmt: skip
"""Elements that do nothing but refer to a part that is never kept."""


def rewrite(
    parts: dict[str, bytes], arrows: dict[str, list[Relation]], fate: dict[str, Fate], edit: markup.Edit
) -> bytes:
    """The package with its kept parts alone, each after `edit`; pictures lose their metadata and their names."""
    kept = sorted(part for part, its in fate.items() if its is Fate.KEEP)
    names = renamed(parts, kept)
    written: dict[str, bytes] = {}
    for source in ("", *kept):
        if source:
            gone = {a.id for a in arrows.get(source, ()) if not _alive(a, names)}
            written[names[source]] = _part(parts[source], source, edit, gone)
        alive = [a for a in arrows.get(source, ()) if _alive(a, names)]
        if alive:
            folder, _, name = source.rpartition("/")
            rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
            written[rels] = _relations(alive, parts, rels, names)
    present = {part.lower() for part in written}
    endings = {part.rpartition(".")[2] for part in present}

    def listed(tag: str, its: dict[str, str]) -> dict[str, str] | None:
        if tag == "ct:Override" and unquote(its.get("PartName", "")).lstrip("/").lower() not in present:
            return None
        return None if tag == "ct:Default" and its.get("Extension", "").lower() not in endings else its

    written[TYPES] = markup.rewrite(parts[TYPES], TYPES, listed)
    return pack(written, TYPES)


def renamed(parts: dict[str, bytes], kept: Sequence[str]) -> dict[str, str]:
    """A name for each kept part: pictures are numbered, for they are often called after what they show."""
    pictures = [part for part in kept if not _is_markup(part) and tell(parts[part]) in PICTURES]
    names = {part: part for part in kept}
    for number, part in enumerate(pictures, 1):
        names[part] = f"{part.rpartition('/')[0]}/image{number:05}.{part.rpartition('.')[2]}"
    return names


def _relations(alive: list[Relation], parts: dict[str, bytes], rels: str, names: dict[str, str]) -> bytes:
    original = next(part for part in parts if part.lower() == rels.lower())
    targets = {a.id: a.target if a.external else "/" + quote(names[a.target]) for a in alive}

    def pointed(tag: str, its: dict[str, str]) -> dict[str, str] | None:
        if tag != "rel:Relationship":
            return its
        return its | {"Target": targets[its["Id"]]} if its.get("Id") in targets else None

    return markup.rewrite(parts[original], rels, pointed)


def _alive(arrow: Relation, kept: Collection[str]) -> bool:
    if arrow.external:
        return _BY_TYPE.get(arrow.type) is Fate.KEEP
    return arrow.target in kept


def _part(data: bytes, part: str, edit: markup.Edit, gone: set[str]) -> bytes:
    """One part after `edit`, without what refers to parts that are not kept: by its kind, or by the ids that are `gone`."""
    if not _is_markup(part):
        return without_metadata(data)

    def kept(tag: str, its: dict[str, str]) -> dict[str, str] | None:
        lost = tag in _REFERRERS or (tag == "p:sldLayoutId" and its.get("r:id") in gone)
        return None if lost else edit(tag, its)

    return markup.rewrite(data, part, kept)
