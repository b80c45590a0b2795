# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same pages read by other programs, where they are installed: pdftotext, pdfplumber, PyMuPDF4LLM and PyMuPDF."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pymupdf

_PROGRAMS = {
    "pdfplumber": "import sys,pdfplumber\nwith pdfplumber.open(sys.argv[1]) as f:\n  print('\\n'.join(p.extract_text() or '' for p in f.pages))",
    "pymupdf4llm": "import sys,pymupdf4llm\nprint(pymupdf4llm.to_markdown(sys.argv[1], show_progress=False))",
}


def pymupdf_text(data: bytes) -> str:
    with pymupdf.open(stream=data) as document:
        return "\n".join(page.get_text() for page in document)


def pdftotext(data: bytes) -> str:
    return _run(["pdftotext", "-", "-"], data)


def _run(command: list[str], data: bytes = b"") -> str:
    done = subprocess.run(command, input=data, capture_output=True, timeout=120, check=False)
    return done.stdout.decode("utf-8", "replace")


def available(python: str) -> dict[str, Callable[[bytes], str]]:
    """Readers by name. `python` is an interpreter whose libraries are tried besides; they are no part of ours."""
    found: dict[str, Callable[[bytes], str]] = {"pymupdf text": pymupdf_text}
    if shutil.which("pdftotext"):
        found["pdftotext"] = pdftotext
    for name, program in _PROGRAMS.items():
        if subprocess.run([python or sys.executable, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0:
            found[name] = _by_library(python or sys.executable, program)
    return found


def _by_library(python: str, program: str) -> Callable[[bytes], str]:
    def read(data: bytes) -> str:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "record.pdf"
            file.write_bytes(data)
            return _run([python, "-c", program, str(file)])

    return read
