# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker that spins, dies or talks nonsense is ended, and the next file gets a fresh one."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from disclosures.safety.pool import Pool, Worker, WorkerFailed

SPINS = "while True: pass"
DIES = "import os; os._exit(9)"
CRASHES = "import os, signal, sys; sys.stdin.buffer.readline(); os.kill(os.getpid(), signal.SIGSEGV)"
BABBLES = "import sys; sys.stdin.buffer.readline(); print('[not a message')"
ORPHANED = (
    "import os, signal; from disclosures.safety.pool import Worker; from disclosures.safety.wire import send;"
    "process = Worker(0.1, 1536)._running(); print(process.pid, flush=True);"
    "send(process.stdin, {'task': 'call', 'name': '', 'function': 'tests.safety.test_pool:spin', 'options': {}}, b'');"
    "os.kill(os.getpid(), signal.SIGKILL)"
)
STOPS = "import sys; sys.stdin.buffer.readline(); sys.stdout.write('{\"lengths\": [99]}\\n'); sys.stdout.flush()"
ROOT = Path(__file__).parents[2]
GOOD = (b"a,b\n1,2\n", "a.csv")


def spin(data, name, tick):
    while True:
        pass


class Spoilt(Worker):
    """A worker whose first process runs another program."""

    def __init__(self, program: str, seconds: float):
        super().__init__(seconds, 1536)
        self.program: str | None = program
        self.first: subprocess.Popen | None = None

    def _running(self):
        if self.program is None:
            return super()._running()
        self._process = self.first = subprocess.Popen(
            [sys.executable, "-c", self.program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.program = None
        return self._process


def test_a_good_worker_answers_and_stays():
    with Pool(1) as pool:
        assert pool.ask("look", *GOOD)[0]["first"]["kind"] == "CSV"
        process = pool._workers[0]._process
        assert pool.ask("look", *GOOD)[0]["first"]["findings"] == []
        assert pool._workers[0]._process is process


@pytest.mark.parametrize(
    ("program", "reason"),
    [(SPINS, "nothing happened"), (DIES, "crash"), (CRASHES, "crash"), (BABBLES, "crash"), (STOPS, "crash")],
    ids=["spins", "dies", "crashes", "babbles", "stops in a message"],
)
def test_a_spoilt_worker_is_ended_and_the_next_file_is_judged(program, reason):
    worker = Spoilt(program, 2 if program == SPINS else 60)
    try:
        with pytest.raises(WorkerFailed, match=reason):
            worker.ask("look", *GOOD)
        assert worker.first.poll() is not None
        worker.seconds = 60
        assert worker.ask("look", *GOOD)[0]["first"]["kind"] == "CSV"
    finally:
        worker.close()


def test_files_of_other_workers_are_judged_while_one_spins():
    with Pool(2) as pool:
        spoilt = Spoilt(SPINS, 3)
        pool._free.get()
        pool._free.put(spoilt)
        try:
            with ThreadPoolExecutor(2) as threads:
                answers = [threads.submit(pool.ask, "look", *GOOD) for _ in range(6)]
            failed = [answer for answer in answers if answer.exception()]
            assert len(failed) == 1
            assert isinstance(failed[0].exception(), WorkerFailed)
        finally:
            spoilt.close()


def test_a_worker_ends_of_itself_when_who_watches_it_was_killed():
    parent = subprocess.run([sys.executable, "-c", ORPHANED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert parent.returncode == -signal.SIGKILL, parent.stderr
    ended = Path("/proc", parent.stdout.strip(), "stat")
    until = time.monotonic() + 60
    while ended.exists() and b") Z " not in ended.read_bytes():
        assert time.monotonic() < until, "it works on, and nobody will ever end it"
        time.sleep(0.05)
