# SPDX-License-Identifier: AGPL-3.0-or-later
"""A request folder to break."""

from __future__ import annotations

from pathlib import Path

import pytest

from .sample import Folder


@pytest.fixture
def request_folder(tmp_path: Path) -> Folder:
    """A copy of the good minimal request, free to be changed."""
    return Folder(tmp_path / "requests" / "FOI-2024-017")
