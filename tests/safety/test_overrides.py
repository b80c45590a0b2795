# SPDX-License-Identifier: AGPL-3.0-or-later
"""What officers may let through, what they never may, and workbooks that go out as themselves."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from disclosures.overriding import NEVER, can_be_covered
from disclosures.safety.gate import Cleared, Gate, Refused
from disclosures.safety.pool import Pool
from disclosures.safety.rules import all_leaks
from disclosures.store import Store

from .making import BLACK, pdf, secret, xlsx


@pytest.fixture(scope="module")
def gate(tmp_path_factory):
    with Gate(Store(tmp_path_factory.mktemp("store")), pool=Pool(1)) as door:
        yield door


@pytest.fixture
def put(tmp_path):
    def write(name, data):
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    return write


def linked(page):
    page.insert_link({"kind": 2, "from": secret(page), "uri": "mailto:someone@example.org"})


def test_an_override_of_another_rule_lets_nothing_through(gate, put):
    path = put("a.pdf", pdf(linked))
    assert isinstance(gate.admit(path, "full"), Refused)
    assert isinstance(gate.admit(path, "full", ["FORM", "META-INFO"]), Refused)


@pytest.mark.parametrize("rule", ["OVERLAY-TEXT", "OVERLAY-ANNOT", "HIDDEN-SHEET", "HIDDEN-CELLS", "REDACT-UNAPPLIED",
                                  "INVISIBLE-TEXT", "TRACKED", "ENCRYPTED", "DAMAGED", "TERM-LISTED"])  # fmt: skip
def test_hidden_words_can_never_be_let_through(rule):
    assert not can_be_covered(rule)


def test_every_rule_that_is_named_as_never_covered_is_known_by_that_name():
    known = {rule.id for rule in all_leaks()} | {"ENCRYPTED", "DAMAGED", "TERM-LISTED", "TRACKED"}
    assert [one for one in NEVER if not any(rule.startswith(one) for rule in known)] == []


def test_the_gate_passes_over_an_override_of_hidden_words(gate, put):
    path = put("a.pdf", pdf(lambda page: page.draw_rect(secret(page), fill=BLACK)))
    refused = gate.admit(path, "redacted", ["OVERLAY-TEXT"])
    assert [finding.rule for finding in refused.findings] == ["OVERLAY-TEXT"]


def test_a_covered_rule_is_let_through_and_told(gate, put):
    cleared = gate.admit(put("a.pdf", pdf(linked)), "full", ["LINK"])
    assert isinstance(cleared, Cleared)
    assert {finding.rule for finding in cleared.overridden} == {"LINK"}
    assert "LINK" not in {finding.rule for finding in cleared.warnings}


def test_it_covers_that_rule_alone(gate, put):
    def both(page):
        linked(page)
        page.add_text_annot((300, 300), "Ask Jane")

    refused = gate.admit(put("a.pdf", pdf(both)), "full", ["LINK"])
    assert {finding.rule for finding in refused.findings} == {"ANNOT-TEXT"}


def test_a_verdict_with_an_override_is_not_kept_for_one_without(gate, put):
    path = put("b.csv", b"a,b\n1,=2\n")
    assert isinstance(gate.admit(path, "full", ["CSV-FORMULA"]), Cleared)
    assert isinstance(gate.admit(path, "full"), Refused)


def test_a_workbook_stays_behind_unless_an_officer_decides(gate, put):
    cleared = gate.admit(put("counts.xlsx", xlsx()), "full")
    assert (cleared.name, cleared.more) == ("counts.csv", ())


def test_a_workbook_goes_out_beside_its_table_without_properties_and_left_over_texts(gate, put):
    def sign(book):
        book.properties.creator = book.properties.lastModifiedBy = "Quentin Harbottle"

    data = with_left_over_text(xlsx(sign), "Quentin Harbottle")
    cleared = gate.admit(put("counts.xlsx", data), "full", (), True)
    assert [cleared.name, *(more.name for more in cleared.more)] == ["counts.csv", "counts.xlsx"]
    published = cleared.more[0].data
    with zipfile.ZipFile(io.BytesIO(published)) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
        assert not [name for name in archive.namelist() if name.startswith("docProps")]
    assert b"Harbottle" not in held
    book = openpyxl.load_workbook(io.BytesIO(published))
    assert [[cell.value for cell in row] for row in book["Wards"]] == [["Ward", "Potholes"], ["Elm", 12], ["Oak", 7]]


def test_a_workbook_with_anything_else_in_it_is_held_back(gate, put):
    def chart(book):
        from openpyxl.chart import BarChart, Reference

        drawn = BarChart()
        drawn.add_data(Reference(book.active, min_col=2, min_row=1, max_row=3))
        book.active.add_chart(drawn)

    path = put("counts.xlsx", xlsx(chart))
    refused = gate.admit(path, "full", (), True)
    assert isinstance(refused, Refused) and refused.cure


def with_left_over_text(data: bytes, words: str) -> bytes:
    """The workbook with a shared text that no cell shows any more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "xl/sharedStrings.xml":
                body = body.replace(b"</sst>", f"<si><t>{words}</t></si></sst>".encode())
                assert words.encode() in body
            new.writestr(name, body)
    return out.getvalue()
