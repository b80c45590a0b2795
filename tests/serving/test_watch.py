# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes are heard of by whatever way the file system offers, and what is only read is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer

from disclosures.serving import watch as room
from disclosures.serving.watch import Watch, shared

from .running import PATIENCE

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/home /home/office nfs4 rw 0 0
C: /mnt/c 9p rw 0 0
none /mnt/c/local\\040disk tmpfs rw 0 0
sshfs /media/far fuse.sshfs rw 0 0
"""


class NoMoreWatches(Observer):  # type: ignore[misc,valid-type]
    """What inotify says when other programs have taken all that a user may have (inotify_add_watch(2), ENOSPC)."""

    def start(self) -> None:
        raise OSError(28, "inotify watch limit reached")


@pytest.fixture(params=["told", "no watches left", "shared with other machines"])
def watch(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    (tmp_path / "log" / "requests" / "AB-1").mkdir(parents=True)
    (tmp_path / "log" / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    more = {
        "told": {},
        "no watches left": {"observer": NoMoreWatches},
        "shared with other machines": {"mounts": f"server:/x {tmp_path} nfs4 rw 0 0\n"},
    }[request.param]
    with Watch(**more) as one:
        one.follow([tmp_path / "log" / "requests"], [tmp_path / "log" / "mkdocs.yml"])
        yield one


def heard(watch: Watch, path: Path) -> bool:
    """Whether the watch comes to tell of a path."""
    told: set[str] = set()
    while str(path) not in told:
        new = watch.wait(PATIENCE)
        if not new:
            return False
        told |= new
    return True


def test_what_is_only_read_or_lies_beside_is_no_change(watch: Watch, tmp_path: Path) -> None:
    (tmp_path / "log" / "mkdocs.yml").read_text(encoding="utf-8")
    list((tmp_path / "log" / "requests").rglob("*"))
    (tmp_path / "log" / "beside.txt").write_text("x", encoding="utf-8")
    (tmp_path / "log" / "beside").mkdir()
    (tmp_path / "log" / "beside" / "more.txt").write_text("x", encoding="utf-8")
    mark = tmp_path / "log" / "requests" / "AB-1" / "response.md"
    mark.write_text("x", encoding="utf-8")
    told = watch.wait(PATIENCE)
    assert told == {str(mark)}


def test_files_that_come_change_move_and_go_are_told(watch: Watch, tmp_path: Path) -> None:
    home = tmp_path / "log" / "requests"
    (home / "AB-2" / "records").mkdir(parents=True)
    assert heard(watch, home / "AB-2")
    (home / "AB-2" / "records" / "1.txt").write_text("one", encoding="utf-8")
    assert heard(watch, home / "AB-2" / "records" / "1.txt")
    (home / "AB-2" / "records" / "1.txt").write_text("one two", encoding="utf-8")
    assert heard(watch, home / "AB-2" / "records" / "1.txt")
    (home / "AB-2" / "records" / "1.txt").rename(home / "AB-1" / "1.txt")
    assert heard(watch, home / "AB-1" / "1.txt")
    shutil.rmtree(home / "AB-1")
    assert heard(watch, home / "AB-1")
    (tmp_path / "log" / "mkdocs.yml").write_text("site_name: Bee\n", encoding="utf-8")
    assert heard(watch, tmp_path / "log" / "mkdocs.yml")


def test_a_folder_that_is_not_there_yet_or_comes_back_is_followed(watch: Watch, tmp_path: Path) -> None:
    home = tmp_path / "log" / "requests"
    more = tmp_path / "log" / "content"
    followed = ([home, more], [tmp_path / "log" / "mkdocs.yml"])
    watch.follow(*followed)
    more.mkdir()
    assert heard(watch, more)
    watch.follow(*followed)
    (more / "index.md").write_text("x", encoding="utf-8")
    assert heard(watch, more / "index.md")
    shutil.rmtree(home)
    assert heard(watch, home)
    watch.follow(*followed)
    home.mkdir()
    assert heard(watch, home)
    watch.follow(*followed)
    (home / "new.txt").write_text("x", encoding="utf-8")
    assert heard(watch, home / "new.txt")


def test_what_is_saved_in_steps_is_told_at_once(watch: Watch, tmp_path: Path) -> None:
    home = tmp_path / "log" / "requests" / "AB-1"
    for name in "abcd":
        (home / name).write_text("x", encoding="utf-8")
    told: set[str] = set()
    while len(told) < 4:
        new = watch.wait(PATIENCE)
        assert new
        told |= new
    assert told == {str(home / name) for name in "abcd"}


@pytest.mark.parametrize("path", ["/srv/log", "/home/officer", "/mnt/c/local disk/log", "/mnt/cd"])
def test_a_local_disk_is_not_asked_again_and_again(path: str) -> None:
    assert not shared(Path(path), MOUNTS)


@pytest.mark.parametrize("path", ["/home/office/log", "/mnt/c", "/mnt/c/log", "/media/far/log"])
def test_a_disk_that_others_write_to_is(path: str) -> None:
    assert shared(Path(path), MOUNTS)


def test_this_machine_tells_its_mounts() -> None:
    assert " / " in room._mounts()
