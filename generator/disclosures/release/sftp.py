# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder behind SFTP: the one door to paramiko, and to the `ssh` program.

OpenSSH's own `ssh` makes the connection, so that keys, agents, jump hosts, known hosts and everything else in a web team's
`~/.ssh/config` hold here too, and no secret passes through this program. paramiko speaks the file transfer protocol on it
(draft-ietf-secsh-filexfer-02, version 3, with OpenSSH's `posix-rename` and `hardlink`). Many small questions are
sent without waiting for each answer, because a host may be far away.
"""

from __future__ import annotations

import errno
import hashlib
import posixpath
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from ..problems import ReleaseError
from .disk import PART

_LITTLE = 65536
_WINDOW = 64
"""So many questions are under way at once."""


class _Line(socket.socket):
    """The line to `ssh`, with the name that paramiko asks of its own channels."""

    def get_name(self) -> str:
        return "ssh"


class Remote:
    """The same as disk.LocalDisk, on another machine. Errors are OSError; a lost connection is ConnectionError."""

    def __init__(self, host: str, root: str, *, user: str = "", port: int = 0, config: str = "", words: str = ""):
        self.root, self.words = root, words or host
        try:
            import paramiko
        except ImportError:
            raise ReleaseError("SFTP needs the library paramiko, which is not installed", "Type: pip install 'disclosures[sftp]'") from None
        if not shutil.which("ssh"):
            raise ReleaseError("SFTP needs the program ssh, which is not installed", "On Debian, as root: apt-get install openssh-client")
        self._lib = paramiko
        options = ["-oBatchMode=yes", "-oConnectTimeout=20", "-oServerAliveInterval=10", "-oServerAliveCountMax=3"]
        options += ["-F", config] if config else []
        options += ["-p", str(port)] if port else []
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  closed with the connection
        near, far = socket.socketpair()
        with far:
            self._ssh = subprocess.Popen(
                ["ssh", *options, "-s", "--", f"{user}@{host}" if user else host, "sftp"], stdin=far, stdout=far, stderr=self._said
            )
        self._socket = _Line(fileno=near.detach())
        try:
            self._client = self._ask(lambda: paramiko.SFTPClient(self._socket))
        except OSError:
            self.close()
            raise

    def close(self) -> None:
        """End the connection and the program that holds it."""
        self._socket.close()
        try:
            self._ssh.wait(10)
        except subprocess.TimeoutExpired:
            self._ssh.kill()
            self._ssh.wait()
        self._said.close()

    def _ask(self, question: Callable[[], Any]) -> Any:
        try:
            return question()
        except (EOFError, BrokenPipeError, ConnectionError, self._lib.SSHException, self._lib.SFTPError) as error:
            raise ConnectionError(f"the connection was lost: {self._why(error)}") from None
        except OSError as error:
            if error.errno is None:  # the protocol's “Failure” has no number; its commonest cause is a full disk
                raise self._refused(0, f"the server refused (“{error}”), as it does when its disk or quota is full") from None
            raise

    def _refused(self, size: int, words: str) -> OSError:
        """An error that says so when the disk there has no room for `size` bytes."""
        free = self.free()
        return OSError(errno.ENOSPC, "the disk is full") if free is not None and free <= max(size, _LITTLE) else OSError(0, words)

    def _why(self, error: Exception) -> str:
        """What ssh said last, or the error itself."""
        with suppress(subprocess.TimeoutExpired):
            self._ssh.wait(5)
        self._said.seek(0)
        lines = [line for line in self._said.read().decode("utf-8", "replace").splitlines() if line.strip()]
        return lines[-1].strip() if lines else str(error) or type(error).__name__

    def _at(self, *parts: str) -> str:
        return posixpath.join(self.root, *(part for part in parts if part))

    # one by one

    def read(self, path: str) -> bytes:
        return self._ask(lambda: b"".join(self._pieces(path)))

    def sha256(self, path: str) -> str:
        digest = hashlib.sha256()
        self._ask(lambda: [digest.update(piece) for piece in self._pieces(path)])
        return digest.hexdigest()

    def _pieces(self, path: str) -> Iterator[bytes]:
        with self._client.open(self._at(path), "rb") as file:
            file.prefetch()
            while piece := file.read(1 << 18):
                yield piece

    def write(self, path: str, data: bytes, stamp: int | None = None) -> None:
        def send() -> None:
            place = self._at(path)
            with self._client.open(place + PART, "wb") as file:
                file.set_pipelined(True)
                file.write(data)
            if stamp is not None:
                self._client.utime(place + PART, (stamp, stamp))
            self._client.chmod(place + PART, 0o644)
            if self._client.lstat(place + PART).st_size != len(data):
                raise self._refused(len(data), f"{path} did not arrive whole, as happens when the disk or quota there is full")
            self._client.posix_rename(place + PART, place)

        self._ask(send)

    def create(self, path: str, data: bytes) -> bool:
        def send() -> bool:
            try:
                with self._client.open(self._at(path), "wx") as file:
                    file.write(data)
                return True
            except OSError:
                if self._stat(path) is None:
                    raise
                return False

        return self._ask(send)

    def names(self, path: str) -> list[str]:
        try:
            return sorted(self._ask(lambda: self._client.listdir(self._at(path))))
        except FileNotFoundError:
            return []

    def walk(self, path: str) -> Iterator[str]:
        waiting = [""]
        while waiting:
            here = waiting.pop()
            for entry in self._ask(lambda here=here: self._client.listdir_attr(self._at(path, here))):
                inside = f"{here}{entry.filename}"
                if stat.S_ISDIR(entry.st_mode or 0):
                    waiting.append(f"{inside}/")
                else:
                    yield inside

    def rename(self, old: str, new: str) -> None:
        self._ask(lambda: self._client.posix_rename(self._at(old), self._at(new)))

    def symlink(self, to: str, path: str) -> None:
        self._ask(lambda: self._client.symlink(to, self._at(path)))

    def link_of(self, path: str) -> str | None:
        if self._ask(lambda: self._stat(path)) is None:
            return None
        return self._ask(lambda: self._client.readlink(self._at(path)))

    def exists(self, path: str) -> bool:
        return self._ask(lambda: self._stat(path)) is not None

    def _stat(self, path: str) -> Any:
        try:
            return self._client.lstat(self._at(path))
        except FileNotFoundError:
            return None

    def remove(self, path: str) -> None:
        with suppress(FileNotFoundError):
            self._ask(lambda: self._client.remove(self._at(path)))

    def time_of(self, path: str) -> float | None:
        found = self._ask(lambda: self._stat(path))
        return None if found is None else float(found.st_mtime)

    def settle(self) -> None:
        """The protocol has no word for it; the server's system writes in its own time."""

    def free(self) -> int | None:
        """By OpenSSH's `statvfs@openssh.com`; None where the server does not know it."""
        try:
            _, told = self._client._request(self._lib.sftp.CMD_EXTENDED, "statvfs@openssh.com", self.root)
        except (EOFError, OSError, self._lib.SSHException, self._lib.SFTPError):
            return None
        _, unit, _, _, available = (told.get_int64() for _ in range(5))
        return unit * available

    # many at once

    def stats(self, base: str, paths: Sequence[str]) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        command = self._lib.sftp.CMD_LSTAT
        answers = self._many([(command, self._at(base, path)) for path in paths])
        for path, (kind, message) in zip(paths, answers, strict=True):
            if kind == self._lib.sftp.CMD_ATTRS:
                told = self._lib.SFTPAttributes._from_msg(message)
                if stat.S_ISREG(told.st_mode or 0):
                    found[path] = (told.st_size, int(told.st_mtime))
        return found

    def links(self, old: str, new: str, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Uses OpenSSH's `hardlink@openssh.com`; a server without it refuses each, and the files travel instead."""
        command = self._lib.sftp.CMD_EXTENDED
        asked = [(command, "hardlink@openssh.com", self._at(old, there), self._at(new, here)) for there, here in pairs]
        return [pair for pair, answer in zip(pairs, self._many(asked), strict=True) if not self._fine(answer)]

    def folders(self, base: str, paths: Iterable[str]) -> None:
        if not base and self._ask(lambda: self._stat("")) is None:
            self._ask(lambda: self._client.mkdir(self.root, 0o755))
        levels: dict[int, list[str]] = {}
        for path in paths:
            levels.setdefault(path.count("/") + bool(path), []).append(path)
        for _, level in sorted(levels.items()):  # a folder is asked for only when its parent is there
            mode = self._lib.SFTPAttributes()
            mode.st_mode = 0o755
            answers = self._many([(self._lib.sftp.CMD_MKDIR, self._at(base, path), mode) for path in level])
            for path, answer in zip(level, answers, strict=True):
                if not self._fine(answer) and not self.exists(posixpath.join(base, path)):
                    self._ask(lambda path=path: self._client.mkdir(self._at(base, path)))  # for its words

    def remove_tree(self, path: str, known: Iterable[str] = ()) -> None:
        if not self.exists(path):
            return
        files = list(known) or list(self.walk(path))
        self._many([(self._lib.sftp.CMD_REMOVE, self._at(path, one)) for one in files])
        folders = {""}
        for one in files:
            while one := posixpath.dirname(one):
                folders.add(one)
        for depth in sorted({one.count("/") + bool(one) for one in folders}, reverse=True):
            level = [one for one in folders if one.count("/") + bool(one) == depth]
            self._many([(self._lib.sftp.CMD_RMDIR, self._at(path, one)) for one in level])
        if self.exists(path):
            self._remove_rest(self._at(path))

    def _remove_rest(self, place: str) -> None:
        """What was put there by hand goes too, folder by folder."""
        for entry in self._ask(lambda: self._client.listdir_attr(place)):
            inside = posixpath.join(place, entry.filename)
            if stat.S_ISDIR(entry.st_mode or 0):
                self._remove_rest(inside)
            else:
                self._ask(lambda inside=inside: self._client.remove(inside))
        self._ask(lambda: self._client.rmdir(place))

    def _fine(self, answer: tuple[int, Any]) -> bool:
        kind, message = answer
        return kind == self._lib.sftp.CMD_STATUS and message.get_int() == self._lib.sftp.SFTP_OK

    def _many(self, requests: Sequence[tuple]) -> list[tuple[int, Any]]:
        """Send requests with up to `_WINDOW` under way; their answers in order, each (type, message)."""
        answers: dict[int, tuple[int, Any]] = {}

        class Inbox:
            def _async_response(self, kind: int, message: Any, number: int) -> None:
                answers[number] = (kind, message)

        def send() -> list[int]:
            inbox, numbers = Inbox(), []
            for request in requests:
                numbers.append(self._client._async_request(inbox, *request))
                while len(numbers) - len(answers) >= _WINDOW:
                    self._client._read_response()
            while len(answers) < len(numbers):
                self._client._read_response()
            return numbers

        return [answers[number] for number in self._ask(send)]
