# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process in which files are opened: `python -m disclosures.safety.worker MEGABYTES SECONDS`.

It reads tasks from standard input and answers on standard output. While it works through
pages it says that it is alive. It is meant to be killed at any time. Who started it may be killed too, and then nobody watches
it: so it ends of itself after SECONDS without a sign of life, which is later than it would have been killed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from ..problems import DocumentError
from .drawing import draw
from .examine import Examined, look, prepare
from .findings import Finding
from .readable import read
from .show import show
from .wire import receive, send


def answer(head: dict, data: bytes, tick: Callable[[], None]) -> tuple[dict, list[bytes]]:
    """Do one task.

    `look` at a file, `prepare` its published copies, `read` all that a published file holds, `draw` what was found, or
    `show` what a page of the site needs of it.
    Rooms above have work of their own done here: they `call` a function by its name, `package.module:function`.
    """
    if head["task"] == "call":
        module, name = head["function"].split(":")
        try:
            return {"told": getattr(import_module(module), name)(data, head["name"], tick=tick, **head["options"])}, []
        except DocumentError as error:
            return {"failed": error.reason}, []
    if head["task"] in ("read", "draw", "show"):
        try:
            if head["task"] == "read":
                return {"texts": read(data, head["name"], tick)}, []
            if head["task"] == "show":
                return show(data, head["name"], tick)
            pages = draw(data, head["name"], map(Finding.from_dict, head["findings"]), tick)
            return {"pages": [drawn.page for drawn in pages]}, [drawn.png for drawn in pages]
        except DocumentError as error:
            return {"failed": error.reason}, []
    if head["task"] == "look":
        return {"first": _plain(look(data, head["name"], tick))}, []
    first, copies = prepare(data, head["name"], tick, frozenset(head["allowed"]), head["original"])
    told = [
        {"name": c.name, "kind": c.kind.name, "facts": c.facts, "findings": [f.as_dict() for f in c.findings]}
        for c in copies
    ]
    return {"first": _plain(first), "copies": told}, [copy.data for copy in copies]


def _plain(seen: Examined) -> dict:
    return {"kind": seen.kind.name, "sha256": seen.sha256, "findings": [f.as_dict() for f in seen.findings]}


def _limit(megabytes: int) -> None:
    """Cap this process's memory, so that a bomb fails here and not on the whole machine (POSIX only)."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_after(seconds: float) -> None:
    """The system ends this process then, even within MuPDF, where no Python code runs; 0 calls it off (POSIX only)."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main(arguments: list[str]) -> None:
    _limit(int(arguments[0]))
    seconds = float(arguments[1])
    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not garble the answers
    while (message := receive(tasks)) is not None:
        head, bodies = message
        told: tuple[dict[str, Any], list[bytes]]

        def alive() -> None:
            _end_after(seconds)
            send(answers, {"alive": True})

        _end_after(seconds)
        try:
            told = answer(head, bodies[0], alive)
        except MemoryError:
            told = {"failed": "it needs too much memory"}, []
        _end_after(0)
        send(answers, told[0], *told[1])


if __name__ == "__main__":
    main(sys.argv[1:])
