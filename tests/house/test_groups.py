# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tests that share something dear run in one process: some releases of pytest and of what spreads it pass over that in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TESTS = """
import os
from pathlib import Path
import pytest

@pytest.mark.parametrize("number", range(8))
@pytest.mark.xdist_group("shared")
def test_shared(number):
    with (Path(__file__).parent / "workers").open("a") as told:
        told.write(os.environ["PYTEST_XDIST_WORKER"] + "\\n")
"""


def test_tests_of_one_group_stay_with_one_worker(tmp_path: Path) -> None:
    (tmp_path / "test_some.py").write_text(TESTS, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "-p", "no:cacheprovider", "--rootdir", ".", "test_some.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    told = (tmp_path / "workers").read_text().split()
    assert len(told) == 8 and len(set(told)) == 1
