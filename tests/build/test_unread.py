# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file that cannot be read for the web page goes out all the same, and the officer is told."""

from __future__ import annotations

from pathlib import Path

from disclosures import build, settings
from disclosures.reading import read
from disclosures.safety.pool import WorkerFailed

from . import small_log


def prepared(folder: Path) -> build.Prepared:
    return build.prepare(settings.load(small_log.make(folder)))


def test_nothing_is_said_of_a_file_that_is_read(tmp_path: Path) -> None:
    assert [one.id for one in prepared(tmp_path).problems] == []


def test_a_file_on_which_the_reader_hangs_is_published_with_a_warning(tmp_path: Path, monkeypatch) -> None:
    def hangs(*_: object) -> list[dict]:
        raise WorkerFailed("nothing happened for 20 seconds")

    monkeypatch.setattr(read.Reader, "_told", hangs)
    monkeypatch.setattr(read.Reader, "_key", lambda self, *_: ("never kept",))
    done = prepared(tmp_path)
    told = [one for one in done.problems if one.id == "not-read"]
    assert [one.place.file.name for one in told] == ["1-letter.pdf"] * 2
    assert "nothing happened for 20 seconds" in told[0].message
    assert all(released.cleared for answer in done.log.answers for entry in answer.entries for released in entry.released)
