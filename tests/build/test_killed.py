# SPDX-License-Identifier: AGPL-3.0-or-later
"""A build that is killed at any moment leaves whole pages, and the next build is right.

Moments are told by what the build does (Python's audit events: a file opened, renamed, linked, removed), so that they do not
depend on how fast the machine is; some are told by the clock, for what Python does not see of SQLite's work.
"""

from __future__ import annotations

import os
import random
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest

from disclosures.build import folders, placing, whole
from disclosures.site import tree

from .edited_log import Edited, settled

POINTS = 10
"""For each way of putting a site in place."""
EVENTS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.scandir", "sqlite3.connect", "ctypes.dlsym"}
PLACING = {"os.rename", "os.remove", "os.rmdir", "os.link", "ctypes.dlsym"}
PATIENCE = 60


def members(group: int) -> list[int]:
    """Processes of a group that still run."""
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                state, _, its = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()[:3]
            except OSError:
                continue
            if int(its) == group and state != "Z":
                found.append(int(entry))
    return found


def gone(group: int) -> bool:
    """Whether every process of a group has ended before patience does."""
    end = time.monotonic() + PATIENCE
    while members(group) and time.monotonic() < end:
        time.sleep(0.01)
    return not members(group)


def in_a_group(work: Callable[[], object]) -> int:
    """Start `work` in a process that leads a group of its own; returns its id."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        try:
            work()
        finally:
            os._exit(0)
    os.setpgid(child, child)
    return child


def killed(work: Callable[[], object], events: set[str], last: int) -> int:
    """Do `work` until the event with the number `last`, at which the whole group is killed. Returns how many events there were."""
    ours, theirs = os.pipe()

    def counted() -> None:
        seen = 0

        def hook(event: str, _: object) -> None:
            nonlocal seen
            if event in events:
                seen += 1
                if seen == last:
                    os.killpg(0, signal.SIGKILL)

        sys.addaudithook(hook)
        work()
        os.write(theirs, str(seen).encode())

    child = in_a_group(counted)
    os.close(theirs)
    os.waitpid(child, 0)
    with os.fdopen(ours) as pipe:
        told = pipe.read()
    assert gone(child)
    return int(told or last)


def killed_after(work: Callable[[], object], seconds: float) -> None:
    """Do `work` for some time at most."""
    child = in_a_group(work)
    time.sleep(seconds)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert gone(child)


def at_random_points(log: Edited, edit: Callable[[], None], one_step: bool, **more: object) -> int:
    """Kill a build after each `edit`, look at the site, and build again. Returns how many builds did not come to their end."""
    dice, totals, seconds, unfinished = random.Random(9), {}, 1.0, 0
    log.build()
    for point in range(POINTS):
        old, before = log.tree(), dead_links(log.folder / "site")
        edit()
        log.build("anew", fresh=True)
        new = log.tree("anew")
        events = PLACING if point % 3 == 0 else EVENTS
        if point % 3 == 2:
            killed_after(lambda: log.build(**more), dice.uniform(0, seconds))
        else:
            kind = "placing" if events is PLACING else "all"
            totals[kind] = killed(lambda: log.build(**more), events, dice.randint(1, totals.get(kind, 40)))
        now = log.tree()
        unfinished += now != new
        if one_step:
            assert now in (old, new), "the site is a part of two"
        else:
            torn = [name for name, data in now.items() if data not in (old.get(name), new.get(name))]
            assert torn == [] and old.keys() & new.keys() <= now.keys()
            assert dead_links(log.folder / "site") <= before | dead_links(log.folder / "anew")
        began = time.monotonic()
        assert log.build()
        seconds = time.monotonic() - began
        assert log.tree() == new, f"point {point}"
        assert [path.name for path in log.folder.iterdir() if path.name.startswith(".site")] == []
    return unfinished


def dead_links(site: Path) -> set[tuple[str, str]]:
    """Links of lists and other pages besides the answers' own that lead to nothing: (page, link). The small log has some itself."""
    found = set()
    for page in site.rglob("index.html"):
        address = page.parent.relative_to(site).as_posix().removeprefix(".") + "/"
        if not address.startswith("requests/"):
            for href in re.findall(r'href="([^"#:]+)"', page.read_text(encoding="utf-8")):
                target = urljoin("/" + address.lstrip("/"), href).lstrip("/")
                if not (site / tree.file_of(target)).is_file():
                    found.add((address, href))
    return found


@pytest.fixture
def log(tmp_path: Path) -> Edited:
    return Edited(tmp_path, seed=21, count=12)


def some_edits(log: Edited) -> Callable[[], None]:
    def edit() -> None:
        for name in ("add", "title", log.dice.choice(("rename", "reference", "status", "delete", "date", "swap"))):
            getattr(log, f"edit_{name}")()

    return edit


def test_a_few_changes_killed_at_random_points_leave_whole_pages_and_no_dead_link(log: Edited) -> None:
    assert at_random_points(log, some_edits(log), one_step=False) >= 3


def test_many_changes_killed_at_random_points_leave_the_old_site_or_the_new_one(log: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "MANY", 3)
    assert at_random_points(log, some_edits(log), one_step=True) >= 3


def test_a_site_made_anew_killed_at_random_points_leaves_the_old_site_or_the_new_one(log: Edited) -> None:
    assert at_random_points(log, some_edits(log), one_step=True, fresh=True) >= 3


def test_the_first_build_killed_leaves_no_part_of_a_site(log: Edited) -> None:
    log.build("anew", fresh=True)
    new = log.tree("anew")
    dice = random.Random(2)
    for _ in range(3):
        killed(log.build, EVENTS, dice.randint(1, 300))
        assert log.tree() in ({}, new)
    assert log.build() and log.tree() == new


def test_all_processes_end_when_the_first_one_alone_is_killed(log: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "FEW", 2)
    monkeypatch.setattr(whole, "MANY", 2)
    log.configure(workers=2)
    child = in_a_group(lambda: log.build(fresh=True))
    end = time.monotonic() + PATIENCE
    while len(members(child)) < 3 and time.monotonic() < end:
        time.sleep(0.001)
    running = members(child)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(running) >= 3, "no other process was there to be left behind"
    assert gone(child)
    settled()
    assert log.build(), "the killed build does not hold the site any more"
