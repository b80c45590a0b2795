# SPDX-License-Identifier: AGPL-3.0-or-later
"""When a file hides a name badly, the officer is told where else in the request that name stands."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from disclosures.casework.case import open_cases
from disclosures.casework.folder import load_log
from disclosures.log.clearing import clear
from disclosures.safety.gate import Gate
from disclosures.store import Store

from . import small_log

NAME = "Quentin Harbottle"


def _file(path: Path, words: str, box: bool = False) -> None:
    with pymupdf.open() as document:
        page = document.new_page()
        page.insert_text((72, 72), "A letter.")
        page.insert_text((72, 200), words)
        if box:
            page.draw_rect((70, 188, 300, 205), fill=(0, 0, 0))
        path.write_bytes(document.tobytes())


@pytest.fixture(scope="module")
def told(tmp_path_factory) -> list:
    folder = tmp_path_factory.mktemp("log")
    home, other = small_log.add(folder, "001", "Letters"), small_log.add(folder, "002", f"A letter by {NAME}")
    request = home / "request.yaml"
    text = request.read_text(encoding="utf-8").replace("Letter about a letter", "Letter by Mr Harbottle")
    more = '  - {number: "2", date: 2024-02-02, kind: letter, title: A reply, outcome: full, file: records/2.pdf}\n'
    request.write_text(text + more, encoding="utf-8")
    (home / "response.md").write_text(f"## Our answer\n\nThe letter of {NAME} is released.\n", encoding="utf-8")
    _file(home / "records" / "1-letter.pdf", NAME, box=True)
    _file(home / "records" / "2.pdf", f"Dear {NAME},")
    _file(other / "records" / "1-letter.pdf", f"Dear {NAME},")
    cases = open_cases(load_log(folder / "requests"), {})
    store = Store(tmp_path_factory.getbasetemp() / "shared-cache")
    with Gate(store, 1) as gate:
        return clear(cases, store, gate)[1]


def test_other_files_texts_and_titles_of_the_same_request_are_told_with_their_places(told) -> None:
    found = [one for one in told if one.id == "TERM-VISIBLE"]
    places = {(one.place.file.name, one.place.line, one.place.detail) for one in found}
    assert places == {("2.pdf", 0, "page 1"), ("response.md", 3, ""), ("request.yaml", 12, "")}
    assert {one.place.file.parents[-1] for one in found} and all("SC-24-001" in str(one.place.file) for one in found)


def test_the_name_itself_is_never_told(told) -> None:
    assert any(one.id == "TERM-VISIBLE" for one in told)
    assert [one for one in told if "arbottle" in str(one)] == []
