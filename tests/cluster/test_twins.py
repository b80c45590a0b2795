# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same bytes in two records are never with two workers at once, and both records are served."""

from __future__ import annotations

from pathlib import Path

from disclosures.cluster.documents import DONE, Document, done_key, versions
from disclosures.cluster.drive import Report, _Run
from disclosures.cluster.work import do
from disclosures.safety.pool import Pool
from disclosures.store import Store, sha256

from . import made_log


def test_twins_wait_for_one_another_and_are_then_done_without_opening_the_file_again(tmp_path: Path) -> None:
    files = {"a.pdf": made_log.letter("twins"), "b.pdf": made_log.letter("others")}
    files["c.pdf"] = files["a.pdf"]
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    documents = [*(Document(tmp_path / name, "full") for name in files), Document(tmp_path / "a.pdf", "full", language="cy")]
    store, report = Store(tmp_path / "store"), Report(len(documents))
    run = _Run(store, store, versions(), lambda done, total: None, report)
    asked: list[tuple[str, str]] = []

    class Counted(Pool):
        def ask(self, task, data, name, **more):
            asked.append((task, name))
            return super().ask(task, data, name, **more)

    with Counted(1) as pool:
        pool.trusted = True
        first = list(run.tasks(run.new(documents)))
        assert [task["sha256"] for task in first] == [sha256(files["a.pdf"]), sha256(files["b.pdf"])]
        assert [len(task["heads"]) for task in first] == [1, 1]
        assert all(len(repr(task)) < 1000 < len(files["a.pdf"]) for task in first), "a head travels, not the file"
        for task in first:
            run.take(task["sha256"], do(task, store, pool))
        (second,) = run.tasks(run.twins())
        assert [(head["name"], head["language"]) for head in second["heads"]] == [("c.pdf", "en"), ("a.pdf", "cy")]
        asked.clear()
        run.take(second["sha256"], do(second, store, pool))
    assert asked == [("prepare", "c.pdf"), ("call", "a.pdf")], "another name is judged, another language is read, and no more"
    assert (report.done, report.problems) == (4, [])
    assert not list((tmp_path / "store" / "uncleared").rglob("*/*"))
    for one in documents:
        key = done_key(sha256(one.path.read_bytes()), one.head, versions())
        assert store.get_json(DONE, *key) is True


def test_a_file_that_was_saved_anew_meanwhile_is_not_taken_for_the_one_that_was_hashed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made_log.letter("the old one"))
    store, report = Store(tmp_path / "store"), Report(1)
    run = _Run(store, store, versions(), lambda done, total: None, report)
    (sha,) = run.new([Document(path, "full")])
    path.write_bytes(made_log.letter("the new one"))
    assert list(run.tasks([sha])) == []
    assert "it was changed meanwhile" in report.problems[0].message
    assert not (tmp_path / "store").exists()
