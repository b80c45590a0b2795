# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the model refuses in a request, in an officer's words and at the line where it stands."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from ..problems import Place, Problem, Severity
from .marked_yaml import Marked
from .request import Request

SHORTHAND = {"Record": ("file",)}
"""Keys that a model accepts beside its fields."""
_CURE = re.compile(r": (?=(?:write|correct|keep|list) )")
"""Parts what the model found from what to do about it."""
BOOLEANS = {"true": "yes", "false": "no"}


def translate(error: ValidationError, marked: Marked, model: type[BaseModel] = Request) -> Iterator[Problem]:
    """Each thing that `model` refused in `marked`, as a problem at its line."""
    for fault in error.errors(include_url=False):
        path = as_written(fault["loc"], marked.value)
        kind = fault["type"]
        key = f"`{path[-1]}`" if path and isinstance(path[-1], str) else "this item"
        if kind == "extra_forbidden":
            id, place = "key-unknown", marked.key_place(path)
            message, cure = _unknown(path, model)
        elif kind == "missing":
            id, place = "key-missing", marked.key_place(path)
            blank = path in marked.keys
            message = f"{key} is {'left blank' if blank else 'missing'}{_where(path[:-1])}"
            cure = f"{'Write its value after' if blank else 'Add a line'} `{path[-1]}:`{'' if blank else _added(path[:-1])}."
        elif kind == "string_too_short":
            id, place = "key-missing", marked.place(path)
            message, cure = f"{key} is empty{_where(path[:-1])}", f"Write a value for {key}."
        elif kind == "literal_error":
            id, place = "value-unknown", marked.place(path)
            message, cure = _choices(key, fault["input"], fault["ctx"]["expected"])
        elif kind == "value_error":
            id, place = "value-wrong", marked.place(path)
            found, cure = _CURE.split(str(fault["ctx"]["error"]), maxsplit=1)
            message = f"{key}: {found}" if path and isinstance(path[-1], str) else found
            cure = f"{cure[:1].upper()}{cure[1:]}."
        else:
            id, place = "value-shape", marked.place(path)
            message, cure = _shape(key, fault["input"], kind)
        yield Problem(id, Severity.ERROR, Place(marked.file, *place), message, cure)


def as_written(path: tuple[str | int, ...], value: Any) -> tuple[str | int, ...]:
    """The path as the officer wrote it: `file: x` where the model speaks of `files[0].path`, one text for a list of one."""
    written: list[str | int] = []
    for step in path:
        if step == "files" and isinstance(value, dict) and "file" in value:
            step = "file"
        elif isinstance(value, str):
            break
        elif isinstance(step, int) and isinstance(value, dict):
            continue
        written.append(step)
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
    return tuple(written)


def _where(path: tuple[str | int, ...]) -> str:
    if not path:
        return ""
    if isinstance(path[-1], int):
        return f" in item {path[-1] + 1} of `{path[-2]}`" if len(path) > 1 else f" in item {path[-1] + 1}"
    return f" in `{path[-1]}`"


def _added(path: tuple[str | int, ...]) -> str:
    return f" with its value{_where(path)}"


def _unknown(path: tuple[str | int, ...], model: type[BaseModel]) -> tuple[str, str]:
    """The unknown key, and what was probably meant: a near spelling here, or the same key in another place."""
    wrong = path[-1]
    if near := meant_key(path, model):
        return f"`{wrong}` is not a key of the format{_where(path[:-1])}", f"Write `{near}` instead of `{wrong}`."
    listed = ", ".join(f"`{k}`" for k in sorted(_keys(model, path[:-1])))
    return (
        f"`{wrong}` is not a key of the format{_where(path[:-1])}",
        f"Remove `{wrong}`, or use one of the keys known here: {listed}.",
    )


def meant_key(path: tuple[str | int, ...], model: type[BaseModel]) -> str:
    """The key that a misspelt one at the end of `path` is near to; empty when it is near to none."""
    wrong = str(path[-1]).lower().replace("-", "_").replace(" ", "_")
    return next(iter(get_close_matches(wrong, _keys(model, path[:-1]), 1, 0.6)), "")


def _keys(model: type[BaseModel], path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at `path`."""
    for step in path:
        if isinstance(step, str):
            field = _field(model, step)
            found = _model_in(field.annotation) if field else None
            if found is None and not (field and typing.get_origin(field.annotation) is dict):
                break
            model = found or model
    return [f.alias or name for name, f in model.model_fields.items()] + list(SHORTHAND.get(model.__name__, ()))


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    if key in SHORTHAND.get(model.__name__, ()):
        key = "files"
    return next((f for name, f in model.model_fields.items() if (f.alias or name) == key), None)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if (
        isinstance(annotation, type)
        and not isinstance(annotation, types.GenericAlias)
        and issubclass(annotation, BaseModel)
    ):
        return annotation
    return next((m for part in typing.get_args(annotation) if (m := _model_in(part))), None)


def _choices(key: str, found: Any, expected: str) -> tuple[str, str]:
    allowed = expected.replace("'", "").replace(" or ", ", ").split(", ")
    cure = f"Write one of: {', '.join(f'`{a}`' for a in allowed)}."
    meant = BOOLEANS.get(str(found).lower(), str(found).lower().replace("_", "-"))
    if near := get_close_matches(meant, allowed, 1, 0.75):
        cure = f"Write `{near[0]}`, or another of: {', '.join(f'`{a}`' for a in allowed if a != near[0])}."
    return f"{key} says “{_short(found)}”, which is not one of its values", cure


def _shape(key: str, found: Any, kind: str) -> tuple[str, str]:
    """A text, a list or a mapping stands where another of the three belongs."""
    shapes = {str: "a single text", list: "a list", dict: "a set of keys", tuple: "a list"}
    has = shapes.get(type(found), "something else")
    if kind.startswith("string"):
        return f"{key} holds {has} where a single text is expected", f"Write one text after {key}, on the same line."
    if kind.startswith(("tuple", "list")):
        return (
            f"{key} holds {has} where a list is expected",
            f"Write each item of {key} on a line of its own, after a dash.",
        )
    return (
        f"{key} holds {has} where a set of keys is expected",
        f"Write the keys of {key} on lines of their own, as `key: value`.",
    )


def _short(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
