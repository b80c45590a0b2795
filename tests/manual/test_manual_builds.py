# SPDX-License-Identifier: AGPL-3.0-or-later
"""The manual as built with the stock theme: whole, and with nothing fetched from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built manual; strict, so that a broken link or an unlisted page fails here."""
    folder = tmp_path_factory.mktemp("manual")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(ROOT / "mkdocs-docs.yml"), "-d", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"})
    assert done.returncode == 0, done.stderr
    return folder


def test_it_holds_no_program_and_no_note_for_its_makers(manual: Path):
    assert [file.name for file in manual.rglob("*") if file.name in ("generate.py", "README.html")] == []


def test_it_fetches_nothing_from_elsewhere(manual: Path):
    fetched = re.compile(r'<(?:script|img|iframe)[^>]+src="(https?://[^"]+)"|<link[^>]+rel="stylesheet"[^>]+href="(https?://[^"]+)"')
    pages = list(manual.rglob("*.html"))
    assert len(pages) > 15
    assert [found for page in pages for found in fetched.findall(page.read_text(encoding="utf-8"))] == []


def test_no_markup_is_left_unread(manual: Path):
    article = re.compile(r"<article.*?</article>", re.DOTALL)
    code = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
    for page in manual.rglob("*.html"):
        for body in article.findall(page.read_text(encoding="utf-8")):
            text = code.sub("", body)
            assert not re.search(r"=== \"|!!! |\]\(|\{#|^\| ", text, re.MULTILINE), page.name
