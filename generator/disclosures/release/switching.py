# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder on a disk, here or behind SFTP, where readers change from one release to the next in one step.

    current -> releases/000012-3f9c0a7b21de      the server's web root
    releases/000012-3f9c0a7b21de/…               the tree that is live, and `keep` older ones
    releases/.incoming-…/                        a tree that is being filled
    records/000012-3f9c0a7b21de.json             what each release holds, by whom, by which decisions
    history.json   lock

A new tree is filled beside the live one: unchanged files are hard links to those that are live, only changed ones travel.
Then one symbolic link is moved, which readers cannot see half done. What is live is never written to.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..problems import ReleaseError
from . import lock, record
from .disk import PART, Disk, LockFile, clock
from .manifest import Entry
from .record import Record, Release
from .target import Live, Outcome, Sent, Target, holdings, lingering, plainly, returnable, unreleased, unreturnable

CURRENT, RELEASES, RECORDS, HISTORY = "current", "releases", "records", "history.json"
_INCOMING = ".incoming-"


class Switching(Target):
    """A target on a disk. `words` names it in messages; `keep` old releases stay."""

    def __init__(self, disk: Disk, words: str, keep: int = 5):
        self.disk, self.words, self.keep = disk, words, keep
        self._known: tuple[bytes, Record] | None = None
        """The record read last: it can be long, and is asked for twice."""

    def close(self) -> None:
        self.disk.close()

    # what is there

    def live(self) -> Live:
        with plainly(self.words):
            return self._live()

    def _live(self) -> Live:
        id = self._current()
        return Live(self._record(id) if id else None, lambda path: self.disk.read(f"{RELEASES}/{id}/{path}"))

    def _current(self) -> str:
        try:
            to = self.disk.link_of(CURRENT)
        except OSError:
            raise ReleaseError(
                f"{self.words}: `{CURRENT}` is a folder or a file, not a link that this program made. Nothing was changed",
                f"Name another folder, or move `{CURRENT}` away: it becomes a link to the release that is live.",
            ) from None
        return posixpath.basename(to.rstrip("/")) if to else ""

    def _record(self, id: str) -> Record:
        try:
            data = self.disk.read(f"{RECORDS}/{id}.json")
        except FileNotFoundError:
            raise ReleaseError(
                f"{self.words}: the record of release {id} is missing", "Publish again with --afresh: every file is then sent anew."
            ) from None
        if self._known is None or self._known[0] != data:
            self._known = data, record.read(data, f"{self.words}: the record of release {id}")
        return self._known[1]

    def _history(self) -> list[dict[str, Any]]:
        try:
            return json.loads(self.disk.read(HISTORY))
        except FileNotFoundError:
            return []
        except ValueError:
            raise ReleaseError(f"{self.words}: {HISTORY} is damaged", f"Restore {HISTORY} from a backup, or move it away.") from None

    def history(self) -> list[dict[str, Any]]:
        with plainly(self.words):
            there = set(self.disk.names(RELEASES)) & self._recorded()
            return [{**one, "there": one["id"] in there} for one in self._history()]

    # publish

    def publish(self, release: Release, *, withdrawn: Sequence[str] = (), afresh: bool = False, break_lock: bool = False,
                sent: Sent = lambda *_: None) -> Outcome:  # fmt: skip
        with plainly(self.words):
            self.disk.folders("", (RELEASES, RECORDS))
            self._current()
            with lock.hold(LockFile(self.disk), break_lock) as held:
                history = self._mended_history()
                live = Live(None, self.disk.read) if afresh else self._live()
                unaltered, altered = self._look(live)
                self._sweep(history)
                if live.record and live.record.digest == release.manifest.digest and not altered:
                    return Outcome(live.id, purged=tuple(self._prune(live.record)), nothing=True)
                late = {p: e for p, e in lingering(live.record, release).items() if p in unaltered}
                incoming = self._incoming(release.manifest.digest, history, afresh or bool(altered))
                files, size, times = self._fill(incoming, release, live, unaltered, late, held, sent)
                done = self._finish(incoming, release, late, times, history, withdrawn, held)
                removed = len(set(live.files) - set(release.manifest.files))
                purged = self._prune(done, quick=bool(withdrawn))
                return Outcome(done.id, files, size, removed, tuple(altered), tuple(purged))

    def _look(self, live: Live) -> tuple[dict[str, Entry], list[str]]:
        """(files that are live as they were released, paths that somebody altered or removed)."""
        if live.record is None:
            return {}, []
        paths = list(live.record.files)
        seen = self.disk.stats(f"{RELEASES}/{live.id}", paths)
        right = {p: e for p, e in live.record.files.items() if p in seen and _mark(seen[p]) == f"{e.size} {live.record.marks.get(p, '')}"}
        return right, [path for path in paths if path not in right]

    def _sweep(self, history: list[dict[str, Any]]) -> None:
        """Remove small files that runs left which were killed: probes, locks aside, records of what was never shown."""
        for name in self.disk.names(""):
            if name.startswith(("clock-", "lock.")) or name.endswith(PART):
                self.disk.remove(name)
        shown = {f"{one['id']}.json" for one in history}
        for name in self.disk.names(RECORDS):
            if name not in shown:
                self.disk.remove(f"{RECORDS}/{name}")

    def _incoming(self, digest: str, history: list[dict[str, Any]], afresh: bool) -> str:
        """The folder to fill: what an interrupted run left of the same tree, or a new one. Everything else half done goes.

        What is left is not used when a live file was altered by hand: its links there are the same file.
        """
        mine = f"{RELEASES}/{_INCOMING}{digest[:16]}"
        released = {one["id"] for one in history}
        for name in self.disk.names(RELEASES):
            path = f"{RELEASES}/{name}"
            if name in released or (path == mine and not afresh):
                continue
            if not name.startswith(_INCOMING) and name.endswith(digest[:12]) and not afresh and not self.disk.exists(mine):
                self.disk.rename(path, mine)  # whole, but never shown
            elif name.startswith(_INCOMING) or _is_id(name):
                self.disk.remove_tree(path)
        return mine

    def _fill(self, incoming: str, release: Release, live: Live, unaltered: Mapping[str, Entry], late: Mapping[str, Entry],
              held: lock.Held, sent: Sent) -> tuple[int, int, dict[str, str]]:  # fmt: skip
        """Put every file into the new tree; returns how many travelled, their bytes, and the times of those that are links."""
        want = {**release.manifest.files, **late}
        begun = self.disk.stats(incoming, list(want)) if self.disk.exists(incoming) else {}
        left = [path for path in want if path not in begun or begun[path][0] != want[path].size]
        for part in self.disk.stats(incoming, [path + PART for path in left]) if begun else ():
            self.disk.remove(f"{incoming}/{part}")
        self.disk.folders(incoming, _folders(want))
        at = {entry.sha256: path for path, entry in unaltered.items()}
        pairs = [(path if unaltered.get(path) == want[path] else at[want[path].sha256], path) for path in left if want[path].sha256 in at]
        failed = {path for _, path in self.disk.links(f"{RELEASES}/{live.id}", incoming, pairs)}
        travel = sorted({path for path in left if want[path].sha256 not in at} | failed)
        size = sum(want[path].size for path in travel)
        self._room(size)
        stamp, moved = self._stamp(live), 0
        for count, path in enumerate(travel, 1):
            held.beat()
            data = release.read(path) if path in release.manifest.files else live.read(path)
            self.disk.write(f"{incoming}/{path}", data, stamp)
            moved += len(data)
            sent(count, len(travel), moved, size)
        return len(travel), size, {path: live.record.marks[old] for old, path in pairs if path not in failed}

    def _room(self, size: int) -> None:
        free = self.disk.free()
        if free is not None and free < size:
            raise ReleaseError(
                f"{self.words}: the disk is full: {size:,} bytes have to go there, and {free:,} are free. Readers still see what was live",
                "Free some space there, then publish again: what arrived already is used.",
            )

    def _stamp(self, live: Live) -> int:
        """The time of new files: by the disk's clock, and later than that of any file before, even if a clock was set back.

        A little in the past, so that a file altered by hand right now is told by its time.
        """
        return max(int(clock(self.disk)) - 5, (live.record.stamp if live.record else 0) + 1)

    def _finish(self, incoming: str, release: Release, late: Mapping[str, Entry], times: dict[str, str], history: list[dict[str, Any]],
                withdrawn: Sequence[str], held: lock.Held) -> Record:  # fmt: skip
        """Look at what arrived, write the record, and show the new tree. `times` are those of files that are links."""
        files = {**release.manifest.files, **late}
        arrived = [path for path in files if path not in times]
        seen = self.disk.stats(incoming, arrived)
        if lost := [path for path in arrived if path not in seen or seen[path][0] != files[path].size]:
            raise ReleaseError(f"{self.words}: {lost[0]} did not arrive whole. Readers still see what was live", "Publish again.")
        times |= {path: str(time) for path, (_, time) in seen.items()}
        stamp = max(map(int, times.values()), default=0)
        ids = [*(one["id"] for one in history), *(name.removesuffix(".json") for name in self.disk.names(RECORDS))]
        done = Record(
            record.new_id(ids, release.manifest.digest), release.manifest.digest, release.manifest.site, files,
            times, tuple(sorted(late)), record.now(), release.by or record.person(),
            tuple(one.data for one in release.overrides), tuple(sorted(withdrawn)), {}, stamp,
        )  # fmt: skip
        self.disk.write(f"{RECORDS}/{done.id}.json", done.data)
        self.disk.rename(incoming, f"{RELEASES}/{done.id}")
        self.disk.settle()
        held.check()
        self._switch(done.id)
        self._write_history([*history, {**done.summary, "what": "published"}])
        return done

    def _switch(self, id: str) -> None:
        """The one step that readers see."""
        self.disk.remove(f"{CURRENT}.new")
        self.disk.symlink(f"{RELEASES}/{id}", f"{CURRENT}.new")
        self.disk.rename(f"{CURRENT}.new", CURRENT)

    def _write_history(self, history: list[dict[str, Any]]) -> None:
        self.disk.write(HISTORY, (json.dumps(history, ensure_ascii=False, indent=1) + "\n").encode())

    def _mended_history(self) -> list[dict[str, Any]]:
        """The history, with the last switch in it, if a run ended right after it."""
        history, id = self._history(), self._current()
        if id and (not history or history[-1]["id"] != id) and self.disk.exists(f"{RECORDS}/{id}.json"):
            known = any(one["id"] == id for one in history)
            history.append({**self._record(id).summary, "what": "rolled back" if known else "published"})
            self._write_history(history)
        return history

    def _prune(self, live: Record, quick: bool = False) -> list[str]:
        """Delete old releases but `keep`, and what was withdrawn from each that holds it; returns the ids of the latter.

        An old release that lost a file has no record any more, so nothing leads back to it, and the rest of it goes too: at
        once, or when `quick`, in the next run. It looks at the history alone, so that a run that ended in the middle of it is
        ended by the next.
        """
        there = {name for name in self.disk.names(RELEASES) if _is_id(name)} - {live.id}
        recorded = self._recorded()
        purged, kept, withdrawn, done = [], 0, set(), set()
        for one in reversed(self._history()):
            id = one["id"]
            if id in there and id not in done:
                done.add(id)
                gone = self._holds(id, withdrawn - holdings(live.files)) if id in recorded else []
                for path in gone:
                    self.disk.remove(f"{RELEASES}/{id}/{path}")
                if not gone and id in recorded and kept < self.keep:
                    kept += 1
                else:
                    purged += [id] if gone else []
                    if not quick:
                        self.disk.remove_tree(f"{RELEASES}/{id}", self._held(id))
                    self.disk.remove(f"{RECORDS}/{id}.json")
            withdrawn |= set(one.get("withdrawn", ()))
        return purged

    def _recorded(self) -> set[str]:
        """Releases that are whole, as far as their records say."""
        return {name.removesuffix(".json") for name in self.disk.names(RECORDS)}

    def _holds(self, id: str, withdrawn: set[str]) -> list[str]:
        """Paths of an old release that are withdrawn, by name or by content. Its record can be long, and is parsed only if need be."""
        data = self.disk.read(f"{RECORDS}/{id}.json") if withdrawn else b""
        if not any(json.dumps(mark.removeprefix("sha256:"), ensure_ascii=False).strip('"').encode() in data for mark in withdrawn):
            return []
        try:
            files = self._record(id).files
        except ReleaseError:
            return list(self.disk.walk(f"{RELEASES}/{id}"))
        return [path for path, entry in files.items() if path in withdrawn or f"sha256:{entry.sha256}" in withdrawn]

    def _held(self, id: str) -> set[str]:
        """Everything in the folder of an old release; nothing when nobody can say, and it is walked through then."""
        try:
            return set(self._record(id).files)
        except ReleaseError:
            return set()

    # go back, and look

    def rollback(self, id: str = "", *, by: str = "", break_lock: bool = False, sent: Sent = lambda *_: None) -> Outcome:
        with plainly(self.words):
            if not self._current():
                raise ReleaseError(f"{self.words}: there is no earlier release to go back to. Nothing was changed", "Publish first.")
            return self._rollback(id, by, break_lock)

    def _rollback(self, id: str, by: str, break_lock: bool) -> Outcome:
        with lock.hold(LockFile(self.disk), break_lock) as held:
            history, live = self._mended_history(), self._live()
            there = set(self.disk.names(RELEASES)) & self._recorded() & {one["id"] for one in history} - {live.id}
            if not id:
                id = next((one["id"] for one in reversed(history) if one["id"] in there), "")
            if id not in there:
                raise unreturnable(self.words, id, sorted(there))
            chosen = self._record(id)
            returnable(history, id, live, chosen)
            _, altered = self._look(Live(chosen, self.disk.read))
            if altered:
                raise ReleaseError(
                    f"{self.words}: release {id} is not whole any more: {altered[0]} was altered. Nothing was changed",
                    "Choose another release, or publish a new one.",
                )
            held.check()
            self._switch(id)
            self._write_history([*history, {"id": id, "what": "rolled back", "at": record.now(), "by": by or record.person()}])
            return Outcome(id)

    def differences(self, sent: Sent = lambda *_: None) -> list[str]:
        with plainly(self.words):
            live = self._live()
            if live.record is None:
                raise unreleased(self.words)
            base, found, size = f"{RELEASES}/{live.id}", [], 0
            total = sum(entry.size for entry in live.record.files.values())
            there = set(self.disk.walk(base))
            for count, (path, entry) in enumerate(sorted(live.record.files.items()), 1):
                if path not in there:
                    found.append(f"{path} is missing")
                elif self.disk.sha256(f"{base}/{path}") != entry.sha256:
                    found.append(f"{path} has other bytes than were released")
                size += entry.size
                sent(count, len(live.record.files), size, total)
            return found + [f"{path} was added by hand" for path in sorted(there - set(live.record.files))]


def _mark(seen: tuple[int, int]) -> str:
    return f"{seen[0]} {seen[1]}"


def _folders(paths: Iterable[str]) -> list[str]:
    """The new tree's own folder, and every folder in it, parents first."""
    found = {""}
    for path in {path.rpartition("/")[0] for path in paths}:
        while path not in found:
            found.add(path)
            path = path.rpartition("/")[0]
    return sorted(found)


def _is_id(name: str) -> bool:
    number, _, digest = name.partition("-")
    return number.isdigit() and len(digest) == 12
