# SPDX-License-Identifier: AGPL-3.0-or-later
"""How faults are made: a publisher in a process of its own that can be killed at any step, and what readers may then see."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from disclosures.problems import ReleaseError
from disclosures.release import links
from disclosures.release.served import is_page

from . import made
from .conftest import Place

STEPS = {"open", "os.rename", "os.link", "os.mkdir", "os.symlink", "os.utime", "os.chmod", "os.remove", "os.rmdir", "os.truncate",
         "http.client.send", "http.client.connect", "subprocess.Popen", "os.listdir", "os.scandir"}  # fmt: skip
"""What counts as a step: everything that a publisher asks of the system or of a server (PEP 578). Packets of SFTP count too."""


def apart(work: Callable[[], object], kill_at: int = 0, user: int = 0) -> tuple[str, object]:
    """Do `work` in a process of its own: ("done", result), ("refused", message), ("killed", None), or ("counted", steps).

    The process kills itself with SIGKILL at step `kill_at`; with -1 it only counts its steps. With `user` it runs as that user.
    """
    end, start = os.pipe()
    child = os.fork()
    if not child:
        os.close(end)
        try:
            answer = _child(work, kill_at, user)
        except BaseException:
            answer = ("failed", traceback.format_exc())
        with os.fdopen(start, "wb") as out:
            out.write(pickle.dumps(answer))
        os._exit(0)
    os.close(start)
    with os.fdopen(end, "rb") as source:
        data = source.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return "killed", None
    word, value = pickle.loads(data)
    assert word != "failed", value
    return word, value


def _child(work: Callable[[], object], kill_at: int, user: int) -> tuple[str, object]:
    count = 0

    def step() -> None:
        nonlocal count
        count += 1
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    if kill_at:
        from paramiko.sftp import BaseSFTP

        send = BaseSFTP._send_packet

        def counted(self: BaseSFTP, *given: object) -> None:
            step()
            send(self, *given)

        BaseSFTP._send_packet = counted
        sys.addaudithook(lambda event, _: step() if event in STEPS else None)
    if user:
        os.setgroups([])
        os.setgid(user)
        os.setuid(user)
    try:
        result = work()
    except ReleaseError as error:
        return "refused", str(error)
    return ("counted", count) if kill_at == -1 else ("done", result)


def sees(place: Place, *trees: Path) -> list[int]:
    """Which of these trees readers see whole: indices. What a release adds, and style sheets of the one before, do not count."""
    found = []
    for index, tree in enumerate(trees):
        files = made.shown(tree)
        others = {path for other in trees for path in made.shown(other) if path not in files and not path.startswith("assets/")}
        if all(place.read(path) == data for path, data in files.items()) and all(place.read(path) is None for path in others):
            found.append(index)
    return found


def dead_ends(place: Place) -> list[str]:
    """Links that lead nowhere, on any page that a reader can reach from home."""
    seen, waiting, dead = {"index.html"}, ["index.html"], []
    while waiting:
        page = waiting.pop()
        for target in links.links(page, place.read(page) or b""):
            if target in seen:
                continue
            seen.add(target)
            if place.read(target) is None:
                dead.append(f"{page} links to {target}")
            elif is_page(target):
                waiting.append(target)
    return dead


def mounted(folder: Path, size: str) -> bool:
    """Mount a small file system in memory there; False where that is not allowed."""
    folder.mkdir()
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder)], capture_output=True, check=False).returncode == 0


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True)


def unmount(folder: Path) -> None:
    subprocess.run(["umount", "-l", str(folder)], check=False)
