# SPDX-License-Identifier: AGPL-3.0-or-later
"""A request as it was probably meant, so that one slip does not hide all other problems until it is mended.

What comes out is only ever checked, never published: a misspelt key takes the place of the one that is near to it, and a
value that cannot be read is left out.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from .marked_yaml import KeyPath, Marked, Places
from .model_words import as_written, meant_key
from .request import Request


def as_meant(marked: Marked, error: ValidationError) -> tuple[Request, Marked] | None:
    """The request without its slips, and its marks; None when too much is missing to say anything further."""
    value = copy.deepcopy(marked.value)
    renamed: list[tuple[KeyPath, KeyPath]] = []
    for fault in error.errors(include_url=False):
        path = as_written(fault["loc"], value)
        owner = _at(value, path[:-1])
        if {"file", "files"} & set(path):
            return None  # without its file, a record would look as if it had none
        if not isinstance(owner, dict) or path[-1] not in owner:
            continue
        held = owner.pop(path[-1])
        near = meant_key(path, Request) if fault["type"] == "extra_forbidden" else ""
        if near and near not in owner:
            owner[near] = held
            renamed.append((path, (*path[:-1], near)))
    try:
        places = Places(_moved(marked.values, renamed), marked.keys)
        return Request.model_validate(value), replace(marked, value=value, places=places)
    except ValidationError:
        return None


def _at(value: Any, path: Iterable[str | int]) -> Any:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _moved(
    places: dict[KeyPath, tuple[int, int]], renamed: list[tuple[KeyPath, KeyPath]]
) -> dict[KeyPath, tuple[int, int]]:
    """The places, found under the new names too."""
    moved = dict(places)
    for old, new in renamed:
        moved |= {(*new, *path[len(old) :]): place for path, place in places.items() if path[: len(old)] == old}
    return moved
