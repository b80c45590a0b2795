# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where this machine's Chromium is: `python tests/browser/chromium.py` prints its path, or ends with 1.

Used by install.sh before the tests, and by the tests; needs nothing but the standard library.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUICK = "chromium-headless-shell"
"""The same without windows, where there is one: twice as fast."""
MISSING = (Path(__file__).parent / "no-chromium.txt").read_text(encoding="utf-8")


def find(windows: bool = True) -> str | None:
    """The path of a Chromium that answers when asked for its version; rather the quick one, when no `windows` are needed.

    Asking matters: Ubuntu's `chromium-browser` may be a note that points to a snap.
    """
    for name in filter(None, (os.environ.get("CHROMIUM"), None if windows else QUICK, *NAMES)):
        path = shutil.which(name)
        if path and _answers(path):
            return path
    return None


def _answers(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    found = find()
    if not found:
        sys.exit(1)
    print(found)
