# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a page costs, and what a task costs on a cluster: `python -m tests.benchmarks.cluster [--tasks 2000] [--rounds 3]`.

CPU seconds of the guarded process with its children (Tesseract), and bytes in the store, for each step that the cluster
takes off a build: inspection with its clean copy, reading, pictures. Then Dask's own share: tasks that find nothing to do, on
a real scheduler and one worker with one thread, all on this machine.
"""

from __future__ import annotations

import argparse
import os
import platform
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pymupdf

from disclosures.cluster.documents import versions
from disclosures.cluster.scheduler import Cluster
from disclosures.cluster.work import do
from disclosures.reading import ocr
from disclosures.reading.read import Reader
from disclosures.reading.shown import show
from disclosures.safety import canary
from disclosures.safety.gate import Cleared, Gate
from disclosures.safety.pool import Pool
from disclosures.store import Store, sha256
from tests.cluster.machines import Machines

from . import reading_made
from .reading_made import Made

_TICKS = os.sysconf("SC_CLK_TCK")
KINDS = {"inspection": ("gate", "cleared"), "reading": ("reading",), "pictures": ("shown", "pictures")}


def record(makers: tuple[Callable[[int], Made], ...], seeds: range, scan: bool) -> tuple[bytes, int, int]:
    """One PDF of many made records: its bytes, pages and words."""
    out, words = pymupdf.open(), 0
    for seed in seeds:
        for maker in makers:
            made = maker(seed)
            words += sum(len(part.split()) for page in made.said for part in page)
            made = reading_made.scanned(made, seed) if scan else made
            out.insert_pdf(pymupdf.open(stream=made.data))
    return out.tobytes(deflate=True, garbage=3), len(out), words


def used(pid: int) -> float:
    """CPU seconds of a process and of those it started and waited for."""
    fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    return sum(map(int, fields[11:15])) / _TICKS


def memory(pid: int) -> int:
    """The most megabytes that a process ever held."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


class Counting(Store):
    """Counts what is asked of it."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.asked: Counter[str] = Counter()

    def get_bytes(self, kind: str, *key: str) -> bytes | None:
        self.asked["get"] += 1
        return super().get_bytes(kind, *key)

    def put_bytes(self, kind: str, *key: str, data: bytes) -> None:
        self.asked["put"] += 1
        super().put_bytes(kind, *key, data=data)


@contextmanager
def fresh(pool: Pool) -> Iterator[Counting]:
    """A store that knows nothing but that the gate can be trusted."""
    with tempfile.TemporaryDirectory() as folder:
        store = Counting(Path(folder))
        canary.check(store, pool)
        yield store


def kept(store: Store, *kinds: str) -> int:
    return sum(path.stat().st_size for kind in kinds for path in (store.folder / kind).rglob("*") if path.is_file())


def of_pages(title: str, data: bytes, pages: int, words: int, rounds: int) -> None:
    """Print what each step costs for a page, the least of some rounds."""
    spent: dict[str, list[float]] = {name: [] for name in KINDS}
    with Pool(1) as pool:
        most = 0
        for _ in range(rounds + 1):  # the first warms up
            with fresh(pool) as store:
                pid = pool._workers[0]._running().pid
                at = [used(pid)]
                cleared = Gate(store, pool=pool).admit_bytes(data, "record.pdf", None)
                assert isinstance(cleared, Cleared), cleared.findings
                at.append(used(pid))
                assert not Reader(store, pool).read_ahead(cleared, "en")
                at.append(used(pid))
                show(cleared, store, pool)
                at.append(used(pid))
                most = max(most, memory(pid))
                for name, first, last in zip(spent, at, at[1:], strict=False):
                    spent[name].append(last - first)
                sizes = {name: kept(store, *kinds) for name, kinds in KINDS.items()}
    print(f"\n{title}: {pages} pages, {words / pages:.0f} words a page, {len(data) / pages / 1000:.1f} kB a page; at most {most} MB of memory")
    for name in KINDS:
        print(f"  {name:11} {1000 * min(spent[name][1:]) / pages:8.1f} CPU ms a page {sizes[name] / pages / 1000:8.1f} kB a page in the store")


def of_a_file() -> None:
    """Print what a worker asks of the store for one small file, and what a process costs before its first."""
    with Pool(1) as pool:
        store: Counting
        with fresh(pool) as store:
            first = used(pool._workers[0]._running().pid)
            data = reading_made.letter(1).data
            head = {"name": "a.pdf", "outcome": "", "overrides": [], "original": False, "language": "en"}
            store.put_bytes("uncleared", sha256(data), data=data)
            store.asked.clear()
            assert do({"sha256": sha256(data), "heads": [head], "versions": versions()}, store, pool) == [""]
    print(f"\nFor a new PDF a worker asks the store {store.asked['get']} times for something and puts {store.asked['put']} things.")
    print(f"A guarded process that starts and proves the gate costs {first:.2f} CPU s, once.")


def of_tasks(number: int) -> None:
    """Print what Dask costs for a task that has nothing to do."""
    tasks = ({"sha256": f"{n:064x}", "heads": [], "versions": versions()} for n in range(number + 1))
    with tempfile.TemporaryDirectory() as folder, Machines(Path(folder)) as machines:
        scheduler, worker = machines.scheduler(), machines.worker()
        machines.wait_for_workers(1)
        with Cluster(machines.address, 60) as cluster:
            answers = cluster.do(tasks, (folder, ""))
            next(answers)
            processes = {"this program": os.getpid(), "scheduler": scheduler.pid, "worker": worker.pid}
            before = {name: used(pid) for name, pid in processes.items()}
            start = time.monotonic()
            assert all(answer == [] for _, answer in answers)
            wall = time.monotonic() - start
            spent = {name: used(pid) - before[name] for name, pid in processes.items()}
            held = {name: memory(pid) for name, pid in processes.items()}
    told = ", ".join(f"{name} {1000 * seconds / number:.2f}" for name, seconds in spent.items())
    print(f"\n{number} tasks that find nothing to do: {1000 * wall / number:.2f} ms each; CPU ms a task: {told}")
    print("MB of memory: " + ", ".join(f"{name} {megabytes}" for name, megabytes in held.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tasks", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, Tesseract {'yes' if ocr.installed() else 'no'}")
    makers = (reading_made.letter, reading_made.minutes, reading_made.two_columns, reading_made.ruled_table)
    of_pages("PDF with text", *record(makers, range(1, 6), scan=False), options.rounds)
    if ocr.installed():
        of_pages("Scan at 300 dots per inch", *record(makers[:3], range(1, 3), scan=True), 1)
    of_a_file()
    of_tasks(options.tasks)


if __name__ == "__main__":
    main()
