# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading in workers that can be killed, and never twice."""

import pymupdf
import pytest

from disclosures.reading import work
from disclosures.reading.read import Reader
from disclosures.safety.pool import Pool
from disclosures.store import Store

from .making import cleared, lines


def record(words="Some words on a page"):
    document = pymupdf.open()
    lines(document.new_page(), words)
    return cleared(document.tobytes(no_new_id=True))


class Counting(Pool):
    """A pool that counts what it is asked."""

    asked = 0

    def ask(self, task, data, name, **more):
        self.asked += 1
        return super().ask(task, data, name, **more)


@pytest.fixture
def pool():
    with Counting(1) as made:
        yield made


def test_a_worker_reads_what_this_process_would(pool, tmp_path):
    here, there = Reader(Store(None)), Reader(Store(tmp_path), pool)
    assert there.read(record()) == here.read(record())
    assert pool.asked == 1


def test_nothing_is_read_a_second_time(pool, tmp_path):
    documents = [(record("One"), "en"), (record("Two"), "en")]
    for _ in range(2):
        reader = Reader(Store(tmp_path), pool)
        reader.ahead(documents)
        for document, language in documents:
            assert reader.read(document, language=language).pages
    assert pool.asked == 2


def test_a_document_that_hangs_its_worker_is_not_read_and_the_next_one_is(tmp_path, monkeypatch):
    monkeypatch.setattr(work, "SHEETS", "time:sleep")
    with Pool(1, seconds=1) as pool:
        monkeypatch.setattr(pool._workers[0], "ask", _without_arguments(pool._workers[0].ask))
        reader = Reader(Store(tmp_path), pool)
        reading = reader.read(record())
    assert reading.pages == ()
    assert reading.failed
    assert Reader(Store(tmp_path)).read(record()).pages


def _without_arguments(ask):
    """`time.sleep` takes other arguments than a reader: the worker dies of them, as of a file that crashes it."""
    return lambda task, data, name, **more: ask(task, data, name, function="time:sleep", options={})
