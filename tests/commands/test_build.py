# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `disclosures build` says while it works and when it has ended."""

from __future__ import annotations

import errno
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from disclosures.commands import build as verb
from disclosures.commands import progress
from disclosures.commands.progress import Progress
from tests.build import small_log

STEPS = ["set out", "look", "cluster", "requests", "check", "lists", "search", "data", "addresses", "put in place"]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    small_log.make(tmp_path)
    return tmp_path


def run(log: Path, *more: str) -> str:
    done = CliRunner().invoke(verb.command, ["--config", str(log / "mkdocs.yml"), *more])
    assert done.exit_code == 0, done.output
    return done.stderr


def test_one_line_is_told_when_nothing_else_is_asked(log: Path) -> None:
    told = run(log).splitlines()
    assert len(told) == 1 and re.fullmatch(r"Built 2 requests into .*/site: \d+ files are new or changed", told[0])


def test_the_steps_of_the_journey_are_told_with_their_seconds_when_asked(log: Path) -> None:
    told = re.findall(r"^ +\d+\.\d\d s  (.+)$", run(log, "--timings"), re.M)
    assert told == STEPS


def test_long_work_tells_count_rate_and_time_left_in_plain_lines(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    monkeypatch.setattr(progress, "Progress", lambda what: Progress(what, out, patience=0.0, every=0.0))
    run(log)
    told = out.getvalue()
    lines = re.findall(r"^(Requests|Lists): (\d+) of (\d+), \d+\.\d a second, \d+ (?:s|min) left$", told, re.M)
    assert [line for line in lines if line[0] == "Requests"] == [("Requests", "1", "2"), ("Requests", "2", "2")]
    assert any(name == "Lists" and done == total for name, done, total in lines)
    assert "\r" not in told


def test_only_what_has_changed_is_counted_as_written_and_fresh_makes_everything(log: Path) -> None:
    def files(said: str) -> int:
        return int(re.search(r"(\d+) files are new", said)[1]) if "are new" in said else 0

    everything = files(run(log))
    answer = log / "requests" / "2024" / "SC-24-001" / "response.md"
    answer.write_text(answer.read_text(encoding="utf-8").replace("one letter", "two letters"), encoding="utf-8")
    assert 0 < files(run(log)) < everything // 3 < everything == files(run(log, "--fresh"))


@pytest.mark.parametrize(("number", "told"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "can only be read"), (errno.EACCES, "Let your user do so")])
def test_what_the_machine_lacks_is_told_with_its_cure_and_the_site_stays(log: Path, number: int, told: str) -> None:
    run(log)
    before = (log / "site/index.html").read_bytes()
    (log / "content/about.md").write_text("# About\n\nIn other words.\n", encoding="utf-8")
    code = f"""
from disclosures import store
from disclosures.cli import main
def full(*_): raise OSError({number}, "of the machine", "cache/somewhere")
store.write_whole = full
store.Store.put_bytes = full
main()"""
    done = subprocess.run([sys.executable, "-c", code, "build"], cwd=log, capture_output=True, text=True, check=False)
    assert done.returncode == 74 and "Traceback" not in done.stderr
    assert "cache/somewhere" in done.stderr and told in done.stderr
    assert (log / "site/index.html").read_bytes() == before


def test_a_fault_of_the_program_is_no_fault_of_the_machine(log: Path) -> None:
    code = """
from disclosures.build import journey
from disclosures.cli import main
def wrong(*_, **__): raise OSError("that no machine says")
journey.build = wrong
main()"""
    done = subprocess.run([sys.executable, "-c", code, "build"], cwd=log, capture_output=True, text=True, check=False)
    assert done.returncode not in (0, 74) and "Traceback" in done.stderr
