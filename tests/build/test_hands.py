# SPDX-License-Identifier: AGPL-3.0-or-later
"""Processes that a build splits off: all that they make comes back, and they end when nobody waits for them."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from disclosures.build import hands

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be split off here")


class Busy:
    """Does what is quick; over what is slow it says when it began, and what met it."""

    def __init__(self, folder: Path):
        self.folder = folder

    def one(self, task: str) -> str:
        if task == "slow":
            (self.folder / f"{os.getpid()}").touch()
            try:
                time.sleep(600)
            except BaseException as error:
                print("met by", repr(error), file=sys.stderr, flush=True)
                raise
        return task

    def close(self) -> None:
        print("closed", file=sys.stderr, flush=True)


def test_every_task_comes_back_once_and_each_process_is_closed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tasks = [f"task {number}" for number in range(20)]
    assert sorted(hands.spread(tasks, lambda: Busy(tmp_path), 3)) == sorted(tasks)
    assert capfd.readouterr().err.count("closed") == 3


def test_a_busy_process_is_ended_without_a_word(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    results = hands.spread(["slow", "quick"], lambda: Busy(tmp_path), 2)
    assert next(results) == "quick"
    while not (begun := list(tmp_path.iterdir())):
        time.sleep(0.01)
    results.close()
    assert not Path(f"/proc/{begun[0].name}").exists()
    assert "met by" not in capfd.readouterr().err
