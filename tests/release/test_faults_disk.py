# SPDX-License-Identifier: AGPL-3.0-or-later
"""A full disk, a lost permission, a cut network: the old site stays, the message says what and how, the next run heals."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest

from disclosures.problems import ReleaseError
from disclosures.release import switching
from disclosures.release.links import links
from disclosures.release.where import Where, open_target

from . import made, servers
from .conftest import Place
from .faults import apart, dead_ends, mounted, remount, sees, unmount
from .made import Site

pytestmark = pytest.mark.xdist_group("release-faults")
NOBODY = 65534
BIG = 300_000


@pytest.fixture
def trees(tmp_path: Path) -> tuple[Path, Path]:
    """A small site, and one with a large file more."""
    old = Site(tmp_path / "old").add("a-1", letter=b"%PDF one").write().folder
    new = Site(tmp_path / "new").add("a-1", letter=b"%PDF one").add("b-2", text="new", map=os.urandom(BIG)).write().folder
    return old, new


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    if not mounted(folder, "1000k"):
        pytest.skip("a file system in memory may not be mounted here; the limit on a file's size is tried instead")
    yield folder
    unmount(folder)


def on(kind: str, folder: Path, place_of: Callable[[str], Place]) -> Place:
    """A target of this kind whose folder lies on that disk."""
    place = place_of(kind)
    web = folder / "web"
    set_to = {"folder": str(web)} if kind == "folder" else {"sftp": "/".join(place.where.sftp.split("/", 3)[:3]) + str(web)}
    return Place(Where(**{**place.where.__dict__, **set_to}), place.scratch, lambda path: _read(web / "current" / path), place.alter)


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_a_full_disk_leaves_the_old_site_and_what_arrived_is_used_when_there_is_room(kind: str, small_disk: Path, trees, place_of, monkeypatch):
    old, new = trees
    place = on(kind, small_disk, place_of)
    place.open().publish(made.release(old))
    (small_disk / "other").write_bytes(bytes(shutil.disk_usage(small_disk).free - BIG))
    monkeypatch.setattr(switching.Switching, "_room", lambda self, size: None)  # what is asked before it begins may be out of date
    with pytest.raises(ReleaseError, match="full") as told:
        place.open(anew=True).publish(made.release(new))
    assert "Free some space" in told.value.cure
    assert sees(place, old, new) == [0]
    (small_disk / "other").unlink()
    place.open(anew=True).publish(made.release(new))
    assert sees(place, old, new) == [1]
    assert place.open(anew=True).differences() == []


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_a_disk_that_is_too_small_is_told_before_anything_is_sent(kind: str, small_disk: Path, trees, place_of):
    old, new = trees
    place = on(kind, small_disk, place_of)
    place.open().publish(made.release(old))
    (small_disk / "other").write_bytes(bytes(shutil.disk_usage(small_disk).free - BIG // 2))
    with pytest.raises(ReleaseError, match=r"the disk is full: [\d,]+ bytes have to go there, and [\d,]+ are free"):
        place.open().publish(made.release(new))
    assert sees(place, old, new) == [0]


def test_a_limit_on_the_size_of_files_leaves_the_old_site(trees, place_of):
    old, new = trees
    place = place_of("folder")
    place.open().publish(made.release(old))

    def limited() -> object:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (BIG // 2, BIG // 2))
        return place.open(anew=True).publish(made.release(new)).id

    word, told = apart(limited)
    assert word == "refused" and "a file is larger than is allowed there" in told
    assert sees(place, old, new) == [0]
    place.open().publish(made.release(new))
    assert sees(place, old, new) == [1]


def test_a_lost_permission_leaves_the_old_site(trees):
    """As a user without rights: root is denied nothing."""
    old, new = trees
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="disclosures-") as name:
        base = Path(name)
        user = NOBODY if os.geteuid() == 0 else 0
        for tree in ("old", "new"):
            shutil.copytree(old if tree == "old" else new, base / tree)
        for path in (base, *base.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
            if user:
                os.chown(path, user, user)
        web = base / "web"

        def publish(tree: str) -> Callable[[], object]:
            return lambda: open_target(Where("live", folder=str(web)), base, base).publish(made.release(base / tree)).id

        place = Place(Where("live", folder=str(web)), base, lambda path: _read(web / "current" / path), lambda *_: None)
        assert apart(publish("old"), user=user)[0] == "done"
        for shut in ("releases", "records", "."):
            (web / shut).chmod(0o555)
            word, told = apart(publish("new"), user=user)
            assert word == "refused" and "permission was denied" in told and "Give this user the right to write there" in told, shut
            assert sees(place, base / "old", base / "new") == [0]
            (web / shut).chmod(0o755)
        assert apart(publish("new"), user=user)[0] == "done"
        assert sees(place, base / "old", base / "new") == [1]


@pytest.mark.parametrize("kind", ["folder", "sftp"])
def test_a_disk_that_became_read_only_leaves_the_old_site(kind: str, small_disk: Path, trees, place_of):
    old, new = trees
    place = on(kind, small_disk, place_of)
    place.open().publish(made.release(old))
    remount(small_disk, "ro")
    with pytest.raises(ReleaseError, match=r"can only be read|permission was denied|the server refused"):
        place.open(anew=True).publish(made.release(new))
    assert sees(place, old, new) == [0]
    remount(small_disk, "rw")
    place.open(anew=True).publish(made.release(new))
    assert sees(place, old, new) == [1]


def test_keys_that_lost_their_right_halfway_leave_a_site_and_a_clear_message(trees, tmp_path: Path):
    old, new = trees
    with servers.moto(tmp_path, INITIAL_NO_AUTH_ACTION_COUNT="100000") as url:
        client = boto3.client("s3", endpoint_url=url)
        client.create_bucket(Bucket="foi")
        where = Where("live", s3="s3://foi", endpoint=url)
        open_target(where, tmp_path, tmp_path).publish(made.release(old))
        for allowed in (2, 5, 9, 14):
            _allow(url, allowed)
            word, told = apart(lambda: open_target(where, tmp_path, tmp_path).publish(made.release(new)))
            assert word == "refused" and "permission was denied" in told and "Give this user the right" in told
            _allow(url, 100000)
            keys = {one["Key"] for one in client.list_objects_v2(Bucket="foi")["Contents"]}
            home = client.get_object(Bucket="foi", Key="index.html")["Body"].read()
            assert set(links("index.html", home)) <= keys
        open_target(where, tmp_path, tmp_path).publish(made.release(new))
        assert open_target(where, tmp_path, tmp_path).differences() == []


def _allow(url: str, actions: int) -> None:
    asked = urllib.request.Request(f"{url}/moto-api/reset-auth", data=str(actions).encode(), headers={"Content-Type": "text/plain"})
    urllib.request.urlopen(asked, timeout=10).close()


@pytest.mark.parametrize("after", [200, 20_000, 200_000])
def test_a_network_cut_mid_file_leaves_the_old_site_behind_sftp(after: int, ssh, trees, place_of, tmp_path: Path):
    old, new = trees
    place = place_of("sftp")
    place.open().publish(made.release(old))
    wire = servers.Wire(ssh.port)
    try:
        config = tmp_path / "cut"
        servers.write_config(config, ssh.folder, wire.port)
        through = {"sftp": place.where.sftp.replace(f":{ssh.port}/", f":{wire.port}/"), "ssh_config": str(config)}
        if after == 200:  # before the two have greeted each other
            wire.cut(after)
            with pytest.raises(ReleaseError, match="the connection was lost"):
                place.open(**through).publish(made.release(new))
        else:
            target = place.open(**through)
            wire.cut(after)
            with pytest.raises(ReleaseError, match="the connection was lost") as told:
                target.publish(made.release(new))
            assert "what arrived already is used" in told.value.cure
        assert sees(place, old, new) == [0]
        wire.mend()
        place.open(**through, keep=3).publish(made.release(new), break_lock=True)
        assert sees(place, old, new) == [1]
        assert place.open().differences() == []
    finally:
        wire.close()


@pytest.mark.parametrize("after", [10_000, 200_000, 400_000])
def test_a_network_cut_mid_file_leaves_a_whole_site_in_a_bucket(after: int, storage: str, trees, place_of):
    old, new = trees
    place = place_of("s3")
    place.open().publish(made.release(old))
    wire = servers.Wire(int(storage.rsplit(":", 1)[1]))
    try:
        through = place.open(endpoint=f"http://127.0.0.1:{wire.port}")
        wire.cut(after)
        try:
            through.publish(made.release(new))
            cut = False
        except ReleaseError as error:
            assert "cannot be reached" in error.reason or "refused" in error.reason
            cut = True
        assert cut or after == 400_000
        assert dead_ends(place) == []
        wire.mend()
        place.open(anew=True).publish(made.release(new), break_lock=True)
        assert sees(place, old, new) == [1]
        assert place.open(anew=True).differences() == []
    finally:
        wire.close()
