# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one door to pikepdf: what a PDF holds besides what its pages show. Rewriting it is `pdf_rewrite`'s work.

It reads every object that the file's tables reach, not only those of the page tree.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Object, ObjectStreamMode, Stream, String

from ..problems import DocumentError
from . import jpeg

_BETWEEN = re.compile(
    rb"\bendobj\s+(?!\d+\s+\d+\s+obj\b|xref\b|startxref\b|trailer\b|%%EOF|%PDF-)(\S(?:(?!endstream|endobj)[^\0]){0,400}?)\s*(?=\b\d+\s+\d+\s+obj\b|xref\b|startxref\b)"
)
"""What stands between two objects."""
ContentInstruction, PdfError = ContentStreamInstruction, pikepdf.PdfError

__all__ = [
    "Array", "ContentInstruction", "Dictionary", "Name", "Object", "ObjectStreamMode", "PdfError", "Stream", "String",
    "Structure",
]  # fmt: skip
# All but the last are pikepdf's, for the neighbours of this file: no other file imports pikepdf.

_NEW_COPY = "Print the document to a new PDF and put that in its place"
MAX_OBJECTS = 500_000
RUNNABLE = {"/JavaScript", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition", "/RichMediaExecute", "/Hide",
            "/Sound", "/Movie", "/SetOCGState", "/Trans", "/GoTo3DView"}  # fmt: skip


@dataclass(frozen=True)
class Note:
    """An annotation: page, kind without slash (`Highlight`), the texts it holds by key, and its link if any."""

    page: int
    kind: str
    texts: tuple[tuple[str, str], ...]
    target: str = ""
    """`mailto:…`, `file.pdf`, `https://…`; empty for links inside the document."""


@dataclass(frozen=True)
class Field:
    """A form field: full name and everything it holds, by key (V, DV, Opt, TU)."""

    name: str
    kind: str
    texts: tuple[tuple[str, str], ...]


class Structure:
    """An open PDF as objects. Use it as a context manager; `pdf` is for this room alone."""

    def __init__(self, data: bytes, name: str = "document.pdf"):
        """Raises DocumentError when the file needs a password or cannot be parsed."""
        self.data = data
        file = Path(name)
        try:
            self.pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
            self.page_count = len(self.pdf.pages)
        except pikepdf.PasswordError as error:
            raise DocumentError(
                file, "this PDF needs a password", "Remove the password and save the file again"
            ) from error
        except Exception as error:  # pikepdf passes on errors of several libraries
            raise DocumentError(file, "this PDF is damaged and cannot be opened", _NEW_COPY) from error
        if len(self.pdf.objects) > MAX_OBJECTS:
            raise DocumentError(file, f"this PDF has more than {MAX_OBJECTS:,} parts", _NEW_COPY)

    def __enter__(self) -> Structure:
        return self

    def __exit__(self, *exc: object) -> None:
        self.pdf.close()

    @property
    def root(self) -> Any:
        return self.pdf.Root

    @property
    def encrypted(self) -> bool:
        """True when the file is encrypted, though it opens without a password."""
        return bool(self.pdf.is_encrypted)

    @cached_property
    def dictionaries(self) -> tuple[Any, ...]:
        """Every dictionary and stream of the file, numbered or written inside another."""
        found: list[Any] = []
        waiting: list[Any] = list(self.pdf.objects)
        while waiting:
            item = waiting.pop()
            if isinstance(item, Array):
                inner = list(item)
            elif isinstance(item, Dictionary | Stream):
                found.append(item)
                inner = [value for _, value in item.items()]
            else:
                continue
            waiting += [one for one in inner if isinstance(one, Array | Dictionary) and not one.is_indirect]
        return tuple(found)

    @property
    def tagged(self) -> bool:
        marked = self.root.get("/MarkInfo")
        return isinstance(marked, Dictionary) and bool(marked.get("/Marked")) and "/StructTreeRoot" in self.root

    @property
    def language(self) -> str:
        return text(self.root.get("/Lang"))

    @property
    def title(self) -> str:
        return self.info.get("Title", "")

    @cached_property
    def info(self) -> dict[str, str]:
        """The document's information dictionary, keys without slash, empty values left out."""
        info = self.pdf.trailer.get("/Info")
        if not isinstance(info, Dictionary):
            return {}
        return {key[1:]: value for key, item in info.items() if (value := text(item).strip())}

    @cached_property
    def xmp(self) -> tuple[bytes, ...]:
        """Every metadata stream in the file: of the document, of pages, of pictures."""
        return tuple(
            _bytes(item["/Metadata"]) for item in self.dictionaries if isinstance(item.get("/Metadata"), Stream)
        )

    @property
    def revisions(self) -> int:
        """How many times the file was saved on top of itself; 1 for a file written whole."""
        marks = len(re.findall(rb"startxref\s+\d+\s+%%EOF", self.data))
        linearised = b"/Linearized" in self.data[:2048]
        return max(marks - linearised, 1)

    @property
    def outside(self) -> tuple[bytes, ...]:
        """What stands before the document's first line, between its objects and after its last, line ends aside."""
        start, end = self.data.find(b"%PDF-"), self.data.rfind(b"%%EOF")
        around = [self.data[: max(start, 0)], self.data[end + 5 :] if end >= 0 else b""]
        around += _BETWEEN.findall(self.data)
        return tuple(filter(None, (part.strip(b"\r\n \t\0") for part in around)))

    def count_of(self, key: str) -> int:
        """How many objects of the file have this key."""
        return sum(key in item for item in self.dictionaries)

    @cached_property
    def scripts(self) -> tuple[str, ...]:
        """What the file would run or send: the kind of action and the start of its script."""
        return tuple(
            f"{str(item.get('/S', ''))[1:]} {_script(item)[:60]}".strip()
            for item in self.dictionaries
            if is_runnable(item)
        )

    @cached_property
    def attachments(self) -> tuple[str, ...]:
        """Names of the files inside the file, however they are attached."""
        names = []
        for item in self.dictionaries:
            if isinstance(item.get("/EF"), Dictionary):
                names.append(text(item.get("/UF")) or text(item.get("/F")) or "unnamed")
        loose = sum(str(item.get("/Type", "")) == "/EmbeddedFile" for item in self.dictionaries)
        return tuple(names) or ("unnamed",) * loose

    @cached_property
    def layers(self) -> tuple[tuple[str, bool], ...]:
        """Each layer's name, and whether it is shown when the file opens."""
        properties = self.root.get("/OCProperties")
        if not isinstance(properties, Dictionary):
            return ()
        default = properties.get("/D")
        default = default if isinstance(default, Dictionary) else Dictionary()
        base_on = str(default.get("/BaseState", "/ON")) != "/OFF"
        on, off = _ids(default.get("/ON")), _ids(default.get("/OFF"))
        watched: set[tuple[int, int]] = set()  # shown or not as their own dictionaries say (PDF 1.7, 8.11.4.4)
        for usage in _array(default.get("/AS")):
            if isinstance(usage, Dictionary) and usage.get("/Event") == Name.View:
                watched |= _ids(usage.get("/OCGs"))
        found = []
        for group in _array(properties.get("/OCGs")):
            if isinstance(group, Dictionary):
                shown = group.objgen in on if not base_on else group.objgen not in off
                if group.objgen in watched and _view_state(group) == "/OFF":
                    shown = False
                found.append((text(group.get("/Name")), shown))
        return tuple(found)

    @cached_property
    def outline(self) -> tuple[str, ...]:
        """The titles of the bookmarks."""
        return tuple(text(item.get("/Title")) for item in self.outline_items())

    def outline_items(self) -> Iterator[Any]:
        """The bookmarks' dictionaries, depth first; loops are cut."""
        seen: set[tuple[int, int]] = set()
        outlines = self.root.get("/Outlines")
        waiting = [outlines.get("/First")] if isinstance(outlines, Dictionary) else []
        while waiting:
            item = waiting.pop()
            if not isinstance(item, Dictionary) or item.objgen in seen:
                continue
            seen.add(item.objgen)
            yield item
            waiting += [item.get("/Next"), item.get("/First")]

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Annotations of all pages; form fields are in `fields`."""
        found = []
        for number, page in enumerate(self.pdf.pages, 1):
            for item in _array(page.obj.get("/Annots")):
                if isinstance(item, Dictionary) and item.get("/Subtype") != Name.Widget:
                    texts = tuple(
                        (key[1:], value)
                        for key in ("/Contents", "/RC", "/T", "/Subj", "/OverlayText", "/TU", "/DS")
                        if (value := text(item.get(key)).strip())
                    )
                    found.append(Note(number, str(item.get("/Subtype", "/"))[1:], texts, _target(item)))
        return tuple(found)

    @cached_property
    def loose_redactions(self) -> tuple[tuple[int, tuple[float, float, float, float], str], ...]:
        """(page, rectangle, label) of redaction annotations that name a page which does not have them any more.

        Programs that apply a redaction leave such ones behind too: look whether anything stands there.
        """
        marks = [item for item in self.dictionaries if item.get("/Subtype") == Name.Redact and "/P" in item]
        if not marks:
            return ()
        pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}
        held = {item.objgen for page in self.pdf.pages for item in _array(page.obj.get("/Annots"))
                if isinstance(item, Dictionary) and item.is_indirect}  # fmt: skip
        found = []
        for item in marks:
            page, place = item["/P"], _array(item.get("/Rect"))
            number = pages.get(page.objgen) if isinstance(page, Dictionary) else None
            if number and len(place) == 4 and item.is_indirect and item.objgen not in held:
                left, bottom, right, top = map(float, place)
                found.append((number, (left, bottom, right, top), text(item.get("/OverlayText"))))
        return tuple(found)

    @cached_property
    def unpainted_fields(self) -> tuple[tuple[int, tuple[float, float, float, float]], ...]:
        """(page, rectangle) of form fields with a background and no appearance: each reader paints those itself."""
        found = []
        for number, page in enumerate(self.pdf.pages, 1):
            for item in _array(page.obj.get("/Annots")):
                if isinstance(item, Dictionary) and item.get("/Subtype") == Name.Widget and "/AP" not in item:
                    look, place = item.get("/MK"), _array(item.get("/Rect"))
                    if isinstance(look, Dictionary) and _array(look.get("/BG")) and len(place) == 4:
                        left, bottom, right, top = map(float, place)
                        found.append((number, (left, bottom, right, top)))
        return tuple(found)

    @cached_property
    def signatures(self) -> tuple[str, ...]:
        """What each digital signature says of its signatory."""
        return tuple(
            " ".join(filter(None, (text(item.get(key)) for key in ("/Name", "/Location", "/Reason", "/ContactInfo"))))
            for item in self.dictionaries
            if "/ByteRange" in item or item.get("/Type") in (Name.Sig, Name.DocTimeStamp)
        )

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Form fields that hold something, wherever they hang; an XFA form counts as one field."""
        found = []
        for item in self.dictionaries:
            kind = str(item.get("/FT", ""))[1:]
            if item.get("/Subtype") != Name.Widget and not kind:
                continue
            keys = ("/TU",) if kind == "Btn" else ("/V", "/DV", "/Opt", "/TU", "/RV")  # a button's values are its states
            texts = tuple((key[1:], value) for key in keys if (value := _held(item.get(key))))
            look = item.get("/MK")
            if isinstance(look, Dictionary):  # captions that show only under a mouse
                texts += tuple((key[1:], value) for key in ("/AC", "/RC") if (value := _held(look.get(key))))
            if texts:
                found.append(Field(text(item.get("/T")), kind, texts))
        form = self.root.get("/AcroForm")
        if isinstance(form, Dictionary) and "/XFA" in form:
            found.append(Field("", "XFA", (("XFA", "an XML form"),)))
        return tuple(found)


def text(value: Any) -> str:
    """A PDF text string or name as text; empty for anything else."""
    if isinstance(value, pikepdf.String | Name):
        return str(value)
    if isinstance(value, Stream):
        return _bytes(value).decode("utf-8", "replace")
    return ""


def parsed(drawing: Any, operators: str = "") -> list[Any]:
    """The drawing instructions of a content stream or page; comments between them are not kept.

    `operators` names those that matter, with spaces between them; by default all do.
    """
    return list(pikepdf.parse_content_stream(drawing, operators))


def written(instructions: list[Any]) -> bytes:
    """Drawing instructions as a content stream."""
    return bytes(pikepdf.unparse_content_stream(instructions))


def hidden_layers(structure: Structure) -> set[tuple[int, int]]:
    """The object numbers of the layers that do not show when the file opens."""
    properties = structure.root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return set()
    default = properties.get("/D")
    default = default if isinstance(default, Dictionary) else Dictionary()
    if str(default.get("/BaseState", "/ON")) == "/OFF":
        return _ids(properties.get("/OCGs")) - _ids(default.get("/ON"))
    return _ids(default.get("/OFF"))


def _held(value: Any) -> str:
    if isinstance(value, Array):
        return ", ".join(filter(None, map(_held, value)))
    return text(value).strip()


def _bytes(stream: Stream) -> bytes:
    try:
        return bytes(stream.read_bytes())
    except Exception:  # a filter that qpdf does not know; the raw bytes still show that something is there
        return bytes(stream.read_raw_bytes())


def _script(action: Dictionary) -> str:
    return " ".join(text(action.get("/JS")).split())


def _array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else []


def _view_state(group: Any) -> str:
    """What a layer's own dictionary says about screens: `/ON`, `/OFF` or nothing."""
    usage = group.get("/Usage")
    view = usage.get("/View") if isinstance(usage, Dictionary) else None
    return str(view.get("/ViewState", "")) if isinstance(view, Dictionary) else ""


def _ids(value: Any) -> set[tuple[int, int]]:
    return {item.objgen for item in _array(value) if isinstance(item, Dictionary)}


def is_runnable(item: Any) -> bool:
    """Whether an object is an action that runs, sends or plays something. Tags have a key /S too, and a parent /P."""
    if not isinstance(item, Dictionary):
        return False
    return "/JS" in item or (str(item.get("/S", "")) in RUNNABLE and "/P" not in item)


def _target(item: Any) -> str:
    """Where a link leads outside the document."""
    action = item.get("/A")
    if not isinstance(action, Dictionary):
        return ""
    if "/URI" in action:
        return text(action["/URI"])
    file = action.get("/F")
    if isinstance(file, Dictionary):
        file = file.get("/UF") or file.get("/F")
    return f"file:{text(file)}" if text(file) else ""


def picture_metadata(structure: Structure) -> Iterator[bytes]:
    """What the JPEG pictures of the file tell about themselves."""
    for item in structure.dictionaries:
        if isinstance(item, Stream) and item.get("/Subtype") == Name.Image and is_jpeg(item):
            yield from jpeg.metadata(bytes(item.read_raw_bytes()))


def is_jpeg(image: Any) -> bool:
    """Whether a picture's stream is a JPEG file, and nothing is wrapped around it."""
    kind = image.get("/Filter")
    if isinstance(kind, Array):
        return len(kind) == 1 and kind[0] == Name.DCTDecode
    return kind == Name.DCTDecode
