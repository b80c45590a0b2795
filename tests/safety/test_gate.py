# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile
from pathlib import Path

import pymupdf
import pytest

from disclosures.problems import Severity
from disclosures.safety import canary
from disclosures.safety.gate import Cleared, Gate, Refused
from disclosures.safety.pool import Pool, WorkerFailed
from disclosures.store import Store, sha256

from .making import BLACK, WHITE, changed, pdf, rules, secret, xlsx


@pytest.fixture(scope="module")
def pool():
    with Pool(2) as workers:
        yield workers


@pytest.fixture(scope="module")
def door(pool, tmp_path_factory):
    return Gate(Store(tmp_path_factory.mktemp("store")), pool=pool)


def redacted(page):
    page.add_redact_annot(secret(page), text="s40(2)", fill=BLACK, text_color=WHITE, fontsize=8)
    page.apply_redactions()


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_clean_redaction_goes_out_with_its_facts(door, tmp_path):
    cleared = door.admit(write(tmp_path, "01.pdf", pdf(redacted)), "redacted")
    assert isinstance(cleared, Cleared)
    assert cleared.warnings == ()
    assert (cleared.pages, cleared.facts["boxes"], cleared.name) == (1, 1, "01.pdf")
    assert cleared.sha256 == sha256(cleared.data)
    assert cleared.size == len(cleared.data)


def test_the_same_file_gives_the_same_bytes_without_a_store(pool, tmp_path):
    path = write(tmp_path, "01.pdf", changed(pdf(redacted), lambda d: d.docinfo.update({"/Author": "Q. Harbottle"})))
    once, again = (Gate(Store(None), pool=pool).admit(path, "redacted") for _ in range(2))
    assert once.data == again.data
    assert once.data != path.read_bytes()


def test_a_leaky_file_is_refused_with_place_masked_secret_and_cure(door, tmp_path):
    path = write(tmp_path, "02.pdf", pdf(lambda page: page.draw_rect(secret(page), fill=BLACK)))
    refused = door.admit(path, "redacted")
    assert isinstance(refused, Refused)
    (problem,) = refused.problems(path)
    assert problem.severity is Severity.ERROR
    assert str(problem.place).startswith(f"{path} (page 1, box ")
    assert "Q… H…" in problem.message
    assert "Harbottle" not in problem.message
    assert problem.cure == refused.cure


def test_everything_that_blocks_is_told_at_once(door, tmp_path):
    def leaky(page):
        page.draw_rect(secret(page), fill=BLACK)
        page.add_text_annot((300, 300), "Ask Quentin")

    refused = door.admit(write(tmp_path, "03.pdf", pdf(leaky)), "redacted")
    assert {finding.rule for finding in refused.findings} == {"ANNOT-TEXT", "OVERLAY-TEXT"}


def test_nobody_else_can_make_a_cleared():
    with pytest.raises(TypeError, match="gate"):
        Cleared(b"", "", None, "", "", 0, 0, False, "", "", {})


def test_the_second_build_inspects_nothing_again(tmp_path, door):
    path = write(tmp_path, "01.pdf", pdf(redacted))
    first = door.admit(path, "redacted")

    class NoPool(Pool):
        def ask(self, *task):
            raise AssertionError("a worker was asked")

    idle = NoPool()
    idle.trusted = True  # the canary has its own tests
    assert Gate(door.store, pool=idle).admit(path, "redacted") == first


def test_a_damaged_entry_of_the_store_is_not_trusted(tmp_path, pool):
    store = Store(tmp_path / "store")
    path = write(tmp_path, "01.pdf", pdf(redacted))
    first = Gate(store, pool=pool).admit(path, "redacted")
    for kept in (tmp_path / "store" / "cleared").rglob("*"):
        if kept.is_file():
            kept.write_bytes(b"something else")
    assert Gate(store, pool=pool).admit(path, "redacted").data == first.data


def test_schedule_and_file_are_compared_both_ways(door, tmp_path):
    clean, boxed = write(tmp_path, "1.pdf", pdf()), write(tmp_path, "2.pdf", pdf(redacted))
    assert isinstance(door.admit(clean, "full"), Cleared)
    assert isinstance(door.admit(boxed, "redacted"), Cleared)
    assert "shows 1 redaction." in door.admit(boxed, "full").findings[0].what
    assert "no redaction is visible" in door.admit(clean, "redacted").findings[0].what


def test_what_asks_for_a_reason_is_held_back_until_an_officer_writes_one(door, tmp_path):
    unmarked = write(tmp_path, "1.pdf", pdf())
    assert isinstance(door.admit(unmarked, None), Cleared)
    assert [one.rule for one in door.admit(unmarked, "redacted").findings] == ["OUTCOME"]
    cleared = door.admit(unmarked, "redacted", overrides=["OUTCOME"])
    assert isinstance(cleared, Cleared) and [one.rule for one in cleared.overridden] == ["OUTCOME"]


def test_a_workbook_goes_out_as_the_tables_that_are_seen(door, tmp_path):
    cleared = door.admit(write(tmp_path, "counts.xlsx", xlsx()), "full")
    assert (cleared.name, cleared.data) == ("counts.csv", b"Ward,Potholes\r\nElm,12\r\nOak,7\r\n")

    two = xlsx(lambda book: book.create_sheet("Notes & Terms").append(["Counted monthly"]))
    cleared = door.admit(write(tmp_path, "two.xlsx", two), "full")
    assert [cleared.name, *(more.name for more in cleared.more)] == ["two-wards.csv", "two-notes-terms.csv"]


def test_a_formula_in_a_visible_cell_of_a_workbook_holds_it_back(door, tmp_path):
    def formula(book):
        book.active["A2"].data_type = "s"
        book.active["A2"].value = "@evil"

    refused = door.admit(write(tmp_path, "a.xlsx", xlsx(formula)), "full")
    assert [finding.rule for finding in refused.findings] == ["CSV-FORMULA"]


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "DAMAGED"),
        ("a.bin", bytes(range(256)), "DAMAGED"),
        ("a.pdf", b"", "DAMAGED"),
        ("a.pdf", b"%PDF-1.7\nnothing else", "DAMAGED"),
        ("a.png", b"\x89PNG\r\n\x1a\nrubbish", "DAMAGED"),
        ("a.xlsx", xlsx()[:400], "DAMAGED"),
    ],
    ids=["legacy Office", "unknown", "empty", "broken PDF", "broken picture", "half a workbook"],
)
def test_what_cannot_be_read_is_refused_with_a_cure(door, tmp_path, name, data, rule):
    refused = door.admit(write(tmp_path, name, data), "full")
    assert [finding.rule for finding in refused.findings] == [rule]
    assert refused.cure


def test_a_password_is_refused_by_name(door, tmp_path):
    document = pymupdf.open(stream=pdf())
    locked = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="secret")
    open_to_all = document.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="", owner_pw="secret")
    assert [f.rule for f in door.admit(write(tmp_path, "a.pdf", locked), "full").findings] == ["ENCRYPTED"]
    assert isinstance(door.admit(write(tmp_path, "b.pdf", open_to_all), "full"), Cleared)


def test_a_zip_bomb_is_refused(door, tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(60_000_000))
    refused = door.admit(write(tmp_path, "a.xlsx", out.getvalue()), "full")
    assert "unpacks to far more" in refused.findings[0].what


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_is_judged(tmp_path):
    with Pool(1, seconds=0.001) as hasty:
        hasty.trusted = True
        refused = Gate(Store(None), pool=hasty).admit(write(tmp_path, "a.pdf", pdf()), "full")
        assert "nothing happened for 0.001 seconds" in refused.findings[0].what
        hasty._workers[0].seconds = 20
        assert isinstance(Gate(Store(None), pool=hasty).admit(tmp_path / "a.pdf", "full"), Cleared)


def test_a_worker_that_exhausts_its_memory_is_refused_and_the_next_one_is_judged(tmp_path):
    with Pool(1, megabytes=400) as small:
        with pytest.raises(WorkerFailed, match="too much memory"):
            small.ask("look", b"a,b\n" * 4_000_000, "a.csv")
        assert small.ask("look", b"a,b\n", "a.csv")[0]["first"]["kind"] == "CSV"


def test_many_files_come_back_in_their_order(door, tmp_path):
    files = [(write(tmp_path, f"{n}.csv", f"number\n{n}\n".encode()), "full") for n in range(8)]
    told = []
    results = door.admit_all(files, lambda done, total: told.append((done, total)))
    assert [cleared.data for cleared in results] == [path.read_bytes() for path, _ in files]
    assert told[-1] == (8, 8)


def test_the_gate_stays_shut_when_a_rule_is_blind(tmp_path):
    class Blind(Pool):
        def ask(self, task, data, name):
            return {"first": {"kind": "PDF", "sha256": "", "findings": []}}, []

    with pytest.raises(canary.CanaryAlive, match="OVERLAY-TEXT"):
        Gate(Store(None), pool=Blind()).admit(write(tmp_path, "a.csv", b"a\n1\n"), "full")


def test_every_sample_of_the_canary_is_flagged_for_its_own_reason_alone():
    for rule, name, data in canary.samples():
        assert rules(data, name) == {rule}


def test_inspect_tells_everything_about_a_file_as_it_is():
    with Gate(Store(None), workers=1) as gate:
        seen = gate.inspect(b"a,b\n1,=2\n", "a.csv")
    assert seen.blocked
    assert [finding.where for finding in seen.findings] == ["row 2, column 2"]
