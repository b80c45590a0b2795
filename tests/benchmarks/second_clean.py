# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second set: PDFs that look dangerous and give nothing away."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable

import pikepdf
import pymupdf
from PIL import Image, ImageCms, ImageDraw, ImageFilter, ImageFont

from .second_covers import jpeg_of, outlines
from .second_writer import PROSE, Pdf, Register, at, letter, literal, sentence, wide, width

SLOTS = Register()


def clean(title: str) -> Callable:
    return SLOTS(title, "")


def one(content: Callable[[Pdf], bytes | tuple[bytes, str]], packed: bool = False, **page: str) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf(dice.choice(("1.3", "1.5", "1.7")))
        drawn = content(pdf)
        body, resources = drawn if isinstance(drawn, tuple) else (drawn, "")
        pdf.page(body, resources, **page)
        return pdf.packed() if packed else pdf.data()

    return make


def redacted(fill: tuple[float, ...] | None, label: str = "", whole_lines: bool = True, turn: int = 0) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf()
        pdf.page(letter() + sentence("Eleanor Braithwaite")[0] + letter(480, 3), extra=f"/Rotate {turn}")
        document = pymupdf.open(stream=pdf.data())
        page = document[0]
        for line in ("The complaint was made by Eleanor Braithwaite on Tuesday.", PROSE[4]) if whole_lines else ():
            for box in page.search_for(line):
                page.add_redact_annot(box, text=label or None, fill=fill or (0, 0, 0), text_color=(1, 1, 1), fontsize=8)
        page.apply_redactions()
        return document.tobytes(garbage=4, deflate=True, no_new_id=True)

    return make


for name, fill, label in (
    ("black", (0, 0, 0), ""), ("white", (1, 1, 1), ""), ("grey", (0.7, 0.7, 0.7), ""), ("black with a label", (0, 0, 0), "s.40(2)"),
):  # fmt: skip
    SLOTS.add(f"honestly redacted, {name}", redacted(fill, label), "")
SLOTS.add("honestly redacted, turned", redacted((0, 0, 0), turn=90), "")

CURVE = "q 0.2 0.4 0.8 RG 2 w 80 300 m " + " ".join(f"{80 + 4 * n} {360 + 40 * math.sin(n / 6):.1f} l" for n in range(100)) + " S Q\n"
BARS = "".join(f"0.{n + 2} 0.5 0.{8 - n} rg {100 + 60 * n} 200 40 {60 + 20 * n} re f " for n in range(6))
PAGES: dict[str, Callable[[Pdf], bytes | tuple[bytes, str]]] = {
    "boxes over blank paper": lambda pdf: letter() + b"q 0 g 72 500 180 14 re f 72 470 90 14 re f Q\n" + at(260, 503, "attended."),
    "box between words": lambda pdf: letter() + at(72, 500, "Seen by") + b"0 g 118 497 90 13 re f\n" + at(212, 500, "on Tuesday."),
    "table with shaded rows": lambda pdf: b"".join(
        f"{0.92 if n % 2 else 1} g 70 {700 - 20 * n} 400 20 re f 0 g\n".encode() + at(76, 706 - 20 * n, f"Ward {n}") + at(300, 706 - 20 * n, str(40 + n))
        for n in range(12)
    ),
    "white words on a dark heading": lambda pdf: b"q 0.1 0.2 0.4 rg 60 740 480 40 re f Q\n" + at(72, 752, "Annual report", 22, before="1 g") + b"0 g\n" + letter(700),
    "white words on a dark picture": lambda pdf: (
        b"q 480 0 0 60 60 730 cm /I1 Do Q\n" + at(72, 752, "Annual report", 22, before="1 g") + b"0 g\n" + letter(700),
        f"/XObject<</I1 {pdf.stream(gradient(), '/Type/XObject/Subtype/Image/Width 240/Height 30/BitsPerComponent 8/ColorSpace/DeviceGray')} 0 R>>",
    ),
    "white words on a shading": lambda pdf: (
        b"q 60 730 480 60 re W n /S1 sh Q\n" + at(72, 752, "Annual report", 22, before="1 g") + b"0 g\n" + letter(700),
        "/Shading<</S1<</ShadingType 2/ColorSpace/DeviceRGB/Coords[60 0 540 0]/Function<</FunctionType 2/Domain[0 1]/C0[0.1 0.1 0.3]/C1[0.2 0.4 0.6]/N 1>>>>>>",
    ),
    "watermark below": lambda pdf: b"q 0.88 g BT /F1 90 Tf 0.7 0.7 -0.7 0.7 130 240 Tm (DRAFT) Tj ET Q 0 g\n" + letter(),
    "watermark above, transparent": lambda pdf: (
        letter() + b"q /G1 gs 0.5 g BT /F1 120 Tf 0.7 0.7 -0.7 0.7 130 240 Tm (COPY) Tj ET Q\n", "/ExtGState<</G1<</ca 0.25>>>>"),
    "highlight painted before": lambda pdf: b"q 1 1 0 rg 72 755 300 16 re f Q\n" + letter(),
    "highlight multiplied after": lambda pdf: (letter() + b"q /G1 gs 1 1 0 rg 72 755 300 16 re f Q\n", "/ExtGState<</G1<</BM/Multiply>>>>"),
    "highlight half opaque": lambda pdf: (letter() + b"q /G1 gs 1 1 0 rg 72 755 300 16 re f Q\n", "/ExtGState<</G1<</ca 0.4>>>>"),
    "fill, then outline": lambda pdf: letter() + b"BT 2 Tr 0.4 w 0 G 0.9 0.2 0.2 rg /F1 30 Tf 72 500 Td (Market day) Tj ET\n",
    "outline only": lambda pdf: letter() + b"BT 1 Tr 0.8 w 0 G /F1 40 Tf 72 500 Td (Market day) Tj ET\n",
    "bold by printing twice": lambda pdf: letter() + at(72, 500, "Decision", 14) + at(72.4, 500, "Decision", 14),
    "drop shadow": lambda pdf: letter() + at(74, 498, "Open day", 30, before="0.75 g") + at(72, 500, "Open day", 30, before="0 g"),
    "shadow right below": lambda pdf: letter() + at(72.6, 499.4, "Open day", 30, before="0.6 g") + at(72, 500, "Open day", 30, before="0.1 0.1 0.6 rg"),
    "chart": lambda pdf: letter(760, 3) + (BARS + CURVE).encode() + b"0 g\n" + b"".join(at(100 + 60 * n, 186, str(2018 + n), 9) for n in range(6)),
    "labels on bars": lambda pdf: letter(760, 3) + BARS.encode() + b"".join(at(110 + 60 * n, 210, str(60 + 20 * n), 9, before="1 g") for n in range(6)),
    "boxes with words in them": lambda pdf: b"".join(f"0.9 0.95 1 rg 0 G 80 {660 - 80 * n} 200 50 re B 0 g\n".encode() + at(100, 680 - 80 * n, f"Step {n + 1}: check") for n in range(5)),
    "page background": lambda pdf: b"1 0.98 0.94 rg 0 0 595 842 re f 0 g\n" + letter(),
    "page background as a picture": lambda pdf: (
        b"q 595 0 0 842 0 0 cm /I1 Do Q\n" + letter(),
        f"/XObject<</I1 {pdf.stream(bytes(244 + (n * 7) % 9 for n in range(60 * 84)), '/Type/XObject/Subtype/Image/Width 60/Height 84/BitsPerComponent 8/ColorSpace/DeviceGray')} 0 R>>"),
    "two columns": lambda pdf: b"".join(at(50 + 260 * c, 760 - 12 * n, PROSE[(n + c) % 7][:44], 9) for c in range(2) for n in range(50)),
    "ligatures and soft hyphens": lambda pdf: letter() + b"/Span<</ActualText<FEFF00660069>>> BDC " + at(72, 500, "fi") + b"EMC\n"
        + at(84, 500, "nancial state") + b"/Span<</ActualText<FEFF00AD>>> BDC " + at(160, 500, "-") + b"EMC\n",
    "signature drawn": lambda pdf: letter() + outlines((100, 300, 260, 340), random.Random(4)).encode(),
    "photograph": lambda pdf: (letter() + b"q 300 0 0 200 100 250 cm /I1 Do Q\n", f"/XObject<</I1 {photo(pdf)} 0 R>>"),
    "cropped photograph": lambda pdf: (letter() + b"q 150 300 150 100 re W n 300 0 0 200 100 250 cm /I1 Do Q\n", f"/XObject<</I1 {photo(pdf)} 0 R>>"),
    "words on a photograph": lambda pdf: (b"q 595 0 0 300 0 542 cm /I1 Do Q\n" + at(60, 600, "Town and country", 34, before="1 g") + b"0 g\n" + letter(500), f"/XObject<</I1 {photo(pdf)} 0 R>>"),
    "logo with soft edges": lambda pdf: (letter() + b"q 80 0 0 80 450 740 cm /I1 Do Q\n", f"/XObject<</I1 {logo(pdf)} 0 R>>"),
    "rule lines through a form": lambda pdf: letter() + b"".join(f"0.5 w 72 {500 - 24 * n} m 500 {500 - 24 * n} l S\n".encode() for n in range(8)),
    "struck-out words": lambda pdf: letter() + at(72, 500, "The fee is ten pounds") + b"0.8 w 72 504 m 190 504 l S\n",
    "underlined words": lambda pdf: letter() + at(72, 500, "The fee is ten pounds") + b"0.8 w 72 498 m 190 498 l S\n",
    "bright words": lambda pdf: letter() + at(72, 500, "Magenta", before="1 0 1 rg") + at(172, 500, "Cyan", before="0 1 1 rg")
        + b"0 1 0 rg 260 490 120 30 re f\n" + at(272, 500, "Black on green", before="0 g"),
    "four inks": lambda pdf: b"0 0 0 1 k\n" + letter() + b"1 0.4 0 0.1 k 72 300 200 60 re f\n" + at(90, 325, "Leaflet", 20, before="0 0 0 0 k"),
    "embossed heading": lambda pdf: letter(700) + at(71.5, 750.5, "Archive", 32, before="0.95 g") + at(72, 750, "Archive", 32, before="0.3 g"),
    "small print": lambda pdf: letter() + at(72, 60, "Printed on recycled paper. Registered office: Town Hall.", 5),
    "light grey words": lambda pdf: letter() + at(72, 500, "This part is optional", 12, before="0.7 g"),
    "panel after its words, transparent form": lambda pdf: (
        letter() + b"/Fm Do", f"/XObject<</Fm {pdf.form(b'q 0.2 0.5 0.9 RG 3 w 60 480 300 60 re S Q ' + at(72, 500, 'Key points'), entries='/Group<</S/Transparency>>')} 0 R>>"),
    "spaces off the line": lambda pdf: letter() + at(560, 500, "   ", 12) + at(640, 500, " ", 12) + b"BT 3 Tr /F1 12 Tf 72 480 Td (  ) Tj ET\n",
    "contents with dots": lambda pdf: b"".join(at(72, 700 - 20 * n, f"{n + 1}. {PROSE[n][:24]} {'.' * 60} {n + 2}", 10) for n in range(7)),
}  # fmt: skip


def gradient() -> bytes:
    return bytes(20 + (x // 3) for _ in range(30) for x in range(240))


def scene(size: tuple[int, int] = (300, 200)) -> Image.Image:
    dice = random.Random(5)
    shown = Image.new("RGB", size, (150, 190, 230))
    pen = ImageDraw.Draw(shown)
    for _ in range(160):
        x, y, r = dice.randrange(size[0]), dice.randrange(size[1] // 2, size[1]), dice.randrange(4, 22)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(dice.randrange(40, 90), dice.randrange(80, 150), dice.randrange(30, 70)))
    return shown.filter(ImageFilter.GaussianBlur(2))


def photo(pdf: Pdf) -> int:
    out = io.BytesIO()
    scene().save(out, "JPEG")
    entries = "/Type/XObject/Subtype/Image/Width 300/Height 200/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode"
    return pdf.stream(out.getvalue(), entries, packed=False)


def logo(pdf: Pdf) -> int:
    edge = Image.new("L", (80, 80), 0)
    ImageDraw.Draw(edge).ellipse((8, 8, 72, 72), fill=255)
    soft = edge.filter(ImageFilter.GaussianBlur(1.5)).tobytes()
    size = "/Type/XObject/Subtype/Image/Width 80/Height 80/BitsPerComponent 8"
    mask = pdf.stream(soft, f"{size}/ColorSpace/DeviceGray")
    return pdf.stream(bytes((30, 60, 120)) * 6400, f"{size}/ColorSpace/DeviceRGB/SMask {mask} 0 R")


for number, (title, content) in enumerate(PAGES.items()):
    SLOTS.add(title, one(content, packed=bool(number % 2)), "")
SLOTS.add("printer's marks", one(lambda pdf: letter() + b"0 G 0.25 w 20 0 m 20 15 l S 0 20 m 15 20 l S\n", extra="/CropBox[20 20 575 822]/TrimBox[20 20 575 822]/BleedBox[10 10 585 832]"), "")  # fmt: skip
SLOTS.add("turned page", one(lambda pdf: letter(), extra="/Rotate 270"), "")
SLOTS.add("poster", one(lambda pdf: b"q 4 0 0 4 0 0 cm\n" + letter() + b"Q", box="0 0 2380 3368"), "")


def scan_page(words: bool, boxed: bool = False) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        shown, font = Image.new("L", (1240, 1754), 244), ImageFont.load_default(28)
        pen = ImageDraw.Draw(shown)
        rows = [(150, 180 + 60 * n, PROSE[n % 7]) for n in range(14)]
        for x, y, text in rows:
            pen.text((x, y), text, fill=50, font=font)
        if boxed:
            pen.rectangle((150, 420, 600, 455), fill=0)
            rows = [r for r in rows if r[1] != 420]
            pen.rectangle((600, 420, 1240, 460), fill=244)
        out = io.BytesIO()
        shown.filter(ImageFilter.GaussianBlur(0.8)).rotate(0.3, fillcolor=244).save(out, "JPEG", quality=60)
        pdf = Pdf()
        entries = "/Type/XObject/Subtype/Image/Width 1240/Height 1754/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode"
        held, scale = pdf.stream(out.getvalue(), entries, packed=False), 595 / 1240
        layer = b"".join(
            f"BT 3 Tr {100 * font.getlength(text) * scale / width(text, 11):.1f} Tz /F1 11 Tf {x * scale:.1f} {842 - (y + 26) * scale:.1f} Td ".encode()
            + literal(text) + b" Tj ET\n" for x, y, text in rows)  # fmt: skip
        pdf.page(b"q 595 0 0 842 0 0 cm /I1 Do Q\n" + (layer if words else b""), f"/XObject<</I1 {held} 0 R>>")
        return pdf.data()

    return make


SLOTS.add("scan", scan_page(False), "")
SLOTS.add("scan with its words", scan_page(True), "")
SLOTS.add("redacted scan with its words", scan_page(True, True), "")
SLOTS.add("redacted scan", scan_page(False, True), "")


@clean("redacted page made into a picture")
def raster(secret: str, dice: random.Random) -> bytes:
    source = pymupdf.open(stream=redacted((0, 0, 0))("", dice))
    document = pymupdf.open()
    page = document.new_page()
    page.insert_image(page.rect, stream=source[0].get_pixmap(dpi=120).tobytes("jpeg"))
    return document.tobytes(deflate=True, no_new_id=True)


@clean("form made flat")
def flat(secret: str, dice: random.Random) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "Name of the street:")
    field = pymupdf.Widget()
    field.field_type, field.field_name, field.field_value = pymupdf.PDF_WIDGET_TYPE_TEXT, "street", "High Street"
    field.rect = pymupdf.Rect(200, 85, 400, 105)
    page.add_widget(field)
    document.bake()
    return document.tobytes(garbage=4, deflate=True, no_new_id=True)


@clean("tagged report with contents and links")
def report(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    first = len(pdf.objects) + 1
    pdf.add(f"<</Type/StructElem/S/H1/P {first + 2} 0 R/Pg {first + 6} 0 R/K 0/T(Minutes)>>")
    pdf.add(f"<</Type/StructElem/S/Figure/P {first + 2} 0 R/Pg {first + 6} 0 R/K 1/Alt(Bar chart: calls by month)>>")
    pdf.add(f"<</Type/StructTreeRoot/K[{first} 0 R {first + 1} 0 R]/ParentTree<</Nums[0[{first} 0 R {first + 1} 0 R]]>>>>")
    pdf.add("<</Type/Annot/Subtype/Link/Rect[72 488 240 504]/Border[0 0 0]/A<</S/URI/URI(https://www.gov.example/guidance)>>>>")
    pdf.add(f"<</Type/Outlines/First {first + 7} 0 R/Last {first + 7} 0 R/Count 1>>")
    body = b"/H1<</MCID 0>> BDC " + at(72, 790, "Minutes", 18) + b"EMC\n" + letter() + at(72, 492, "See the guidance of the ministry")
    body += b"/Figure<</MCID 1>> BDC " + BARS.encode() + b"EMC\n"
    pdf.page(body, extra=f"/StructParents 0/Annots[{first + 3} 0 R]")
    pdf.add(f"<</Title(Minutes)/Parent {first + 4} 0 R/Dest[{first + 6} 0 R/Fit]>>")
    info = pdf.add(b"<</Title" + wide("Minutes of the works committee") + b"/Producer(Press 4.1)/Creator(Writer)/CreationDate(D:20240506090000Z)>>")
    pdf.trailer = b"/Info %d 0 R" % info
    pdf.catalog = (
        f"/StructTreeRoot {first + 2} 0 R/MarkInfo<</Marked true>>/Lang(en-GB)/Outlines {first + 4} 0 R/ViewerPreferences<</DisplayDocTitle true>>"
        "/PageLabels<</Nums[0<</S/r>>]>>"
    ).encode()
    return pdf.packed()


@clean("layer that is on")
def layer_on(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf("1.5")
    group = pdf.add("<</Type/OCG/Name(Watermark)>>")
    pdf.catalog = f"/OCProperties<</OCGs[{group} 0 R]/D<</ON[{group} 0 R]/Order[{group} 0 R]>>>>".encode()
    mark = b"/OC /L1 BDC q 0.9 g BT /F1 90 Tf 0.7 0.7 -0.7 0.7 130 240 Tm (COPY) Tj ET Q EMC\n"
    pdf.page(mark + b"0 g\n" + letter(), f"/Properties<</L1 {group} 0 R>>")
    return pdf.packed()


@clean("own font, profile and compression")
def own_font(secret: str, dice: random.Random) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_font(fontname="Own", fontbuffer=pymupdf.Font("tiro").buffer)
    for number, text in enumerate(PROSE):
        page.insert_text((72, 90 + 18 * number), text, fontname="Own")
    page.insert_image(pymupdf.Rect(72, 300, 372, 500), stream=jpeg2000())
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document.tobytes(garbage=3, no_new_id=True))) as pdf:
        pdf.save(out, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def jpeg2000() -> bytes:
    out = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    scene().save(out, "JPEG2000", icc_profile=profile)
    return out.getvalue()


@clean("links inside and a picture of a map")
def inside_links(secret: str, dice: random.Random) -> bytes:
    document = pymupdf.open()
    for number in range(3):
        page = document.new_page()
        page.insert_text((72, 90), f"Part {number + 1}", fontsize=20)
        page.insert_htmlbox(pymupdf.Rect(72, 120, 500, 300), f"<p>{' '.join(PROSE)}</p>")
    document[0].insert_link({"kind": pymupdf.LINK_GOTO, "from": pymupdf.Rect(72, 70, 200, 95), "page": 2, "to": pymupdf.Point(0, 0)})
    document[1].insert_image(pymupdf.Rect(72, 320, 372, 400), stream=jpeg_of("Map of the town"))
    document.set_toc([[1, "Part 1", 1], [1, "Part 2", 2], [1, "Part 3", 3]])
    return document.tobytes(garbage=4, deflate=True, no_new_id=True)
