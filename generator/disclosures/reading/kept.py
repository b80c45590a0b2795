# SPDX-License-Identifier: AGPL-3.0-or-later
"""Blocks as plain JSON, in which readings are kept and sent from one process to another."""

from __future__ import annotations

from typing import Any

from . import blocks


def plain(value: Any) -> Any:
    """A block as JSON: its class's name beside the fields that are not as usual."""
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    fields = getattr(value, "__dataclass_fields__", None)
    if fields is None:
        return value
    told = {"is": type(value).__name__}
    for name, field in fields.items():
        one = getattr(value, name)
        if one != field.default:
            told[name] = plain(one)
    return told


def from_plain(value: Any) -> Any:
    """The block again."""
    if isinstance(value, list):
        return tuple(map(from_plain, value))
    if isinstance(value, dict):
        fields = {key: from_plain(one) for key, one in value.items() if key != "is"}
        return getattr(blocks, value["is"])(**fields) if "is" in value else fields
    return value
