# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file offers to people who read with assistive technology, in plain words and as data."""

from __future__ import annotations

from typing import Any

from ...log.answer import Access
from . import words


def told(access: Access) -> str:
    """One line for the file: `Tagged for screen readers; no language set; 2 pictures without description`."""
    said = list(_faults(access))
    if access.tagged is not None:
        said.insert(0, "tagged for screen readers" if access.tagged else "not tagged for screen readers")
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def _faults(access: Access) -> list[str]:
    """What is missing, the worst first. Of an untagged file nothing is said that only tags could tell."""
    said = []
    if access.image_only:
        every = len(access.image_only) == access.pages
        said.append("image only" if every else f"{words.count(len(access.image_only), 'page')} image only")
    if access.unmapped:
        said.append(f"{words.count(access.unmapped, 'font')} with letters that cannot be told")
    if not access.language:
        said.append("no language set")
    if not access.titled:
        said.append("no title")
    elif access.shows_title is False:
        said.append("title not shown")
    if access.undescribed and access.tagged is not False:
        said.append(f"{words.count(access.undescribed, 'picture')} without description")
    if access.tagged is not False:
        if not access.headings and access.pages > 1:
            said.append("no headings")
        if access.skipped:
            said.append("heading levels skipped")
        if access.headless:
            said.append(f"{words.count(access.headless, 'table')} without header cells")
    if access.unordered:
        said.append(f"reading order wrong on {words.count(len(access.unordered), 'page')}")
    if access.bookmarks is False:
        said.append("no bookmarks")
    return said


def data(access: Access) -> dict[str, Any]:
    """The same as data; what the kind of file has no need of is left out."""
    found: dict[str, Any] = {"language": access.language or None, "pictures": access.pictures}
    if access.tagged is not None:
        found |= {"tagged": access.tagged, "title": access.titled, "shows_title": access.shows_title}
        found |= {"fonts_without_letters": access.unmapped, "image_only_pages": list(access.image_only)}
    if access.tagged is not False:
        found |= {"pictures_without_description": access.undescribed, "headings": access.headings}
        found |= {"skipped_heading_levels": access.skipped, "tables": access.tables}
        found |= {"tables_without_header_cells": access.headless}
    if access.tagged:
        found["pages_out_of_reading_order"] = list(access.unordered)
    if access.bookmarks is not None:
        found["bookmarks"] = access.bookmarks
    return found
