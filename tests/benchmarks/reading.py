# SPDX-License-Identifier: AGPL-3.0-or-later
"""How well and how fast records are read: `python -m tests.benchmarks.reading [--seeds 6] [--peers-python PYTHON]`.

Words in order and cells are told as shares of the source's. Cost is beside PyMuPDF's own `dict` extraction of the same
files, in turns within the same run.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pymupdf

from disclosures.documents import redaction_boxes
from disclosures.documents.pdf import Pdf
from disclosures.reading import layout as reading
from disclosures.reading import ocr
from disclosures.reading.blocks import Table, gaps_in, walk
from disclosures.reading.html import page_html

from . import reading_made, reading_made_hard, reading_measures, reading_peers
from .reading_made import Made

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
DRAWN_OVER = {
    "x-ray__whitespace_redaction_with_comma.pdf": 4, "x-ray__whitespace_redactions.pdf": 1,
    "x-ray__whitespace_redactions_2.pdf": 4,
}  # fmt: skip
"""Files of the corpus with clean redactions, and how many boxes an eye counts in each."""


def measured(made: Made) -> Counter[str]:
    """Words of the source and of those the ones in order, extra words, cells, cells right, redactions made and found."""
    sheets = reading.read(made.data, made.name)
    blocks = [block for sheet in sheets for block in sheet.blocks]
    tables = [block for block in walk(blocks) if isinstance(block, Table)]
    found = Counter(_words(made, reading_measures.said(blocks)))
    found["cells"] = sum(len(row) for table in made.tables for row in table)
    found["cells right"] = sum(reading_measures.cells_right(table, tables) for table in made.tables)
    found["gaps"], found["gaps found"] = made.gaps, sum(len(gaps_in(block)) for block in blocks)
    return found


def _words(made: Made, text: str) -> dict[str, int]:
    source = [word for page in made.said for part in page for word in reading_measures.words(part)]
    read = reading_measures.words(text)
    right = reading_measures.in_order(source, read)
    return {"words": len(source), "in order": right, "extra": len(read) - right}


def share(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "     –  "


def tell(title: str, records: Iterable[Made], peers: dict[str, Callable[[bytes], str]]) -> None:
    print(f"\n{title}\n{'layout':22} {'words':>7} {'in order':>9} {'extra':>6} {'cells':>9} {'redactions':>11}")
    total: Counter[str] = Counter()
    others: dict[str, Counter[str]] = {name: Counter() for name in peers}
    kinds: dict[str, Counter[str]] = {}
    for made in records:
        kinds.setdefault(made.name.rsplit("-", 1)[0], Counter()).update(measured(made))
        for name, read in peers.items():
            others[name].update(_words(made, read(made.data)))
    for kind, found in kinds.items():
        total.update(found)
        _row(kind, found)
    _row("all", total)
    for name, found in others.items():
        _row(name, found)


def _row(name: str, found: Counter[str]) -> None:
    gaps = f"{found['gaps found']}/{found['gaps']}" if found["gaps"] else "–"
    print(
        f"{name:22} {found['words']:7} {share(found['in order'], found['words']):>9} {found['extra']:6} "
        f"{share(found['cells right'], found['cells']):>9} {gaps:>11}"
    )


def cost(records: list[Made], rounds: int = 5) -> None:
    """The time of reading and writing a page beside PyMuPDF's `dict` without pictures, each record in turns."""
    spent: dict[str, list[float]] = {}
    flags = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES
    for _ in range(rounds):
        for made in records:
            start = time.process_time()
            with pymupdf.open(stream=made.data) as document:
                for page in document:
                    page.get_text("dict", flags=flags)
            middle = time.process_time()
            for sheet in reading.read(made.data, made.name):
                page_html(sheet.blocks, lambda gap: "")
            kind = spent.setdefault(made.name.rsplit("-", 1)[0], [0.0, 0.0])
            kind[0] += middle - start
            kind[1] += time.process_time() - middle
    print("\nCost beside PyMuPDF's dict extraction of the same files")
    for kind, (theirs, ours) in spent.items():
        print(f"{kind:22} {ours / theirs:5.2f}")
    print(f"{'all':22} {sum(b for _, b in spent.values()) / sum(a for a, _ in spent.values()):5.2f}")


def corpus() -> None:
    """Redactions found on real files, where there are any beside the repository."""
    for name, count in DRAWN_OVER.items():
        file = CORPUS / "files" / name
        if file.exists():
            with Pdf(file.read_bytes()) as pdf:
                found = sum(len(redaction_boxes.find(page)) for page in pdf.pages)
            print(f"{name:46} {found}/{count} redactions")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--scans", type=int, default=3)
    parser.add_argument("--peers-python", default="")
    chosen = parser.parse_args()
    peers = reading_peers.available(chosen.peers_python)
    born = [
        layout(seed) for layout in (*reading_made.LAYOUTS, *reading_made_hard.LAYOUTS) for seed in range(chosen.seeds)
    ]
    tell("Born-digital pages", born, peers)
    if ocr.installed():
        tell("Scans at 300 dots per inch", reading_made.scans(chosen.scans), {})
    else:
        print("\nScans are not measured: Tesseract is not installed")
    cost(born)
    corpus()


if __name__ == "__main__":
    main()
