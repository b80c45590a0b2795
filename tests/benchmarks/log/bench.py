# SPDX-License-Identifier: AGPL-3.0-or-later
"""Measures how long a log takes to build: `python -m tests.benchmarks.log.bench [N …] [--work DIR] [--peers-to N] [--hugo PROGRAM]`.

For each size: everything from nothing, nothing changed, one answer changed, one request more, one old one withdrawn, one
template changed, one statute changed. Peers build the same pages in between, those of the records too. Put `--work` on a file
system in memory, and name it with the figures; sizes above 10,000 take long and are built only when they are asked for.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from pathlib import Path

from . import peers
from .corpus import emit
from .measure import Cost, output, run
from .ours import Ours
from .peers import Peer


def measure(count: int, work: Path, asked: argparse.Namespace) -> None:
    """One size: ours and the peers' builds take turns, so that what else happens on the machine meets all alike."""
    folder = work / f"log-{count}"
    every = emit(count, folder, files=asked.files)
    ours = Ours(every, folder)
    limits = {"hugo": asked.peers_to, "mkdocs + material": min(asked.peers_to, asked.mkdocs_to)}
    others = {name: peer for name, peer in peers.installed(asked.hugo, not asked.no_record_pages).items() if count <= limits[name]}
    laid = {name: peer.lay(every, work / f"{name.split()[0]}-{count}") for name, peer in others.items()}
    print(f"\n{count:,} requests; load of the machine {os.getloadavg()[0]:.1f}")
    for case, build in ours.cases():
        cost = build()
        files, megabytes = output(folder / "site")
        tell("disclosures", case, cost, f"{ours.written():8,} of {files:,} files written, {megabytes:,.0f} MB")
        for name, peer in others.items():
            theirs = beside(peer, case, laid[name], work / f"{name.split()[0]}-{count}")
            if theirs:
                files, megabytes = output(peer.site(work / f"{name.split()[0]}-{count}"))
                tell(name, case, theirs, f"{files:8,} files, {megabytes:,.0f} MB; disclosures {cost.cpu / theirs.cpu:.2f}x CPU, "
                                         f"{cost.wall / theirs.wall:.2f}x wall")  # fmt: skip
    one, two = spread(ours, 2 if count <= asked.twice_to else 1)
    tell("disclosures", "cold, one worker", one, "")
    tell("disclosures", "cold, two workers", two, f"{two.wall / one.wall:.2f}x wall, {two.cpu / one.cpu:.2f}x CPU of one worker")
    for path in work.iterdir():
        shutil.rmtree(path)


def beside(peer: Peer, case: str, page: Path, folder: Path) -> Cost | None:
    """What a peer's build costs after the same change; None where it is not asked."""
    if case not in peer.cases:
        return None
    if case == "one answer changed":
        page.write_text(page.read_text() + "\nA sentence was added.\n")
    elif case == "one request more":
        page.with_name(f"another-{page.name}").write_text(page.read_text().replace(page.stem, f"another-{page.stem}"))
    elif case == "one template changed":
        template = folder / peer.template
        template.write_text(template.read_text().replace("Open Government Licence", "Another licence"))
    return run(peer.command, folder)


def spread(ours: Ours, times: int) -> tuple[Cost, Cost]:
    """The cheaper of so many cold builds with one worker and with two, in turns."""
    costs = [(ours.cold_with(1), ours.cold_with(2)) for _ in range(times)]
    one, two = (min(found, key=lambda cost: cost.wall) for found in zip(*costs, strict=True))
    return one, two


def tell(name: str, case: str, cost: Cost, more: str) -> None:
    print(f"  {name:18} {case:26} {cost.cpu:8.2f} s CPU {cost.wall:8.2f} s wall {cost.memory:7.0f} MB  {more}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[200, 1_000, 10_000])
    parser.add_argument("--files", type=float, default=0.02, help="share of requests that release a table")
    parser.add_argument("--peers-to", type=int, default=10_000, help="the largest log that peers build too")
    parser.add_argument("--mkdocs-to", type=int, default=1_000, help="the same for MkDocs, which takes minutes for thousands of pages")
    parser.add_argument("--twice-to", type=int, default=1_000, help="the largest log of which one and two workers are measured twice")
    parser.add_argument("--no-record-pages", action="store_true", help="peers leave out the page of each record")
    parser.add_argument("--hugo", help="the program hugo, where it is neither on the path nor beside this Python")
    parser.add_argument("--work", type=Path, help="an empty folder; a temporary one if not given")
    asked = parser.parse_args()
    for count in asked.sizes:
        with tempfile.TemporaryDirectory(dir=asked.work) as work:
            measure(count, Path(work), asked)


if __name__ == "__main__":
    main()
