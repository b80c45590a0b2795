# SPDX-License-Identifier: AGPL-3.0-or-later
"""A branch of a git repository, for hosts that serve one (“Pages”): the one door to the program `git`.

A release is one commit, and a push is taken whole or not at all, so readers see the old site or the new one. A second
publisher's push is refused by git itself. The release's record is the commit's message.

A branch remembers: going back is one more commit, and a withdrawal begins the branch anew, without what came before.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..problems import ReleaseError
from ..store import sha256, write_whole
from . import record
from .manifest import Entry, Manifest
from .record import Record, Release
from .served import RELEASE
from .target import UNREACHED, Live, Outcome, Sent, Target, lingering, returnable, unreleased, unreturnable

_FILE = "100644"
_LEFT = re.compile(r"\.nojekyll\Z|\.github/|\.git[a-z]+\Z|CNAME\Z")
"""What hosts and web teams keep at the top of such a branch; it is not touched, unless the site has it itself."""


class Branch(Target):
    """`remote` as git understands it; `scratch` is a folder of this machine that may be deleted at any time."""

    def __init__(self, remote: str, branch: str, words: str, scratch: Path, keep: int = 5):
        self.remote, self.branch, self.words, self.keep = remote, branch, words, keep
        self.scratch = scratch / sha256(f"{remote}\0{branch}".encode())[:16]
        if not shutil.which("git"):
            raise ReleaseError("this target needs the program git, which is not installed", "On Debian, as root: apt-get install git")

    # git

    def _git(self, *arguments: str, data: bytes | None = None, may_fail: bool = False, **environment: str) -> bytes:
        own = {"GIT_DIR": str(self.scratch), "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **environment}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in ("GIT_SSH", "GIT_SSH_COMMAND")}
        done = subprocess.run(["git", *arguments], input=data, capture_output=True, env=kept | own, check=False)
        if done.returncode and not may_fail:
            said = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if line.strip()]
            raise ReleaseError(f"{self.words}: git {arguments[0]}: {said[-1] if said else 'failed'}. Readers still see what was live", UNREACHED)
        return done.stdout if not done.returncode else b""

    def _fetch(self) -> str:
        """The commit that is live, fetched with the releases before it; empty when there is no such branch."""
        if not (self.scratch / "HEAD").is_file():
            self.scratch.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", str(self.scratch))
        found = self._git("ls-remote", self.remote, f"refs/heads/{self.branch}").split()
        if not found:
            return ""
        self._git("fetch", "--quiet", "--force", f"--depth={self.keep + 2}", self.remote, f"+refs/heads/{self.branch}:refs/live")
        return self._git("rev-parse", "refs/live").decode().strip()

    def _tree(self, commit: str) -> dict[str, tuple[str, str]]:
        """Path to (mode, object) of everything in a commit."""
        found = {}
        for line in self._git("ls-tree", "-r", "-z", commit).split(b"\0"):
            if line:
                head, path = line.split(b"\t", 1)
                mode, _, object = head.decode().split(" ")
                found[path.decode("utf-8", "replace")] = (mode, object)
        return found

    def _entries(self, tree: Mapping[str, tuple[str, str]]) -> dict[str, Entry]:
        """SHA-256 and size of every file; those seen before are remembered by their object."""
        memory = self.scratch / "sha256.json"
        try:
            known: dict[str, list] = json.loads(memory.read_bytes())
        except (OSError, ValueError):
            known = {}
        if fresh := sorted({object for _, object in tree.values()} - set(known)):
            known |= {object: [sha256(data), len(data)] for object, data in self._blobs(fresh)}
            write_whole(memory, json.dumps(known).encode())
        return {path: Entry(*known[object]) for path, (_, object) in tree.items()}

    def _blobs(self, objects: Sequence[str]) -> Iterable[tuple[str, bytes]]:
        out = self._git("cat-file", "--batch", data="".join(f"{one}\n" for one in objects).encode())
        at = 0
        for one in objects:
            end = out.index(b"\n", at)
            size = int(out[at:end].split()[2])
            yield one, out[end + 1 : end + 1 + size]
            at = end + 2 + size

    # what is there

    def _told(self, commit: str) -> dict[str, Any] | None:
        """What a commit's message says of its release; None when a person made the commit."""
        try:
            value = json.loads(self._git("log", "-1", "--format=%b", commit))
            return value if "digest" in value else None
        except (ValueError, TypeError):
            return None

    def _commits(self, commit: str) -> list[str]:
        """Commits from the newest back, as far as they were fetched."""
        return self._git("rev-list", "--first-parent", commit).decode().split() if commit else []

    def _released(self, commit: str) -> tuple[str, Record] | None:
        """The newest commit that is a release, with its record."""
        for one in self._commits(commit):
            if told := self._told(one):
                return one, self._record(one, told)
        return None

    def _record(self, commit: str, told: Mapping[str, Any]) -> Record:
        files = {path: entry for path, entry in self._entries(self._tree(commit)).items() if path not in told["kept"]}
        return Record(
            told["id"], told["digest"], told["site"], files, {}, tuple(told["lingering"]), told["at"], told["by"],
            tuple(told["overrides"]), tuple(told["withdrawn"]),
        )  # fmt: skip

    def live(self) -> Live:
        found = self._released(self._fetch())
        return Live(found[1], self._reader(found[0])) if found else Live(None, lambda path: b"")

    def _reader(self, commit: str):
        return lambda path: self._git("cat-file", "blob", f"{commit}:{path}")

    def history(self) -> list[dict[str, Any]]:
        told = [told for one in self._commits(self._fetch()) if (told := self._told(one))]
        return [{**one, "there": True} for one in reversed(told)]

    # publish

    def publish(self, release: Release, *, withdrawn: Sequence[str] = (), afresh: bool = False, break_lock: bool = False,
                sent: Sent = lambda *_: None) -> Outcome:  # fmt: skip
        head = self._fetch()
        found = self._released(head)
        live = found[1] if found else None
        now = self._tree(head) if head else {}
        seen = self._entries(now)
        late = {p: e for p, e in lingering(live, release).items() if seen.get(p) == e}
        files = {**release.manifest.files, **late}
        ours = {path for path in now if path in files or not _LEFT.match(path)}
        altered = sorted(p for p in {*ours, *live.files} if seen.get(p) != live.files.get(p)) if live else []
        if live and live.digest == release.manifest.digest and not altered and not withdrawn:
            return Outcome(live.id, nothing=True)
        send = [path for path in files if path not in late and (afresh or seen.get(path) != files[path] or now[path][0] != _FILE)]
        total = sum(files[path].size for path in send)
        lines = [f"{_FILE} {object}\t{path}" for path, object in self._store(send, release, total, sent)]
        gone = [path for path in ours if path not in files]
        tree = self._new_tree(head, [*lines, *(f"0 {'0' * 40}\t{path}" for path in gone)])
        known = [told["id"] for one in self._commits(head) if (told := self._told(one))]
        id = record.new_id(known, release.manifest.digest)
        message = {
            "id": id, "what": "published", "digest": release.manifest.digest, "site": release.manifest.site, "lingering": sorted(late),
            "kept": sorted(set(now) - ours), "overrides": [one.data for one in release.overrides], "withdrawn": sorted(withdrawn), "at": record.now(),
            "by": release.by or record.person(),
        }  # fmt: skip
        self._push(tree, message, head, fresh=bool(withdrawn))
        purged = known if withdrawn else []
        return Outcome(id, len(send), total, len(gone), tuple(altered), tuple(purged))

    def _store(self, paths: Sequence[str], release: Release, total: int, sent: Sent) -> list[tuple[str, str]]:
        """Write files into the scratch repository, all through one `git fast-import`; (path, object) of each."""
        marks = self.scratch / f"marks-{os.getpid()}"
        command = ["git", f"--git-dir={self.scratch}", "fast-import", "--quiet", f"--export-marks={marks}"]
        moved = 0
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as importer:
            try:
                for count, path in enumerate(paths, 1):
                    data = release.read(path)
                    importer.stdin.write(b"blob\nmark :%d\ndata %d\n%b\n" % (count, len(data), data))
                    moved += len(data)
                    sent(count, len(paths), moved, total)
            except BrokenPipeError:
                pass  # what git says tells why
            said = importer.communicate()[1].decode("utf-8", "replace").strip()
        if importer.returncode:
            why = said.splitlines()[-1] if said else "failed"
            raise ReleaseError(f"{self.words}: git fast-import: {why}. Readers still see what was live", "Look at the folder for caches: its disk may be full.")
        found = dict(line.split(" ") for line in marks.read_text().splitlines()) if paths else {}
        marks.unlink(missing_ok=True)
        return [(path, found[f":{count}"]) for count, path in enumerate(paths, 1)]

    def _new_tree(self, head: str, lines: Sequence[str]) -> str:
        index = {"GIT_INDEX_FILE": str(self.scratch / f"index-{os.getpid()}")}
        try:
            self._git("read-tree", *([head] if head else ["--empty"]), **index)
            self._git("update-index", "-z", "--index-info", data="".join(f"{line}\0" for line in lines).encode(), **index)
            return self._git("write-tree", **index).decode().strip()
        finally:
            Path(index["GIT_INDEX_FILE"]).unlink(missing_ok=True)

    def _push(self, tree: str, message: Mapping[str, Any], head: str, fresh: bool = False) -> None:
        """One commit, pushed only if the branch is still where it was. `fresh` leaves the history behind."""
        who = re.sub(r"[<>\n]", "", str(message["by"])) or "disclosures"
        person = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in (("NAME", who), ("EMAIL", "disclosures@localhost"))}
        text = f"Release {message['id']}\n\n{json.dumps(message, ensure_ascii=False)}\n"
        commit = self._git("commit-tree", tree, *(["-p", head] if head and not fresh else []), data=text.encode(), **person).decode().strip()
        where = f"refs/heads/{self.branch}"
        try:
            self._git("push", "--quiet", f"--force-with-lease={where}:{head}", self.remote, f"{commit}:{where}")
        except ReleaseError as error:
            if any(word in error.reason for word in ("stale info", "rejected", "failed to push", "cannot lock ref")):
                raise ReleaseError(
                    f"{self.words}: the branch changed while this release was made: another publication was quicker. Nothing was changed",
                    "Publish again.",
                ) from None
            raise
        self._git("update-ref", "refs/live", commit)

    # go back, and look

    def rollback(self, id: str = "", *, by: str = "", break_lock: bool = False, sent: Sent = lambda *_: None) -> Outcome:
        head = self._fetch()
        told = [(one, found) for one in self._commits(head) if (found := self._told(one))]
        others = [(one, found) for one, found in told if found["id"] != told[0][1]["id"]] if told else []
        chosen = next(((one, found) for one, found in others if not id or found["id"] == id), None)
        if chosen is None:
            raise unreturnable(self.words, id, dict.fromkeys(found["id"] for _, found in others))
        commit, found = chosen
        live = Live(self._record(*told[0]), self._reader(told[0][0]))
        returnable([one for _, one in told], found["id"], live, self._record(commit, found))
        tree = self._git("rev-parse", f"{commit}^{{tree}}").decode().strip()
        self._push(tree, {**found, "what": "rolled back", "at": record.now(), "by": by or record.person(), "withdrawn": []}, head)
        return Outcome(found["id"])

    def differences(self, sent: Sent = lambda *_: None) -> list[str]:
        head = self._fetch()
        found = self._released(head)
        if not found:
            raise unreleased(self.words)
        commit, released = found
        now = {p: e for p, e in self._entries(self._tree(head)).items() if p in released.files or not _LEFT.match(p)}
        size = sum(entry.size for entry in now.values())
        sent(len(now), len(now), size, size)
        told = [f"{path} is missing" for path in sorted(set(released.files) - set(now))]
        told += [f"{path} has other bytes than were released" for path in sorted(now) if path in released.files and now[path] != released.files[path]]
        told += [f"{path} was added by hand" for path in sorted(set(now) - set(released.files))]
        whole = Manifest({p: e for p, e in released.files.items() if p not in released.lingering}, released.site)
        if whole.digest != released.digest:
            told.append(f"the commit {commit[:12]} does not hold what its message says; {RELEASE[0]} and the other files may not belong together")
        return told
