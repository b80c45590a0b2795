# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second set: words, pictures and drawings under a cover, as different programs would paint it."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

from PIL import Image, ImageCms, ImageDraw, ImageFont

from .second_writer import LEAD, Pdf, Register, at, letter, literal, rectangle, sentence, width

SLOTS = Register()
Box = tuple[float, float, float, float]
Cover = Callable[[Pdf, Box], tuple[bytes, str]]
TEXT = "OVERLAY-TEXT INVISIBLE-TEXT"


def fill(colour: str) -> Cover:
    return lambda pdf, box: (f"q {colour} {rectangle(box)} f Q\n".encode(), "")


def path(shape: Callable[[Box], str], paint: str = "f") -> Cover:
    return lambda pdf, box: (f"q 0 g 0 G {shape(box)} {paint} Q\n".encode(), "")


def space(definition: Callable[[Pdf], str], values: str) -> Cover:
    def cover(pdf: Pdf, box: Box) -> tuple[bytes, str]:
        return f"q /C1 cs {values} scn {rectangle(box)} f Q\n".encode(), f"/ColorSpace<</C1 {definition(pdf)}>>"

    return cover


def icc(pdf: Pdf) -> str:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return f"[/ICCBased {pdf.stream(profile, '/N 3/Alternate/DeviceRGB')} 0 R]"


RAMP = "<</FunctionType 2/Domain[0 1]/C0[0 0 0 0]/C1[0 0 0 1]/N 1>>"
MIX = b"{ exch pop 0 exch 0 exch 0 exch }"


def device_n(pdf: Pdf) -> str:
    mix = pdf.stream(MIX, "/FunctionType 4/Domain[0 1 0 1]/Range[0 1 0 1 0 1 0 1]")
    return f"[/DeviceN[/Gold/Ink]/DeviceCMYK {mix} 0 R]"


def blob(box: Box) -> str:
    x0, y0, x1, y1 = box
    w, h = x1 - x0, y1 - y0
    return (
        f"{x0 - 6} {y0 - 4} m {x0 + w / 3} {y0 - h} {x1 - w / 3} {y0 - h} {x1 + 6} {y0 - 4} c "
        f"{x1 + 9} {y1} {x1 + 9} {y1} {x1 + 6} {y1 + 4} c "
        f"{x1 - w / 3} {y1 + h} {x0 + w / 3} {y1 + h} {x0 - 6} {y1 + 4} c {x0 - 9} {y1} {x0 - 9} {y0} {x0 - 6} {y0 - 4} c"
    )


def hatched(box: Box) -> str:
    x0, y0, x1, y1 = box
    return "0.9 w " + " ".join(f"{x0} {y0 + 0.6 * n} m {x1} {y0 + 0.6 * n} l S" for n in range(int((y1 - y0) / 0.6) + 2))


def image(data: bytes, entries: str, before: str = "0 g") -> Cover:
    def cover(pdf: Pdf, box: Box) -> tuple[bytes, str]:
        held = pdf.stream(data, f"/Type/XObject/Subtype/Image{entries}")
        x0, y0, x1, y1 = box
        return f"q {before} {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /I1 Do Q\n".encode(), f"/XObject<</I1 {held} 0 R>>"

    return cover


def inline(pdf: Pdf, box: Box) -> tuple[bytes, str]:
    x0, y0, x1, y1 = box
    head = f"q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm BI /W 2 /H 2 /BPC 8 /CS /G ID ".encode()
    return head + b"\x10\x10\x10\x10 EI Q\n", ""


def tiling(pdf: Pdf, box: Box) -> tuple[bytes, str]:
    entries = "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]/XStep 4/YStep 4/Resources<<>>"
    held = pdf.stream(b"0.1 g 0 0 4 4 re f", entries)
    return f"q /Pattern cs /P1 scn {rectangle(box)} f Q\n".encode(), f"/Pattern<</P1 {held} 0 R>>"


def shading(kind: int, coordinates: str) -> Cover:
    def cover(pdf: Pdf, box: Box) -> tuple[bytes, str]:
        ramp = "<</FunctionType 2/Domain[0 1]/C0[0]/C1[0.2]/N 1>>"
        where = coordinates.format(x0=box[0], y0=box[1], x1=box[2], y1=box[3], x=(box[0] + box[2]) / 2, y=box[1])
        held = pdf.add(f"<</ShadingType {kind}/ColorSpace/DeviceGray/Coords[{where}]/Function {ramp}/Extend[true true]>>")
        return f"q {rectangle(box)} W n /S1 sh Q\n".encode(), f"/Shading<</S1 {held} 0 R>>"

    return cover


def nested(depth: int) -> Cover:
    def cover(pdf: Pdf, box: Box) -> tuple[bytes, str]:
        held = pdf.form(f"0 g {rectangle(box)} f".encode())
        for _ in range(depth):
            held = pdf.stream(
                b"q 0.5 0 0 0.5 0 0 cm /Fm Do Q",
                f"/Type/XObject/Subtype/Form/BBox[0 0 900 900]/Matrix[2 0 0 2 0 0]/Resources<</XObject<</Fm {held} 0 R>>>>",
            )
        return b"q /Fm Do Q\n", f"/XObject<</Fm {held} 0 R>>"

    return cover


def state(entries: str, paint: str = "0 g") -> Cover:
    return lambda pdf, box: (f"q /G1 gs {paint} {rectangle(box)} f Q\n".encode(), f"/ExtGState<</G1<<{entries}>>>>")


def labelled(pdf: Pdf, box: Box) -> tuple[bytes, str]:
    text = at(box[0] + 3, box[1] + 4, "s.40(2)", 8, before="1 g")
    return f"q 0 g {rectangle(box)} f Q\n".encode() + text, ""


def parts(pdf: Pdf, box: Box) -> tuple[bytes, str]:
    x0, y0, x1, y1 = box
    step = (x1 - x0) / 9
    pieces = [rectangle((x0 + step * n, y0, x0 + step * (n + 1) + 0.2, y1)) for n in range(9)]
    return ("q 0 g " + " f ".join(pieces) + " f Q\n").encode(), ""


def type3(pdf: Pdf, box: Box) -> tuple[bytes, str]:
    glyph = pdf.stream(b"1000 0 0 -300 1000 900 d1 0 -300 1000 1200 re f")
    font = pdf.add(
        f"<</Type/Font/Subtype/Type3/FontBBox[0 -300 1000 900]/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</blk {glyph} 0 R>>"
        "/Encoding<</Differences[88/blk]>>/FirstChar 88/LastChar 88/Widths[1000]/Resources<<>>>>"
    )
    many = int((box[2] - box[0]) / 12) + 1
    run = at(box[0], box[1] + 3.6, "X" * many, 12, "F9", "0 g")
    return run, f"@{font}"


COVERS: dict[str, Cover] = {
    "black": fill("0 g"),
    "white": fill("1 g"),
    "grey": fill("0.62 g"),
    "blue": fill("0.1 0.2 0.7 rg"),
    "four inks": fill("0 0 0 1 k"),
    "rich black": fill("0.7 0.6 0.6 1 k"),
    "spot colour": space(lambda pdf: f"[/Separation/Redact/DeviceCMYK {RAMP}]", "1"),
    "profile": space(icc, "0.1 0.1 0.1"),
    "lab": space(lambda pdf: "[/Lab<</WhitePoint[0.9505 1 1.089]/Range[-100 100 -100 100]>>]", "5 0 0"),
    "many inks": space(device_n, "0.2 1"),
    "indexed": space(lambda pdf: "[/Indexed/DeviceRGB 1<FFFFFF101010>]", "1"),
    "calibrated": space(lambda pdf: "[/CalGray<</WhitePoint[0.9505 1 1.089]/Gamma 2.2>>]", "0"),
    "polygon": path(lambda b: f"{b[0] - 2} {b[1]} m {b[2]} {b[1] - 2} l {b[2] + 2} {b[3]} l {b[0]} {b[3] + 2} l h", "f*"),
    "marker": path(lambda b: f"{b[3] - b[1] + 2} w {b[0]} {(b[1] + b[3]) / 2} m {b[2]} {(b[1] + b[3]) / 2} l", "S"),
    "round marker": path(lambda b: f"{b[3] - b[1]} w 1 J {b[0]} {(b[1] + b[3]) / 2} m {b[2]} {(b[1] + b[3]) / 2} l", "S"),
    "dashes that touch": path(lambda b: f"[6 0] 0 d 18 w {b[0]} {(b[1] + b[3]) / 2} m {b[2]} {(b[1] + b[3]) / 2} l", "S"),
    "hatching": path(hatched, "n"),
    "blob": path(blob, "b*"),
    "framed": path(lambda b: f"1 0 0 RG {rectangle(b)}", "B"),
    "inline picture": inline,
    "picture": image(b"\0" * 12, "/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceRGB"),
    "white picture": image(b"\xff", "/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"),
    "stencil": image(b"\0", "/Width 1/Height 1/BitsPerComponent 1/ImageMask true"),
    "inverted stencil": image(b"\xff\xff", "/Width 8/Height 2/BitsPerComponent 1/ImageMask true/Decode[1 0]"),
    "indexed picture": image(b"\0", "/Width 1/Height 1/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1<202020FFFFFF>]"),
    "tiles": tiling,
    "axial shading": shading(2, "{x0} {y0} {x1} {y0}"),
    "radial shading": shading(3, "{x} {y} 0 {x} {y} 90"),
    "form": nested(0),
    "forms in forms": nested(3),
    "nearly opaque": state("/ca 0.99"),
    "multiplied black": state("/BM/Multiply"),
    "darkened black": state("/BM/Darken"),
    "colour burn": state("/BM/Luminosity/ca 1"),
    "label on it": labelled,
    "nine pieces": parts,
    "block letters": type3,
}
HARD = {"nearly opaque", "block letters", "hatching", "blob", "dashes that touch", "forms in forms", "many inks", "colour burn"}


def covered(cover: Cover, packed: bool = False, before: str = "q", after: str = "Q", extra: str = "", **page: str) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf(dice.choice(("1.3", "1.4", "1.6", "1.7", "2.0")))
        body, box = sentence(secret, y=dice.randint(480, 580), size=dice.choice((9, 10.5, 12, 14)))
        over, resources = cover(pdf, box)
        fonts = ""
        if resources.startswith("@"):
            fonts, resources = f"/F9 {resources[1:]} 0 R", ""
        pdf.page(before.encode() + b"\n" + letter() + body + over + after.encode(), resources, extra, fonts=fonts, **page)
        return pdf.packed() if packed else pdf.data()

    return make


for title, one in COVERS.items():
    SLOTS.add(f"under {title}", covered(one), TEXT, hard=title in HARD)
for turn in (90, 180, 270):
    SLOTS.add(f"black, page turned {turn}", covered(COVERS["black"], extra=f"/Rotate {turn}"), TEXT)
    SLOTS.add(f"picture, page turned {turn}", covered(COVERS["picture"], True, extra=f"/Rotate {turn}"), TEXT)
FRAMES = {
    "moved box": {"before": "q 1 0 0 1 1000 -300 cm", "box": "1000 -300 1595 542"},
    "mirrored": {"before": "q -1 0 0 1 595 0 cm"},
    "upside down axis": {"before": "q 1 0 0 -1 0 842 cm 1 0 0 -1 0 842 cm"},
    "scaled": {"before": "q 0.24 0 0 0.24 0 0 cm q 4.1666667 0 0 4.1666667 0 0 cm", "after": "Q Q"},
    "slanted": {"before": "q 0.97 0.17 -0.17 0.97 90 -30 cm"},
    "unit of an inch": {"before": "q 0.0138889 0 0 0.0138889 0 0 cm", "extra": "/UserUnit 72", "box": "0 0 8.27 11.69"},
    "poster": {"before": "q 10 0 0 10 0 0 cm", "box": "0 0 5950 8420"},
    "crop off centre": {"extra": "/CropBox[40 300 560 800]"},
}
for title, frame in FRAMES.items():
    SLOTS.add(f"black, {title}", covered(COVERS["black"], **frame), TEXT, hard=title in ("slanted", "unit of an inch"))


@SLOTS("black, small slip", TEXT)
def slip(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf("1.2")
    over = f"0 g {rectangle((8, 26, 14 + width(secret, 8), 37))} f".encode()
    pdf.page(at(10, 40, "Paid to:", 8) + at(10, 28, secret, 8) + over, box="0 0 180 60")
    return pdf.data()


@SLOTS("two lines under one box", TEXT)
def two_lines(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    first, last = (secret[: len(secret) // 2], secret[len(secret) // 2 :]) if " " not in secret else secret.rsplit(" ", 1)
    body = at(300, 500, f"statement of {first}") + at(72, 484, f"{last} dated May")
    over = f"q 0 g {rectangle((368, 497, 520, 511))} {rectangle((70, 481, 74 + width(last), 495))} f Q".encode()
    pdf.page(letter() + body + over)
    return pdf.packed()


@SLOTS("letters placed one by one", TEXT)
def kerned(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    glyphs = b" ".join(literal(letter_) + b" %d" % dice.randint(-30, 30) for letter_ in secret)
    body = b"BT /F1 11 Tf 1 0 0 1 72 500 Tm [" + literal("Signed: ") + b" " + glyphs + b"] TJ ET\n"
    x = 72 + width("Signed: ", 11)
    pdf.page(letter() + body + f"0 0 0 rg {rectangle((x - 2, 496, x + width(secret, 11) + 6, 511))} f".encode())
    return pdf.data()


@SLOTS("text upwards", TEXT)
def upwards(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    body = b"BT /F1 12 Tf 0 1 -1 0 400 300 Tm " + literal(secret) + b" Tj ET\n"
    pdf.page(letter() + body + f"0 g {rectangle((388, 298, 405, 304 + width(secret)))} f".encode())
    return pdf.data()


@SLOTS("words in a form", TEXT)
def words_in_form(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    body, box = sentence(secret)
    held = pdf.form(body, entries="/Group<</S/Transparency/I true>>")
    pdf.page(letter() + f"q /Fm Do Q 0.2 g {rectangle(box)} f".encode(), f"/XObject<</Fm {held} 0 R>>")
    return pdf.data()


@SLOTS("seventh page of nine", TEXT)
def seventh(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    for number in range(9):
        body, box = sentence(secret if number == 6 else "the ward panel")
        over = f"0 g {rectangle(box)} f\n".encode() if number == 6 else b""
        pdf.page(letter() + body + over + at(290, 30, str(number + 1), 9))
    return pdf.packed()


@SLOTS("whole paragraph under a white page", TEXT)
def white_page(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    body, _ = sentence(secret)
    pdf.page(letter() + body + b"q 1 1 1 rg 0 0 595 842 re f Q " + letter(700, 3))
    return pdf.data()


def outlines(box: Box, dice: random.Random) -> str:
    """Handwriting: many small curves from left to right."""
    x, parts_ = box[0] + 2, []
    while x < box[2] - 6:
        y = [box[1] + dice.random() * (box[3] - box[1]) for _ in range(4)]
        parts_.append(f"{x:.1f} {y[0]:.1f} m {x + 2:.1f} {y[1]:.1f} {x + 3:.1f} {y[2]:.1f} {x + 5:.1f} {y[3]:.1f} c S")
        x += 2.5
    return "0.8 w " + " ".join(parts_)


def picture_of(secret: str, size: tuple[int, int] = (420, 60)) -> bytes:
    """Grey pixels of the printed secret."""
    shown = Image.new("L", size, 255)
    ImageDraw.Draw(shown).text((8, 12), secret, fill=0, font=ImageFont.load_default(30))
    return shown.tobytes()


def jpeg_of(secret: str, size: tuple[int, int] = (420, 60), **how: object) -> bytes:
    held = io.BytesIO()
    Image.frombytes("L", size, picture_of(secret, size)).save(held, "JPEG", **how)
    return held.getvalue()


for title in ("black", "white", "four inks", "picture", "tiles", "form", "blob"):

    def drawing(secret: str, dice: random.Random, cover: Cover = COVERS[title]) -> bytes:
        pdf, box = Pdf(), (120.0, 300.0, 330.0, 336.0)
        over, resources = cover(pdf, box)
        pdf.page(letter() + outlines(box, dice).encode() + over, resources)
        return pdf.data()

    SLOTS.add(f"handwriting under {title}", drawing, "OVERLAY-GRAPHIC", drawn=True, hard=title in ("blob", "tiles"))


for title in ("black", "white", "grey", "stencil", "marker"):

    def pictured(secret: str, dice: random.Random, cover: Cover = COVERS[title], jpeg: bool = title == "grey") -> bytes:
        pdf, box = Pdf(), (120.0, 300.0, 330.0, 330.0)
        over, resources = cover(pdf, box)
        entries = "/Type/XObject/Subtype/Image/Width 420/Height 60/BitsPerComponent 8/ColorSpace/DeviceGray"
        if jpeg:
            held = pdf.stream(jpeg_of(secret), entries + "/Filter/DCTDecode", packed=False)
        else:
            held = pdf.stream(picture_of(secret), entries)
        resources = resources.replace("/XObject<<", f"/XObject<</Pic {held} 0 R") or f"/XObject<</Pic {held} 0 R>>"
        pdf.page(letter() + b"q 210 0 0 30 120 300 cm /Pic Do Q " + over, resources)
        return pdf.packed()

    SLOTS.add(f"picture under {title}", pictured, "OVERLAY-IMAGE", drawn=True)


NOTE = LEAD
ANNOTS: dict[str, Callable[[Pdf, str], str]] = {
    "square without looks": lambda pdf, r: f"/Subtype/Square/Rect[{r}]/IC[0 0 0]/C[0 0 0]/F 4",
    "square with looks": lambda pdf, r: f"/Subtype/Square/Rect[{r}]/F 4/AP<</N {looks(pdf, r, '0 g')} 0 R>>",
    "white free text": lambda pdf, r: f"/Subtype/FreeText/Rect[{r}]/Contents()/DA(/Helv 9 Tf 0 g)/C[1 1 1]/F 4/AP<</N {looks(pdf, r, '1 g')} 0 R>>",
    "opaque highlight": lambda pdf, r: f"/Subtype/Highlight/Rect[{r}]/QuadPoints[{quad(r)}]/C[0 0 0]/F 4/AP<</N {looks(pdf, r, '0 g')} 0 R>>",
    "highlight without looks": lambda pdf, r: f"/Subtype/Highlight/Rect[{r}]/QuadPoints[{quad(r)}]/C[0 0 0]/F 4",
    "stamp": lambda pdf, r: f"/Subtype/Stamp/Rect[{r}]/Name/Draft/F 4/AP<</N {looks(pdf, r, '0.7 0 0 rg')} 0 R>>",
    "thick line": lambda pdf, r: f"/Subtype/Line/Rect[{r}]/L[{middle(r)}]/C[0 0 0]/BS<</W 18>>/F 4",
    "ink": lambda pdf, r: f"/Subtype/Ink/Rect[{r}]/InkList[[{middle(r)}]]/C[0 0 0]/BS<</W 18>>/F 4",
    "polygon": lambda pdf, r: f"/Subtype/Polygon/Rect[{r}]/Vertices[{corners(r)}]/IC[0 0 0]/C[0 0 0]/F 4",
    "button": lambda pdf, r: f"/Subtype/Widget/FT/Btn/Ff 65536/T(b)/Rect[{r}]/MK<</BG[0 0 0]>>/F 4/AP<</N {looks(pdf, r, '0 g')} 0 R>>",
}


def looks(pdf: Pdf, rect: str, colour: str) -> int:
    x0, y0, x1, y1 = map(float, rect.split())
    return pdf.form(f"{colour} 0 0 {x1 - x0} {y1 - y0} re f".encode(), f"0 0 {x1 - x0} {y1 - y0}")


def quad(rect: str) -> str:
    x0, y0, x1, y1 = rect.split()
    return f"{x0} {y1} {x1} {y1} {x0} {y0} {x1} {y0}"


def corners(rect: str) -> str:
    x0, y0, x1, y1 = rect.split()
    return f"{x0} {y0} {x1} {y0} {x1} {y1} {x0} {y1}"


def middle(rect: str) -> str:
    x0, y0, x1, y1 = map(float, rect.split())
    return f"{x0} {(y0 + y1) / 2} {x1} {(y0 + y1) / 2}"


for title, annotate in ANNOTS.items():

    def annotated(secret: str, dice: random.Random, annotate: Callable[[Pdf, str], str] = annotate) -> bytes:
        pdf = Pdf("1.5")
        body, box = sentence(secret)
        note = pdf.add("<</Type/Annot" + annotate(pdf, " ".join(f"{v:.2f}" for v in box)) + ">>")
        if "Widget" in pdf.objects[note - 1].decode("latin-1"):
            pdf.catalog = f"/AcroForm<</Fields[{note} 0 R]>>".encode()
        pdf.page(letter() + body, extra=f"/Annots[{note} 0 R]" + dice.choice(("", "/Rotate 90")))
        return pdf.data()

    SLOTS.add(f"note over text, {title}", annotated, "OVERLAY-ANNOT OVERLAY-TEXT INVISIBLE-TEXT")
