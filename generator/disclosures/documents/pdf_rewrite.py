# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF written anew, without what no reader needs: the same bytes in give the same bytes out, on any machine.

It takes away metadata, scripts, thumbnails, private data, old revisions, and whatever nothing uses; the names of layers,
and of places where they tell something; texts that claim to replace letters but say something else; and what a
redaction leaves in fonts. It deliberately does not touch what a page draws, the tags, or anything that only an officer
may take away (attachments, annotations, form fields, hidden layers): those must still be found in the copy, and block it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from ..problems import DocumentError
from .jpeg import without_metadata
from .pdf_alternatives import drop_replacements
from .pdf_asides import without_asides
from .pdf_letters import drop_unused
from .pdf_places import labels, leading_out, rename_destinations
from .pdf_structure import (
    Array,
    Dictionary,
    Name,
    ObjectStreamMode,
    Stream,
    String,
    Structure,
    is_jpeg,
    is_runnable,
    parsed,
    text,
    written,
)
from .pdf_unused import comments, unknown_keys, unused_resources

_ROOT_KEEPS = {"/Type", "/Pages", "/PageLabels", "/Names", "/Dests", "/ViewerPreferences", "/PageLayout", "/PageMode",
               "/Outlines", "/AcroForm", "/MarkInfo", "/StructTreeRoot", "/Lang", "/OutputIntents", "/OCProperties",
               "/AF", "/Collection", "/Extensions", "/OpenAction", "/Version"}  # fmt: skip
_NAMES_KEEPS = {"/Dests", "/EmbeddedFiles"}
_NOWHERE = ("/PieceInfo", "/Metadata", "/Thumb", "/LastModified", "/AA", "/SpiderInfo")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">{body}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def rewrite(
    data: bytes, shown: Callable[[str], bool], headline: str = "", name: str = "document.pdf", redacted: bool = False
) -> bytes:
    """The clean copy of `data`. When it is `redacted`, its fonts lose the letters that nothing draws.

    `shown` tells whether a text can be read on the pages. The title and bookmarks help readers who do not see, so they
    stay, but only in words that the pages show too; `headline`, taken from the pages, replaces any other title.
    Raises DocumentError when the file cannot be parsed or written.
    """
    with Structure(data, name) as structure:
        try:
            _clean_root(structure, shown, headline)
            for item in structure.dictionaries:
                _clean_object(item)
            _rename_layers(structure)
            for item in structure.outline_items():
                if not shown(text(item.get("/Title"))):
                    item["/Title"] = String("Bookmark")
            for label in labels(structure):
                if not shown(text(label.get("/P"))):
                    del label["/P"]
            for item, key, _ in list(leading_out(structure)):
                del item[key]
            drop_replacements(structure, shown)
            for stream in {one.objgen: one for one, _ in comments(structure)}.values():
                stream.write(written(parsed(stream)))
            for item, key in list(unknown_keys(structure)):
                del item[key]
            without_asides(structure, shown)
            rename_destinations(structure, shown)
            while dropped := list(unused_resources(structure)):  # what only a dropped form called for is unused then
                for resources, unused in dropped:
                    del resources[unused]
            copy = _saved(structure)
            if redacted:  # what only a lost object draws with a font does not count, so those must be gone
                with Structure(copy, name) as bare:
                    drop_unused(bare)
                    copy = _saved(bare)
        except Exception as error:
            raise DocumentError(
                Path(name), "this PDF is damaged and cannot be written anew",
                "Print the document to a new PDF and put that in its place",
            ) from error  # fmt: skip
    return copy


def _saved(structure: Structure) -> bytes:
    out = io.BytesIO()
    structure.pdf.save(out, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate, compress_streams=True)
    return out.getvalue()


def _clean_root(structure: Structure, shown: Callable[[str], bool], headline: str) -> None:
    pdf, root = structure.pdf, structure.root
    title = structure.title if structure.title and shown(structure.title) else headline
    universal = re.search(rb"pdfuaid:part[>=\"']+(\d)", b"".join(structure.xmp))
    for key in list(root.keys()):
        if key not in _ROOT_KEEPS:
            del root[key]
    if isinstance(root.get("/Names"), Dictionary):
        for key in list(root.Names.keys()):
            if key not in _NAMES_KEEPS:
                del root.Names[key]
    action = root.get("/OpenAction")
    if isinstance(action, Dictionary) and action.get("/S") != Name.GoTo:
        del root["/OpenAction"]
    for key in list(pdf.trailer.keys()):
        if key not in {"/Root", "/Size", "/ID"}:
            del pdf.trailer[key]
    for item in structure.dictionaries:
        for key in _NOWHERE:
            if key in item:
                del item[key]
    body = ""
    if title:
        pdf.trailer["/Info"] = pdf.make_indirect(Dictionary(Title=String(title)))
        body += f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
    if universal:
        body += f"<pdfuaid:part>{universal[1].decode()}</pdfuaid:part>"
    if body:
        packet = Stream(pdf, _XMP.format(body=body).encode())
        packet.Type, packet.Subtype = Name.Metadata, Name.XML
        root["/Metadata"] = pdf.make_indirect(packet)


def _clean_object(item: Any) -> None:
    for key in ("/A", "/Next", "/OpenAction"):
        action = item.get(key)
        if is_runnable(action) or (key == "/Next" and isinstance(action, Array)):
            del item[key]
    if isinstance(item, Stream):
        for key in ("/Filter", "/DecodeParms"):  # objects of their own would be left behind where streams are packed anew
            if key in item:
                item[key] = _direct(item[key])
    if isinstance(item, Stream) and item.get("/Subtype") == Name.Image and is_jpeg(item):
        raw = bytes(item.read_raw_bytes())
        bare = without_metadata(raw)
        if bare != raw:
            item.write(bare, filter=Name.DCTDecode, decode_parms=item.get("/DecodeParms"))


def _direct(value: Any) -> Any:
    """A list or dictionary written where it is used; what it points to stays where it is."""
    if isinstance(value, Array):
        return Array([_direct(one) for one in value])
    return Dictionary(dict(value.items())) if isinstance(value, Dictionary) and not isinstance(value, Stream) else value


def _rename_layers(structure: Structure) -> None:
    properties = structure.root.get("/OCProperties")
    groups = properties.get("/OCGs") if isinstance(properties, Dictionary) else None
    for number, group in enumerate(groups if isinstance(groups, Array) else (), 1):
        if isinstance(group, Dictionary):
            group["/Name"] = String(f"Layer {number}")
