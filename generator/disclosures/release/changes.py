# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reader would see change: a new tree compared with what is live, request by request and file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..problems import Place, Problem, Severity
from .links import broken, redirects
from .manifest import Entry, Manifest
from .requests import Source, Summary, differences, slug_of, summary, words
from .served import address, hashed, is_page, leave, turn

READ_AT_MOST = 400
"""So many changed pages are read on both sides to tell new words from a new look; of more, only the number is told."""


@dataclass(frozen=True)
class RequestChange:
    """One request: `kind` is added, changed, withdrawn, returned or gone; `what` says what changed."""

    kind: str
    slug: str
    reference: str
    title: str
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileChange:
    """One released file: `kind` is added, replaced or removed. Paths and entries are None on the side that has none."""

    kind: str
    slug: str
    record: str
    old_path: str | None = None
    new_path: str | None = None
    old: Entry | None = None
    new: Entry | None = None
    old_picture: str = ""
    new_picture: str = ""


@dataclass(frozen=True)
class Changes:
    """Everything that differs. `put` and `remove` are paths, in the order in which they may be published."""

    requests: tuple[RequestChange, ...] = ()
    files: tuple[FileChange, ...] = ()
    moved: tuple[tuple[str, str], ...] = ()
    """(old path, new path)"""
    pages: dict[str, int] = field(default_factory=dict)
    """How many pages are added, changed, removed, and of the changed ones `looks`: those whose words stay the same."""
    put: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    size: int = 0
    """Bytes of all files in `put`."""
    total: int = 0
    """Bytes of the whole new tree."""
    problems: tuple[Problem, ...] = ()
    first: bool = False
    """Nothing is live yet."""

    @property
    def withdrawn(self) -> tuple[str, ...]:
        """Paths of released files that go."""
        return tuple(path for path in self.remove if "/files/" in path and slug_of(path))


def order(live: dict[str, Entry], new: dict[str, Entry]) -> tuple[list[str], list[str]]:
    """(paths to put, paths to remove) in the order in which a host without a switch may do it.

    What is removed goes after everything that was put: pages before the files they linked to.
    """
    put = sorted((p for p in new if live.get(p) != new[p]), key=lambda p: turn(p, fresh=p not in live))
    remove = sorted((p for p in live if p not in new), key=leave)
    return put, remove


def compare(live: Source, new: Source, manifest: Manifest, tree: Path, first: bool = False) -> Changes:
    """All changes from `live` to `new`, whose manifest and folder are given for the messages."""
    put, remove = order(dict(live.files), dict(new.files))
    rewritten: dict[str, list[str]] = {slug_of(path): [] for path in (*put, *remove)}
    for path in put:
        if is_page(path) and path in live.files:
            rewritten[slug_of(path)].append(path)
    turned = redirects({p: new.files[p] for p in put if is_page(p)}, new.read)
    moved = [(old, to) for old, to in turned.items() if old in live.files] + _moved(live, new, remove)
    told, files, problems, looks = [], [], [], 0
    readable = sum(is_page(path) and path in live.files for path in put) <= READ_AT_MOST
    for slug in sorted(set(rewritten) - {""}):
        if f"requests/{slug}/index.html" in turned and f"requests/{slug}/index.html" not in live.files:
            continue  # another spelling of a reference
        before, after = summary(live, slug), summary(new, slug)
        files += _files(slug, before, after, live, new)
        pages = rewritten[slug] if readable else []
        spoken = [path for path in pages if words(live.read(path)) != words(new.read(path))]
        looks += len(pages) - len(spoken)
        if one := _request(slug, before, after, bool(spoken), moved):
            told.append(one)
            if one.kind == "gone":
                problems.append(_gone(tree, slug))
    problems += _replaced(files, tree)
    problems += _dead_links(manifest, put, remove, new, tree)
    counted = {
        "added": sum(is_page(p) and p not in live.files for p in put),
        "changed": sum(is_page(p) and p in live.files for p in put),
        "removed": sum(map(is_page, remove)),
        "looks": looks,
    }
    size, total = sum(new.files[p].size for p in put), sum(e.size for e in new.files.values())
    return Changes(tuple(told), tuple(files), tuple(moved), counted, tuple(put), tuple(remove), size, total, tuple(problems), first)


def _request(slug: str, before: Summary | None, after: Summary | None, spoken: bool, moved: list) -> RequestChange | None:
    if before is None and after is None:
        return None
    shown = after if after and (after.reference != slug or before is None) else before or after
    if after is None:
        gone = not any(old == f"requests/{slug}/index.html" for old, _ in moved)
        return RequestChange("gone", slug, shown.reference, shown.title) if gone else None
    if before is None:
        return RequestChange("added", slug, shown.reference, shown.title, ("as a notice of withdrawal",) if after.withdrawn else ())
    if after.withdrawn and not before.withdrawn:
        return RequestChange("withdrawn", slug, before.reference, before.title)
    if before.withdrawn and not after.withdrawn:
        return RequestChange("returned", slug, after.reference, after.title)
    what = differences(before, after) or (["words of its pages"] if spoken else [])
    return RequestChange("changed", slug, shown.reference, shown.title, tuple(what)) if what else None


def _files(slug: str, before: Summary | None, after: Summary | None, live: Source, new: Source) -> Iterator[FileChange]:
    old = {path: number for path, number in (before.files if before else {}).items() if path in live.files}
    now = {path: number for path, number in (after.files if after else {}).items() if path in new.files}
    for path in sorted(old.keys() & now.keys()):
        if live.files.get(path) != new.files.get(path):
            yield _change("replaced", slug, path, path, before, after, live, new)
    gone, come = [p for p in old if p not in now], [p for p in now if p not in old]
    for path in gone:
        partner = next((p for p in come if now[p] == old[path]), None)
        if partner:
            come.remove(partner)
            yield _change("replaced", slug, path, partner, before, after, live, new)
        else:
            yield _change("removed", slug, path, None, before, after, live, new)
    for path in come:
        yield _change("added", slug, None, path, before, after, live, new)


def _change(kind: str, slug: str, old: str | None, now: str | None, before: Summary, after: Summary, live: Source, new: Source) -> FileChange:
    number = after.files[now] if now else before.files[old]
    return FileChange(
        kind, slug, number, old, now, live.files.get(old) if old else None, new.files.get(now) if now else None,
        before.picture(live, before.files[old]) if old else "", after.picture(new, number) if now else "",
    )  # fmt: skip


def _moved(live: Source, new: Source, remove: list[str]) -> list[tuple[str, str]]:
    """Files that went and came back with the same bytes at another address; names made of a hash are no addresses of note."""
    come: dict[str, str] = {}
    for path, entry in new.files.items():
        if path not in live.files and not is_page(path) and not hashed(path):
            come.setdefault(entry.sha256, path)
    return [(p, come[live.files[p].sha256]) for p in remove if not hashed(p) and not is_page(p) and live.files[p].sha256 in come]


def _dead_links(manifest: Manifest, put: list[str], remove: list[str], new: Source, tree: Path) -> Iterator[Problem]:
    """One problem for each path that is linked to and not there. Of a request it is an error; of the site's furniture, a warning.

    Looked at are pages that come or change, and pages that stay where something of the same request goes.
    """
    found: dict[str, list[str]] = {}
    sent, losing = set(put), {slug_of(path) for path in remove} - {""}
    homes = tuple(f"requests/{slug}/" for slug in losing)
    pages = (path for path in new.files if is_page(path) and (path in sent or (homes and path.startswith(homes))))
    for page, target in broken(manifest, pages, new.read):
        found.setdefault(target, []).append(page)
    for target, pages in sorted(found.items()):
        more = f" and {len(pages) - 1} more pages link" if len(pages) > 1 else " links"
        yield Problem(
            "release-link", Severity.ERROR if slug_of(target) else Severity.WARNING, Place(tree / pages[0]),
            f"the page {address(pages[0]) or 'home'}{more} to {address(target)}, which is not there",
            "Correct the link, or add what it leads to.",
        )  # fmt: skip


def _gone(tree: Path, slug: str) -> Problem:
    return Problem(
        "release-address-gone", Severity.ERROR, Place(tree / f"requests/{slug}/index.html"),
        f"requests/{slug}/ is live, and the new site has nothing at this address",
        "Withdraw the request instead of deleting it, so that its address keeps a notice; or set its reference back.",
    )  # fmt: skip


def _replaced(files: list[FileChange], tree: Path) -> Iterator[Problem]:
    for one in files:
        if one.kind == "replaced" and one.old_path == one.new_path:
            yield Problem(
                "release-file-replaced", Severity.WARNING, Place(tree / one.new_path),
                f"{one.new_path} keeps its address but has other bytes: who cited the old file now leads to another",
                "Give the new file a name of its own, and say in `history` what was replaced.",
            )  # fmt: skip
