# SPDX-License-Identifier: AGPL-3.0-or-later
"""Many tasks over all processors, in processes that share what the first one has already loaded.

Each process takes the next task when it is done with the last. None outlives the build: they end when it does, even when
it is killed. Where processes cannot be split off so (fork(2)), and for a few tasks, the work is done here.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_PR_SET_PDEATHSIG = 1
_GARBAGE = 100_000
"""Objects after which Python looks for cycles: what is made here has hardly any, and looking costs a tenth of the time."""

_STOPS = (signal.SIGINT, signal.SIGTERM)


class Worker(Protocol):
    """What a process works with."""

    def one(self, task: Any) -> Any:
        """Do one task."""

    def close(self) -> None:
        """End what it has started."""


class HandFailed(Exception):
    """A process met a fault; the message is what it said."""


def spread(tasks: Sequence[Any], make: Callable[[], Worker], hands: int) -> Iterator[Any]:
    """The result of each task, none of which is None, in the order in which they are done. `make` is called once in each process."""
    if hands < 2 or not hasattr(os, "fork"):
        worker = make()
        try:
            with little_garbage():
                yield from map(worker.one, tasks)
        finally:
            worker.close()
        return
    import multiprocessing  # most builds need none of it

    begun: list[tuple[BaseProcess, Connection]] = []
    parent = os.getpid()
    try:
        for _ in range(min(hands, len(tasks))):
            ours, theirs = multiprocessing.Pipe()
            process = multiprocessing.get_context("fork").Process(target=_serve, args=(theirs, make, parent), daemon=False)
            with _undisturbed():
                process.start()
            begun.append((process, ours))
            theirs.close()
        yield from _deal(tasks, [pipe for _, pipe in begun])
        for process, pipe in begun:
            with contextlib.suppress(OSError):  # its last task was done, whatever became of it
                pipe.send(None)
            process.join()
    finally:
        for process, pipe in begun:
            pipe.close()
            process.terminate()
            process.join()


def _deal(tasks: Sequence[Any], pipes: Sequence[Connection]) -> Iterator[Any]:
    from multiprocessing.connection import wait

    waiting = iter(tasks)
    busy = set()
    for pipe in pipes:
        for task in waiting:
            pipe.send(task)
            busy.add(pipe)
            break
    while busy:
        for pipe in wait(list(busy)):
            try:
                failed, result = pipe.recv()  # type: ignore[union-attr]
            except EOFError:
                raise HandFailed("a process of the build ended without a word: the machine may be out of memory") from None
            if failed:
                raise HandFailed(result)
            busy.discard(pipe)
            for task in waiting:
                pipe.send(task)  # type: ignore[union-attr]
                busy.add(pipe)
                break
            yield result


def _serve(pipe: Connection, make: Callable[[], Worker], parent: int) -> None:
    """What a split-off process does until it is told to stop or its parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends this one
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once: where a library is just loading, an exception would be told by it, at length
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return
    worker = None
    try:
        worker = make()
        with little_garbage():
            while os.getppid() == parent and (task := pipe.recv()) is not None:
                pipe.send((False, worker.one(task)))
    except (EOFError, BrokenPipeError):
        pass
    except Exception:
        with contextlib.suppress(OSError):
            pipe.send((True, traceback.format_exc()))
    finally:
        if worker is not None:
            worker.close()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hear of a stop only afterwards: in the middle of fork(2), it would be met by handlers that are the other process's."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def little_garbage() -> Iterator[None]:
    """Look for cycles rarely: what a build makes has hardly any."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_GARBAGE, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
