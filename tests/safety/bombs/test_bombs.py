# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that are meant to exhaust whoever opens them: each is refused with a reason and a cure, and the next one is judged."""

import io
import struct
import zipfile
import zlib

import pytest

from disclosures.safety.gate import Cleared, Gate, Refused
from disclosures.safety.pool import Pool
from disclosures.store import Store

from ..making import pdf as plain_pdf
from ..packing import zipped
from ..pictures import chunk
from . import making
from .making import LAUGHS, page, pdf, zeros

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"


@pytest.fixture(scope="module")
def door():
    with Pool(1, seconds=20, megabytes=1536) as pool:
        pool.trusted = True  # the canary has tests of its own
        yield Gate(Store(None), pool=pool)


def admit(door, folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return door.admit(path, "full")


def flat():
    return zipped(("a.txt", bytes(60_000_000)))


def nested():
    inner = zipped(*((f"{number}.txt", bytes(900_000)) for number in range(40)))
    middle = zipped(*((f"{number}.zip", inner) for number in range(20)))
    return zipped(("a.zip", middle))


def many_pages():
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 100_003))
    leaf = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    return pdf(CATALOG, b"<</Type/Pages/Count 100000/Kids[" + kids + b"]>>", *[leaf] * 100_000)


def page_loop():
    return pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>")


def table_loop():
    data = pdf(CATALOG, b"<</Type/Pages/Kids[]/Count 0>>", table=b"/Prev 0000000000")
    place = data.rindex(b"xref\n0 3")
    return data.replace(b"/Prev 0000000000", b"/Prev %010d" % place)


def huge_png():
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zeros(1 << 26)) + chunk(b"IEND", b"")


def svg(body, head=b""):
    return head + b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + body + b"</svg>"


BOMBS = {
    "a flat zip bomb": ("a.zip", flat),
    "a nested zip bomb": ("a.zip", nested),
    "a zip whose files lie over one another": ("a.zip", making.overlapping),
    "a page that unpacks to a gigabyte": ("a.pdf", lambda: page(zeros(1 << 30), b"/Filter/FlateDecode")),
    "a page packed twice over": ("a.pdf", lambda: page(zlib.compress(zeros(1 << 30)), b"/Filter[/FlateDecode/FlateDecode]")),
    "a table that leads to itself": ("a.pdf", table_loop),
    "a page tree that leads to itself": ("a.pdf", page_loop),
    "a hundred thousand pages": ("a.pdf", many_pages),
    "arrays in arrays": ("a.pdf", lambda: page(b"", more=b"/A " + b"[" * 200_000 + b"]" * 200_000)),
    "a workbook of laughs": (
        "a.xlsx", lambda: making.workbook_with("xl/workbook.xml", LAUGHS + b"<a>&m;</a>"),
    ),
    "a drawing of laughs": ("a.svg", lambda: svg(b"<text>&m;</text>", LAUGHS)),
    "a drawing in a drawing": ("a.svg", lambda: svg(b"<g>" * 100_000 + b"</g>" * 100_000)),
    "a workbook of elements in elements": (
        "a.xlsx", lambda: making.workbook_with("xl/workbook.xml", b"<a>" * 500_000 + b"</a>" * 500_000),
    ),
    "an enormous picture": ("a.png", huge_png),
    "a message in a message": ("a.eml", lambda: b"MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" * 5000 + b"x"),
}  # fmt: skip


def test_ordinary_files_pass_the_same_door(door, tmp_path):
    assert isinstance(admit(door, tmp_path, "a.pdf", plain_pdf()), Cleared)
    assert isinstance(admit(door, tmp_path, "a.zip", zipped(("a.txt", b"words\n"))), Cleared)


@pytest.mark.parametrize(("name", "make"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_with_a_cure_and_the_next_file_is_judged(door, tmp_path, name, make):
    refused = admit(door, tmp_path, name, make())
    assert isinstance(refused, Refused)
    assert {finding.rule for finding in refused.findings} == {"DAMAGED"}
    assert refused.findings[0].what.endswith(".")
    assert refused.cure
    assert isinstance(admit(door, tmp_path, "next.csv", b"a\n1\n"), Cleared)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b"a," + b"x" * 10_000_000), ("b.csv", b"x" * 10_000_000), ("a.txt", b"x" * 10_000_000), ("c.csv", b'"' + b"x," * 5_000_000)],
    ids=["a cell", "a table of one word", "a text", "a quote without end"],
)
def test_a_line_of_ten_megabytes_ends_in_a_verdict(door, tmp_path, name, data):
    verdict = admit(door, tmp_path, name, data)
    if isinstance(verdict, Refused):
        assert verdict.cure
    else:
        assert verdict.data == data


def test_a_build_goes_on_when_one_file_of_many_is_a_bomb(tmp_path):
    files = []
    for name, data in (("1.csv", b"a\n1\n"), ("2.zip", flat()), ("3.csv", b"a\n3\n")):
        (tmp_path / name).write_bytes(data)
        files.append((tmp_path / name, "full"))
    with Pool(2) as pool:
        pool.trusted = True
        verdicts = Gate(Store(None), pool=pool).admit_all(files)
    assert [isinstance(verdict, Cleared) for verdict in verdicts] == [True, False, True]


def test_inspecting_a_bomb_tells_the_same():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(60_000_000))
    with Gate(Store(None), workers=1) as gate:
        seen = gate.inspect(out.getvalue(), "a.xlsx")
    assert seen.blocked
    assert "unpacks to far more" in seen.findings[0].what
