# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes tagged PDFs: each element draws its words on lines of their own and holds them by their marked content."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String


@dataclass
class El:
    """An element: its role, then words or further elements; `at` moves its words, `more` are its keys."""

    role: str
    kids: list[Any] = field(default_factory=list)
    at: tuple[float, float] | None = None
    more: dict[str, Any] = field(default_factory=dict)


def el(role: str, *kids: Any, at: tuple[float, float] | None = None, **more: Any) -> El:
    return El(role, list(kids), at, more)


def tagged(*elements: El, untagged: bytes = b"", **root: Any) -> bytes:
    """A PDF of one page whose tag tree is a Document with these elements; `untagged` is drawn besides."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    drawn: list[bytes] = [untagged]
    parents: list[Any] = []
    height = [760.0]

    def add(element: El, parent: Any) -> Any:
        made = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=parent))
        for key, value in element.more.items():
            made["/" + key] = String(value) if isinstance(value, str) else value
        kids = []
        for kid in element.kids:
            if isinstance(kid, El):
                kids.append(add(kid, made))
                continue
            x, y = element.at or (72, height[0])
            if element.at is None:
                height[0] -= 16
            words = kid.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn.append(b"/%s <</MCID %d>> BDC BT /F1 11 Tf %g %g Td (%s) Tj ET EMC" % (element.role.encode(), len(parents), x, y, words))
            kids.append(len(parents))
            parents.append(made)
        made.Pg = page.obj
        made.K = Array(kids)
        return made

    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    document.K = Array([add(element, document) for element in elements])
    tree.K = document
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, Array(parents)])))
    page.StructParents = 0
    page.Contents = pdf.make_stream(b"\n".join(drawn))
    pdf.Root.StructTreeRoot = tree
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    for key, value in root.items():
        pdf.Root["/" + key] = String(value)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
