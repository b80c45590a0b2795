# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same log gives the same bytes: in any folder, at any time, in any zone and language, with any number of workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from . import small_log
from .edited_log import Edited

COMMAND = "from disclosures.cli import main; main()"
LATER = """
import datetime, time, sys
class Later(datetime.date):
    @classmethod
    def today(cls):
        return cls(2031, 12, 31)
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2031, 12, 31, 23, 59, tzinfo=tz)
    utcnow = now
datetime.date, datetime.datetime = Later, Clock
real = time.time
time.time = lambda: real() + 160_000_000
from disclosures.build import folders, whole
folders.FEW, whole.MANY = 2, 2
"""
"""Years later, and with work that is spread over processes however little there is of it."""


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Edited:
    log = Edited(tmp_path_factory.mktemp("one"), seed=17, count=14)
    assert log.build()
    return log


@pytest.mark.parametrize(
    ("workers", "zone", "language"), [(1, "Pacific/Kiritimati", "tr_TR.UTF-8"), (2, "America/Los_Angeles", "C"), (3, "Asia/Kolkata", "C.UTF-8")]
)
def test_another_folder_time_zone_language_and_number_of_workers_give_the_same_bytes(
    one: Edited, tmp_path: Path, workers: int, zone: str, language: str
) -> None:
    other = tmp_path / "another folder"
    other.mkdir()
    for name in ("requests", "content", "theme"):
        shutil.copytree(one.folder / name, other / name, copy_function=shutil.copyfile)
    shutil.copytree(one.folder / ".cache" / "disclosures" / "gate", other / ".cache" / "disclosures" / "gate", dirs_exist_ok=True)
    text = (one.folder / "mkdocs.yml").read_text(encoding="utf-8")
    (other / "mkdocs.yml").write_text(text.replace("workers: 1", f"workers: {workers}"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", LATER + COMMAND, "build"], cwd=other, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "TZ": zone, "LC_ALL": language, "LANG": language, "PYTHONHASHSEED": str(workers), "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert small_log.tree(other / "site") == one.tree()
