# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second set: workbooks, documents and slides, written part by part as office programs write them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from PIL import Image

from .second_covers import jpeg_of
from .second_writer import PROSE, Register

SLOTS = Register()
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMAT = "application/vnd.openxmlformats-officedocument"


def package(parts: dict[str, str | bytes], types: dict[str, str], relations: dict[str, list[tuple[str, str]]]) -> bytes:
    """A package of parts; `types` by part, `relations` by the part that holds them ("" is the package)."""
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in types.items())
    content = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="bin" ContentType="application/octet-stream"/>'
        f"{overrides}</Types>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("[Content_Types].xml", content)
        for holder, targets in relations.items():
            folder, _, leaf = holder.rpartition("/")
            rows = "".join(
                f'<Relationship Id="rId{n}" Type="{kind if "://" in kind else f"{RELATION}/{kind}"}" Target="{escape(target)}"'
                + (' TargetMode="External"/>' if "://" in target or target.startswith(("mailto:", "\\\\")) else "/>")
                for n, (kind, target) in enumerate(targets, 1)
            )
            name = f"{folder}/_rels/{leaf}.rels".lstrip("/")
            bundle.writestr(name, f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>')
        for part, body in parts.items():
            bundle.writestr(part, body if isinstance(body, bytes) else (HEAD + body if body.startswith("<") else body))
    return out.getvalue()


def cell(place: str, text: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'


def row(number: int, *texts: str, more: str = "", style: int = 0) -> str:
    return f'<row r="{number}"{more}>' + "".join(cell(f"{'ABCDEF'[n]}{number}", t, style) for n, t in enumerate(texts)) + "</row>"


ROWS = [row(1, "Ward", "Calls", "Closed"), *(row(n, f"Ward {n}", str(40 + n), str(30 + n)) for n in range(2, 9))]
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts count="3"><font>'
    '<sz val="11"/><name val="Calibri"/></font><font><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font><font><sz '
    'val="11"/><color rgb="FF000000"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill>'
    '</fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>'
    '<xf fontId="1" applyFont="1"/><xf numFmtId="170" applyNumberFormat="1"/><xf fontId="2" fillId="2" applyFill="1"/></cellXfs>'
    "</styleSheet>"
)
BOOK, SHEET, TABLE = "xl/workbook.xml", "xl/worksheets/sheet1.xml", f"{FORMAT}.spreadsheetml"


def book(
    rows: list[str], before: str = "", after: str = "", sheets: str = "", names: str = "",
    parts: dict[str, str | bytes] | None = None, sheet_links: list[tuple[str, str]] | None = None,
    book_links: list[tuple[str, str]] | None = None, types: dict[str, str] | None = None,
    part_links: dict[str, list[tuple[str, str]]] | None = None,
) -> bytes:  # fmt: skip
    """A workbook of one sheet `Figures`; the other arguments add around its rows, to the workbook and to the package."""
    sheet = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Figures" sheetId="1" r:id="rId1"/>{sheets}</sheets>'
        f"{names}</workbook>"
    )
    links = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), *(book_links or [])]
    return package(
        {BOOK: workbook, SHEET: sheet, "xl/styles.xml": STYLES, **(parts or {})},
        {BOOK: f"{TABLE}.sheet.main+xml", SHEET: f"{TABLE}.worksheet+xml", "xl/styles.xml": f"{TABLE}.styles+xml", **(types or {})},
        {"": [("officeDocument", BOOK)], BOOK: links, SHEET: sheet_links or [], **(part_links or {})},
    )


def second_sheet(state: str) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        other = f'<worksheet xmlns="{MAIN}"><sheetData>{row(1, "Name", secret)}</sheetData></worksheet>'
        return book(
            ROWS, sheets=f'<sheet name="Sheet2" sheetId="2" state="{state}" r:id="rId3"/>',
            parts={"xl/worksheets/sheet2.xml": other}, book_links=[("worksheet", "worksheets/sheet2.xml")],
            types={"xl/worksheets/sheet2.xml": f"{TABLE}.worksheet+xml"},
        )  # fmt: skip

    return make


for state in ("hidden", "veryHidden"):
    SLOTS.add(f"sheet {state}", second_sheet(state), "HIDDEN-SHEET", "xlsx")

BOOKS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "hidden row": ("HIDDEN-CELLS", lambda s: book([*ROWS, row(9, s, "1", more=' hidden="1"')])),
    "row of no height": ("HIDDEN-CELLS", lambda s: book([*ROWS, row(9, s, more=' ht="0" customHeight="1"')])),
    "hidden column": (
        "HIDDEN-CELLS",
        lambda s: book([*ROWS, row(9, "x", "1", "2", s)], '<cols><col min="4" max="4" width="9" hidden="1"/></cols>'),
    ),
    "column of no width": (
        "HIDDEN-CELLS",
        lambda s: book([*ROWS, row(9, "x", "1", "2", s)], '<cols><col min="4" max="4" width="0" customWidth="1"/></cols>'),
    ),
    "collapsed group": (
        "HIDDEN-CELLS",
        lambda s: book([*ROWS, row(9, s, more=' outlineLevel="1" hidden="1"'), row(10, "Sum", more=' collapsed="1"')]),
    ),
    "filtered row": (
        "HIDDEN-CELLS",
        lambda s: book(
            [*ROWS, row(9, s, "1", "1", more=' hidden="1"')],
            after='<autoFilter ref="A1:C9"><filterColumn colId="0"><filters><filter val="Ward 2"/></filters></filterColumn></autoFilter>',
        ),
    ),
    "under a merged cell": ("HIDDEN-CELLS", lambda s: book([*ROWS, row(9, "Total", s)], after='<mergeCells><mergeCell ref="A9:C9"/></mergeCells>')),
    "white cell": ("INVISIBLE-CELLS", lambda s: book([*ROWS, row(9, s, style=1)])),
    "empty format": ("INVISIBLE-CELLS", lambda s: book([*ROWS, row(9, s, style=2)])),
    "black on black": ("INVISIBLE-CELLS", lambda s: book([*ROWS, row(9, s, style=3)])),
    "far away": ("FAR-CELLS", lambda s: book([*ROWS, '<row r="9000">' + cell("AZ9000", s) + "</row>"])),
    "header": ("HEADER-FOOTER", lambda s: book(ROWS, after=f"<headerFooter><oddFooter>&amp;LPrepared by {escape(s)}</oddFooter></headerFooter>")),
    "list behind a cell": (
        "VALIDATION",
        lambda s: book(ROWS, after='<dataValidations count="1"><dataValidation type="list" sqref="D2"><formula1>'
                       f'"none,{escape(s)}"</formula1></dataValidation></dataValidations>'),
    ),
    "prompt of a cell": (
        "VALIDATION",
        lambda s: book(ROWS, after=f'<dataValidations count="1"><dataValidation type="whole" sqref="B2" showInputMessage="1" prompt="Ask {escape(s)}">'
                       "<formula1>1</formula1></dataValidation></dataValidations>"),
    ),
    "constant with a name": ("DEFINED-NAME", lambda s: book(ROWS, names=f'<definedNames><definedName name="lead">"{escape(s)}"</definedName></definedNames>')),
    "remark on a hidden name": (
        "DEFINED-NAME",
        lambda s: book(ROWS, names=f'<definedNames><definedName name="area" hidden="1" comment="{escape(s)}">Figures!$A$1</definedName></definedNames>'),
    ),
    "scenario": (
        "SCENARIO",
        lambda s: book(ROWS, after=f'<scenarios><scenario name="plan" count="1" user="{escape(s)}"><inputCells r="B2" val="{escape(s)}"/></scenario></scenarios>'),
    ),
    "link on a cell": (
        "CELL-LINK",
        lambda s: book(ROWS, after='<hyperlinks><hyperlink ref="A2" r:id="rId1"/></hyperlinks>',
                       sheet_links=[("hyperlink", f"mailto:{s.encode('ascii', 'ignore').decode().replace(' ', '.')}@council.example")]),
    ),
    "comment": (
        "SHEET-COMMENT",
        lambda s: book(ROWS, sheet_links=[("comments", "../comments1.xml")], types={"xl/comments1.xml": f"{TABLE}.comments+xml"}, parts={
            "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>a</author></authors><commentList><comment ref="B3" authorId="0">'
            f"<text><r><t>{escape(s)} disputes this</t></r></text></comment></commentList></comments>"}),
    ),
    "author of a comment": (
        "SHEET-COMMENT",
        lambda s: book(ROWS, sheet_links=[("comments", "../comments1.xml")], types={"xl/comments1.xml": f"{TABLE}.comments+xml"}, parts={
            "xl/comments1.xml": f'<comments xmlns="{MAIN}"><authors><author>{escape(s)}</author></authors><commentList><comment ref="B3" '
            'authorId="0"><text><t>checked</t></text></comment></commentList></comments>'}),
    ),
    "connection": (
        "CONNECTION",
        lambda s: book(ROWS, book_links=[("connections", "connections.xml")], types={"xl/connections.xml": f"{TABLE}.connections+xml"}, parts={
            "xl/connections.xml": f'<connections xmlns="{MAIN}"><connection id="1" name="q" type="1"><dbPr connection="DSN=hr;UID={escape(s)}" '
            f'command="select * from staff where name=\'{escape(s)}\'"/></connection></connections>'}),
    ),
    "rows of a pivot table": (
        "PIVOT-CACHE",
        lambda s: book(ROWS, book_links=[("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml")],
                       types={"xl/pivotCache/pivotCacheDefinition1.xml": f"{TABLE}.pivotCacheDefinition+xml"}, parts={
            "xl/pivotCache/pivotCacheDefinition1.xml": f'<pivotCacheDefinition xmlns="{MAIN}"><cacheFields count="1"><cacheField name="Officer">'
            f'<sharedItems count="1"><s v="{escape(s)}"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>'}),
    ),
    "kept values of another workbook": (
        "EXTERNAL-LINK",
        lambda s: book(ROWS, names='<externalReferences><externalReference r:id="rId3"/></externalReferences>', book_links=[("externalLink", "externalLinks/externalLink1.xml")],
                       types={"xl/externalLinks/externalLink1.xml": f"{TABLE}.externalLink+xml"},
                       part_links={"xl/externalLinks/externalLink1.xml": [("externalLinkPath", "file:///C:/staff.xlsx")]}, parts={
            "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELATION}" r:id="rId1"><sheetNames><sheetName val="Staff"/></sheetNames>'
            f'<sheetDataSet><sheetData sheetId="0"><row r="1"><cell r="A1" t="str"><v>{escape(s)}</v></cell></row></sheetData></sheetDataSet>'
            "</externalBook></externalLink>"}),
    ),
    "shared string that no cell shows": (
        "OFFICE-ORPHAN HIDDEN-CELLS",
        lambda s: book(ROWS, book_links=[("sharedStrings", "sharedStrings.xml")], types={"xl/sharedStrings.xml": f"{TABLE}.sharedStrings+xml"}, parts={
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}" count="1" uniqueCount="1"><si><t>{escape(s)}</t></si></sst>'}),
    ),
    "left-over part": ("OFFICE-ORPHAN CUSTOM-XML", lambda s: book(ROWS, parts={"xl/worksheets/old.xml": f"<old>{escape(s)}</old>"})),
    "history of changes": (
        "TRACKED",
        lambda s: book(ROWS, book_links=[("revisionHeaders", "revisions/revisionHeaders.xml")],
                       types={"xl/revisions/revisionHeaders.xml": f"{TABLE}.revisionHeaders+xml", "xl/revisions/revisionLog1.xml": f"{TABLE}.revisionLog+xml"},
                       parts={"xl/revisions/revisionHeaders.xml": f'<headers xmlns="{MAIN}"><header userName="{escape(s)}"/></headers>',
                              "xl/revisions/revisionLog1.xml": f'<revisions xmlns="{MAIN}"><rcc><oc r="A1" t="inlineStr"><is><t>{escape(s)}</t></is></oc></rcc></revisions>'}),
    ),
}  # fmt: skip
HARD = {"remark on a hidden name", "prompt of a cell", "author of a comment"}
for title, (expect, build) in BOOKS.items():
    SLOTS.add(
        f"workbook, {title}", lambda secret, dice, build=build: build(secret), expect, "xlsx", hard=title in HARD,
    )  # fmt: skip

TEXT, PART = "word/document.xml", f"{FORMAT}.wordprocessingml"


def run(text: str, look: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, look: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{''.join(runs)}</w:p>"


def document(
    inside: str, parts: dict[str, str | bytes] | None = None, types: dict[str, str] | None = None,
    links: list[tuple[str, str]] | None = None, top: list[tuple[str, str]] | None = None, end: str = "",
) -> bytes:  # fmt: skip
    """A letter of some paragraphs with `inside` after them."""
    spaces = (
        f'xmlns:w="{WORD}" xmlns:r="{RELATION}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    prose = "".join(paragraph(run(line)) for line in PROSE)
    text = f"<w:document {spaces}><w:body>{prose}{inside}<w:sectPr>{end}</w:sectPr></w:body></w:document>"
    return package(
        {TEXT: text, **(parts or {})},
        {TEXT: f"{PART}.document.main+xml", **(types or {})},
        {"": [("officeDocument", TEXT), *(top or [])], TEXT: links or []},
    )


BY = 'w:id="7" w:author="x" w:date="2024-01-01T00:00:00Z"'


def placed(secret: str, attributes: str = "", crop: str = "", jpeg: bytes | None = None) -> bytes:
    drawing = (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="4000000" cy="570000"/><wp:docPr id="1" name="Picture 1" {attributes}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="p"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>{crop}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4000000" cy="570000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    picture = jpeg or jpeg_of(secret if crop else "Map of the works")
    return document(paragraph(drawing), {"word/media/image1.jpeg": picture}, links=[("image", "media/image1.jpeg")])


def exif(secret: str) -> bytes:
    held, out = Image.Exif(), io.BytesIO()
    held[0x013B], held[0x010E] = secret, "seen from the mill"
    Image.new("L", (60, 40), 180).save(out, "JPEG", exif=held)
    return out.getvalue()


CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:creator>{0}</dc:creator><cp:lastModifiedBy>{0}</cp:lastModifiedBy></cp:coreProperties>"
)
DOCUMENTS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "deleted words": ("TRACKED", lambda s: document(paragraph(f"<w:del {BY}><w:r><w:delText>{escape(s)}</w:delText></w:r></w:del>", run("the officer")))),
    "inserted words": ("TRACKED", lambda s: document(paragraph(f"<w:ins {BY}>{run(s)}</w:ins>"))),
    "moved words": ("TRACKED", lambda s: document(paragraph(f"<w:moveFrom {BY}>{run(s)}</w:moveFrom>"))),
    "author of a change": ("TRACKED", lambda s: document(paragraph(f'<w:pPr><w:rPr><w:ins w:id="3" w:author="{escape(s)}"/></w:rPr></w:pPr>'))),
    "hidden run": ("HIDDEN-TEXT", lambda s: document(paragraph(run(s, "<w:vanish/>")))),
    "hidden on the web": ("HIDDEN-TEXT", lambda s: document(paragraph(run(s, "<w:webHidden/><w:specVanish/><w:vanish/>")))),
    "hidden by style": ("HIDDEN-TEXT", lambda s: document(
        paragraph(run(s), look='<w:pStyle w:val="Gone"/>'), {"word/styles.xml": f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Base">'
        '<w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Gone"><w:basedOn w:val="Base"/></w:style></w:styles>'},
        {"word/styles.xml": f"{PART}.styles+xml"}, [("styles", "styles.xml")])),
    "white run": ("OFFICE-INVISIBLE", lambda s: document(paragraph(run(s, '<w:color w:val="FFFFFF"/>')))),
    "white by theme": ("OFFICE-INVISIBLE", lambda s: document(paragraph(run(s, '<w:color w:val="FFFFFF" w:themeColor="background1"/>')))),
    "one-point run": ("OFFICE-INVISIBLE", lambda s: document(paragraph(run(s, '<w:sz w:val="2"/>')))),
    "black mark-up": ("OFFICE-INVISIBLE", lambda s: document(paragraph(run(s, '<w:highlight w:val="black"/>')))),
    "black shading": ("OFFICE-INVISIBLE", lambda s: document(paragraph(run(s, '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>')))),
    "black on black cell": ("OFFICE-INVISIBLE", lambda s: document(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>{paragraph(run(s, f"<w:color w:val={chr(34)}000000{chr(34)}/>"))}</w:tc></w:tr></w:tbl>')),
    "comment": ("COMMENT", lambda s: document(paragraph('<w:commentRangeStart w:id="0"/>', run("x"), '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'),
        {"word/comments.xml": f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="a">{paragraph(run(s))}</w:comment></w:comments>'},
        {"word/comments.xml": f"{PART}.comments+xml"}, [("comments", "comments.xml")])),
    "description": ("OFFICE-ALT-TEXT", lambda s: placed("", f'descr="Photograph of {escape(s)} at the desk"')),
    "title of a picture": ("OFFICE-ALT-TEXT", lambda s: placed("", f'title="{escape(s)}"')),
    "cropped picture": ("CROPPED-IMAGE", lambda s: placed(s, crop='<a:srcRect l="60000" r="5000"/>')),
    "picture's own data": ("OFFICE-IMAGE-META", lambda s: placed("", jpeg=exif(s))),
    "author": ("OFFICE-META", lambda s: document("", {"docProps/core.xml": CORE.format(escape(s))},
        {"docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"},
        top=[(f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")])),
    "own properties": ("CUSTOM-XML OFFICE-META", lambda s: document("", {"customXml/item1.xml": f"<case><officer>{escape(s)}</officer></case>"},
        links=[("customXml", "../customXml/item1.xml")])),
    "variable": ("OFFICE-META OFFICE-ORPHAN CUSTOM-XML HIDDEN-TEXT", lambda s: document("", {"word/settings.xml":
        f'<w:settings xmlns:w="{WORD}"><w:docVars><w:docVar w:name="lead" w:val="{escape(s)}"/></w:docVars></w:settings>'},
        {"word/settings.xml": f"{PART}.settings+xml"}, [("settings", "settings.xml")])),
    "object inside": ("EMBEDDED", lambda s: document("", {"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + s.encode("utf-16-le") * 40},
        links=[("oleObject", "embeddings/oleObject1.bin")])),
    "workbook inside": ("EMBEDDED", lambda s: document("", {"word/embeddings/book.xlsx": book([row(1, s)])}, links=[("package", "embeddings/book.xlsx")])),
    "mail link": ("OFFICE-LINK", lambda s: document(paragraph('<w:hyperlink r:id="rId1">' + run("the clerk") + "</w:hyperlink>"),
        links=[("hyperlink", f"mailto:{s.encode('ascii', 'ignore').decode().replace(' ', '.')}@council.example")])),
    "link in a field": ("OFFICE-LINK", lambda s: document(paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:'
        f'{s.encode("ascii", "ignore").decode().replace(" ", ".")}@council.example" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run("the clerk"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>'))),
    "bookmark": ("BOOKMARK", lambda s: document(paragraph(f'<w:bookmarkStart w:id="1" w:name="stmt_{escape(s).replace(" ", "_")}"/>', run("x"), '<w:bookmarkEnd w:id="1"/>'))),
    "box over words": ("OVERLAY-SHAPE", lambda s: document(paragraph(run(s), '<w:r><w:pict><v:rect style="position:absolute;margin-left:0;margin-top:0;'
        'width:180pt;height:18pt;z-index:3" fillcolor="black"/></w:pict></w:r>'))),
    "small picture": ("OFFICE-THUMBNAIL", lambda s: document("", {"docProps/thumbnail.jpeg": jpeg_of(s)},
        top=[(f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg")])),
}  # fmt: skip
HARD_DOCUMENTS = {"variable", "author of a change", "hidden by style", "white by theme", "title of a picture", "bookmark"}
for title, (expect, build) in DOCUMENTS.items():
    SLOTS.add(
        f"document, {title}", lambda secret, dice, build=build: build(secret), expect, "docx", hard=title in HARD_DOCUMENTS,
        drawn=title == "cropped picture",
    )  # fmt: skip

SLIDE, SHOW, DRAW = "ppt/slides/slide1.xml", f"{FORMAT}.presentationml", "http://schemas.openxmlformats.org/drawingml/2006/main"
SLIDES = f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:a="{DRAW}" xmlns:r="{RELATION}"'


def shape(number: int, text: str, x: int, y: int, fill: str = "", ink: str = "", more: str = "", name: str = "Box 1") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}" {more}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="5000000" cy="900000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr>'
        f'<p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="en-GB">{ink}</a:rPr><a:t>{escape(text)}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def slides(shapes: str, state: str = "", notes: str = "") -> bytes:
    slide = (
        f'<p:sld {SLIDES}{state}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shape(2, 'Budget for the year', 500000, 400000)}{shapes}</p:spTree></p:cSld></p:sld>"
    )
    show = (
        f'<p:presentation {SLIDES}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="9144000" cy="6858000"/></p:presentation>'
    )
    parts: dict[str, str | bytes] = {"ppt/presentation.xml": show, SLIDE: slide}
    types = {"ppt/presentation.xml": f"{SHOW}.presentation.main+xml", SLIDE: f"{SHOW}.slide+xml"}
    links = {"": [("officeDocument", "ppt/presentation.xml")], "ppt/presentation.xml": [("slide", "slides/slide1.xml")]}
    if notes:
        side = "ppt/notesSlides/notesSlide1.xml"
        parts[side] = f"<p:notes {SLIDES}><p:cSld><p:spTree>{shape(3, notes, 0, 0)}</p:spTree></p:cSld></p:notes>"
        types[side] = f"{SHOW}.notesSlide+xml"
        links[SLIDE] = [("notesSlide", "../notesSlides/notesSlide1.xml")]
    return package(parts, types, links)


BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
SHOWS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "notes": ("HIDDEN-TEXT COMMENT", lambda s: slides("", notes=f"Say that {s} wrote this")),
    "hidden slide": ("HIDDEN-TEXT", lambda s: slides(shape(3, s, 500000, 2000000), ' show="0"')),
    "box over words": ("OVERLAY-SHAPE", lambda s: slides(shape(3, s, 500000, 2000000) + shape(4, "", 400000, 1900000, BLACK))),
    "beside the slide": ("HIDDEN-TEXT OFFICE-INVISIBLE OVERLAY-SHAPE", lambda s: slides(shape(3, s, 9900000, 2000000))),
    "white words": ("OFFICE-INVISIBLE", lambda s: slides(shape(3, s, 500000, 2000000, ink=WHITE))),
    "hidden shape": ("HIDDEN-TEXT", lambda s: slides(shape(3, s, 500000, 2000000, more='hidden="1"'))),
    "description": ("OFFICE-ALT-TEXT", lambda s: slides(shape(3, "Chart", 500000, 2000000, more=f'descr="Graph drawn by {escape(s)}"'))),
    "name of a shape": ("OFFICE-ALT-TEXT BOOKMARK OFFICE-META", lambda s: slides(shape(3, "Chart", 500000, 2000000, name=escape(s)))),
}  # fmt: skip
for title, (expect, build) in SHOWS.items():
    SLOTS.add(f"slides, {title}", lambda secret, dice, build=build: build(secret), expect, "pptx", hard=title in ("name of a shape", "beside the slide"))
