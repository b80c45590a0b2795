# SPDX-License-Identifier: AGPL-3.0-or-later
"""Layers that are off when the file opens: what they hold is part of no page that a reader sees, and goes."""

from __future__ import annotations

from typing import Any

from .pdf_redact_emit import emit, is_changed
from .pdf_redact_fonts import Unknown
from .pdf_redact_walk import Content, walk
from .pdf_structure import Array, Dictionary, Stream, Structure, hidden_layers


def drop_hidden_layers(structure: Structure) -> int:
    """Take away the layers that are off, with all that they draw; how many there were."""
    hidden = hidden_layers(structure)
    if not hidden:
        return 0
    for page in structure.pdf.pages:
        try:
            content = read_page(page, hidden)
        except Unknown:
            return 0  # the gate holds the file back, as it would have without us
        if content and is_changed(content):
            page.obj.Contents = structure.pdf.make_stream(emit(content, structure.pdf))
            page.obj.Resources = content.resources
    properties = structure.root.OCProperties
    settings = [properties.get("/D"), *(properties.get("/Configs") or ())]
    for holder, key in [(properties, "/OCGs"), *((one, key) for one in settings for key in ("/ON", "/OFF", "/Order", "/RBGroups", "/AS"))]:
        if isinstance(holder, Dictionary) and isinstance(holder.get(key), Array):
            holder[key] = _without(holder[key], hidden)
    return len(hidden)


def _without(groups: Any, hidden: set[tuple[int, int]]) -> Any:
    """The same list, nested or not, without the layers that went; usage rules go where they speak of one."""
    kept = []
    for one in groups:
        if isinstance(one, Array):
            kept.append(_without(one, hidden))
        elif isinstance(one, Dictionary) and isinstance(one.get("/OCGs"), Array):
            rule = Dictionary(one)
            rule["/OCGs"] = _without(one["/OCGs"], hidden)
            kept.append(rule)
        elif getattr(one, "objgen", None) not in hidden:
            kept.append(one)
    return Array(kept)


def read_page(page: Any, hidden: set[tuple[int, int]]) -> Content | None:
    """The letters of a page; None for a page without content. Raises Unknown."""
    if "/Contents" not in page.obj:
        return None
    page.contents_coalesce()
    if not isinstance(page.obj.Contents, Stream):
        return None
    return walk(page.obj.Contents, page.resources, hidden)
