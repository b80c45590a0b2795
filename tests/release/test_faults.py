# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two at once, wrong clocks, and a target that somebody damaged: a clear message, the old site stays, the next run heals."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from disclosures.problems import ReleaseError
from disclosures.release import disk, lock, record, s3, switching

from . import made
from .conftest import Place
from .faults import apart, sees

pytestmark = pytest.mark.xdist_group("release-faults")


@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
def test_a_second_publisher_is_told_who_is_at_work_and_changes_nothing(kind: str, place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of(kind), made.two(tmp_path)
    place.open().publish(made.release(old))
    begun, go_on, release = threading.Event(), threading.Event(), made.release(new)

    def slow(path: str) -> bytes:
        begun.set()
        assert go_on.wait(60)
        return release.read(path)

    first, done = place.open(anew=True), []
    thread = threading.Thread(target=lambda: done.append(first.publish(replace(release, read=slow))))
    thread.start()
    assert begun.wait(60)
    for attempt in (lambda one: one.publish(made.release(old)), lambda one: one.rollback(), lambda one: one.publish(made.release(new))):
        with pytest.raises(ReleaseError) as told:
            attempt(place.open(anew=True))
        if "no earlier release" not in str(told.value):
            assert f"{record.person()}, process {os.getpid()}, last heard of" in str(told.value)
            assert "--break-lock" in told.value.cure
    assert sees(place, old, new) == [0]
    go_on.set()
    thread.join(60)
    assert len(done) == 1
    assert sees(place, old, new) == [1]


def test_of_two_who_push_to_a_branch_the_slower_is_refused_and_may_try_again(place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of("git"), made.two(tmp_path)
    place.open().publish(made.release(old))
    release, between = made.release(new), []

    def slow(path: str) -> bytes:
        if not between:
            between.append(place.open(anew=True).publish(replace(made.release(old), by="ben"), withdrawn=("x",)))
        return release.read(path)

    with pytest.raises(ReleaseError, match="another publication was quicker"):
        place.open(anew=True).publish(replace(release, read=slow))
    assert sees(place, old, new) == [0]
    place.open(anew=True).publish(release)
    assert sees(place, old, new) == [1]


def test_a_lock_that_was_lost_meanwhile_stops_a_publisher_before_readers_see_anything(place_of: Callable[[str], Place], tmp_path: Path):
    for kind in ("folder", "s3"):
        place, (old, new) = place_of(kind), made.two(tmp_path)
        place.open().publish(made.release(old))
        release, other = made.release(new), []

        def stolen(path: str, place: Place = place, release=release, other: list = other) -> bytes:
            if not other:
                target = place.open(anew=True)
                its = disk.LockFile(target.disk) if isinstance(target, switching.Switching) else s3._Lock(target)
                other.append(its)
                its.look()
                its.renew(b'{"owner": "ben@elsewhere"}')
            return release.read(path)

        with pytest.raises(ReleaseError, match="was taken by another publication"):
            place.open(anew=True).publish(replace(release, read=stolen))
        assert sees(place, old, new) == [0]
        assert other[0].look()[0] == b'{"owner": "ben@elsewhere"}'  # and it does not take the other's lock away
        place.open(anew=True).publish(release, break_lock=True)
        assert sees(place, old, new) == [1]


def test_of_many_who_take_over_one_abandoned_lock_only_one_gets_it(tmp_path: Path):
    place = disk.LockFile(disk.LocalDisk(tmp_path))
    for _ in range(20):
        place.create(b'{"owner": "somebody gone"}')
        barrier, got = threading.Barrier(4), []

        def take(number: int, barrier: threading.Barrier = barrier, got: list = got) -> None:
            own = disk.LockFile(disk.LocalDisk(tmp_path))
            barrier.wait()
            if own.take(b'{"owner": "somebody gone"}', b"%d" % number):
                got.append(b"%d" % number)

        threads = [threading.Thread(target=take, args=(number,)) for number in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert len(got) <= 1
        if got:
            assert place.look()[0] == got[0]
        place.drop()


@pytest.mark.parametrize("kind", ["folder", "sftp", "s3"])
def test_the_lock_of_a_process_that_has_ended_here_is_taken_over_at_once(kind: str, place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of(kind), made.two(tmp_path)
    place.open().publish(made.release(old))

    def broken_off() -> None:
        target, release = place.open(anew=True), made.release(new)
        target.publish(replace(release, read=lambda path: os.kill(os.getpid(), 9) or release.read(path)))

    assert apart(broken_off)[0] == "killed"
    assert sees(place, old, new) == [0]
    place.open(anew=True).publish(made.release(new))
    assert sees(place, old, new) == [1]


def test_a_file_altered_after_a_run_was_broken_off_is_not_carried_on(place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of("folder"), made.two(tmp_path)
    place.open().publish(made.release(old))

    def broken_off() -> None:
        release = made.release(new)
        place.open(anew=True).publish(replace(release, read=lambda path: os.kill(os.getpid(), 9) or release.read(path)))

    assert apart(broken_off)[0] == "killed"
    begun = list((tmp_path / "web/releases").glob(".incoming-*/requests/a-1/files/1-letter.pdf"))
    assert len(begun) == 1
    place.alter("requests/a-1/files/1-letter.pdf", b"%PDF ONE")
    assert begun[0].read_bytes() == b"%PDF ONE"
    place.open(anew=True).publish(made.release(new))
    assert sees(place, old, new) == [1]


def elsewhere(age: float, web: Path) -> None:
    """A lock from another machine, last renewed `age` seconds ago by the target's clock."""
    (web / "lock").write_text('{"owner": "ben@elsewhere", "machine": "elsewhere", "process": 1}')
    now = os.stat(web / "lock").st_mtime
    os.utime(web / "lock", (now - age, now - age))


def test_a_lock_from_another_machine_holds_until_it_is_old(place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of("folder"), made.two(tmp_path)
    place.open().publish(made.release(old))
    elsewhere(lock.STALE - 60, tmp_path / "web")
    with pytest.raises(ReleaseError, match="ben@elsewhere"):
        place.open().publish(made.release(new))
    elsewhere(lock.STALE + 60, tmp_path / "web")
    place.open().publish(made.release(new))
    assert sees(place, old, new) == [1]


def test_a_lock_from_the_future_is_no_reason_to_take_it_but_a_person_may(place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of("folder"), made.two(tmp_path)
    place.open().publish(made.release(old))
    elsewhere(-86400, tmp_path / "web")
    with pytest.raises(ReleaseError, match="ben@elsewhere"):
        place.open().publish(made.release(new))
    place.open().publish(made.release(new), break_lock=True)
    assert sees(place, old, new) == [1]


@pytest.mark.parametrize("skew", [-10 * 86400, 10 * 86400])
def test_a_clock_that_was_set_wrong_hides_no_change(skew: int, place_of: Callable[[str], Place], tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    place, (old, new) = place_of("folder"), made.two(tmp_path)
    first = place.open().publish(made.release(old))
    before = (tmp_path / "web/current/index.html").stat().st_mtime
    true = disk.clock
    monkeypatch.setattr(switching, "clock", lambda one: true(one) + skew)
    second = place.open().publish(made.release(new))
    assert second.id > first.id
    assert (tmp_path / "web/current/index.html").stat().st_mtime > before  # a cache that asks “changed since?” is told so
    monkeypatch.setattr(switching, "clock", true)
    third = place.open().publish(made.release(old))
    assert third.id > second.id
    assert sees(place, old, new) == [0]
    assert [one["id"] for one in place.open().history()] == [first.id, second.id, third.id]


def test_a_folder_that_this_program_did_not_make_is_not_touched(place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, _) = place_of("folder"), made.two(tmp_path)
    (tmp_path / "web/current").mkdir(parents=True)
    (tmp_path / "web/current/index.html").write_text("somebody's own site")
    with pytest.raises(ReleaseError, match="is a folder or a file, not a link that this program made"):
        place.open().publish(made.release(old))
    assert (tmp_path / "web/current/index.html").read_text() == "somebody's own site"


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_a_damaged_record_is_told_and_healed_by_sending_everything(kind: str, place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of(kind), made.two(tmp_path)
    first = place.open().publish(made.release(old))
    (tmp_path / f"web/records/{first.id}.json").write_text("{")
    with pytest.raises(ReleaseError, match="is damaged") as told:
        place.open().publish(made.release(new))
    assert "--afresh" in told.value.cure
    assert sees(place, old, new) == [0]
    done = place.open().publish(made.release(new), afresh=True)
    assert done.files == len(made.release(new).manifest.files)
    assert sees(place, old, new) == [1]
    assert place.open().differences() == []


def test_a_file_altered_in_a_release_that_is_kept_is_not_brought_back(place_of: Callable[[str], Place], tmp_path: Path):
    place, (old, new) = place_of("folder"), made.two(tmp_path)
    first = place.open().publish(made.release(old))
    place.open().publish(made.release(new))
    (tmp_path / f"web/releases/{first.id}/requests/b-2/index.html").write_text("somebody's words")
    with pytest.raises(ReleaseError, match="is not whole any more"):
        place.open().rollback()
    assert sees(place, old, new) == [1]


def test_a_file_that_was_altered_is_never_carried_into_the_next_release(place_of: Callable[[str], Place], tmp_path: Path):
    for kind in ("folder", "s3"):
        place, (old, new) = place_of(kind), made.two(tmp_path)
        place.open().publish(made.release(old))
        place.alter("requests/a-1/files/1-letter.pdf", b"%PDF ONE")
        done = place.open().publish(made.release(new))
        assert done.altered == ("requests/a-1/files/1-letter.pdf",)
        assert sees(place, old, new) == [1]
        assert place.open().differences() == []
