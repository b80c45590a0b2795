# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is already public: a relation to records, never a copy of them."""

from __future__ import annotations

from collections.abc import Mapping

from ...casework.request import PublicMaterial
from ...casework.slug import slug
from ...casework.when import When
from .. import addresses
from ..views.parts import Link
from ..views.request import PublicItem
from . import words

RELATIONS = {
    "is-the-same-as": "It is the same as",
    "covers": "It covers the same matter as",
    "largely-covers": "It covers largely the same matter as",
    "partly-covers": "It covers part of the same matter as",
    "is-about": "It is about the same matter as",
}


def item(reference: str, material: PublicMaterial, dead: Mapping[str, str], *, with_page: bool = True) -> PublicItem:
    """The box “Already public” for the answer with this reference; without one, the material by itself.

    `dead` are the addresses that were found dead, each with the day on which that was first so.
    """
    basis = "" if material.url_basis == "stated" else "The answer names it without an address; this one was looked up."
    if not material.url:
        basis = "The answer gives no address."
    covers = tuple(Link(n, addresses.record(reference, n)) for n in material.covers) if reference else ()
    noun = "record" if len(covers) == 1 else "records"
    sentence = f"{RELATIONS[material.relation]} {noun}" if covers else f"{RELATIONS[material.relation]} this answer." if reference else ""
    return PublicItem(
        link=Link(material.title, material.url),
        publisher=material.publisher,
        covers_words=sentence,
        covers=covers,
        about=f"{words.sentence(material.about)} {basis}".strip(),
        archived=Link("Archived copy", material.archived) if material.archived else None,
        gone=_gone(dead[material.url], material) if material.url in dead else "",
        page=Link(f"What it covers: {material.title}", addresses.public(slug(material.title))) if with_page else None,
    )


def _gone(since: str, material: PublicMaterial) -> str:
    rest = "" if material.archived else " No archived copy is recorded here."
    return f"It was not there any more when we looked on {When.parse(since).words}.{rest}"
