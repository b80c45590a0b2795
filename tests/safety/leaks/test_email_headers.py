# SPDX-License-Identifier: AGPL-3.0-or-later
from email import message_from_bytes
from email.policy import default

import pytest

from disclosures.documents.kind import Kind
from disclosures.safety.examine import prepare

from ..making import findings, published, rules
from ..packing import message
from ..pictures import jpeg, segment

RULE = "EMAIL-HEADERS"


def test_a_plain_message_is_not_reported_and_published_as_what_is_seen():
    assert findings(message(), "a.eml") == []
    _, (copy,) = prepare(message(), "a.eml")
    assert (copy.name, copy.kind, copy.findings) == ("a.txt", Kind.TXT, ())
    assert copy.data.decode() == (
        "From: Records Office\nTo: A Requester\nDate: 7 February 2022, 09:30\nSubject: Potholes\n\nThe count was 12.\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Bcc: Quentin Harbottle <q@police.example>",
        "Received: from harbottle-laptop (10.2.3.4) by mail.example; Mon, 7 Feb 2022 09:30:01 +0000",
        "X-Originating-IP: [10.2.3.4] Harbottle",
        "Message-ID: <Harbottle.1@police.example>",
        "Reply-To: q.harbottle@home.example",
        "Thread-Topic: Harbottle",
        "X-Mailer: Harbottle's mailer",
    ],
)
def test_a_header_that_nobody_sees_is_found_and_not_published(line):
    data = line.encode() + b"\n" + message()
    (found,) = findings(data, "a.eml")
    assert (found.rule, found.where) == (RULE, f"header {line.split(':')[0]}")
    assert "arbottle" in found.recovered
    assert b"arbottle" not in published(data, "a.eml")


def test_addresses_are_not_published():
    data = b"From: q.harbottle@police.example\nTo: \"Q@x.example\" <q.harbottle@police.example>\nSubject: A\nMIME-Version: 1.0\n\nWords\n"
    assert published(data, "a.eml").startswith(b"From: an address at police.example\nTo: an address at police.example\n")


def test_attachments_are_inspected_cleaned_and_published_beside_the_message():
    def attach(mail):
        mail.add_attachment(jpeg(segment(0xFE, b"Harbottle")), "image", "jpeg", filename="photo.jpg")

    data = message(change=attach)
    assert [(one.rule, one.where) for one in findings(data, "a.eml")] == [("IMAGE-META", "photo.jpg")]
    _, copies = prepare(data, "a.eml")
    assert [copy.name for copy in copies] == ["a.txt", "photo.jpg"]
    assert b"Attachments: photo.jpg" in copies[0].data
    assert b"Harbottle" not in copies[1].data


def test_a_message_inside_a_message_is_inspected_too():
    def forward(mail):
        inner = message(change=lambda one: one.add_attachment(b"a\n=1+1\n", "text", "csv", filename="a.csv"))
        mail.add_attachment(message_from_bytes(inner, policy=default))

    assert "CSV-FORMULA" in rules(message(change=forward), "a.eml")
