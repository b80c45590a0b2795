# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second set: words and pictures that no reader sees although nothing covers them."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pymupdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from .second_covers import jpeg_of, picture_of
from .second_writer import Pdf, Register, at, letter, literal, wide, width

SLOTS = Register()
UNSEEN = "INVISIBLE-TEXT OVERLAY-TEXT"


def unseen(text: Callable[[str], str], resources: str = "", after: str = "") -> Callable:
    """A letter with a line of its own, printed by the operators that `text` gives for the secret's string."""

    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf(dice.choice(("1.4", "1.7", "2.0")))
        line = text(literal(f"Source: {secret}").decode("cp1252"))
        pdf.page(letter() + f"q {line} Q {after}\n".encode("cp1252"), resources)
        return pdf.packed() if dice.random() < 0.5 else pdf.data()

    return make


HOW: dict[str, tuple[str, str]] = {
    "render mode 3": ("BT 3 Tr /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "render mode 7": ("BT 7 Tr /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "white": ("BT 1 g /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "white in four inks": ("BT 0 0 0 0 k /F1 11 Tf 72 500 Td {} Tj ET", ""),
    "off-white": ("BT 0.985 0.985 0.98 rg /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "white outlines": ("BT 1 Tr 1 G /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "grey on grey": ("0.8 g 60 490 400 24 re f BT 0.8 g /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "black on black": ("0 g 60 490 400 24 re f BT /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "black on a black picture": (
        "q 400 0 0 24 60 490 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI Q BT 0 g /F1 12 Tf 72 500 Td {} Tj ET",
        "",
    ),
    "navy on black": ("0 g 60 490 400 24 re f BT 0 0 0.02 rg /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "tiny": ("BT /F1 0.4 Tf 72 500 Td {} Tj ET", ""),
    "tiny by its frame": ("0.02 0 0 0.02 72 500 cm BT /F1 12 Tf 0 0 Td {} Tj ET", ""),
    "no width": ("BT 0 Tz /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "no height": ("BT /F1 12 Tf 1 0 0 0.001 72 500 Tm {} Tj ET", ""),
    "transparent": ("/G1 gs BT /F1 12 Tf 72 500 Td {} Tj ET", "/ExtGState<</G1<</ca 0>>>>"),
    "nearly transparent": ("/G1 gs BT /F1 12 Tf 72 500 Td {} Tj ET", "/ExtGState<</G1<</ca 0.01/CA 0.01>>>>"),
    "screened away": ("1 g 60 480 400 40 re f /G1 gs BT 0 g /F1 12 Tf 72 500 Td {} Tj ET", "/ExtGState<</G1<</BM/Screen>>>>"),
    "lightened away": ("1 g 60 480 400 40 re f /G1 gs BT 0 g /F1 12 Tf 72 500 Td {} Tj ET", "/ExtGState<</G1<</BM/Lighten>>>>"),
    "clipped away": ("300 100 20 20 re W n BT /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "clipped by a line": ("72 499 m 500 499 l h W n BT /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "clipped by letters": ("BT 7 Tr /F1 12 Tf 72 300 Td (x) Tj ET BT 0 Tr /F1 12 Tf 72 500 Td {} Tj ET", ""),
    "no ink": (
        "/C1 cs 1 scn BT /F1 12 Tf 72 500 Td {} Tj ET",
        "/ColorSpace<</C1[/Separation/None/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]>>",
    ),
    "no tint": (
        "/C1 cs 0 scn BT /F1 12 Tf 72 500 Td {} Tj ET",
        "/ColorSpace<</C1[/Separation/Spot/DeviceGray<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>]>>",
    ),
    "white from a palette": (
        "/C1 cs 1 scn BT /F1 12 Tf 72 500 Td {} Tj ET",
        "/ColorSpace<</C1[/Indexed/DeviceRGB 1<000000FFFFFF>]>>",
    ),
    "white in lab": (
        "/C1 cs 100 0 0 scn BT /F1 12 Tf 72 500 Td {} Tj ET",
        "/ColorSpace<</C1[/Lab<</WhitePoint[0.9505 1 1.089]>>]>>",
    ),
}
for title, (operators, held) in HOW.items():
    SLOTS.add(title, unseen(operators.format, held), UNSEEN, hard=title in ("clipped by letters", "navy on black", "no ink"))


@SLOTS("behind a mask that lets nothing through", UNSEEN)
def soft_masked(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf("1.4")
    mask = pdf.form(b"0 g 0 0 595 842 re f", entries="/Group<</S/Transparency/CS/DeviceGray>>")
    pdf.page(
        letter() + b"q /G1 gs " + at(72, 500, f"Source: {secret}") + b"Q",
        f"/ExtGState<</G1<</SMask<</S/Luminosity/G {mask} 0 R>>>>>>",
    )
    return pdf.data()


@SLOTS("outside its form's box", UNSEEN)
def form_box(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    held = pdf.form(at(10, 10, "Annex") + at(10, -40, secret), "0 0 200 40")
    pdf.page(letter() + b"q 1 0 0 1 72 480 cm /Fm Do Q", f"/XObject<</Fm {held} 0 R>>")
    return pdf.packed()


@SLOTS("empty shapes of letters", UNSEEN, hard=True)
def empty_shapes(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    glyph = pdf.stream(b"500 0 d0")
    names = "/".join(f"g{n}" for n in range(32, 127))
    procs = "".join(f"/g{n} {glyph} 0 R" for n in range(32, 127))
    rows = "\n".join(f"<{n:02x}> <{n:04x}>" for n in range(32, 127))
    table = pdf.stream(f"begincmap 1 begincodespacerange <00><ff> endcodespacerange 95 beginbfchar {rows} endbfchar endcmap".encode())
    font = pdf.add(
        f"<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<<{procs}>>"
        f"/Encoding<</Differences[32/{names}]>>/FirstChar 32/LastChar 126/Widths[{'500 ' * 95}]/Resources<<>>/ToUnicode {table} 0 R>>"
    )
    pdf.page(letter() + at(72, 500, f"Source: {secret}", font="F9"), fonts=f"/F9 {font} 0 R")
    return pdf.data()


def with_font(buffer: bytes, draw: Callable[[pymupdf.Page], object]) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 80), "Report of the autumn meeting")
    page.insert_font(fontname="Own", fontbuffer=buffer)
    draw(page)
    return document.tobytes(no_new_id=True)


@SLOTS("glyph numbers only, under a box", UNSEEN, hard=True)
def glyph_numbers(secret: str, dice: random.Random) -> bytes:
    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 300), secret, fontname="Own", fontsize=12)
        page.draw_rect((70, 286, 78 + width(secret), 306), fill=(0, 0, 0), color=None)

    data = with_font(pymupdf.Font("helv").buffer, draw)
    document = pymupdf.open(stream=data)
    for number in range(1, document.xref_length()):
        if document.xref_get_key(number, "ToUnicode")[0] == "xref":
            document.xref_set_key(number, "ToUnicode", "null")
    return document.tobytes(garbage=3, no_new_id=True)


@SLOTS("far-eastern name under a box", UNSEEN)
def far_eastern(secret: str, dice: random.Random) -> bytes:
    name = dice.choice(("佐藤花子", "王小明", "김민수"))

    def draw(page: pymupdf.Page) -> None:
        page.insert_text((72, 300), name + " " + secret, fontname="Own", fontsize=14)
        page.draw_rect((70, 284, 150 + width(secret, 14), 308), fill=(1, 1, 1), color=None)

    return with_font(pymupdf.Font("cjk").buffer, draw)


OFF: dict[str, tuple[bytes, dict[str, str]]] = {
    "right of the page": (b"BT /F1 12 Tf 700 500 Td %b Tj ET", {}),
    "below the page": (b"BT /F1 12 Tf 72 -60 Td %b Tj ET", {}),
    "far above": (b"BT /F1 12 Tf 72 5000 Td %b Tj ET", {}),
    "outside the crop": (b"BT /F1 12 Tf 72 810 Td %b Tj ET", {"extra": "/CropBox[0 0 595 790]"}),
    "outside the crop, turned": (b"BT /F1 12 Tf 72 810 Td %b Tj ET", {"extra": "/CropBox[0 0 595 790]/Rotate 270"}),
    "outside a box that does not begin at zero": (b"BT /F1 12 Tf 20 20 Td %b Tj ET", {"box": "60 60 595 842"}),
    "moved out step by step": (b"BT /F1 12 Tf 72 500 Td 400 0 Td 400 0 Td %b Tj ET", {}),
}
for title, (operators, page) in OFF.items():

    def off(secret: str, dice: random.Random, operators: bytes = operators, page: dict[str, str] = page) -> bytes:
        pdf = Pdf()
        pdf.page(letter() + operators % literal(f"Informant {secret}"), **page)
        return pdf.data()

    SLOTS.add(title, off, "OFFPAGE INVISIBLE-TEXT")


@SLOTS("crop of the whole tree", "OFFPAGE INVISIBLE-TEXT")
def tree_crop(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    pdf.tree = b"/CropBox[0 80 595 842]"
    pdf.page(letter() + at(72, 40, f"Typed by {secret}", 9))
    return pdf.packed()


def scan(secret: str, dice: random.Random, boxed: bool = True, mode: str = "L") -> Image.Image:
    """A scanned letter in which the secret was blacked out before, or whitened."""
    shown = Image.new("L", (1240, 1754), 247)
    pen, font = ImageDraw.Draw(shown), ImageFont.load_default(26)
    for number in range(9):
        pen.text((150, 180 + 60 * number), "The committee met on the first Monday of the month", fill=40, font=font)
    pen.text((150, 900), f"Seen by {'' if boxed else secret}", fill=40, font=font)
    if boxed:
        pen.rectangle((270, 895, 650, 940), fill=dice.choice((5, 250, 128)))
    shown = shown.filter(ImageFilter.GaussianBlur(0.7))
    if mode == "1":
        return shown.point(lambda value: 255 if value > 150 else 0).convert("1")
    return shown.convert("1").convert("L") if mode == "dither" else shown


def scanned(mode: str, kind: str, order: str) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf, shown = Pdf("1.4"), scan(secret, dice, mode=mode)
        held = io.BytesIO()
        size = f"/Type/XObject/Subtype/Image/Width 1240/Height 1754/BitsPerComponent {1 if mode == '1' else 8}/ColorSpace/DeviceGray"
        if kind == "JPEG":
            shown.save(held, "JPEG", quality=70)
            image = pdf.stream(held.getvalue(), size + "/Filter/DCTDecode", packed=False)
        elif kind == "JPEG2000":
            shown.save(held, "JPEG2000", quality_mode="rates", quality_layers=[12])
            image = pdf.stream(held.getvalue(), size + "/Filter/JPXDecode", packed=False)
        else:
            image = pdf.stream(shown.tobytes(), size)
        scale = 595 / 1240
        words = [(150, 180 + 60 * n, "The committee met on the first Monday of the month") for n in range(9)]
        words += [(150, 900, "Seen by"), (275, 900, secret)]
        how = "" if order == "under" else "3 Tr"
        layer = b"".join(at(x * scale, 842 - (y + 24) * scale, text, 11, before=how) for x, y, text in words)
        paint = b"q 595 0 0 842 0 0 cm /Im0 Do Q\n"
        pdf.page(layer + paint if order == "under" else paint + layer, f"/XObject<</Im0 {image} 0 R>>")
        return pdf.packed() if kind == "JPEG2000" else pdf.data()

    return make


for kind, mode, order in (
    ("JPEG", "L", "over"), ("JPEG", "L", "under"), ("JPEG2000", "L", "over"), ("plain", "1", "over"), ("plain", "L", "under"), ("JPEG", "dither", "over"),
):  # fmt: skip
    SLOTS.add(
        f"redacted scan, {kind} {mode}, words {order}", scanned(mode, kind, order), "OCR-LAYER OVERLAY-TEXT INVISIBLE-TEXT",
        hard=mode == "dither",
    )

LAYERS: dict[str, str] = {
    "off": "/D<</OFF[{0} 0 R]/Order[{0} 0 R]>>",
    "off by the base state": "/D<</BaseState/OFF>>",
    "off on screens": "/D<</AS[<</Event/View/Category[/View]/OCGs[{0} 0 R]>>]>>",
    "off and locked, not listed": "/D<</OFF[{0} 0 R]/Locked[{0} 0 R]>>",
}
for title, settings in LAYERS.items():

    def layered(secret: str, dice: random.Random, settings: str = settings, screen: bool = "screens" in title) -> bytes:
        pdf = Pdf("1.5")
        usage = "/Usage<</View<</ViewState/OFF>>/Print<</PrintState/ON>>>>" if screen else ""
        group = pdf.add(f"<</Type/OCG/Name(Working notes){usage}>>")
        pdf.catalog = f"/OCProperties<</OCGs[{group} 0 R]{settings.format(group)}>>".encode()
        content = b"/OC /L1 BDC " + at(72, 500, f"Source: {secret}") + b" EMC"
        pdf.page(letter() + content, f"/Properties<</L1 {group} 0 R>>")
        return pdf.packed()

    SLOTS.add(f"layer {title}", layered, "HIDDEN-LAYER INVISIBLE-TEXT")


@SLOTS("form in a membership of a hidden layer", "HIDDEN-LAYER INVISIBLE-TEXT", hard=True)
def membership(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf("1.6")
    group = pdf.add("<</Type/OCG/Name(L)>>")
    member = pdf.add(f"<</Type/OCMD/OCGs[{group} 0 R]/P/AllOn>>")
    held = pdf.form(at(72, 500, f"Source: {secret}"), entries=f"/OC {member} 0 R")
    pdf.catalog = f"/OCProperties<</OCGs[{group} 0 R]/D<</OFF[{group} 0 R]>>>>".encode()
    pdf.page(letter() + b"/Fm Do", f"/XObject<</Fm {held} 0 R>>")
    return pdf.data()


@SLOTS("name as a layer's name", "LAYER-NAME HIDDEN-LAYER")
def layer_name(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf("1.5")
    group = pdf.add(b"<</Type/OCG/Name" + wide(f"Statement {secret}") + b">>")
    pdf.catalog = f"/OCProperties<</OCGs[{group} 0 R]/D<</Order[{group} 0 R]>>>>".encode()
    pdf.page(letter() + b"/OC /L1 BDC " + at(72, 500, "Statement") + b" EMC", f"/Properties<</L1 {group} 0 R>>")
    return pdf.data()


def cropped(before: str, page: dict[str, str], jpeg: bool = False) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf()
        entries = "/Type/XObject/Subtype/Image/Width 420/Height 60/BitsPerComponent 8/ColorSpace/DeviceGray"
        held = (
            pdf.stream(jpeg_of(secret), entries + "/Filter/DCTDecode", packed=False) if jpeg else pdf.stream(picture_of(secret), entries)
        )
        pdf.page(letter() + f"q {before} /Pic Do Q".encode(), f"/XObject<</Pic {held} 0 R>>", **page)
        return pdf.data()

    return make


IMAGES = {
    "picture clipped to its margin": ("72 300 420 6 re W n 420 0 0 60 72 300 cm", {}),
    "picture beside the page": ("420 0 0 60 590 300 cm", {}),
    "picture under the crop": ("420 0 0 60 72 20 cm", {"extra": "/CropBox[0 100 595 842]"}),
    "picture clipped by a circle": ("80 310 m 90 310 90 320 80 320 c h W n 420 0 0 60 72 300 cm", {}),
    "turned picture clipped": ("72 300 10 420 re W n 0 420 -60 0 134 300 cm", {"extra": "/Rotate 90"}),
    "picture too small to read": ("0.5 0 0 0.1 300 300 cm", {}),
}
for title, (operators_, page_) in IMAGES.items():
    SLOTS.add(
        title, cropped(operators_, page_, "beside" in title), "IMAGE-CROPPED IMAGE-MASKED OVERLAY-IMAGE OFFPAGE",
        hard="circle" in title or "small" in title, drawn=True,
    )  # fmt: skip


def masked(kind: str) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf("1.5")
        entries = "/Type/XObject/Subtype/Image/Width 420/Height 60/BitsPerComponent 8/ColorSpace/DeviceGray"
        through = bytearray(b"\xff" * 420 * 60)
        for row in range(8, 52):
            through[row * 420 + 4 : row * 420 + 400] = b"\0" * 396
        if kind == "soft":
            mask = f"/SMask {pdf.stream(bytes(through), entries)} 0 R"
        elif kind == "stencil":
            bits = Image.frombytes("L", (420, 60), bytes(through)).point(lambda v: 255 - v).convert("1").tobytes()
            stencil = "/Type/XObject/Subtype/Image/Width 420/Height 60/BitsPerComponent 1/ImageMask true"
            mask = f"/Mask {pdf.stream(bits, stencil)} 0 R"
        else:
            mask = "/Mask[0 200]"
        held = pdf.stream(picture_of(secret), entries + mask)
        pdf.page(letter() + b"q 420 0 0 60 72 300 cm /Pic Do Q", f"/XObject<</Pic {held} 0 R>>")
        return pdf.data()

    return make


for kind in ("soft", "stencil", "colour key"):
    SLOTS.add(f"picture with a {kind} mask", masked(kind), "IMAGE-MASKED IMAGE-CROPPED", drawn=True, hard=kind == "colour key")


for title, step in (("mosaic", 5), ("fine mosaic", 3)):

    def mosaic(secret: str, dice: random.Random, step: int = step) -> bytes:
        small = Image.frombytes("L", (420, 60), picture_of(secret)).resize((420 // step, 60 // step), Image.Resampling.BOX)
        pdf = Pdf()
        pixels = small.resize((420, 60), Image.Resampling.NEAREST).tobytes()
        held = pdf.stream(pixels, "/Type/XObject/Subtype/Image/Width 420/Height 60/BitsPerComponent 8/ColorSpace/DeviceGray")
        pdf.page(letter() + b"q 420 0 0 60 72 300 cm /Pic Do Q", f"/XObject<</Pic {held} 0 R>>")
        return pdf.data()

    SLOTS.add(title, mosaic, "WEAK-PIXELATION", hard=True, drawn=True)
