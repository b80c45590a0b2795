# SPDX-License-Identifier: AGPL-3.0-or-later
"""`disclosures serve`: the site on this machine, following every change."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import quote, urlsplit

import click

from ..problems import Problem, Severity
from .options import CONFIG
from .progress import Progress

if TYPE_CHECKING:
    from ..serving.follow import Turn
    from ..serving.state import State

_GRACE = 1.0
"""Seconds after which an interrupted program ends, also when a file is still being inspected."""


@click.command()
@CONFIG
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve it; port 0 takes a free one.")
def command(config_file: Path, address: str) -> None:
    """Show the site on this machine and follow changes to requests, pages, theme and settings.

    Open pages load themselves anew. What keeps a change from being shown is told in the page and here, and the last good page
    stays. The folder of the published site is not touched.
    """
    host, port = _host_and_port(address)
    from ..serving.follow import Follower
    from ..serving.server import Server
    from ..serving.state import State

    state = State()
    try:
        server = Server(host, port, state)
    except OSError as error:
        raise click.UsageError(_no_server(address, host, port, error)) from None
    stop = _Stop()
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, stop)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told = _Terminal(state, stop, *server.server_address[:2])
    try:
        Follower(config_file, state, told, Progress("Requests"), Progress("Lists")).run()
    except BaseException:
        if not stop.asked:
            raise
        click.echo("\nStopped.", err=True)


class _Stopped(BaseException):
    """Ends the program. A KeyboardInterrupt can make Python end with that signal, even where it was met on its way."""


class _Stop:
    """What Ctrl and C, or a request to end, does.

    It can come at any step, also where Python hands on another exception in its place, or can only print it: whatever
    happens once it was asked for is no fault, and is not told.
    """

    asked = False

    def __call__(self, *_: object) -> NoReturn:
        self.asked = True
        sys.unraisablehook = lambda _: None
        late = threading.Timer(_GRACE, os._exit, [0])
        late.daemon = True
        late.start()
        raise _Stopped


def _host_and_port(address: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{address}")
        if parts.hostname and parts.port is not None and parts.netloc == address:
            return parts.hostname, parts.port
    except ValueError:
        pass
    raise click.BadParameter(f"“{address}” is not a host and a port. Write for example 127.0.0.1:8001.", param_hint="--address")


def _no_server(address: str, host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"{address} is in use. Stop the program that uses it, or take another port: --address {host}:{port + 1}."
    if error.errno == errno.EACCES:
        return f"{address} may not be used by you. Take a port from 1024 on: --address {host}:8000."
    return f"{address} cannot be used: {error.strerror or error}. Take an address of this machine: --address 127.0.0.1:8000."


class _Terminal:
    """Says what came of each build, and of its warnings those that the last one did not have."""

    def __init__(self, state: State, stop: _Stop, host: str, port: int):
        self.state, self.stop = state, stop
        self.host = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        self.url = ""
        self.before: set[Problem] = set()
        click.echo(f"Building. Open {self.host}/ or wait; Ctrl and C stop it.", err=True)

    def __call__(self, turn: Turn) -> None:
        from .formats import render

        if self.stop.asked:
            raise _Stopped
        told = [problem for problem in turn.problems if problem.severity > Severity.NOTE]
        if new := [problem for problem in told if turn.built is None or problem not in self.before]:
            click.echo(render(new, "text"))
        self.before = set(told)
        if turn.fault:
            click.echo("".join(traceback.format_exception(turn.fault)), err=True)
        if turn.built is None:
            click.echo("This is not shown yet, the last good pages are. Waiting for a change.", err=True)
            return
        click.echo(f"{turn.built.written} files are new or changed, after {turn.seconds:.2f} s", err=True)
        url = self.host + quote(self.state.root)
        if url != self.url:
            self.url = url
            click.echo(f"{turn.built.requests} requests are shown at {url}", err=True)
