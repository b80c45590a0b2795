# SPDX-License-Identifier: AGPL-3.0-or-later
"""Targets of every kind, on real servers. A server is started once for each worker, when a test first asks for it."""

from __future__ import annotations

import os
import subprocess
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from disclosures.release.served import path_of
from disclosures.release.target import Target
from disclosures.release.where import Where, open_target

from . import servers

KINDS = ("folder", "sftp", "s3", "git")
KEYS = {"AWS_ACCESS_KEY_ID": "testing", "AWS_SECRET_ACCESS_KEY": "testing", "AWS_DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="session", autouse=True)
def _no_other_account() -> Iterator[None]:
    """Keys of the person who runs the tests are out of reach."""
    before = dict(os.environ)
    os.environ.update(KEYS, AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull)
    os.environ.pop("DISCLOSURES_RELEASE_KEY", None)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[servers.Ssh]:
    if not servers.program("sshd"):
        pytest.skip("no OpenSSH server is installed: as root on Debian, apt-get install openssh-server")
    with servers.sshd(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture(scope="session")
def storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with servers.moto(tmp_path_factory.mktemp("moto")) as url:
        yield url


@dataclass
class Place:
    """A target under test: what it is set as, how to look at it as a reader does, and how to alter it by hand."""

    where: Where
    scratch: Path
    read: Callable[[str], bytes | None]
    """The bytes that a reader gets at a path, or None."""
    alter: Callable[[str, bytes], None]
    opened: list[Target] = field(default_factory=list)

    def open(self, **changed: object) -> Target:
        """The target; with changed settings, or after a fault (`anew`), another connection to it."""
        if self.opened and not changed:
            return self.opened[0]
        changed.pop("anew", None)
        self.opened.append(open_target(Where(**{**self.where.__dict__, **changed}), Path("/"), self.scratch / uuid.uuid4().hex))
        return self.opened[-1]

    def page(self, address: str) -> bytes | None:
        return self.read(path_of(address))


@pytest.fixture
def place_of(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Callable[[str], Place]]:
    """Makes a fresh target of a kind."""
    made: list[Place] = []

    def make(kind: str) -> Place:
        made.append(MAKERS[kind](tmp_path, request))
        return made[-1]

    yield make
    for place in made:
        for one in place.opened:
            one.close()


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, place_of: Callable[[str], Place]) -> Place:
    """A fresh target of each kind in turn."""
    return place_of(request.param)


def _on_disk(web: Path, where: Where, scratch: Path) -> Place:
    def read(path: str) -> bytes | None:
        file = web / "current" / path
        return file.read_bytes() if file.is_file() else None

    def alter(path: str, data: bytes) -> None:
        (web / "current" / path).write_bytes(data)

    return Place(where, scratch, read, alter)


def _folder(tmp: Path, _: pytest.FixtureRequest) -> Place:
    web = tmp / "web"
    return _on_disk(web, Where("live", folder=str(web), keep=2), tmp)


def _sftp(tmp: Path, request: pytest.FixtureRequest) -> Place:
    ssh = request.getfixturevalue("ssh")
    web = tmp / "web"
    return _on_disk(web, Where("live", sftp=ssh.url(web), ssh_config=str(ssh.config), keep=2), tmp)


def _s3(tmp: Path, request: pytest.FixtureRequest) -> Place:
    import boto3

    url, bucket = request.getfixturevalue("storage"), f"foi-{uuid.uuid4().hex[:12]}"
    client = boto3.client("s3", endpoint_url=url)
    client.create_bucket(Bucket=bucket)

    def read(path: str) -> bytes | None:
        try:
            return client.get_object(Bucket=bucket, Key=f"log/{path}")["Body"].read()
        except client.exceptions.NoSuchKey:
            return None

    def alter(path: str, data: bytes) -> None:
        client.put_object(Bucket=bucket, Key=f"log/{path}", Body=data)

    return Place(Where("live", s3=f"s3://{bucket}/log", endpoint=url, keep=2), tmp, read, alter)


def _git(tmp: Path, _: pytest.FixtureRequest) -> Place:
    bare = tmp / "site.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], check=True)

    def read(path: str) -> bytes | None:
        done = subprocess.run(["git", f"--git-dir={bare}", "cat-file", "blob", f"pages:{path}"], capture_output=True, check=False)
        return done.stdout if done.returncode == 0 else None

    def alter(path: str, data: bytes) -> None:
        clone = tmp / uuid.uuid4().hex
        who = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org"]
        subprocess.run(["git", "clone", "--quiet", "--branch", "pages", str(bare), str(clone)], check=True)
        (clone / path).parent.mkdir(parents=True, exist_ok=True)
        (clone / path).write_bytes(data)
        subprocess.run(["git", "-C", str(clone), "add", "-A"], check=True)
        subprocess.run(["git", "-C", str(clone), *who, "commit", "--quiet", "-m", "By hand"], check=True)
        subprocess.run(["git", "-C", str(clone), "push", "--quiet"], check=True)

    return Place(Where("live", git=str(bare), branch="pages", keep=2), tmp, read, alter)


MAKERS = {"folder": _folder, "sftp": _sftp, "s3": _s3, "git": _git}
