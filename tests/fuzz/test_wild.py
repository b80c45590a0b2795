# SPDX-License-Identifier: AGPL-3.0-or-later
"""The documents and pictures that installed Python packages happen to ship: files that nobody made for these tests."""

import sys
from pathlib import Path

import pytest

from disclosures.safety.gate import Cleared, Gate
from disclosures.safety.pool import Pool
from disclosures.store import Store

from .mutations import EXAMPLES

ENDINGS = {".pdf", ".xlsx", ".docx", ".pptx", ".odt", ".ods", ".xls", ".doc", ".csv", ".eml", ".zip", ".svg", ".png", ".jpg",
           ".jpeg", ".gif", ".webp", ".tif", ".tiff"}  # fmt: skip
MOST = 60
EACH = 12
"""Files of one kind, so that a package full of icons does not crowd out the rest."""
LARGEST = 5_000_000


def wild() -> list[Path]:
    """Some files of each kind; an ordinary run takes the smaller ones."""
    roots = tuple(Path(prefix) / "lib" for prefix in {sys.prefix, sys.base_prefix})
    entries = [Path(entry) for entry in sys.path if entry and Path(entry).is_dir()]
    folders = [entry for entry in entries if any(entry.is_relative_to(root) for root in roots)]
    by_kind: dict[str, list[Path]] = {}
    for path in sorted({path for folder in folders for path in folder.rglob("*")}):
        if path.suffix.lower() in ENDINGS and path.is_file() and 0 < path.stat().st_size < LARGEST:
            by_kind.setdefault(path.suffix.lower(), []).append(path)
    most = EACH if EXAMPLES else 2
    return [path for kind in sorted(by_kind) for path in by_kind[kind][:most]][:MOST]


@pytest.mark.skipif(not wild(), reason="no installed package ships a document")
def test_every_wild_file_gets_a_verdict():
    files = wild()
    with Pool(2) as pool:
        pool.trusted = True
        verdicts = Gate(Store(None), pool=pool).admit_all([(path, "full") for path in files])
    for path, verdict in zip(files, verdicts, strict=True):
        if isinstance(verdict, Cleared):
            assert verdict.data, path
        else:
            assert verdict.cure, path
            said = " ".join(finding.what for finding in verdict.findings)
            assert "ended in a crash" not in said, path
            assert "nothing happened" not in said, path
            assert "cannot be inspected (" not in said, f"{path}: an error that no door foresaw: {said}"
