# SPDX-License-Identifier: AGPL-3.0-or-later
"""Second set: what a PDF says beside its pages: notes, forms, links, bookmarks, tags, metadata, attachments."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pikepdf
import pymupdf

from .second_covers import jpeg_of
from .second_writer import Pdf, Register, at, letter, literal, revised, sentence, wide, width

SLOTS = Register()


def lit(text: str) -> str:
    return literal(text).decode("latin-1")


def hexed(text: str) -> str:
    return wide(text).decode("latin-1")


def noted(entries: str, appearance: bool = False) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf(dice.choice(("1.4", "1.7")))
        looks = f"/AP<</N {pdf.form(b'1 0 0 rg 0 0 18 18 re f', '0 0 18 18')} 0 R>>" if appearance else ""
        write = hexed if dice.random() < 0.5 else lit
        entries_ = entries.replace("SECRET", write(f"Ask {secret} first")).replace("NAME", write(secret))
        note = pdf.add(f"<</Type/Annot/Rect[400 500 418 518]{looks}{entries_}>>")
        pdf.page(letter(), extra=f"/Annots[{note} 0 R]")
        return pdf.packed() if dice.random() < 0.5 else pdf.data()

    return make


NOTES = {
    "sticky note": "/Subtype/Text/ContentsSECRET/Name/Comment",
    "rich note": "/Subtype/Text/RCSECRET",
    "author of a note": "/Subtype/Square/TNAME/C[1 0 0]",
    "subject of a note": "/Subtype/Circle/SubjSECRET",
    "hidden note": "/Subtype/FreeText/F 2/DA(/F1 9 Tf)/ContentsSECRET",
    "no-view note": "/Subtype/FreeText/F 32/DA(/F1 9 Tf)/ContentsSECRET",
    "highlight with a remark": "/Subtype/Highlight/QuadPoints[72 520 200 520 72 505 200 505]/C[1 1 0]/ContentsSECRET",
    "stamp with a remark": "/Subtype/Stamp/Name/Approved/ContentsSECRET",
    "strike-out with a remark": "/Subtype/StrikeOut/QuadPoints[72 520 200 520 72 505 200 505]/ContentsSECRET",
    "caret": "/Subtype/Caret/ContentsSECRET",
}
for title, entries in NOTES.items():
    SLOTS.add(title, noted(entries, title.startswith("stamp")), "ANNOT-TEXT")
SLOTS.add("unapplied mark", noted("/Subtype/Redact/IC[0 0 0]/OverlayTextSECRET"), "REDACT-UNAPPLIED ANNOT-TEXT")


@SLOTS("mark over the words", "REDACT-UNAPPLIED")
def redact_mark(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf("1.7")
    body, box = sentence(secret)
    rect = " ".join(f"{v:.1f}" for v in box)
    note = pdf.add(f"<</Type/Annot/Subtype/Redact/Rect[{rect}]/QuadPoints[]/IC[0 0 0]/F 4>>")
    pdf.page(letter() + body, extra=f"/Annots[{note} 0 R]")
    return pdf.data()


def fielded(entries: str) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf()
        write = hexed if dice.random() < 0.5 else lit
        looks = pdf.form(b"q Q", "0 0 200 18")
        entries_ = entries.replace("SECRET", write(secret))
        field = pdf.add(f"<</Type/Annot/Subtype/Widget/Rect[72 480 272 498]/F 4/AP<</N {looks} 0 R>>{entries_}>>")
        pdf.catalog = f"/AcroForm<</Fields[{field} 0 R]/DA(/F1 0 Tf)/DR<</Font<</F1 3 0 R>>>>>>".encode()
        pdf.page(letter(), extra=f"/Annots[{field} 0 R]")
        return pdf.data()

    return make


FIELDS = {
    "value not shown": "/FT/Tx/T(a)/VSECRET",
    "default value": "/FT/Tx/T(a)/DVSECRET",
    "tooltip": "/FT/Tx/T(a)/TUSECRET",
    "name of a field": "/FT/Tx/TSECRET",
    "export name": "/FT/Tx/T(a)/TMSECRET",
    "choices": "/FT/Ch/Ff 131072/T(a)/Opt[(none)SECRET]",
    "export values": "/FT/Ch/T(a)/Opt[[SECRET(one)][(b)(two)]]",
    "hidden field": "/FT/Tx/T(a)/VSECRET/F 2",
    "password field": "/FT/Tx/Ff 8192/T(a)/VSECRET",
    "rich value": "/FT/Tx/Ff 33554432/T(a)/RVSECRET",
    "caption of a button": "/FT/Btn/Ff 65536/T(a)/MK<</ACSECRET/RCSECRET>>",
}
for title, entries in FIELDS.items():
    SLOTS.add(f"form, {title}", fielded(entries), "FORM ANNOT-TEXT ALT-TEXT PRIVATE-DATA")


@SLOTS("form data in XML", "FORM")
def xfa(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf("1.5")
    parcel = f"<xfa:datasets xmlns:xfa='http://www.xfa.org/schema/xfa-data/1.0/'><xfa:data><a>{secret}</a></xfa:data></xfa:datasets>"
    held = pdf.stream(parcel.encode())
    pdf.catalog = f"/AcroForm<</Fields[]/XFA[(datasets) {held} 0 R]>>".encode()
    pdf.page(letter())
    return pdf.data()


def linked(action: str) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf()
        name = secret.encode("ascii", "ignore").decode().replace(" ", ".")
        note = pdf.add(f"<</Type/Annot/Subtype/Link/Rect[72 500 200 514]/Border[0 0 0]/A<<{action.replace('NAME', name)}>>>>")
        pdf.page(letter() + at(72, 502, "Read the report"), extra=f"/Annots[{note} 0 R]")
        return pdf.packed()

    return make


LINKS = {
    "mail link": "/S/URI/URI(mailto:NAME@police.example)",
    "mail link in capitals": "/S/URI/URI(MAILTO:NAME@police.example?subject=complaint)",
    "file link": "/S/URI/URI(file:///C:/Users/NAME/Desktop/draft.docx)",
    "share link": "/S/GoToR/F(\\\\\\\\fs01\\\\home\\\\NAME\\\\draft.pdf)/D[0/Fit]",
    "launch link": "/S/Launch/F<</Type/Filespec/F(/C/Users/NAME/notes.txt)>>",
    "query link": "/S/URI/URI(https://forms.example/review?reporter=NAME&case=4)",
    "telephone link": "/S/URI/URI(tel:+44NAME)",
    "cloud link": "/S/URI/URI(https://council-my.sharepoint.example/personal/NAME_council_example/Documents/x.pdf)",
}
for title, action in LINKS.items():
    SLOTS.add(title, linked(action), "LINK ACTION", hard=title == "cloud link")


def tagged(inside: str = "", element: str = "", marks: str = "") -> Callable:
    """`marks` around the line of the page, `element` in its structure element, `inside` the element's parent."""

    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf("1.7")
        write = hexed if dice.random() < 0.5 else lit
        item, page, root = len(pdf.objects) + 1, len(pdf.objects) + 4, len(pdf.objects) + 2
        say = lambda text: text.replace("SECRET", write(f"{secret} of the north team"))  # noqa: E731
        pdf.add(f"<</Type/StructElem/S/P/P {root} 0 R/Pg {page} 0 R/K 0{say(element)}>>")
        pdf.add(f"<</Type/StructTreeRoot/K[{item} 0 R]/ParentTree<</Nums[0[{item} 0 R]]>>{say(inside)}>>")
        pdf.catalog = f"/StructTreeRoot {root} 0 R/MarkInfo<</Marked true>>/Lang(en-GB)".encode()
        head = f"/P<</MCID 0{say(marks)}>> BDC ".encode("latin-1")
        pdf.page(letter() + head + at(72, 500, "Statement of the officer") + b"EMC", extra="/StructParents 0/Tabs/S")
        return pdf.data()

    return make


SLOTS.add("replacement text of an element", tagged(element="/ActualTextSECRET"), "ACTUAL-TEXT ALT-TEXT")
SLOTS.add("description of an element", tagged(element="/AltSECRET"), "ALT-TEXT ACTUAL-TEXT")
SLOTS.add("expansion of an element", tagged(element="/ESECRET"), "ALT-TEXT ACTUAL-TEXT")
SLOTS.add("title of an element", tagged(element="/TSECRET"), "ALT-TEXT ACTUAL-TEXT")
SLOTS.add("summary of an element", tagged(element="/A<</O/Table/SummarySECRET>>"), "ALT-TEXT ACTUAL-TEXT")
SLOTS.add("replacement text in the page", tagged(marks="/ActualTextSECRET"), "ACTUAL-TEXT ALT-TEXT")
SLOTS.add("description in the page", tagged(marks="/AltSECRET"), "ALT-TEXT ACTUAL-TEXT")
SLOTS.add("expansion in the page", tagged(marks="/ESECRET"), "ALT-TEXT ACTUAL-TEXT")


def catalogued(entry: Callable[[Pdf, str], str], page: str = "") -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf(dice.choice(("1.6", "1.7")))
        write = hexed if dice.random() < 0.4 else lit
        pdf.catalog = entry(pdf, write(secret)).encode("latin-1")
        pdf.page(letter(), extra=page)
        pdf.page(letter(600))
        return pdf.packed() if dice.random() < 0.5 else pdf.data()

    return make


def bookmark(pdf: Pdf, name: str) -> str:
    inner = len(pdf.objects) + 2
    pdf.add(f"<</Title(Minutes)/Parent {inner + 1} 0 R/First {inner} 0 R/Last {inner} 0 R/Count -1>>")
    pdf.add(f"<</Title{name}/Parent {inner - 1} 0 R/Dest[2 0 R/Fit]>>")
    root = pdf.add(f"<</Type/Outlines/First {inner - 1} 0 R/Last {inner - 1} 0 R/Count 1>>")
    return f"/Outlines {root} 0 R/PageMode/UseOutlines"


def attached(kind: str) -> Callable[[Pdf, str], str]:
    def entry(pdf: Pdf, name: str) -> str:
        held = pdf.stream(f"list of staff: {name}".encode("latin-1"), "/Type/EmbeddedFile/Subtype/text#2Fplain")
        spec = pdf.add(f"<</Type/Filespec/F(list.txt)/UF(list.txt)/AFRelationship/Source/EF<</F {held} 0 R>>>>")
        names = f"/Names<</EmbeddedFiles<</Names[(list.txt) {spec} 0 R]>>>>"
        return {"name": names, "portfolio": f"/Collection<</View/T>>{names}", "associated": f"/AF[{spec} 0 R]"}[kind]

    return entry


CATALOGUED: dict[str, tuple[Callable[[Pdf, str], str], str]] = {
    "bookmark": (bookmark, "OUTLINE"),
    "named place": (lambda pdf, name: f"/Names<</Dests<</Names[{name}[5 0 R/Fit]]>>>>", "DEST-NAME"),
    "page number": (lambda pdf, name: f"/PageLabels<</Nums[0<</S/D/P{name}>>]>>", "PAGE-LABEL"),
    "attachment": (attached("name"), "ATTACHMENT"),
    "portfolio": (attached("portfolio"), "ATTACHMENT"),
    "associated file": (attached("associated"), "ATTACHMENT"),
    "script": (lambda pdf, name: f"/OpenAction<</S/JavaScript/JS{name}>>", "JAVASCRIPT ACTION"),
    "named script": (lambda pdf, name: f"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS{name}>>]>>>>", "JAVASCRIPT ACTION"),
    "address for sending": (lambda pdf, name: f"/OpenAction<</S/SubmitForm/F<</FS/URL/F{name}>>>>", "ACTION JAVASCRIPT"),
    "private data": (lambda pdf, name: f"/PieceInfo<</Editor<</LastModified(D:2024)/Private{name}>>>>", "PRIVATE-DATA"),
    "own entry": (lambda pdf, name: f"/ACME_Author{name}", "PRIVATE-DATA ORPHAN UNUSED-RESOURCE META-INFO"),
    "web capture": (lambda pdf, name: f"/SpiderInfo<</V 1.0/C[<</URL{name}>>]>>", "PRIVATE-DATA META-INFO LINK"),
    "base address": (lambda pdf, name: f"/URI<</Base{name}>>", "LINK ACTION PRIVATE-DATA"),
    "article thread": (lambda pdf, name: f"/Threads[<</I<</Title{name}>>>>]", "PRIVATE-DATA META-INFO"),
    "output intent": (
        lambda pdf, name: f"/OutputIntents[<</S/GTS_PDFA1/OutputConditionIdentifier(x)/Info{name}>>]",
        "PRIVATE-DATA META-INFO META-XMP",
    ),
}
for title, (entry, expect) in CATALOGUED.items():
    SLOTS.add(title, catalogued(entry), expect, hard=title in ("output intent", "article thread", "web capture"))


def informed(entries: bytes) -> Callable:
    def make(secret: str, dice: random.Random) -> bytes:
        pdf = Pdf()
        info = pdf.add(b"<<" + entries.replace(b"NAME", wide(secret) if dice.random() < 0.5 else literal(secret)) + b">>")
        pdf.trailer = b"/Info %d 0 R" % info
        pdf.page(letter())
        return pdf.packed() if dice.random() < 0.5 else pdf.data()

    return make


for title, entries in {"author": b"/AuthorNAME", "keywords": b"/KeywordsNAME", "company": b"/CompanyNAME/SourceModified(D:2020)"}.items():
    SLOTS.add(f"property, {title}", informed(entries), "META-INFO")


@SLOTS("XMP of the file", "META-XMP")
def xmp(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    text = (
        "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description xmlns:dc='http://purl.org/dc/elements/1.1/'>"
        f"<dc:creator><rdf:Seq><rdf:li>{secret}</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    held = pdf.stream(text.encode(), "/Type/Metadata/Subtype/XML", packed=False)
    on_page = dice.random() < 0.5
    pdf.catalog = b"" if on_page else b"/Metadata %d 0 R" % held
    pdf.page(letter(), extra=f"/Metadata {held} 0 R" if on_page else "")
    return pdf.data()


@SLOTS("picture's own data", "PDF-IMAGE-META")
def picture_meta(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    jpeg = jpeg_of("Town map", comment=f"Photo by {secret}".encode())
    size = "/Type/XObject/Subtype/Image/Width 420/Height 60/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode"
    held = pdf.stream(jpeg, size, packed=False)
    pdf.page(letter() + b"q 420 0 0 60 72 300 cm /Pic Do Q", f"/XObject<</Pic {held} 0 R>>")
    return pdf.data()


@SLOTS("small picture of the page", "THUMBNAIL")
def thumbnail(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    from .second_covers import picture_of

    held = pdf.stream(picture_of(secret), "/Width 420/Height 60/BitsPerComponent 8/ColorSpace/DeviceGray")
    pdf.page(letter(), extra=f"/Thumb {held} 0 R")
    return pdf.data()


@SLOTS("signer", "SIGNATURE FORM")
def signer(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    value = pdf.add(f"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/Name{lit(secret)}/ByteRange[0 9 9 9]/Contents<00>>>")
    field = pdf.add(f"<</Type/Annot/Subtype/Widget/FT/Sig/T(Sig1)/Rect[0 0 0 0]/F 132/V {value} 0 R>>")
    pdf.catalog = f"/AcroForm<</SigFlags 3/Fields[{field} 0 R]>>".encode()
    pdf.page(letter(), extra=f"/Annots[{field} 0 R]")
    return pdf.data()


@SLOTS("words replaced by an update", "OLD-REVISION ORPHAN")
def update(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    pdf.page(letter() + at(72, 500, f"Source: {secret}"))
    changed = letter() + at(72, 500, "Source: [removed]")
    stream = b"<</Length %d>>\nstream\n" % len(changed) + changed + b"\nendstream"
    return revised(pdf.data(), {4: stream})


@SLOTS("page deleted by an update", "OLD-REVISION ORPHAN")
def deleted(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    pdf.page(letter())
    pdf.page(at(72, 500, f"Source: {secret}"))
    data = pdf.data()
    return revised(data, {2: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % pdf.pages[0], pdf.pages[1]: b""})


@SLOTS("note deleted by an update", "OLD-REVISION ORPHAN")
def note_deleted(secret: str, dice: random.Random) -> bytes:
    data = noted("/Subtype/Text/ContentsNAME")(secret, random.Random(1))
    document = pikepdf.open(io.BytesIO(data))
    plain = io.BytesIO()
    document.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    edited = pymupdf.open(stream=plain.getvalue())
    page = edited[0]
    page.delete_annot(next(page.annots()))
    out = io.BytesIO()
    edited.save(out)
    held = out.getvalue()
    return held if secret.split()[-1].encode("cp1252", "replace") in held else revised(data, {3: b"<</Type/Font>>"})


@SLOTS("object that nothing reaches", "ORPHAN")
def orphan(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    pdf.add(f"<</Kind(note)/Text{hexed(secret)}>>")
    pdf.page(letter())
    return pdf.packed() if dice.random() < 0.5 else pdf.data()


@SLOTS("template page", "ORPHAN OLD-REVISION HIDDEN-LAYER PRIVATE-DATA DEST-NAME UNUSED-RESOURCE INVISIBLE-TEXT")
def template(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    held = pdf.stream(at(72, 500, secret))
    page = pdf.add(f"<</Type/Template/MediaBox[0 0 595 842]/Contents {held} 0 R/Resources<</Font<</F1 3 0 R>>>>>>")
    pdf.catalog = f"/Names<</Templates<</Names[(t) {page} 0 R]>>>>".encode()
    pdf.page(letter())
    return pdf.data()


@SLOTS("form that nothing draws", "UNUSED-RESOURCE ORPHAN")
def unused(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    held = pdf.form(at(72, 500, secret))
    pdf.page(letter(), f"/XObject<</Fm7 {held} 0 R>>")
    return pdf.packed()


@SLOTS("property list that nothing names", "UNUSED-RESOURCE ORPHAN PRIVATE-DATA ACTUAL-TEXT")
def properties(secret: str, dice: random.Random) -> bytes:
    pdf = Pdf()
    pdf.page(letter(), f"/Properties<</P0<</Note{lit(secret)}>>>>")
    return pdf.data()


for where in ("before", "between", "after"):

    def around(secret: str, dice: random.Random, where: str = where) -> bytes:
        pdf = Pdf()
        pdf.page(letter())
        return pdf.data(**{where: f"% checked by {secret}\n".encode("cp1252", "replace")})

    SLOTS.add(f"bytes {where}", around, "TRAILING-DATA", hard=where == "between")


for strength, _hard in ((pikepdf.Encryption(user="x", owner="y", R=6), False), (pikepdf.Encryption(user="a", owner="b", R=4), False)):

    def locked(secret: str, dice: random.Random, strength: pikepdf.Encryption = strength) -> bytes:
        pdf = Pdf()
        pdf.page(letter() + at(72, 500, secret))
        out = io.BytesIO()
        pikepdf.open(io.BytesIO(pdf.data())).save(out, encryption=strength, deterministic_id=False)
        return out.getvalue()

    SLOTS.add(f"locked {strength.R}", locked, "ENCRYPTED")


@SLOTS("gap of the name", "GLYPH-RESIDUE", hard=True)
def gap(secret: str, dice: random.Random) -> bytes:
    document = pymupdf.open(stream=(lambda pdf: (pdf.page(letter() + sentence(secret)[0]), pdf.data())[1])(Pdf()))
    page = document[0]
    for box in page.search_for(secret):
        page.add_redact_annot(box, fill=(0, 0, 0))
    page.apply_redactions()
    return document.tobytes(garbage=4, no_new_id=True) if width(secret) else b""
