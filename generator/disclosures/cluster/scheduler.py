# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one door to Dask: a connection to a scheduler, and tasks given to its workers a few at a time.

Functions are named to the workers, not sent: the same release of this package is installed there. What travels is a file's
SHA-256 and a head of some hundred bytes; what comes back is a word for each.
"""

from __future__ import annotations

import logging
import time
from asyncio import CancelledError as AsyncCancelled
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError
from itertools import islice
from typing import Any

from distributed import Client, as_completed, get_worker
from distributed.security import Security

from ..safety.canary import CanaryAlive
from ..store import sha256
from . import work
from .shared import Spot

_AGAIN = 2.0
"""Seconds after which the workers are counted again."""
_TRIES = 2
"""Further tries of a task that ended in an error, as when the store did not answer. Dask itself counts killed workers."""


class Lost(Exception):
    """The scheduler cannot be reached, or is gone; the message says which."""


class WorkerError(Exception):
    """A task ended in an error, whose words these are."""


class Cluster:
    """A connection; use it as a context manager."""

    def __init__(self, address: str, seconds: float, tls: Mapping[str, str] | None = None):
        """`tls` holds the paths of `ca`, `cert` and `key`. Raises Lost when nothing answers within `seconds`."""
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it has to say is told in plain words here
        security = Security(require_encryption=True, tls_ca_file=tls["ca"], tls_client_cert=tls["cert"], tls_client_key=tls["key"]) if tls else None
        try:
            self._client = Client(address, timeout=seconds, security=security, set_as_default=False)
        except (OSError, TimeoutError, ValueError, TypeError) as error:
            raise Lost(f"no scheduler answers: {error}") from None
        try:
            self._client.wait_for_workers(1, timeout=seconds)
        except TimeoutError:
            self._client.close()
            raise Lost("the scheduler answers, but has no worker") from None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *exc: object) -> None:
        self._client.close(timeout=5)

    def threads(self) -> int:
        """Of all workers that are there now, at least one. Raises Lost."""
        try:
            return max(sum(self._client.nthreads().values()), 1)
        except (OSError, TimeoutError):
            raise Lost("the scheduler went away") from None

    def ask_each(self, function: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
        """What a function answers in each worker, by the worker's address; an exception that it raised is its answer. Raises Lost."""
        try:
            return self._client.run(function, *arguments, on_error="return")
        except (OSError, TimeoutError):
            raise Lost("the scheduler went away") from None

    def do(self, tasks: Iterator[dict[str, Any]], spot: Spot, ahead: int = 4) -> Iterator[tuple[dict[str, Any], list[str] | Exception]]:
        """Each task with its answer, or with the error that it ended in, as they come in. Raises Lost.

        Only `ahead` tasks for each thread are given out at a time: a scheduler with millions would fill its memory.
        """
        running: dict[Any, dict[str, Any]] = {}
        room, asked = self.threads() * ahead, time.monotonic()
        answers = as_completed(loop=self._client.loop)

        def give(number: int) -> None:
            for task in islice(tasks, number):
                key = "disclosures-" + sha256(repr((task, spot)).encode())
                future = self._client.submit(_on_worker, task, spot, key=key, retries=_TRIES)
                running[future] = task
                answers.add(future)

        give(room)
        for future in answers:
            task = running.pop(future)
            yield task, _answer(future)
            future.release()
            if time.monotonic() > asked + _AGAIN:  # workers come and go
                room, asked = self.threads() * ahead, time.monotonic()
            give(max(room - len(running), 0))


def _answer(future: Any) -> list[str] | Exception:
    if future.status in ("cancelled", "lost"):
        raise Lost("the scheduler went away")
    try:
        return future.result()
    except (CancelledError, AsyncCancelled):
        raise Lost("the scheduler went away") from None
    except Exception as error:
        return error


def _on_worker(task: dict[str, Any], spot: Spot) -> list[str]:
    try:
        return work.run(task, spot, get_worker().state.nthreads)
    except (work.OtherVersion, CanaryAlive):
        raise
    except Exception as error:  # an error with all that hangs on it may not be sendable, and then nobody hears of the task
        raise WorkerError(f"{type(error).__name__}: {error}") from None
