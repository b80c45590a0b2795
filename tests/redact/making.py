# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources for redaction, with a name in every place where a PDF can hold one, and what is left of it afterwards."""

from __future__ import annotations

import atexit
import io
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, String

from disclosures.safety.gate import Gate
from disclosures.safety.redact import pdf
from disclosures.safety.redact.marks import Marks
from disclosures.safety.redact.pdf import Outcome
from disclosures.safety.redact.work import Done, Stopped, redact
from disclosures.store import Store

SECRET = "Quentin Harbottle"
BEFORE, AFTER = "Signed by", "for the board"
PLAIN = pymupdf.TEXT_IGNORE_ACTUALTEXT | pymupdf.TEXT_PRESERVE_WHITESPACE


def drawn(*drawings: Callable[[Any], object]) -> bytes:
    """A PDF with a page for each drawing, and the name in the middle of a line on the first."""
    document = pymupdf.open()
    for number, drawing in enumerate(drawings or (lambda page: None,)):
        page = document.new_page()
        page.insert_text((72, 72), "An ordinary line of the record.")
        if not number:
            page.insert_text((72, 200), f"{BEFORE} {SECRET} {AFTER}")
        drawing(document[number])
    return document.tobytes()


def changed(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """A PDF after a change to its objects."""
    with pikepdf.open(io.BytesIO(data)) as document:
        change(document)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def marks(*each: dict[str, Any], exemption: str = "s40(2)") -> list:
    return Marks.model_validate({"exemption": exemption, "marks": list(each) or [{"words": SECRET}]}).each()


def taken(data: bytes, *each: dict[str, Any], **more: Any) -> Outcome:
    """What redaction gives, before the gate."""
    return pdf.carry_out(pdf.plan(data, "record.pdf", marks(*each), **more), "record.pdf")


def whole(data: bytes, *each: dict[str, Any], drawn_exemption: str | None = None, name: str = "record.pdf") -> Done | Stopped:
    """The whole of it, with the gate."""
    wanted = marks(*each) if each or drawn_exemption is None else []
    return redact(data, name, name, wanted, {}, drawn_exemption, lambda done, total: None, gate())


@cache
def gate() -> Gate:
    """One gate for all tests: its canary takes seconds."""
    folder = tempfile.TemporaryDirectory()
    made = Gate(Store(Path(folder.name)), workers=1)
    atexit.register(folder.cleanup)
    atexit.register(made.__exit__)
    return made


def texts(data: bytes) -> list[str]:
    """The letters that each page draws, in the order of the file."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [page.get_text(flags=PLAIN) for page in document]


def every_byte(data: bytes) -> bytes:
    """The file with everything in it unpacked: objects, strings in every spelling, streams, and letters as drawn."""
    out = [data]
    with pikepdf.open(io.BytesIO(data)) as document:
        for item in document.objects:
            out.append(item.unparse(resolved=True) if not isinstance(item, pikepdf.Stream) else b"")
            if isinstance(item, pikepdf.Stream):
                out += [repr(dict(item.items())).encode(), item.read_raw_bytes()]
                try:
                    out.append(item.read_bytes())
                except pikepdf.PdfError:
                    continue
        out += _strings(document)
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            out.append("".join(chr(c[0]) for s in page.get_texttrace() for c in s["chars"]).encode())
            out.append(page.get_text().encode())
    return b"\0".join(out)


def _strings(document: pikepdf.Pdf) -> list[bytes]:
    found, waiting = [], list(document.objects)
    while waiting:
        item = waiting.pop()
        if isinstance(item, String):
            found.append(str(item).encode())
        elif isinstance(item, Array):
            waiting += [one for one in item if not getattr(one, "is_indirect", False)]
        elif isinstance(item, Dictionary | pikepdf.Stream):
            found.append(" ".join(item.keys()).encode())
            waiting += [one for _, one in item.items() if not getattr(one, "is_indirect", False)]
    return found


def holds(data: bytes, word: str) -> bool:
    """Whether a word is anywhere in the file: as letters, in hexadecimal, or in UTF-16."""
    body = every_byte(data).lower()
    plain, wide = word.lower().encode(), word.encode("utf-16-be")
    forms = (plain, plain.hex().encode(), word.encode().hex().encode(), word.lower().encode("utf-16-be"), wide.hex().encode())
    return any(form in body for form in forms)


def pixels(data: bytes, page: int = 0, dpi: int = 72) -> pymupdf.Pixmap:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return document[page].get_pixmap(dpi=dpi, alpha=False)


@cache
def tagged(inside: bool = True) -> bytes:
    """Two tagged paragraphs; their pieces begin inside the text object, or around it."""
    pdf_ = pikepdf.new()
    page = pdf_.add_blank_page(page_size=(595, 842))
    root = pdf_.Root
    root.MarkInfo, root.Lang = Dictionary(Marked=True), String("en-GB")
    tree = pdf_.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.StructTreeRoot = tree
    top = pdf_.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    tree.K = top
    paragraphs = [
        pdf_.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=top, Pg=page.obj, K=at)) for at in range(2)
    ]
    top.K = Array(paragraphs)
    tree.ParentTree = pdf_.make_indirect(Dictionary(Nums=Array([0, pdf_.make_indirect(Array(paragraphs))])))
    page.obj.StructParents = 0
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf_.make_indirect(font)))
    first, second = f"From {SECRET} to Jo Ray and the board", "Second line of the letter"
    if inside:
        drawing = f"BT /F1 11 Tf /P <</MCID 0>> BDC 72 700 Td ({first}) Tj EMC /P <</MCID 1>> BDC 0 -20 Td ({second}) Tj EMC ET"
    else:
        drawing = (
            f"/P <</MCID 0>> BDC q BT /F1 11 Tf 72 700 Td ({first}) Tj ET Q EMC "
            f"/P <</MCID 1>> BDC BT /F1 11 Tf 72 680 Td ({second}) Tj ET EMC"
        )
    page.Contents = pdf_.make_stream(drawing.encode())
    out = io.BytesIO()
    pdf_.save(out)
    return out.getvalue()


def spoken(data: bytes) -> list[str]:
    """What a screen reader says, from the tag tree: the letters of each piece, or the text that stands for them."""
    with pikepdf.open(io.BytesIO(data)) as document:
        pieces = _pieces(document.pages[0])
        return [word for word in _said(document.Root.StructTreeRoot.K, pieces) if word.strip()]


def _said(tag: Any, pieces: dict[int, str]) -> list[str]:
    if isinstance(tag, Array):
        return [word for kid in tag for word in _said(kid, pieces)]
    if not isinstance(tag, Dictionary):
        return [pieces.get(int(tag), "")]
    if "/ActualText" in tag:
        return [str(tag.ActualText)]
    return [pieces.get(int(tag.MCID), "")] if "/MCID" in tag else _said(tag.get("/K", Array()), pieces)


def _pieces(page: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    stack: list[int | None] = []
    page.contents_coalesce()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            marks_ = operands[1] if len(operands) > 1 else None
            stack.append(int(marks_.MCID) if isinstance(marks_, Dictionary) and "/MCID" in marks_ else None)
        elif str(operator) == "EMC":
            stack.pop()
        elif str(operator) in ("Tj", "TJ"):
            parts: Sequence[Any] = operands[0] if str(operator) == "TJ" else [operands[0]]
            words = "".join(bytes(one).decode("latin-1") for one in parts if isinstance(one, String))
            number = next((one for one in reversed(stack) if one is not None), None)
            if number is not None:
                found[number] = found.get(number, "") + words
    return found
