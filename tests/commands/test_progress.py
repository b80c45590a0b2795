# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long work tells how far it is; short work says nothing."""

from __future__ import annotations

import io

from disclosures.commands.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(out: io.StringIO, seconds_each: float, total: int) -> str:
    now = [0.0]
    progress = Progress("Inspecting files", out, clock=lambda: now[0])
    for done in range(1, total + 1):
        now[0] += seconds_each
        progress(done, total)
    return out.getvalue()


def test_short_work_is_silent() -> None:
    assert run(io.StringIO(), 0.01, 20) == "" and run(Terminal(), 0.01, 20) == ""


def test_a_log_file_gets_plain_lines_with_count_rate_and_time_left() -> None:
    told = run(io.StringIO(), 1.0, 30).splitlines()
    assert told[0] == "Inspecting files: 1 of 30, 1.0 a second, 29 s left"
    assert told[-1].startswith("Inspecting files: 30 of 30") and len(told) == 4
    assert "\r" not in "".join(told)


def test_a_terminal_gets_one_line_that_renews_itself() -> None:
    told = run(Terminal(), 1.0, 5)
    assert told.count("\n") == 1 and told.endswith("\n") and told.count("\r") == 5


def test_work_that_starts_late_is_timed_from_its_start() -> None:
    now, out = [0.0], io.StringIO()
    progress = Progress("Searching", out, clock=lambda: now[0])
    now[0] = 60.0
    progress(0, 10)
    for done in range(1, 11):
        now[0] += 0.01
        progress(done, 10)
    assert out.getvalue() == ""
