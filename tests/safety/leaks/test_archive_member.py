# SPDX-License-Identifier: AGPL-3.0-or-later
import io
import zipfile

import pytest

from disclosures.safety.examine import prepare

from ..making import BLACK, findings, pdf, published, rules, secret, xlsx
from ..packing import message, zipped
from ..pictures import jpeg, segment

RULE = "ARCHIVE-MEMBER"
TABLE = ("counts.csv", b"ward,count\nElm,12\n")


def names(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def test_an_archive_of_clean_files_is_not_reported_and_keeps_them():
    data = zipped(TABLE, ("scans/plan.pdf", pdf()), ("scans/photo.jpg", jpeg()))
    assert findings(data, "a.zip") == []
    _, (copy,) = prepare(data, "a.zip")
    assert copy.findings == ()
    assert copy.facts == {"members": ["counts.csv", "scans/plan.pdf", "scans/photo.jpg"]}
    assert names(copy.data) == copy.facts["members"]


def test_the_same_files_give_the_same_archive():
    data = zipped(TABLE, ("b.txt", b"words\n"))
    assert published(data, "a.zip") == published(data, "a.zip")
    assert published(published(data, "a.zip"), "a.zip") == published(data, "a.zip")


def comment(archive):
    archive.comment = b"Harbottle"


def member_comment(archive):
    archive.infolist()[0].comment = b"Harbottle"


def extra(archive):
    entry = zipfile.ZipInfo("b.txt")
    entry.extra = b"ux\x09\0Harbottle"
    archive.writestr(entry, "words")


def leftover(archive):
    archive.writestr("__MACOSX/._counts.csv", "Harbottle")


@pytest.mark.parametrize("change", [comment, member_comment, extra, leftover])
def test_what_the_archive_holds_besides_is_found_and_gone_from_the_copy(change):
    data = zipped(TABLE, change=change)
    assert rules(data, "a.zip") == {RULE}
    assert b"Harbottle" not in published(data, "a.zip")


def test_a_deleted_file_between_two_others_is_found_and_gone_from_the_copy():
    data = zipped(TABLE, ("old.txt", b"Harbottle " * 9), ("b.txt", b"words\n"))
    directory = data.index(b"PK\x01\x02")
    entries = data[directory:].split(b"PK\x01\x02")[1:]
    entries[2], end = entries[2].split(b"PK\x05\x06")
    kept = b"PK\x01\x02" + entries[0] + b"PK\x01\x02" + entries[2]
    tail = b"PK\x05\x06" + end[:4] + b"\2\0\2\0" + len(kept).to_bytes(4, "little") + directory.to_bytes(4, "little") + b"\0\0"
    data = data[:directory] + kept + tail
    assert names(data) == ["counts.csv", "b.txt"]
    assert rules(data, "a.zip") == {RULE}
    assert b"old.txt" not in published(data, "a.zip")


@pytest.mark.parametrize("path", ["../../Harbottle/a.txt", "/home/Harbottle/a.txt", "C:\\Harbottle\\a.txt", "a/./Harbottle/../a.txt"])
def test_a_path_that_leaves_the_archive_is_cut_to_its_last_part(path):
    data = zipped(TABLE, (path, b"words\n"))
    assert any("path" in one.what for one in findings(data, "a.zip", RULE))
    assert names(published(data, "a.zip")) == ["counts.csv", "a.txt"]


COVERED = pdf(lambda page: page.draw_rect(secret(page), fill=BLACK))
LEAKY = {
    "a covered name": (("a.pdf", COVERED), "OVERLAY-TEXT"),
    "a hidden sheet": (("a.xlsx", xlsx(lambda book: setattr(book.create_sheet("Staff"), "sheet_state", "hidden"))), "HIDDEN-SHEET"),
    "a formula": (("a.csv", b"a\n=1+1\n"), "CSV-FORMULA"),
    "an old Office file": (("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "DAMAGED"),
    "an archive with a formula": (("b.zip", zipped(("a.csv", b"a\n=1+1\n"))), "CSV-FORMULA"),
    "a message with a formula": (
        ("a.eml", message(change=lambda mail: mail.add_attachment(b"a\n=1+1\n", "text", "csv", filename="a.csv"))),
        "CSV-FORMULA",
    ),
}


@pytest.mark.parametrize(("member", "rule"), LEAKY.values(), ids=LEAKY)
def test_a_leak_inside_holds_the_whole_archive_back_and_names_its_place(member, rule):
    data = zipped(TABLE, member)
    first, copies = prepare(data, "a.zip")
    found = [*first.findings, *(finding for copy in copies for finding in copy.findings)]
    assert {(one.rule, one.where.split(",")[0]) for one in found if one.rule == rule} == {(rule, member[0])}


def test_what_is_fixed_in_a_file_is_fixed_inside_an_archive_too():
    photo = jpeg(segment(0xFE, b"Harbottle"))
    data = zipped(("deep/photo.jpg", photo), ("deep/book.xlsx", xlsx()), ("inner.zip", zipped(("photo.jpg", photo))))
    assert [one.where for one in findings(data, "a.zip", "IMAGE-META")] == ["deep/photo.jpg", "inner.zip, photo.jpg"]
    copy = published(data, "a.zip")
    assert b"Harbottle" not in copy
    assert names(copy) == ["deep/photo.jpg", "deep/book.csv", "inner.zip"]


def test_a_member_with_a_password_is_refused():
    data = bytearray(zipped(TABLE))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert rules(bytes(data), "a.zip") == {"ENCRYPTED"}


def test_two_members_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(TABLE, TABLE)
    assert rules(data, "a.zip") == {"DAMAGED"}


def test_archives_are_opened_to_a_bounded_depth():
    data = zipped(TABLE)
    for _ in range(2):
        data = zipped(("inner.zip", data))
    assert findings(data, "a.zip") == []
    assert [one.what for one in findings(zipped(("inner.zip", data)), "a.zip")] == ["It is packed more than 3 times over."]
