# SPDX-License-Identifier: AGPL-3.0-or-later
"""A workbook that goes out as itself: only the parts that tables need, and only the texts that their cells show.

Every part that is not known to be harmless and needed is left out with all that points at it, or the workbook is
refused. The gate then inspects the copy like any other file.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import unescape

from ..documents.package import parts
from ..documents.style_names import Renamer
from ..problems import DocumentError

_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels|xl/styles\.xml|xl/sharedStrings\.xml|"
    r"xl/theme/theme\d+\.xml|xl/worksheets/[\w-]+\.xml|xl/worksheets/_rels/[\w-]+\.xml\.rels|xl/tables/[\w-]+\.xml"
)
_DROPPED = re.compile(r"docProps/.*|docMetadata/.*|customXml/.*|xl/calcChain\.xml|xl/printerSettings/.*|xl/persons/.*|_xmlsignatures/.*")
_CURE = "Take it out of the workbook, or delete `publish_original` so that only the CSV is published"
_RELATIONSHIP = re.compile(r"<Relationship\b[^>]*?/>|<Relationship\b[^>]*>\s*</Relationship>")
_OVERRIDE = re.compile(r"<Override\b[^>]*?/>|<Override\b[^>]*>\s*</Override>")
_ENTRY = re.compile(r"<si\b[^>]*?(?:/>|>.*?</si>)", re.S)
_TEXT_CELL = re.compile(r"<c\b[^>]*?\bt=[\"']s[\"'][^>]*>(?:(?!</c>).)*?<v>\s*(\d+)\s*</v>", re.S)
_STYLE = re.compile(r"""(<(?:cellStyle|tableStyle|tableStyleInfo)\b[^>]*?\bname=["'])([^"']*)(["'])""")
_TELLTALE = re.compile(
    r"<fileSharing\b[^>]*?/>|<mc:AlternateContent\b(?:(?!</mc:AlternateContent>).)*?absPath(?:(?!</mc:AlternateContent>).)*</mc:AlternateContent>|"
    r"<hyperlink\b[^>]*\br:id=[^>]*?(?:/>|>\s*</hyperlink>)|<x15ac:absPath\b[^>]*?/>|<xr:revisionPtr\b[^>]*?/>|<!--.*?-->",
    re.S,
)


def without_extras(data: bytes, name: str) -> bytes:
    """The workbook with nothing but its tables. Raises DocumentError when it needs more than can be published."""
    kept: dict[str, str] = {}
    for part, body in parts(data, name).items():
        if _KEPT.fullmatch(part):
            try:
                kept[part] = body.decode("utf-8-sig")
            except UnicodeDecodeError:
                raise _refused(name, f"the part {part} is not written in UTF-8") from None
        elif not _DROPPED.fullmatch(part):
            raise _refused(name, f"this workbook holds a part that is not published: {part}")
    styles = Renamer()
    for part, body in kept.items():
        plain = _STYLE.sub(lambda found: found[1] + styles.name(unescape(found[2])) + found[3], body)
        kept[part] = _cleaned(part, plain, set(kept))
    if "xl/sharedStrings.xml" in kept:
        kept["xl/sharedStrings.xml"] = _shown(kept)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, body in kept.items():
            archive.writestr(zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0)), body.encode(), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _cleaned(part: str, body: str, kept: set[str]) -> str:
    if part.endswith(".rels"):
        return _RELATIONSHIP.sub(lambda found: found[0] if _there(part, found[0], kept) else "", body)
    if part == "[Content_Types].xml":
        return _OVERRIDE.sub(lambda found: found[0] if _value(found[0], "PartName").lstrip("/") in kept else "", body)
    body = re.sub(r"<hyperlinks>\s*</hyperlinks>", "", _TELLTALE.sub("", body))
    return re.sub(r"(<pageSetup\b[^>]*?)\s+r:id=(?:\"[^\"]*\"|'[^']*')", r"\1", body)


def _there(part: str, relationship: str, kept: set[str]) -> bool:
    """Whether a relationship points at a part that is kept. What lies outside the workbook is never kept."""
    target = _value(relationship, "Target")
    if _value(relationship, "TargetMode") == "External":
        return False
    home = [] if target.startswith("/") else part.split("/")[:-2]
    for step in target.strip("/").split("/"):
        home = home[:-1] if step == ".." else [*home, step]
    return "/".join(home) in kept


def _value(tag: str, key: str) -> str:
    found = re.search(rf"\b{key}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return (found[1] or found[2] or "") if found else ""


def _shown(kept: dict[str, str]) -> str:
    """The shared texts that a cell refers to; programs leave behind those that were deleted. Places stay the same."""
    sheets = (body for part, body in kept.items() if part.startswith("xl/worksheets/"))
    used = {int(found) for body in sheets for found in _TEXT_CELL.findall(body)}
    number = iter(range(10_000_000))
    return _ENTRY.sub(lambda found: found[0] if next(number) in used else "<si><t/></si>", kept["xl/sharedStrings.xml"])


def _refused(name: str, reason: str) -> DocumentError:
    return DocumentError(Path(name), reason, _CURE)
