# SPDX-License-Identifier: AGPL-3.0-or-later
"""S3-compatible storage: the one door to boto3.

    requests/…                    what readers see
    .disclosures/objects/<sha256> the same files by their content, of the live release and `keep` older ones
    .disclosures/records/…        what each release holds; also history.json, pending.json and lock

Storage of this kind has no switch, so the order has to do. First every changed file is sent to `objects/`, where no reader
looks; a run that was broken off goes on from there. Then each is copied to its place inside the storage: files, then new
pages, then changed pages, home last. What is no longer in the site is removed after that. So no page that a reader can
reach ever links to a file that is not there, and the time between the first change and the last is short.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.utils import parsedate_to_datetime
from itertools import groupby
from typing import Any

from ..problems import ReleaseError
from ..store import sha256
from . import lock, record
from .manifest import Entry
from .record import Record, Release
from .served import address, cache_control, content_type, leave, turn
from .target import Live, Outcome, Sent, Target, holdings, lingering, plainly, returnable, unreleased, unreturnable

_STATE = ".disclosures/"
_THREADS = 16
_INVALIDATE_AT_MOST = 1000


class Bucket(Target):
    """`bucket` and `prefix` (empty, or ending in /); `endpoint` for storage that is not Amazon's."""

    def __init__(self, bucket: str, prefix: str, words: str, *, endpoint: str = "", keep: int = 5, distribution: str = ""):
        try:
            import boto3
            from botocore.config import Config
            from botocore.exceptions import BotoCoreError, ClientError
        except ImportError:
            raise ReleaseError("S3 needs the library boto3, which is not installed", "Type: pip install 'disclosures[s3]'") from None
        self.bucket, self.prefix, self.words, self.keep, self.distribution = bucket, prefix, words, keep, distribution
        self._refused, self._failed, self._boto3 = ClientError, BotoCoreError, boto3
        plain = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}  # not all know more
        config = Config(retries={"max_attempts": 4, "mode": "standard"}, connect_timeout=20, read_timeout=60,
                        max_pool_connections=_THREADS, s3={"addressing_style": "path" if endpoint else "auto"}, **plain)  # fmt: skip
        try:
            self._s3 = boto3.client("s3", endpoint_url=endpoint or None, config=config)
        except (BotoCoreError, ValueError) as error:
            raise ReleaseError(f"{words}: {error}", "Correct the target's settings in mkdocs.yml.") from None

    # asking

    def _ask(self, call: Callable[..., Any], **given: Any) -> Any:
        try:
            return call(Bucket=self.bucket, **given)
        except self._refused as error:
            told = error.response.get("Error", {})
            code, status = str(told.get("Code", "")), error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            if code in ("NoSuchKey", "404", "NotFound"):
                raise FileNotFoundError(2, "not there", given.get("Key")) from None
            if code in ("PreconditionFailed", "ConditionalRequestConflict") or status in (409, 412):
                raise FileExistsError(17, "changed meanwhile", given.get("Key")) from None
            if status in (401, 403):
                raise PermissionError(13, "permission was denied", given.get("Key")) from None
            raise OSError(0, f"the storage refused: {code} {told.get('Message', '')}".strip()) from None
        except self._failed as error:
            raise ConnectionError(f"the storage cannot be reached: {error}") from None

    def _get(self, key: str) -> bytes:
        return self._ask(self._s3.get_object, Key=self.prefix + key)["Body"].read()

    def _put(self, key: str, data: bytes, **given: Any) -> str:
        check = base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()
        return self._ask(self._s3.put_object, Key=self.prefix + key, Body=data, ContentMD5=check, **given)["ETag"]

    def _remove(self, key: str) -> None:
        self._ask(self._s3.delete_object, Key=self.prefix + key)

    def _list(self, under: str = "") -> dict[str, tuple[str, int]]:
        """(tag, size) of each key below the prefix."""
        found: dict[str, tuple[str, int]] = {}
        given: dict[str, Any] = {"Prefix": self.prefix + under}
        while True:
            page = self._ask(self._s3.list_objects_v2, **given)
            for one in page.get("Contents", ()):
                found[one["Key"].removeprefix(self.prefix)] = (one["ETag"], one["Size"])
            if not page.get("IsTruncated"):
                return found
            given["ContinuationToken"] = page["NextContinuationToken"]

    def _json(self, name: str, default: Any) -> Any:
        try:
            return json.loads(self._get(_STATE + name))
        except FileNotFoundError:
            return default
        except ValueError:
            raise ReleaseError(f"{self.words}: {_STATE}{name} is damaged", "Remove it, and publish again with --afresh.") from None

    # what is there

    def live(self) -> Live:
        with plainly(self.words):
            history = self._json("history.json", [])
            return self._live(history)

    def _live(self, history: Sequence[Mapping[str, Any]]) -> Live:
        return Live(self._record(history[-1]["id"]) if history else None, self._get)

    def _record(self, id: str) -> Record:
        return record.read(self._get(f"{_STATE}records/{id}.json"), f"{self.words}: the record of release {id}")

    def history(self) -> list[dict[str, Any]]:
        with plainly(self.words):
            there = self._list(f"{_STATE}records/")
            return [{**one, "there": f"{_STATE}records/{one['id']}.json" in there} for one in self._json("history.json", [])]

    # publish

    def publish(self, release: Release, *, withdrawn: Sequence[str] = (), afresh: bool = False, break_lock: bool = False,
                sent: Sent = lambda *_: None) -> Outcome:  # fmt: skip
        with plainly(self.words), lock.hold(_Lock(self), break_lock) as held:
            history, pending = self._json("history.json", []), self._json("pending.json", {})
            live = Live(None, self._get) if afresh else self._live(history)
            seen = {key: tag for key, (tag, _) in self._list().items() if not key.startswith(_STATE)}
            late = {p: e for p, e in lingering(live.record, release).items() if p in seen}
            ids = [one["id"] for one in history]
            new = Record(
                record.new_id(ids, release.manifest.digest), release.manifest.digest, release.manifest.site,
                {**release.manifest.files, **late}, {}, tuple(sorted(late)), record.now(), release.by or record.person(),
                tuple(one.data for one in release.overrides), tuple(sorted(withdrawn)), dict(release.redirects),
            )  # fmt: skip
            right = self._right(new, live.record, seen)
            altered = [p for p in (live.record.files if live.record else ()) if p not in pending.get("files", ())
                       and seen.get(p) != live.record.marks.get(p, "").split(" ")[0]]  # fmt: skip
            left = [p for p in pending.get("files", ()) if p in seen and p not in new.files]
            if live.record and live.record.digest == new.digest and not left and len(right) == len(new.files):
                self._remove(f"{_STATE}pending.json")
                return Outcome(live.id, purged=tuple(self._prune(live.record)), nothing=True)
            files, size = self._send(new, right, release.read, held, sent)
            done, removed = self._apply(new, right, live.record, set(pending.get("files", ())), seen, held)
            self._tell([*history, {**done.summary, "what": "published"}])
            purged = self._prune(done)
            self._invalidate(live.record, done)
            return Outcome(done.id, files, size, removed, tuple(altered), tuple(purged))

    def _right(self, new: Record, live: Record | None, seen: Mapping[str, str]) -> dict[str, str]:
        """Files that need nothing: live with the same bytes and headers, and not altered since. Path to mark."""
        found = {}
        for path, entry in new.files.items():
            mark = live.marks.get(path, "") if live else ""
            if live and live.files.get(path) == entry and mark == f"{seen.get(path)} {self._headed(path, new)}":
                found[path] = mark
        return found

    def _headers(self, path: str, new: Record) -> dict[str, str]:
        headers = {"ContentType": content_type(path), "CacheControl": cache_control(path)}
        if target := new.redirects.get(path):
            headers["WebsiteRedirectLocation"] = "/" + self.prefix + address(target)
        return headers

    def _headed(self, path: str, new: Record) -> str:
        """A short name of the headers of a file: when they change, it is put in place again."""
        return sha256(json.dumps(self._headers(path, new), sort_keys=True).encode())[:8]

    def _send(self, new: Record, right: Mapping[str, str], read: Callable[[str], bytes], held: lock.Held, sent: Sent) -> tuple[int, int]:
        """Send what the storage does not hold yet, by content; returns how many files travelled, and their bytes."""
        there = {key.rsplit("/", 1)[-1]: size for key, (_, size) in self._list(f"{_STATE}objects/").items()}
        need = {e.sha256: p for p, e in new.files.items() if p not in right and p not in new.lingering and there.get(e.sha256) != e.size}
        total, done, moved = sum(new.files[path].size for path in need.values()), 0, 0
        for data in _each(lambda path: self._send_one(new.files[path], read(path)), need.values()):
            held.beat()
            done, moved = done + 1, moved + data
            sent(done, len(need), moved, total)
        return len(need), total

    def _send_one(self, entry: Entry, data: bytes) -> int:
        self._put(f"{_STATE}objects/{entry.sha256}", data)
        return len(data)

    def _apply(self, new: Record, right: Mapping[str, str], live: Record | None, pending: set[str], seen: Mapping[str, str],
               held: lock.Held) -> tuple[Record, int]:  # fmt: skip
        """Put everything in its place, in order; returns the record with its marks, and how many files were removed."""
        before = set(live.files if live else ()) | pending
        todo = sorted((p for p in new.files if p not in right and p not in new.lingering), key=lambda p: turn(p, fresh=p not in before))
        self._put(f"{_STATE}pending.json", json.dumps({"files": sorted({*todo, *before})}).encode())
        marks = {**right, **{path: f"{seen[path]} {self._headed(path, new)}" for path in new.lingering}}
        for _, together in groupby(todo, key=lambda path: turn(path, fresh=path not in before)[:2]):
            held.check()
            together = list(together)
            for path, tag in zip(together, _each(lambda path: self._place(path, new), together), strict=True):
                marks[path] = f"{tag} {self._headed(path, new)}"
        gone = sorted((p for p in before if p not in new.files and p in seen), key=leave)
        for _, together in groupby(gone, key=lambda path: leave(path)[:2]):
            held.check()
            list(_each(self._remove, list(together)))
        done = replace(new, marks=marks)
        self._put(f"{_STATE}records/{done.id}.json", done.data)
        return done, len(gone)

    def _place(self, path: str, new: Record) -> str:
        """Copy a file from its content to its place, inside the storage; returns its tag there."""
        source = {"Bucket": self.bucket, "Key": f"{self.prefix}{_STATE}objects/{new.files[path].sha256}"}
        given = {"Key": self.prefix + path, "CopySource": source, "MetadataDirective": "REPLACE", **self._headers(path, new)}
        return self._ask(self._s3.copy_object, **given)["CopyObjectResult"]["ETag"]

    def _tell(self, history: list[dict[str, Any]]) -> None:
        self._put(f"{_STATE}history.json", (json.dumps(history, ensure_ascii=False, indent=1) + "\n").encode())
        self._remove(f"{_STATE}pending.json")

    def _prune(self, live: Record) -> list[str]:
        """Forget old releases but `keep`, and those that hold what was withdrawn later, and every content that no release names."""
        there = {key.rsplit("/", 1)[-1].removesuffix(".json") for key in self._list(f"{_STATE}records/")} - {live.id}
        purged, kept, withdrawn, wanted = [], 0, set(), {entry.sha256 for entry in live.files.values()}
        for one in reversed(self._json("history.json", [])):
            if one["id"] in there:
                there.remove(one["id"])
                old = self._record(one["id"])
                bad = not (withdrawn - holdings(live.files)).isdisjoint(holdings(old.files))
                purged += [old.id] if bad else []
                if bad or kept >= self.keep:
                    self._remove(f"{_STATE}records/{old.id}.json")
                else:
                    kept += 1
                    wanted |= {entry.sha256 for entry in old.files.values()}
            withdrawn |= set(one.get("withdrawn", ()))
        for id in there:  # never shown
            self._remove(f"{_STATE}records/{id}.json")
        list(_each(self._remove, [key for key in self._list(f"{_STATE}objects/") if key.rsplit("/", 1)[-1] not in wanted]))
        return purged

    def _invalidate(self, live: Record | None, done: Record) -> None:
        """Tell CloudFront which addresses to ask for again, where the target names a distribution."""
        if not self.distribution or live is None:
            return
        changed = {p for p in {**live.files, **done.files} if live.files.get(p) != done.files.get(p)}
        paths = sorted({f"/{address(p)}" for p in changed} | {f"/{p}" for p in changed})
        paths = paths if len(paths) <= _INVALIDATE_AT_MOST else ["/*"]
        batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": f"{done.id} {done.at}"}
        client = self._boto3.client("cloudfront")
        self._ask(lambda Bucket: client.create_invalidation(DistributionId=self.distribution, InvalidationBatch=batch))

    # go back, and look

    def rollback(self, id: str = "", *, by: str = "", break_lock: bool = False, sent: Sent = lambda *_: None) -> Outcome:
        with plainly(self.words), lock.hold(_Lock(self), break_lock) as held:
            history, pending = self._json("history.json", []), self._json("pending.json", {})
            live = self._live(history)
            there = {key.rsplit("/", 1)[-1].removesuffix(".json") for key in self._list(f"{_STATE}records/")}
            there = there & {one["id"] for one in history} - {live.id}
            id = id or next((one["id"] for one in reversed(history) if one["id"] in there), "")
            if id not in there:
                raise unreturnable(self.words, id, sorted(there))
            chosen = self._record(id)
            returnable(history, id, live, chosen)
            seen = {key: tag for key, (tag, _) in self._list().items() if not key.startswith(_STATE)}
            chosen = replace(chosen, lingering=())
            done, removed = self._apply(chosen, self._right(chosen, live.record, seen), live.record, set(pending.get("files", ())), seen, held)
            self._tell([*history, {"id": id, "what": "rolled back", "at": record.now(), "by": by or record.person()}])
            self._invalidate(live.record, done)
            return Outcome(id, removed=removed)

    def differences(self, sent: Sent = lambda *_: None) -> list[str]:
        with plainly(self.words):
            live = self._live(self._json("history.json", []))
            if live.record is None:
                raise unreleased(self.words)
            there = {key for key in self._list() if not key.startswith(_STATE)}
            files = sorted(live.record.files.items())
            size, total, found = 0, sum(entry.size for _, entry in files), []
            for count, ((_, entry), text) in enumerate(zip(files, _each(lambda one: self._differs(*one, there), files), strict=True), 1):
                found += [text] if text else []
                size += entry.size
                sent(count, len(files), size, total)
            return found + [f"{path} was added by hand" for path in sorted(there - set(live.record.files))]

    def _differs(self, path: str, entry: Entry, there: set[str]) -> str:
        if path not in there:
            return f"{path} is missing"
        return "" if sha256(self._get(path)) == entry.sha256 else f"{path} has other bytes than were released"


class _Lock:
    """The lock of a bucket (see lock.Place): written on condition, so that of two only one succeeds."""

    def __init__(self, bucket: Bucket):
        self.bucket, self.key = bucket, f"{_STATE}lock"

    def create(self, data: bytes) -> bool:
        try:
            self.bucket._put(self.key, data, IfNoneMatch="*")
            return True
        except FileExistsError:
            return False

    def look(self) -> tuple[bytes, float] | None:
        try:
            got = self.bucket._ask(self.bucket._s3.get_object, Key=self.bucket.prefix + self.key)
        except FileNotFoundError:
            return None
        clock = got["ResponseMetadata"]["HTTPHeaders"].get("date")  # the storage's own
        age = (parsedate_to_datetime(clock) - got["LastModified"]).total_seconds() if clock else 0.0
        self.tag = got["ETag"]
        return got["Body"].read(), age

    def renew(self, data: bytes) -> None:
        self.bucket._put(self.key, data)

    def take(self, seen: bytes, data: bytes) -> bool:
        try:
            self.bucket._put(self.key, data, IfMatch=self.tag)
            return True
        except (FileExistsError, FileNotFoundError):
            return False

    def drop(self) -> None:
        self.bucket._remove(self.key)


def _each(do: Callable[[Any], Any], items: Iterable[Any]) -> Iterable[Any]:
    """`do` for each item, several at once; results in order. The first error ends it, after what is under way."""
    with ThreadPoolExecutor(_THREADS) as pool:
        waiting = [pool.submit(do, item) for item in items]
        try:
            for one in waiting:
                yield one.result()
        finally:
            for one in waiting:
                one.cancel()
