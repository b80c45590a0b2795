# SPDX-License-Identifier: AGPL-3.0-or-later
"""A log of small documents of many kinds: letters, a scan, workbooks, documents, a file that hides something, twins."""

from __future__ import annotations

import json
from pathlib import Path

import pymupdf

from disclosures import cluster
from disclosures.casework.case import open_cases
from disclosures.casework.folder import load_log
from disclosures.settings import Settings
from tests.reading.making import lines
from tests.safety.making import WHITE, pdf, secret, xlsx
from tests.safety.making_office import docx, para

ROOT = Path(__file__).parents[2]
HIDDEN = "08-hides.pdf"
TWINS = ("10-letter.pdf", "11-the-same-letter.pdf")
REQUEST = """\
reference: CL-24-1
title: Letters of many kinds
regime: uk-foia-2000
dates: {received: 2024-03-04, responded: 2024-03-18, published: 2024-03-20}
subjects: [letters]
held: yes
records:
"""
RECORD = """\
  - number: "%(number)d"
    date: 2024-02-01
    kind: letter
    title: Letter number %(number)d
    outcome: full
    file: records/%(name)s
"""


def letter(words: str) -> bytes:
    return pdf(lambda page: lines(page, f"A letter about {words}.", "It was answered in the same week.", "The board agreed."))


def scan(words: str) -> bytes:
    """A letter on paper, at 150 dots per inch."""
    sheet = pymupdf.open(stream=letter(words))[0]
    pixels = sheet.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    out = pymupdf.open()
    out.new_page().insert_image((0, 0, 595, 842), stream=pixels.tobytes("jpg"))
    return out.tobytes(no_new_id=True)


def many() -> dict[str, bytes]:
    """Thirty files by name."""
    files = {f"{n:02}-letter.pdf": letter(f"matter {n}") for n in range(1, 19)}
    files[HIDDEN] = pdf(lambda page: secret(page, color=WHITE))
    files.pop("08-letter.pdf")
    files[TWINS[1]] = files[TWINS[0]]
    files.pop("11-letter.pdf")
    files |= {f"{n}-book.xlsx": xlsx(lambda book, n=n: book.active.append(["Ward", n])) for n in range(19, 24)}
    files |= {f"{n}-note.docx": docx(para(f"A note about matter {n}.")) for n in range(24, 29)}
    return files | {f"{n}-scan.pdf": scan(f"matter {n}") for n in range(29, 31)}


def write(folder: Path, files: dict[str, bytes], **setting: object) -> Path:
    """The log in `folder` with these released files and this setting `cluster`; returns its mkdocs.yml."""
    home = folder / "requests" / "2024" / "CL-24-1"
    (home / "records").mkdir(parents=True)
    (folder / "content").mkdir()
    for name, data in files.items():
        (home / "records" / name).write_bytes(data)
    records = "".join(RECORD % {"number": number, "name": name} for number, name in enumerate(sorted(files), 1))
    (home / "request.yaml").write_text(REQUEST + records, encoding="utf-8")
    (home / "request.md").write_text("Please send me your letters.\n", encoding="utf-8")
    (home / "response.md").write_text("## Our answer\n\nThe council holds these. They are released in full.\n", encoding="utf-8")
    (folder / "content" / "index.md").write_text("---\ntitle: Letters\n---\n# Letters\n\nOne answer.\n", encoding="utf-8")
    return configure(folder, **setting)


def configure(folder: Path, **setting: object) -> Path:
    """Write the setting `cluster` anew; its scheduler stands on line 8."""
    plugin = f"      cache: {folder / 'cache'}\n      authorities:\n        a: {{name: A Council, email: foi@council.example, review: Write for a review.}}\n"
    cluster = "      cluster:\n" + "".join(f"        {key}: {json.dumps(value)}\n" for key, value in setting.items()) if setting else ""
    config = folder / "mkdocs.yml"
    config.write_text(
        f"site_name: Letters\nsite_url: https://letters.example/\ndocs_dir: content\ntheme: {{name: material, custom_dir: {ROOT / 'theme'}}}\n"
        f"plugins:\n  - disclosures:\n{cluster}{plugin}", encoding="utf-8",
    )  # fmt: skip
    return config


def documents(settings: Settings) -> list[cluster.Document]:
    return cluster.documents(open_cases(load_log(settings.requests), settings.authorities))

