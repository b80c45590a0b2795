# SPDX-License-Identifier: AGPL-3.0-or-later
"""A plan as text, as JSON for programs, and as Markdown for a comment on a change. The page with pictures is plan_page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from .changes import FileChange, RequestChange
from .manifest import Entry
from .plan import Plan
from .served import address

KINDS = {"added": "Added", "changed": "Changed", "withdrawn": "Withdrawn", "returned": "Published again", "gone": "GONE"}
FILES = {"added": "Added", "replaced": "Replaced", "removed": "Removed"}
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def size(count: int) -> str:
    """`7 bytes`, `12.3 KB`, `4.0 MB`: in thousands, as disks are sold."""
    if count < 1000:
        return f"{count} byte{'s' * (count != 1)}"
    for unit in ("KB", "MB", "GB"):
        count /= 1000
        if count < 1000 or unit == "GB":
            return f"{count:,.1f} {unit}"
    raise AssertionError


def plain(text: str) -> str:
    """Text fit for a terminal: what could command it is written out as U+…."""
    return _UNSAFE.sub(lambda found: f"U+{ord(found[0]):04X}", text)


def request_line(one: RequestChange) -> str:
    """`Changed: 2025-0042, Potholes in 2024 (title, records)`."""
    what = f" ({', '.join(one.what)})" if one.what else ""
    return plain(f"{KINDS[one.kind]}: {one.reference}, {one.title}{what}")


def file_lines(one: FileChange) -> list[str]:
    """The line of a file, and under it the old and the new hash."""
    name = one.new_path or one.old_path or ""
    lines = [plain(f"{FILES[one.kind]}: {name} (record {one.record})")]
    if one.old:
        lines.append(f"    old {_entry(one.old)}" + (f"  {plain(one.old_path)}" if one.old_path != name else ""))
    if one.new:
        lines.append(f"    new {_entry(one.new)}")
    return lines


def _entry(entry: Entry) -> str:
    return f"sha256 {entry.sha256}, {size(entry.size)}"


def headline(plan: Plan) -> str:
    """One sentence on the whole."""
    changes = plan.changes
    if not changes.put and not changes.remove:
        return f"Nothing would change at {plan.target}."
    what = "The first release" if changes.first else f"Since release {plan.live}"
    return f"{what}: {len(changes.put)} files to send ({size(changes.size)}), {len(changes.remove)} to remove. The site has {size(changes.total)}."


def pages_line(plan: Plan) -> str:
    """How many pages come, change and go."""
    pages = plan.changes.pages
    looks = f", of which {pages['looks']} only in what stands around the text" if pages.get("looks") else ""
    return f"{pages.get('added', 0)} pages added, {pages.get('changed', 0)} changed{looks}, {pages.get('removed', 0)} removed"


def text(plan: Plan) -> str:
    """The plan for a terminal."""
    changes = plan.changes
    lines = [f"Plan for {plan.target}", headline(plan), f"Tree: {plan.digest}", ""]
    lines += _section("Requests", [request_line(one) for one in changes.requests])
    lines += _section("Files", [line for one in changes.files for line in file_lines(one)])
    lines += _section("Moved", [plain(f"{address(old)} is now {address(new)}") for old, new in changes.moved])
    lines += ["Pages", f"  {pages_line(plan)}", ""]
    found = [line for p in plan.problems for line in (plain(f"{p.severity.word}: {p.message} [{p.id}] {p.place}"), f"    Cure: {plain(p.cure)}")]
    lines += _section("Found", found)
    if not plan.compared:
        lines += ["The tree was not compared with the log, because it was not built here.", ""]
    lines.append(verdict(plan))
    return "\n".join(lines)


def verdict(plan: Plan) -> str:
    """Whether it may go."""
    count = len(plan.errors)
    return f"This release is refused: {count} error{'s' * (count != 1)}." if count else "This release may go."


def _section(title: str, lines: list[str]) -> list[str]:
    return [title, *(f"  {line}" for line in lines), ""] if lines else []


def data(plan: Plan) -> dict[str, Any]:
    """The plan as plain values."""
    changes = plan.changes
    return {
        "version": 1,
        "target": plan.target,
        "tree": plan.digest,
        "live": plan.live or None,
        "may_go": not plan.errors,
        "compared_with_log": plan.compared,
        "requests": [
            {"kind": r.kind, "address": f"requests/{r.slug}/", "reference": r.reference, "title": r.title, "what": list(r.what)}
            for r in changes.requests
        ],
        "files": [_file(one) for one in changes.files],
        "moved": [{"from": address(old), "to": address(new)} for old, new in changes.moved],
        "pages": changes.pages,
        "send": {"files": len(changes.put), "bytes": changes.size},
        "remove": [address(path) for path in changes.remove],
        "site_bytes": changes.total,
        "problems": [
            {"id": p.id, "severity": p.severity.word, "place": str(p.place), "message": p.message, "cure": p.cure} for p in plan.problems
        ],
    }


def _file(one: FileChange) -> dict[str, Any]:
    def side(path: str | None, entry: Entry | None) -> dict[str, Any] | None:
        return {"path": path, "sha256": entry.sha256, "bytes": entry.size} if path and entry else None

    return {"kind": one.kind, "record": one.record, "old": side(one.old_path, one.old), "new": side(one.new_path, one.new)}


def as_json(plan: Plan) -> str:
    """The plan as JSON."""
    return json.dumps(data(plan), ensure_ascii=False, indent=1)


def markdown(plan: Plan) -> str:
    """The plan as a comment under a pull or merge request."""

    def code(text: str) -> str:
        return "`" + plain(text).replace("`", "'") + "`"

    changes = plan.changes
    lines = [f"### Release plan: {verdict(plan)}", "", headline(plan), ""]
    lines += [f"- **{KINDS[one.kind]}** {code(one.reference)}: {_escaped(one.title)}" for one in changes.requests]
    for one in changes.files:
        hashes = ", ".join(f"{name} {code(entry.sha256[:16])} {size(entry.size)}" for name, entry in (("old", one.old), ("new", one.new)) if entry)
        lines.append(f"- **{FILES[one.kind]}** {code(one.new_path or one.old_path or '')} ({hashes})")
    lines += [f"- **Moved** {code(address(old))} to {code(address(new))}" for old, new in changes.moved]
    lines += ["", pages_line(plan) + ".", ""]
    lines += [f"- {p.severity.word}: {_escaped(p.message)} ({code(p.id)}). {_escaped(p.cure)}" for p in plan.problems]
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#@~])", r"\\\1", plain(text))


FORMS: dict[str, Callable[[Plan], str]] = {"text": text, "json": as_json, "markdown": markdown}
