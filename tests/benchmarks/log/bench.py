# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures how long a log takes to build: `python -m tests.benchmarks.log.bench [N …] [--work DIR] [--peers-to N]`.

For each size: everything from nothing, nothing changed, one answer changed, one request more, one template changed. Peers build the same pages in between. Put `--work` on a file system in memory, and name it with the figures.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from . import peers
from .corpus import Made, emit, requests, write
from .measure import Cost, output, run

BUILD = [str(Path(sys.executable).with_name("disclosures")), "build"]
FOOTER = Path(__file__).parents[3] / "theme" / "parts" / "footer.html"


def ours(count: int, folder: Path, files: float) -> tuple[list[Made], dict[str, Cost]]:
    """The five cases, in one folder."""
    every = emit(count, folder, files=files)
    middle = every[count // 2]
    answer = folder / "requests" / middle.folder / "response.md"
    costs = {"everything": run(BUILD, folder)}
    costs["nothing changed"] = run(BUILD, folder)
    answer.write_text(answer.read_text() + "\nA sentence was added.\n")
    costs["one answer changed"] = run(BUILD, folder)
    more = list(requests(count + 1, seed=8))[-1]
    write(more, folder / "requests")
    costs["one request more"] = run(BUILD, folder)
    own = folder / "theme" / "parts" / "footer.html"
    own.parent.mkdir(parents=True)
    own.write_text(FOOTER.read_text().replace("<footer", '<footer data-changed="1"', 1))
    settings = folder / "mkdocs.yml"
    settings.write_text(settings.read_text().replace("name: material}", "name: material, custom_dir: theme}"))
    costs["one template changed"] = run(BUILD, folder)
    page = (folder / "site" / "requests" / more.reference.lower() / "index.html").read_text()
    if "data-changed" not in page:
        raise RuntimeError("the last build does not show the changed template")
    return every, costs


def peer(name: str, lay: Callable[[list[Made], Path], Path], every: list[Made], folder: Path) -> dict[str, Cost]:
    """Everything, and one answer changed."""
    command = peers.commands()[name]
    folder.mkdir()
    page = lay(every, folder)
    costs = {"everything": run(command, folder)}
    page.write_text(page.read_text() + "\nA sentence was added.\n")
    return costs | {"one answer changed": run(command, folder)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[200, 1_000])
    parser.add_argument("--files", type=float, default=0.02, help="share of requests that release a table")
    parser.add_argument("--peers-to", type=int, default=1_000, help="the largest log that peers build too")
    parser.add_argument("--work", type=Path, help="an empty folder; a temporary one if not given")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.work) as work:
        for count in asked.sizes:
            folder = Path(work) / f"log-{count}"
            every, costs = ours(count, folder, asked.files)
            files, megabytes = output(folder / "site")
            print(f"\n{count:,} requests: {files:,} files, {megabytes:,.0f} MB")
            tell("disclosures", costs)
            if count <= asked.peers_to:
                for name in peers.commands():
                    lay = peers.hugo if name == "hugo" else peers.mkdocs
                    theirs = peer(name, lay, every, Path(work) / f"{name.split()[0]}-{count}")
                    tell(name, theirs)
                    ratios = ", ".join(f"{case} {costs[case].cpu / theirs[case].cpu:.2f}x" for case in theirs)
                    print(f"  CPU of disclosures beside {name}: {ratios}")
            shutil.rmtree(folder)


def tell(name: str, costs: dict[str, Cost]) -> None:
    for case, cost in costs.items():
        print(f"  {name:18} {case:20} {cost.cpu:8.2f} s CPU {cost.wall:8.2f} s wall {cost.memory:7.0f} MB", flush=True)


if __name__ == "__main__":
    main()
