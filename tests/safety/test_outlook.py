# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages that Outlook saved are judged and published like e-mail; nothing of their compound file goes out."""

import struct

import pytest

from disclosures.documents import rtf
from disclosures.documents.kind import Kind, tell
from disclosures.safety import readable
from disclosures.safety.examine import prepare

from .compound_files import attached, binary, compound, embedded, fixed, message_tree, msg, packed_rtf, person, wide
from .making import findings, published, rules
from .pictures import jpeg, segment

HTML = b"<html><body><p>The <b>count</b> was 12.</p></body></html>"
RICH = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\colortbl;\red255\green255\blue255;}\pard The count was 12.%s\par}"
BOXED = r"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}The count was \htmlrtf x\htmlrtf0 12.{\*\htmltag72 </p>}%s}"


@pytest.mark.parametrize(
    "data",
    [
        msg(),
        msg(binary(0x1013, HTML)),
        msg(binary(0x1009, packed_rtf(RICH % ""))),
        msg(binary(0x1013, HTML), binary(0x1009, packed_rtf(BOXED % ""))),
    ],
    ids=["text alone", "with HTML", "with rich text", "with HTML kept in rich text"],
)
def test_forms_of_the_same_words_are_not_reported(data):
    assert tell(data, "a.bin") is Kind.MSG
    assert findings(data, "a.msg") == []
    assert published(data, "a.msg").decode() == (
        "From: Records Office\nTo: A Requester\nDate: 7 February 2022, 09:30\nSubject: Potholes\n\nThe count was 12.\n"
    )


def test_a_picture_between_the_lines_and_an_attachment_are_published_beside_the_message():
    page = {"__substg1.0_1013001F": '<p>The count was 12.<img src="cid:logo@x"></p>'.encode("utf-16-le")}
    inline = attached(0, "logo.jpg", jpeg(), hidden=1)
    inline["__attach_version1.0_#00000000"] |= wide(0x3712, "logo@x")
    data = msg(page, inline, attached(1, "Gr\u00f6\u00dfe.csv", b"a,b\n1,2\n"))
    assert findings(data, "a.msg") == []
    assert [copy.name for copy in prepare(data, "a.msg")[1]] == ["a.txt", "logo.jpg", "Gr\u00f6\u00dfe.csv"]


@pytest.mark.parametrize(
    "more",
    [
        person(1, 3, "Quentin Harbottle", "q@police.example"),
        wide(0x007D, "Received: from harbottle-laptop (10.2.3.4)\r\n by mail.example;\r\nSubject: Potholes\r\n"),
        wide(0x5D01, "q.harbottle@police.example"),
        wide(0x0C1F, "/O=POLICE/CN=HARBOTTLE"),
        wide(0x0E1D, "Potholes seen by Harbottle"),
        wide(0x8005, "Harbottle"),
        {"__substg1.0_80110000001E": b""} | {"__substg1.0_8011001E": b"Harbottle"},
    ],
    ids=["blind copy", "transport", "sender", "directory", "subject of the thread", "named", "in one byte"],
)
def test_what_no_reader_sees_is_a_header_and_not_published(more):
    data = msg(more)
    assert {one.rule for one in findings(data, "a.msg")} == {"EMAIL-HEADERS"}
    assert any("arbottle" in one.recovered.lower() for one in findings(data, "a.msg"))
    assert b"arbottle" not in published(data, "a.msg").lower()


@pytest.mark.parametrize(
    "data",
    [
        msg(binary(0x1013, HTML), text="The count was 12, said Harbottle."),
        msg(binary(0x1013, HTML.replace(b"12", b"12, said Harbottle"))),
        msg(binary(0x1013, HTML.replace(b"</p>", b'<span style="display:none">Harbottle</span></p>'))),
        msg(binary(0x1009, packed_rtf(RICH % " Harbottle"))),
        msg(binary(0x1009, packed_rtf(RICH % r"{\v Harbottle}"))),
        msg(binary(0x1009, packed_rtf(RICH % r"{\deleted Harbottle}"))),
        msg(binary(0x1009, packed_rtf(RICH % r"{\cf1 Harbottle}"))),
        msg(binary(0x1009, packed_rtf(RICH % r"{\fs2 Har\u98?ottle}"))),
        msg(binary(0x1009, packed_rtf(RICH % r"{\*\annotation H\'61rbottle}"))),
        msg(binary(0x1009, packed_rtf(BOXED % r"{\*\htmltag84 <!-- Harbottle -->}"))),
        msg(attached(0, "Harbottle.jpg", jpeg(), hidden=1)),
        msg(attached(0, "Harbottle.ole", b"x", method=6)),
    ],
    ids=["more in the text", "more in the HTML", "switched off", "more in rich text", "hidden", "deleted", "white", "tiny",
         "a comment", "a comment in HTML", "a hidden attachment", "an object"],
)  # fmt: skip
def test_what_one_form_hides_is_found_and_holds_the_message_back(data):
    assert any("arbottle" in one.recovered for one in findings(data, "a.msg", "EMAIL-PARTS"))
    assert prepare(data, "a.msg")[1] == ()


def test_a_picture_in_rich_text_holds_the_message_back():
    assert rules(msg(binary(0x1009, packed_rtf(RICH % r"{\pict\jpegblip ffd8}"))), "a.msg") == {"EMAIL-PARTS"}


def test_attachments_and_messages_inside_are_inspected_by_their_own_rules():
    inner = message_tree(attached(0, "a.csv", b"a\n=1+1\n"), head=24, subject="Forwarded")
    data = msg(embedded(0, inner), attached(1, "photo.jpg", jpeg(segment(0xFE, b"Harbottle"))))
    found = {(one.rule, one.where) for one in findings(data, "a.msg")}
    assert found == {("CSV-FORMULA", "Forwarded.eml, a.csv, row 2, column 1"), ("IMAGE-META", "photo.jpg")}


def test_an_item_that_is_no_message_is_refused_with_its_cure():
    (found,) = findings(msg(wide(0x001A, "IPM.Contact")), "a.msg")
    assert (found.rule, "IPM.Contact" in found.what) == ("DAMAGED", True)
    assert "as PDF from Outlook" in found.cure


def test_an_old_document_with_a_message_inside_stays_refused():
    data = compound({"WordDocument": bytes(600), "ObjectPool": message_tree()})
    (found,) = findings(data, "a.msg")
    assert (tell(data), found.rule) == (Kind.OLE, "DAMAGED")


def patched(data, at, value):
    return data[:at] + struct.pack("<I", value) + data[at + 4 :]


def sector_after(data, number):
    """Where the table says how sector `number` goes on."""
    (table,) = struct.unpack_from("<I", data, 76)
    return (table + 1) * 512 + 4 * number


def big():
    return msg(attached(0, "a.txt", b"word " * 2000))


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: data[:700],
        lambda data: patched(data, sector_after(data, 0), 0),
        lambda data: patched(data, sector_after(data, 3), 2),
        lambda data: patched(data, sector_after(data, 1), 0xFFFFFF),
        lambda data: patched(data, 60, 0),
        lambda data: patched(data, 68, 0),
        lambda data: patched(data, 48, 9999),
        lambda data: data[:30] + b"\x1f\0" + data[32:],
        lambda data: patched(data, 44 + 12, 0),
    ],
    ids=["cut", "a circle of one", "a circle", "off the end", "shared sectors", "a circle of tables", "no folder",
         "sectors of 2 GB", "no small streams"],
)  # fmt: skip
def test_a_broken_or_endless_file_is_refused(broken):
    (found,) = findings(broken(big()), "a.msg")
    assert found.rule == "DAMAGED"
    assert prepare(broken(big()), "a.msg")[1] == ()


def test_folders_that_hold_each_other_are_refused():
    data = compound({"__properties_version1.0": bytes(32), "a": {"b": {"c": b"x"}}})
    at = data.index("b".encode("utf-16-le") + bytes(60), 512)
    assert findings(patched(data, at + 76, 2), "a.msg")[0].rule == "DAMAGED"


def test_messages_nested_without_end_are_refused():
    tree = message_tree(head=24)
    for _ in range(12):
        tree = message_tree(embedded(0, tree), head=24)
    assert rules(msg(embedded(0, tree)), "a.msg") == {"DAMAGED"}


def test_rich_text_that_says_it_is_enormous_is_refused():
    packed = packed_rtf(RICH % "")
    assert rules(msg(binary(0x1009, packed[:4] + struct.pack("<I", 2**31) + packed[8:])), "a.msg") == {"DAMAGED"}


def test_rich_text_is_unpacked_as_the_specification_shows():
    """[MS-OXRTFCP], 4.1.1 and 4.1.2."""
    example = bytes.fromhex(
        "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0".replace(" ", "")
    )
    assert rtf.unpack(example) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    again = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert rtf.unpack(again) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


def test_a_message_without_recipients_is_told_by_the_line_that_outlook_shows():
    tree = {name: body for name, body in message_tree(wide(0x0E04, "One Person; Another")).items() if "__recip" not in name}
    assert b"To: One Person, Another\n" in published(compound(tree | fixed(32, {})), "a.msg")


def test_withheld_terms_are_searched_for_in_a_message_and_its_attachments():
    inner = message_tree(head=24, subject="Forwarded", text="Only here: Harbottle.")
    texts = readable.read(msg(embedded(0, inner), person(1, 3, "Quentin Sallow", "q@police.example")), "a.msg")
    assert [where for where, text in texts if "Harbottle" in text] == ["Forwarded.eml the message"]
    assert [where for where, text in texts if "Sallow" in text] == ["what the message does not show"]
