# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file that cannot be read for the web page goes out all the same, and the officer is told."""

from __future__ import annotations

from pathlib import Path

from disclosures.build import journey
from disclosures.configuration import load
from disclosures.reading import read, work
from disclosures.safety.pool import Worker, WorkerFailed

from . import small_log


def built(folder: Path) -> journey.Built:
    return journey.build(load(folder / "mkdocs.yml"))


def test_nothing_is_said_of_a_file_that_is_read(tmp_path: Path) -> None:
    small_log.make(tmp_path)
    assert [one.id for one in built(tmp_path).problems] == []


def test_a_file_on_which_the_reader_hangs_is_published_with_a_warning_and_read_by_the_next_build(tmp_path: Path, monkeypatch) -> None:
    ask = Worker.ask

    def hangs(self: Worker, task: str, data: bytes, name: str, **more: object) -> tuple[dict, list[bytes]]:
        if more.get("function") == work.SHEETS:
            raise WorkerFailed("nothing happened for 20 seconds")
        return ask(self, task, data, name, **more)

    small_log.make(tmp_path)
    with monkeypatch.context() as slow:
        slow.setattr(Worker, "ask", hangs)
        slow.setattr(read.Reader, "_key", lambda self, *_: ("never kept",))
        done = built(tmp_path)
    told = [one for one in done.problems if one.id == "not-read"]
    assert [one.place.file.name for one in told] == ["1-letter.pdf"] * 2
    assert "nothing happened for 20 seconds" in told[0].message
    home = done.site / "requests" / "sc-24-001"
    assert (home / "files" / "1-letter.pdf").is_file()
    assert "A letter, number 001" not in (home / "records" / "1" / "index.html").read_text(encoding="utf-8")
    assert built(tmp_path).problems == []
    assert "A letter, number 001" in (home / "records" / "1" / "index.html").read_text(encoding="utf-8")
