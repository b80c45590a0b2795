# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking an answer, or one file of it, out of publication: an edit of request.yaml that keeps every other line as it is.

The text is changed where YAML's own parser says that a value stands; comments, order and spelling stay. What comes out is
read again, and must differ in nothing but what was meant.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from ..problems import DocumentError
from .marked_yaml import load
from .request import Request
from .slug import slug

BY_HAND = "Edit it by hand: set `status: withdrawn`, and add `withdrawn:` with `date:` and `reason:`."
_SNIFF = 65536


@dataclass(frozen=True)
class Edited:
    """The new text of request.yaml, and the files of the folder that are no longer named."""

    text: str
    files: tuple[str, ...]


def folders(requests: Path, reference: str) -> Iterator[Path]:
    """Folders whose request.yaml bears `reference`, found without reading the whole log: only files that name it are parsed."""
    wanted = reference.encode()
    for file in sorted(requests.rglob("request.yaml")):
        if any(part.startswith((".", "_")) for part in file.relative_to(requests).parts):
            continue
        with file.open("rb") as handle:
            start = handle.read(_SNIFF)
        if wanted.lower() not in start.lower():
            continue
        value = load(file).value
        if isinstance(value, dict) and (value.get("reference") == reference or slug(str(value.get("reference", ""))) == slug(reference)):
            yield file.parent


def whole(file: Path, text: str, day: str, reason: str) -> Edited:
    """Withdraw the answer. Raises DocumentError when it is withdrawn already, or cannot be edited safely."""
    root, before = _root(file, text)
    if before.status == "withdrawn":
        raise DocumentError(file, f"{before.reference} is withdrawn already", "Publish the site again, if it is still to be seen.")
    edits = []
    pairs = _pairs(root)
    notice = {"date": day, "reason": reason}
    if "withdrawn" in pairs:
        raise DocumentError(file, "it has a part `withdrawn` already", BY_HAND)
    if "status" in pairs:
        value = pairs["status"][1]
        edits.append((value.start_mark.index, value.end_mark.index, "withdrawn"))
    edits.append(_added(text, root, "withdrawn", _block(notice), json.dumps(notice, ensure_ascii=False), after=pairs.get("status")))
    if "status" not in pairs:
        edits.append(_added(text, root, "status", " withdrawn", "withdrawn"))
    return _checked(file, _apply(text, edits), before, {"status", "withdrawn"}, tuple(f.path for record in before.records for f in record.files))


def one_file(file: Path, text: str, name: str, day: str, reason: str, exemption: str = "") -> Edited:
    """Take one released file out. A record that is left without a file becomes withheld; the history tells the day and reason.

    `exemption` is the provision that it is withheld under from now on, where the answer cites none yet.
    `name` is the file's path in the folder, its bare name, or the number of a record with one file.
    Raises DocumentError when there is no such file, or the text cannot be edited safely.
    """
    root, before = _root(file, text)
    found = [
        (index, place, released)
        for index, record in enumerate(before.records)
        for place, released in enumerate(record.files)
        if name in (released.path, PurePosixPath(released.path).name) or (name == record.number and len(record.files) == 1)
    ]
    if len(found) != 1:
        known = ", ".join(released.path for record in before.records for released in record.files) or "none"
        raise DocumentError(file, f"{'no' if not found else 'more than one'} released file is called “{name}”", f"Name one of these: {known}.")
    index, place, released = found[0]
    record = before.records[index]
    pairs = _pairs(root)
    node = pairs["records"][1].value[index]
    edits = []
    parts = _pairs(node)
    if len(record.files) == 1:
        edits += [_without_pair(file, text, node, "file" if "file" in parts else "files")]
        value = parts["outcome"][1]
        edits.append((value.start_mark.index, value.end_mark.index, "withheld"))
    else:
        edits.append(_without_item(file, text, parts["files"][1], place))
    change = {"date": day, "what": f"{PurePosixPath(released.path).name}, a file of record {record.number}, was withdrawn.", "why": reason}
    edits.append(_appended(file, text, root, "history", change))
    if exemption:
        edits.append(_appended(file, text, root, "exemptions", {"code": exemption, "records": [record.number], "extent": "whole", "basis": "stated"}))
    return _checked(file, _apply(text, edits), before, {"records", "history", "exemptions"}, (released.path,))


def _root(file: Path, text: str) -> tuple[yaml.MappingNode, Request]:
    marked = load(text, file)
    if marked.value is None:
        raise DocumentError(file, "it cannot be read", "Mend it first: `disclosures check` says where.")
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader), Request.model_validate(marked.value)
    except ValueError:
        raise DocumentError(file, "it has errors", "Mend it first: `disclosures check` says where.") from None


def _pairs(node: yaml.MappingNode) -> dict[str, tuple[yaml.Node, yaml.Node]]:
    return {key.value: (key, value) for key, value in node.value}


def _block(values: dict, indent: str = "  ") -> str:
    return "".join(f"\n{indent}{key}: {value if key == 'date' else json.dumps(value, ensure_ascii=False)}" for key, value in values.items())


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end


def _content_end(text: str, node: yaml.Node) -> int:
    """Where the last line of a block node ends: its end mark may stand on a later line."""
    end = len(text[: node.end_mark.index].rstrip())
    return _line_end(text, max(end - 1, node.start_mark.index))


def _added(text: str, root: yaml.MappingNode, key: str, block: str, flow: str, after: tuple | None = None) -> tuple[int, int, str]:
    """A new key at the top level: after the pair given, or at the end."""
    if root.flow_style:
        return root.end_mark.index - 1, root.end_mark.index - 1, f", {key}: {flow}"
    at = _content_end(text, after[1]) if after else len(text.rstrip())
    return at, at, f"\n{key}:{block}"


def _appended(file: Path, text: str, root: yaml.MappingNode, name: str, change: dict) -> tuple[int, int, str]:
    """One more item of a list at the top level, which is begun where there is none."""
    flow = json.dumps(change, ensure_ascii=False)
    value = next((value for key, value in root.value if key.value == name), None)
    if value is None:
        return _added(text, root, name, f"\n{_item(change, '  ')}", f"[{flow}]")
    if not isinstance(value, yaml.SequenceNode):
        raise DocumentError(file, f"its {name} cannot be added to", BY_HAND)
    if value.flow_style:
        return value.end_mark.index - 1, value.end_mark.index - 1, f"{', ' if value.value else ''}{flow}"
    last = value.value[-1]
    line = text.rfind("\n", 0, last.start_mark.index) + 1
    indent = text[line : last.start_mark.index].split("-")[0]
    at = _content_end(text, last)
    return at, at, f"\n{_item(change, indent)}"


def _item(values: dict, indent: str) -> str:
    """A mapping as an item of a list."""
    return f"{indent}-{_block(values, f'{indent}  ')[len(indent) + 2 :]}"


def _without_pair(file: Path, text: str, node: yaml.MappingNode, name: str) -> tuple[int, int, str]:
    place = next(i for i, (key, _) in enumerate(node.value) if key.value == name)
    key, value = node.value[place]
    if node.flow_style:
        return _without_part([(one.start_mark.index, other.end_mark.index) for one, other in node.value], place)
    return _without_lines(file, text, key.start_mark.index, _content_end(text, value))


def _without_item(file: Path, text: str, node: yaml.SequenceNode, place: int) -> tuple[int, int, str]:
    item = node.value[place]
    if node.flow_style:
        return _without_part([(one.start_mark.index, one.end_mark.index) for one in node.value], place)
    start = text.rindex("-", 0, item.start_mark.index)
    return _without_lines(file, text, start, _content_end(text, item))


def _without_part(parts: list[tuple[int, int]], place: int) -> tuple[int, int, str]:
    """Cut one of several parts that commas stand between, with a comma of its own."""
    if place + 1 < len(parts):
        return parts[place][0], parts[place + 1][0], ""
    return parts[place - 1][1], parts[place][1], ""


def _without_lines(file: Path, text: str, start: int, end: int) -> tuple[int, int, str]:
    """Cut whole lines. Refused where something else stands before on the first of them, as in `- file: …`."""
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        raise DocumentError(file, "the file stands on the first line of its record", f"Move `number:` to the first line; or: {BY_HAND}")
    return line, min(end + 1, len(text)), ""


def _apply(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, key=lambda edit: edit[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text if text.endswith("\n") else text + "\n"


def _checked(file: Path, text: str, before: Request, touched: set[str], gone: tuple[str, ...]) -> Edited:
    """The edit, if the text now says what it should and nothing else changed."""
    value = load(text, file).value
    try:
        after = Request.model_validate(value)
    except ValueError:
        raise DocumentError(file, "it cannot be edited safely", BY_HAND) from None
    left = {f.path for record in after.records for f in record.files} if after.status != "withdrawn" else set()
    same = all(getattr(before, name) == getattr(after, name) for name in Request.model_fields if name not in touched)
    if not same or left & set(gone) or (before.records and [r.number for r in before.records] != [r.number for r in after.records]):
        raise DocumentError(file, "it cannot be edited safely", BY_HAND)
    return Edited(text, gone)
