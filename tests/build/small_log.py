# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small log of its own for each test: two requests, one released file, the project's theme.

The cache is shared between the logs of a run, so that the gate proves its rules once.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pymupdf

ROOT = Path(__file__).parents[2]
CONFIG = """\
site_name: Small log
site_url: https://small.example/log/
docs_dir: content
site_dir: site
theme: {name: material, custom_dir: %s}
plugins:
  - disclosures:
      cache: ../shared-cache
      authorities:
        small: {name: Small Council (fictional), email: foi@small.example, review: Write to foi@small.example for an internal review.}
"""
REQUEST = """\
reference: SC-24-%(number)s
title: %(title)s
summary: One letter, released in full.
regime: uk-foia-2000
dates: {received: 2024-03-04, responded: 2024-03-18, published: 2024-03-20}
subjects: [letters]
held: yes
records:
  - number: "1"
    date: 2024-02-01
    kind: letter
    title: Letter about a letter
    outcome: full
    file: records/1-letter.pdf
"""
RESPONSE = "## Our answer\n\nThe council holds one letter. It is released in full.\n"


def make(folder: Path, theme: Path = ROOT / "theme") -> Path:
    """Write the log into `folder`; returns its mkdocs.yml."""
    (folder / "content").mkdir(parents=True)
    (folder / "content" / "index.md").write_text("---\ntitle: Small log\n---\n# Small log\n\nTwo answers.\n", encoding="utf-8")
    add(folder, "001", "Letters of the first kind")
    add(folder, "002", "Letters of the second kind")
    config = folder / "mkdocs.yml"
    config.write_text(CONFIG % theme, encoding="utf-8")
    return config


def add(folder: Path, number: str, title: str) -> Path:
    """Add one request; returns its folder."""
    home = folder / "requests" / "2024" / f"SC-24-{number}"
    (home / "records").mkdir(parents=True)
    (home / "request.yaml").write_text(REQUEST % {"number": number, "title": title}, encoding="utf-8")
    (home / "request.md").write_text("Please send me your letters.\n", encoding="utf-8")
    (home / "response.md").write_text(RESPONSE, encoding="utf-8")
    write_pdf(home / "records" / "1-letter.pdf", f"A letter, number {number}")
    return home


def write_pdf(path: Path, text: str, mail: str = "") -> None:
    """A one-page PDF with one line of text, and a link to write to `mail` when it is given."""
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((72, 72), text)
    if mail:
        page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(72, 60, 200, 80), "uri": f"mailto:{mail}"})
    path.write_bytes(pdf.tobytes(no_new_id=True))


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command `disclosures` as a person would."""
    code = "from disclosures.cli import main; main()"
    return subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, cwd=cwd, timeout=180, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
