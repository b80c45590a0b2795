# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes Word documents, slides and OpenDocument files for these tests, part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from disclosures.safety.examine import prepare
from disclosures.safety.findings import Verdict

SECRET = "Quentin Harbottle"
_OFFICE = "http://schemas.openxmlformats.org"
RELS = f"{_OFFICE}/officeDocument/2006/relationships"
_W = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{RELS}" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:a="{_OFFICE}/drawingml/2006/main" xmlns:wp="{_OFFICE}/drawingml/2006/wordprocessingDrawing" '
    f'xmlns:pic="{_OFFICE}/drawingml/2006/picture" xmlns:mc="{_OFFICE}/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_P = f'xmlns:p="{_OFFICE}/presentationml/2006/main" xmlns:a="{_OFFICE}/drawingml/2006/main" xmlns:r="{RELS}"'
_ODF = " ".join(
    f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
    for p, n in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing", "form": "form",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible", "presentation": "presentation", "meta": "meta", "script": "script",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:officeooo="http://openoffice.org/2009/office"'  # fmt: skip

Relation = tuple[str, str, str]
"""(id, last step of the type or the whole type, target); a target with a colon is outside of the file."""


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def rels(*relations: Relation) -> str:
    lines = ""
    for id, kind, target in relations:
        outside = ' TargetMode="External"' if ":" in target or target.startswith("\\\\") else ""
        lines += (
            f'<Relationship Id="{id}" Type="{kind if "/" in kind else RELS + "/" + kind}" Target="{target}"{outside}/>'
        )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{lines}</Relationships>'


def _types(parts: Iterable[str]) -> str:
    endings = sorted({part.rpartition(".")[2] for part in parts} - {"rels", "xml"})
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Default Extension="{ending}" ContentType="application/octet-stream"/>' for ending in endings)
        + "".join(
            f'<Override PartName="/{part}" ContentType="application/xml"/>' for part in parts if part.endswith(".xml")
        )
        + "</Types>"
    )


def run(words: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r>"


def para(words: str, look: str = "") -> str:
    return f"<w:p>{run(words, look)}</w:p>"


def docx(
    body: str = "", *relations: Relation, parts: dict[str, str | bytes] | None = None, styles: str = "", settings: str = "",
    top: tuple[Relation, ...] = (), section: str = "", root: str = "",
) -> bytes:  # fmt: skip
    """A document with an ordinary paragraph, then `body`; `relations` are those of the document, `top` of the package."""
    own = {
        "word/document.xml": f"<w:document {_W}>{root}<w:body><w:p>{run('An ordinary line of the record.')}</w:p>"
        f"{body}<w:sectPr>{section}</w:sectPr></w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/settings.xml": f"<w:settings {_W}>{settings}</w:settings>",
        **{name: _wrapped(text) for name, text in (parts or {}).items()},
    }
    arrows = (("s1", "styles", "styles.xml"), ("s2", "settings", "settings.xml"), *relations)
    return package(
        {
            "[Content_Types].xml": _types(own),
            "_rels/.rels": rels(("d", "officeDocument", "word/document.xml"), *top),
            "word/_rels/document.xml.rels": rels(*arrows),
            **own,
        }
    )


def _wrapped(text: str | bytes) -> str | bytes:
    """`<w:hdr>…` without namespaces gets them."""
    if isinstance(text, str) and text.startswith(("<w:", "<p:")) and "xmlns" not in text:
        head, _, rest = text.partition(">")
        return f"{head} {_W if text.startswith('<w:') else _P}>{rest}"
    return text


def shape(
    words: str = "",
    box: tuple[int, int, int, int] = (100, 100, 300, 50),
    fill: str = "",
    look: str = "",
    name: str = "Title 1",
    more: str = "",
) -> str:
    """A shape of a slide; the box is x, y, width, height in points."""
    x, y, wide, high = (side * 12700 for side in box)
    paint = f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill>' if fill else ""
    text = f"<p:txBody><a:bodyPr/><a:p><a:r>{look}<a:t>{words}</a:t></a:r></a:p></p:txBody>" if words else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="{name}" {more}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm>{paint}</p:spPr>{text}</p:sp>'
    )


def pptx(
    *slides: str,
    attributes: str = "",
    relations: tuple[Relation, ...] = (),
    parts: dict[str, str | bytes] | None = None,
) -> bytes:
    """Slides of these shapes; `attributes`, `relations` belong to the last one."""
    slides = (shape("An ordinary line of the record.", (100, 20, 300, 50)), *slides)
    own: dict[str, str | bytes] = {}
    listed = ""
    for number, shapes in enumerate(slides, 1):
        last = number == len(slides)
        own[f"ppt/slides/slide{number}.xml"] = (
            f"<p:sld {_P} {attributes if last else ''}><p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{shapes}</p:spTree></p:cSld></p:sld>"
        )
        if last and relations:
            own[f"ppt/slides/_rels/slide{number}.xml.rels"] = rels(*relations)
        listed += f'<p:sldId id="{255 + number}" r:id="r{number}"/>'
    own["ppt/presentation.xml"] = (
        f'<p:presentation {_P}><p:sldIdLst>{listed}</p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
    )
    own |= {name: _wrapped(text) for name, text in (parts or {}).items()}
    return package(
        {
            "[Content_Types].xml": _types(own),
            "_rels/.rels": rels(("d", "officeDocument", "ppt/presentation.xml")),
            "ppt/_rels/presentation.xml.rels": rels(
                *((f"r{n}", "slide", f"slides/slide{n}.xml") for n in range(1, len(slides) + 1))
            ),
            **own,
        }
    )


def odf(
    kind: str,
    body: str,
    styles: str = "",
    parts: dict[str, str | bytes] | None = None,
    named: str = "",
    master: str = "",
) -> bytes:
    """`kind` is text, presentation or spreadsheet; `styles` are automatic ones, `named` and `master` of the styles part."""
    own: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": f"<office:document-content {_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {_ODF}><office:styles>{named}</office:styles>"
        f"<office:master-styles>{master}</office:master-styles></office:document-styles>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        **(parts or {}),
    }
    return package(own)


def odt(body: str = "", styles: str = "", **more) -> bytes:
    return odf("text", "<text:p>An ordinary line of the record.</text:p>" + body, styles, **more)


def odp(shapes: str = "", styles: str = "", page: str = "", **more) -> bytes:
    line = '<draw:frame svg:x="1cm" svg:y="1cm" svg:width="8cm" svg:height="2cm"><draw:text-box><text:p>An ordinary line.</text:p></draw:text-box></draw:frame>'
    return odf("presentation", f'<draw:page draw:name="page1" {page}>{line}{shapes}</draw:page>', styles, **more)


def cell(words: str, attributes: str = "", inside: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="string" {attributes}>{inside}<text:p>{words}</text:p></table:table-cell>'
    )


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods(
    *rows: str, styles: str = "", columns: str = "", table: str = "", after: str = "", before: str = "", **more
) -> bytes:
    """A workbook with a small table on the sheet “Wards”, then `rows`."""
    plain = row(cell("Ward"), cell("Potholes")) + row(cell("Elm"), cell("12"))
    sheet = f'<table:table table:name="Wards" {table}>{columns}{plain}{"".join(rows)}</table:table>'
    return odf("spreadsheet", before + sheet + after, styles, **more)


def style(name: str, family: str, properties: str, attributes: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {attributes}>{properties}</style:style>'


def is_held_back(data: bytes, name: str) -> bool:
    """Whether something blocks the file, so that nothing of it is published."""
    first, copies = prepare(data, name)
    return any(f.verdict is Verdict.BLOCK for f in first.findings) and not copies


def inside(data: bytes) -> str:
    """Every byte of a package as text, unpacked, and the names of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return " ".join(name + " " + archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
