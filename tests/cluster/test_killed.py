# SPDX-License-Identifier: AGPL-3.0-or-later
"""Thirty files on a real scheduler with two real workers, one of which is killed in the middle of its second text.

Nothing may be lost, nothing done twice, and nothing may differ from what one machine finds by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from disclosures import cluster
from disclosures.reading import ocr
from disclosures.reading.read import Reader
from disclosures.reading.shown import show_all
from disclosures.safety.gate import Cleared, Gate, Refused
from disclosures.safety.pool import Pool
from disclosures.configuration import load
from disclosures.settings import Settings
from disclosures.store import Store

from . import made_log
from .machines import Machines, end, waited

pytestmark = pytest.mark.xdist_group("cluster-killed")  # else each worker of the tests would run the cluster
KINDS = ("gate", "cleared", "reading", "shown", "pictures")


@dataclass
class Run:
    machines: Machines
    config: Path
    settings: Settings
    shared: Path
    killed: int
    code: int
    said: str


class Closed(Pool):
    """A pool that nobody may ask: whoever looks for a result has to find it."""

    def __init__(self) -> None:
        super().__init__(1)
        self.trusted = True

    def ask(self, task, data, name, **more):
        raise AssertionError(f"{name} was opened again to {task} it")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("killed")
    blocks = folder / "blocked.txt"
    with Machines(folder) as machines:
        machines.scheduler()
        machines.worker()
        first = machines.worker(WATCHED_BLOCKS=str(blocks))
        machines.wait_for_workers(2)
        config = made_log.write(folder / "log", made_log.many(), scheduler=machines.address, store="../shared")
        command = machines.command(config, "ahead")
        waited(blocks.exists, "the worker that is to be killed", command)
        end(first)
        said = "".join(command.communicate(timeout=180))
        yield Run(machines, config, load(config), folder / "shared", first.pid, command.returncode, said)


def kept(folder: Path, *kinds: str) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for kind in kinds for p in (folder / kind).rglob("*") if p.is_file()}


def test_nothing_uncleared_stays_in_the_shared_store(run: Run) -> None:
    assert kept(run.shared, "gate") and not kept(run.shared, "uncleared")


def test_no_result_is_made_twice(run: Run) -> None:
    counts = Counter(address for _, kind, address in run.machines.kept_lines() if kind != "canary")
    assert len(counts) > 60 and [address for address, count in counts.items() if count != 1] == []


def test_each_worker_proves_its_own_gate(run: Run) -> None:
    provers = [pid for pid, kind, _ in run.machines.kept_lines() if kind == "canary"]
    assert len(provers) == len(set(provers)) == 2 and not kept(run.shared, "canary")


def test_every_file_is_done_though_a_worker_was_killed_midway(run: Run) -> None:
    assert (run.code, run.said.splitlines()[-1]) == (0, "30 files: 30 done now, 0 done before, 0 left for the build.")
    ahead = [line for line in run.machines.kept_lines() if line[1] == "ahead"]
    assert len({address for _, _, address in ahead}) == len(ahead) == 30


def test_what_the_killed_worker_had_found_is_kept_and_the_rest_is_done_by_the_other(run: Run) -> None:
    by = Counter((int(pid) == run.killed, kind) for pid, kind, _ in run.machines.kept_lines())
    finished, judged = by[True, "ahead"], by[True, "gate"]
    assert judged > finished, "it was killed between a verdict and its text"
    assert by[True, "reading"] == 1
    assert by[False, "gate"] == len(kept(run.shared, "gate")) - judged
    assert by[False, "ahead"] == 30 - finished


def test_the_store_holds_byte_for_byte_what_one_machine_keeps(run: Run, tmp_path: Path) -> None:
    documents, store = made_log.documents(run.settings), Store(tmp_path)
    with Gate(store, workers=2) as gate:
        verdicts = gate.admit_all([(one.path, one.outcome, one.overrides, one.original) for one in documents])
        cleared = [one for one in verdicts if isinstance(one, Cleared)]
        Reader(store, gate.pool).ahead((one, "en") for one in cleared)
        show_all(cleared, store, gate.pool)
    there, here = kept(run.shared, *KINDS), kept(tmp_path, *KINDS)
    assert sorted(there) == sorted(here)
    assert [name for name, data in here.items() if there[name] != data] == []


def test_a_build_finds_everything_and_opens_no_file(run: Run) -> None:
    store, documents = cluster.open_store(run.settings), made_log.documents(run.settings)
    gate = Gate(store, pool=Closed())
    verdicts = gate.admit_all([(one.path, one.outcome, one.overrides, one.original) for one in documents])
    assert [one.source_name for one in verdicts if isinstance(one, Refused)] == [made_log.HIDDEN]
    cleared = [one for one in verdicts if isinstance(one, Cleared)]
    reader = Reader(store, gate.pool)
    texts = {one.source_name: "".join(page.html for page in reader.read(one).pages) for one in cleared}
    assert "A letter about matter 10." in texts[made_log.TWINS[0]] == texts[made_log.TWINS[1]]
    assert "A note about matter 24." in texts["24-note.docx"]
    if ocr.installed():
        assert "matter 29" in texts["29-scan.pdf"]
    assert all(one.sheets for one in show_all((one for one in cleared if one.name.endswith(".pdf")), store, gate.pool).values())


def test_called_again_it_does_nothing_again(run: Run) -> None:
    before = run.machines.kept_lines()
    code, said = run.machines.run(run.config, "ahead")
    assert (code, said.splitlines()[-1]) == (0, "30 files: 0 done now, 30 done before, 0 left for the build.")
    assert run.machines.kept_lines() == before


def test_a_file_that_ends_its_process_ends_no_worker_and_is_left_for_the_build(run: Run, tmp_path: Path) -> None:
    files = {"crashes.pdf": made_log.letter("a crash"), "good.pdf": made_log.letter("nothing bad")}
    config = made_log.write(tmp_path / "log", files, scheduler=run.machines.address, store=str(run.shared))
    code, said = run.machines.run(config, "ahead")
    assert code == 1 and "2 files: 1 done now, 0 done before, 1 left for the build." in said
    assert "crashes.pdf: warning: the cluster did not finish this file: It could not be inspected: reading it ended in a crash [cluster]" in said
    assert not kept(run.shared, "uncleared")


def test_a_worker_that_reads_otherwise_is_refused_before_anything_is_done(run: Run, tmp_path: Path) -> None:
    other = run.machines.worker(WATCHED_SPEAKS="xyz")
    run.machines.wait_for_workers(2)
    try:
        config = made_log.write(tmp_path / "log", {"new.pdf": made_log.letter("news")}, scheduler=run.machines.address, store=str(run.shared))
        before = run.machines.kept_lines()
        code, said = run.machines.run(config, "ahead")
        assert code == 3 and "mkdocs.yml:8:9: error: " in said and "would read files otherwise than this machine" in said
        assert run.machines.kept_lines() == before
    finally:
        end(other)


def test_a_folder_that_cannot_be_written_is_told_with_the_line_of_its_setting(run: Run, tmp_path: Path) -> None:
    config = made_log.write(tmp_path / "log", {"new.pdf": made_log.letter("news")}, scheduler=run.machines.address, store="/proc/self/task")
    code, said = run.machines.run(config, "ahead")
    assert code == 3 and "mkdocs.yml:9:9: error: the shared store cannot be used: " in said
