# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is left of a form once its fields are part of the pages: their values, names and tags go."""

from __future__ import annotations

from typing import Any

from .pdf_structure import Array, Dictionary, Name, Structure


def drop_form(structure: Structure) -> None:
    """Take away the form, and the tags that pointed at its fields."""
    if "/AcroForm" in structure.root:
        del structure.root["/AcroForm"]
    gone = set()
    for item in structure.dictionaries:
        is_field = str(item.get("/FT", "")) in ("/Tx", "/Btn", "/Ch", "/Sig")  # a font may be called /FT too
        if item.is_indirect and (item.get("/Subtype") == Name.Widget or is_field):
            gone.add(item.objgen)
            for key in list(item.keys()):
                del item[key]
    if not gone:
        return
    for item in structure.dictionaries:
        if "/K" in item and "/S" in item:
            _without_fields(item, gone)
    for page in structure.pdf.pages:
        if isinstance(page.obj.get("/Annots"), Array):
            page.obj.Annots = Array([one for one in page.obj.Annots if getattr(one, "objgen", None) not in gone])


def _without_fields(tag: Any, gone: set[tuple[int, int]]) -> None:
    kids = list(tag.K) if isinstance(tag.K, Array) else [tag.K]
    kept = [kid for kid in kids if not (isinstance(kid, Dictionary) and getattr(kid.get("/Obj"), "objgen", None) in gone)]
    if len(kept) < len(kids):
        tag["/K"] = Array(kept)
