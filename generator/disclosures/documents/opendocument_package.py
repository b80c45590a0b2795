# SPDX-License-Identifier: AGPL-3.0-or-later
"""Packages of OpenDocument files (ISO/IEC 26300, part 2): what becomes of each part, and the package without some."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from ..problems import DocumentError
from . import markup
from .kind import PICTURES, Kind, tell
from .markup import Element
from .office import Fate, without_metadata
from .package import pack

MANIFEST = "META-INF/manifest.xml"
_CONTENT = ("content.xml", "styles.xml")
_META = re.compile(
    r"(meta\.xml|settings\.xml|manifest\.rdf|layout-cache|Configurations2/.*|Fonts/.*|META-INF/.*signatures.*|current\.xml)$"
)


def refuse_locked(parts: dict[str, bytes], name: str) -> None:
    """Raise DocumentError when the manifest says that parts are encrypted."""
    if b"encryption-data" in parts.get(MANIFEST, b""):
        raise DocumentError(Path(name), "this file needs a password", "Remove the password and save the file again")


def fates(parts: dict[str, bytes]) -> dict[str, Fate]:
    """What becomes of each part: pictures are kept when something shows them."""
    shown = set()
    for part in _CONTENT:
        if part in parts:
            for element in markup.read(parts[part], part).iter():
                shown.add(unquote(element.get("xlink:href", "")).removeprefix("./"))
    found: dict[str, Fate] = {}
    drawn = {part.partition("/")[0] for part in charts(parts)}
    for part, body in parts.items():
        if part in _CONTENT or part in ("mimetype", MANIFEST):
            found[part] = Fate.KEEP
        elif _of_chart(part, drawn):
            found[part] = Fate.CHART
        elif part.startswith("Thumbnails/"):
            found[part] = Fate.THUMBNAIL
        elif _META.match(part) or (
            part.startswith(("Basic/", "Dialogs/"))
            and b"<library:element" not in body
            and b"<script:module" not in body
        ):
            found[part] = Fate.META
        elif part in shown and tell(body) in PICTURES:
            found[part] = Fate.KEEP
        elif part in shown or part.startswith(("Object", "Basic/", "Dialogs/", "Scripts/")):
            found[part] = Fate.EMBEDDED
        else:
            found[part] = Fate.ORPHAN
    return found


def charts(parts: dict[str, bytes]) -> dict[str, Element]:
    """The objects inside that are charts, by the part that draws them."""
    found = {}
    for part, body in parts.items():
        if re.fullmatch(r"[^/]+/content\.xml", part) and b":chart" in body:
            root = markup.read(body, part)
            if root.find("office:body/office:chart") is not None:
                found[part] = root
    return found


def _of_chart(part: str, drawn: set[str]) -> bool:
    """Whether it is one of the usual parts of a chart, or its picture. Whatever else lies there is another file."""
    folder, _, rest = part.partition("/")
    if folder == "ObjectReplacements":
        return rest in drawn
    return folder in drawn and rest in (*_CONTENT, "meta.xml", "settings.xml")


def rewrite(parts: dict[str, bytes], fate: dict[str, Fate], kind: Kind, edit: markup.Edit) -> bytes:
    """The package with its kept parts alone, each after `edit`, and a manifest that lists just those."""
    written = {}
    kept = sorted(
        part for part, its in fate.items() if its is Fate.KEEP and part not in (MANIFEST, "mimetype", *_CONTENT)
    )
    names = {part: f"Pictures/image{n:05}{tell(parts[part]).ending}" for n, part in enumerate(kept, 1)}

    def pointed(tag: str, its: dict[str, str]) -> dict[str, str] | None:
        target = unquote(its.get("xlink:href", "")).removeprefix("./")
        return edit(tag, its | {"xlink:href": names[target]} if target in names else its)

    for part in kept:
        written[names[part]] = without_metadata(parts[part])
    for part in _CONTENT:
        if part in parts:
            written[part] = markup.rewrite(parts[part], part, pointed)
    written["mimetype"] = kind.media_type.encode()
    entries = {"/": kind.media_type} | {
        part: "text/xml" if part in _CONTENT else tell(body).media_type
        for part, body in sorted(written.items())
        if part != "mimetype"
    }
    written[MANIFEST] = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        + "".join(
            f"<manifest:file-entry manifest:full-path={quoteattr(path)} manifest:media-type={quoteattr(media)}/>"
            for path, media in entries.items()
        )
        + "</manifest:manifest>\n"
    ).encode()
    return pack(written, "mimetype")
