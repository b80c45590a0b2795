# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures what a release costs: `python -m tests.benchmarks.release [N …] [--work DIR] [--search]`.

For each size, into a folder: the first release, nothing changed, a plan, an answer changed, and the withdrawal of three old
answers, one command each. Told are CPU and memory of all processes of a command. Put `--work` on a file system in memory.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from pathlib import Path

from .log.corpus import emit
from .log.measure import Cost, output, run
from .log.ours import BUILD, GOOD

RELEASE = [BUILD[0], "release"]
WHY = ("--reason", "It named a person in error.")


def measure(count: int, work: Path, search: bool) -> None:
    """One size."""
    every = emit(count, work / "log", files=0.02)
    folder, target = work / "log", str(work / "web")
    settings = folder / "mkdocs.yml"
    if search:
        settings.write_text(settings.read_text().replace("search: false", "search: true"))
    print(f"\n{count:,} requests, search {'on' if search else 'off'}")
    tell("build from nothing", run(BUILD, folder, GOOD), "")
    files, megabytes = output(folder / "site")
    tell("first release", run([*RELEASE, "publish", target], folder), f"{files:,} files, {megabytes:,.0f} MB")
    tell("nothing changed", run([*RELEASE, "publish", target], folder), sent(folder))
    answer = folder / "requests" / every[len(every) // 2].folder / "response.md"
    answer.write_text(answer.read_text() + "\nA sentence was added.\n")
    tell("plan of one answer changed", run([*RELEASE, "plan", target], folder), "")
    tell("one answer changed", run([*RELEASE, "publish", target], folder), sent(folder))
    for made in every[:3]:
        cost = run([*RELEASE, "withdraw", made.reference, *WHY, "--to", target], folder)
        home = work / "web/current/requests" / made.reference.lower()
        if sorted(path.name for path in home.iterdir()) != ["index.html", "request.json"] or WHY[1] not in (home / "index.html").read_text():
            raise RuntimeError(f"{made.reference} is still to be seen")
        tell("one old answer withdrawn", cost, sent(folder))


def sent(folder: Path) -> str:
    """What the last command said that it sent."""
    found = re.search(r"\d+ files sent \([^)]*\), \d+ removed", (folder / "bench.log").read_text())
    return found[0] if found else "nothing sent"


def tell(what: str, cost: Cost, more: str) -> None:
    print(f"  {what:28} {cost.cpu:8.2f} s CPU {cost.wall:8.2f} s wall {cost.memory:7.0f} MB  {more}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--work", type=Path, help="an empty folder; a temporary one if not given")
    parser.add_argument("--search", action="store_true", help="with an index of the search")
    asked = parser.parse_args()
    for count in asked.sizes:
        with tempfile.TemporaryDirectory(dir=asked.work) as work:
            measure(count, Path(work), asked.search)


if __name__ == "__main__":
    main()
