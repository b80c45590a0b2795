# SPDX-License-Identifier: AGPL-3.0-or-later
"""Loaded by the Dask workers of these tests (`--preload`): each writes down what it keeps, and some are given a fault.

The environment tells it what to do:
    WATCHED_KEPT    the file to which a line `pid kind address` is added for each result that is in the store
    WATCHED_BLOCKS  a file; the worker writes its pid there and stands still when it is about to keep its second text
    WATCHED_SPEAKS  a language of Tesseract that no other machine has
A file called `crashes.pdf` ends the guarded process that opens it.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from disclosures.cluster.shared import Shared
from disclosures.reading import ocr
from disclosures.safety.pool import Worker
from disclosures.store import address

_put, _ask = getattr(Shared, "as_it_was", (Shared.put_bytes, Worker.ask))  # Dask loads this twice
_texts = []


def put(self: Shared, kind: str, *key: str, data: bytes) -> None:
    if kind == "reading":
        _texts.append(key)
        if "WATCHED_BLOCKS" in os.environ and len(_texts) == 2:
            Path(os.environ["WATCHED_BLOCKS"]).write_text(str(os.getpid()))
            while True:
                time.sleep(60)
    _put(self, kind, *key, data=data)
    line = f"{os.getpid()} {kind} {address(kind, key)}\n".encode()
    kept = os.open(os.environ["WATCHED_KEPT"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(kept, line)  # one call, so that the lines of two workers never mix
    os.close(kept)


def ask(self: Worker, task: str, data: bytes, name: str, **more):
    if name == "crashes.pdf":
        self._running().send_signal(signal.SIGSEGV)
    return _ask(self, task, data, name, **more)


Shared.put_bytes, Worker.ask, Shared.as_it_was = put, ask, (_put, _ask)
if "WATCHED_SPEAKS" in os.environ:
    ocr.installed = lambda: frozenset({os.environ["WATCHED_SPEAKS"]})
