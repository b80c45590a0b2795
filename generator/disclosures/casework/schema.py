# SPDX-License-Identifier: AGPL-3.0-or-later
"""The JSON Schema (2020-12) of request.yaml, made from the model, by which an editor completes and explains keys.

It accepts what the model accepts, shorthand forms included, and is looser in one point: editors that read `8.10` as a
number are not told off for it, as the text is what counts here.
"""

from __future__ import annotations

import ast
import inspect
import types
import typing
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator

from . import request as model
from .request import NOT_STATED, Record, ReleasedFile, Request
from .when import When

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_DAY = {"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}){0,2}$"}
_DATE = {
    "description": "A day (2022-02-06), a month (2022-02), a year (2022) or a range ({from: 2022-02-06, to: 2022-02-09}).",
    "anyOf": [
        _DAY,
        {
            "type": "object",
            "properties": {"from": _DAY, "to": _DAY, "basis": _TEXT},
            "required": ["from", "to"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "properties": {"value": _DAY, "basis": _TEXT},
            "required": ["value", "basis"],
            "additionalProperties": False,
        },
    ],
}


def request_schema() -> dict[str, Any]:
    """The schema as a JSON-able dict."""
    return schema_of(Request, "A completed information request")


def schema_of(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema of any file that officers write, from its model."""
    parts: dict[str, Any] = {"date": _DATE}
    whole = _object(model, parts)
    return {"$schema": DIALECT, "title": title, **whole, "$defs": parts}


def _object(owner: type[BaseModel], parts: dict[str, Any]) -> dict[str, Any]:
    said = _docstrings(owner)
    properties, required = {}, []
    for name, field in owner.model_fields.items():
        key = field.alias or name
        value = _value(field.annotation, field.metadata, parts)
        if field.is_required():
            required.append(key)
        else:
            value = {"anyOf": [value, {"type": "null"}]}  # a key with nothing after its colon counts as not written
        properties[key] = {"description": said[name], **value} if name in said else value
    if owner is Record:
        properties["file"] = {"description": "The one released file; `files` holds several.", **_file(parts)}
        properties["files"] = {
            "description": said["files"],
            "anyOf": [_file(parts), {"type": "array", "items": _file(parts)}],
        }
    return {
        "description": inspect.getdoc(owner).split("\n\n")[0].replace("\n", " "),
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _file(parts: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [_TEXT, _reference(ReleasedFile, parts)]}


def _value(annotation: Any, metadata: typing.Sequence[Any], parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of one annotation of the model; validators in `metadata` tell which shorthand forms it takes."""
    if typing.get_origin(annotation) is Annotated:
        return _value(annotation.__origin__, annotation.__metadata__, parts)
    shorthand = next((m.func for m in metadata if isinstance(m, BeforeValidator)), None)
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation is When:
        return {"$ref": "#/$defs/date"}
    if origin in (typing.Union, types.UnionType):
        return _value(next(a for a in inner if a is not type(None)), (), parts)
    if origin is Literal:
        return {"enum": list(inner)}
    if origin is tuple:
        items = {"type": "array", "items": _value(inner[0], (), parts)}
        forms = [_TEXT, items] if shorthand else [items]
        return (
            {"anyOf": [{"const": NOT_STATED}, *forms]}
            if shorthand is model._numbers
            else {"anyOf": forms}
            if shorthand
            else items
        )
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(inner[1], (), parts)}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _reference(annotation, parts)
    return dict(_TEXT)


def _reference(owner: type[BaseModel], parts: dict[str, Any]) -> dict[str, Any]:
    if owner.__name__ not in parts:
        parts[owner.__name__] = {}  # reserved first, for parts that hold each other
        parts[owner.__name__] = _object(owner, parts)
    return {"$ref": f"#/$defs/{owner.__name__}"}


@lru_cache
def _docstrings(owner: type) -> dict[str, str]:
    """The text under each field of a model, which Python itself does not keep."""
    body = ast.parse(inspect.getsource(owner)).body[0].body  # type: ignore[attr-defined]
    found = {}
    for before, after in pairwise(body):
        if isinstance(before, ast.AnnAssign) and isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            found[before.target.id] = " ".join(str(after.value.value).split())  # type: ignore[attr-defined]
    return found
