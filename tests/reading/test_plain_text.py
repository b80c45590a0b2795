# SPDX-License-Identifier: AGPL-3.0-or-later
"""Plain text and e-mail: lines that a program broke run on, lines that a writer ended stay, messages are told apart."""

from __future__ import annotations

from disclosures.reading.read import read

from .making import LAW, cleared

MAIL = b"""From: Ann Example <ann@council.example>
To: Bo Sample <bo@council.example>
Date: Sun, 6 Feb 2022 10:20:00 +0000
Subject: The bridge
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Dear Bo,

I have asked [Redacted: section 40(2)] to look at it.

-----Original Message-----
From: Bo Sample
Sent: 5 February 2022 09:00
To: Ann Example
Subject: The bridge

Could you ask somebody?
"""


def html(text: str) -> str:
    return "\n".join(page.html for page in read(cleared(text.encode(), "a.txt"), LAW.get).pages)


def test_a_short_line_ends_where_its_writer_ended_it():
    assert html("12 Mill Lane\nNorthmere\n") == "<p>12 Mill Lane<br>Northmere</p>"


def test_a_long_line_runs_on():
    first = "This line is as long as those that mail programs break by themselves,"
    assert html(f"{first}\nand it goes on here.\n") == f"<p>{first} and it goes on here.</p>"


def test_an_email_is_read_as_its_messages_each_with_its_head():
    (page,) = read(cleared(MAIL, "a.eml"), LAW.get).pages
    assert page.html.count('<article class="message"') == 2
    assert "<dt>From</dt><dd>Ann Example</dd>" in page.html and "<dt>Sent</dt><dd>5 February 2022 09:00</dd>" in page.html
    assert '<span class="gap">[Redacted: section 40(2)]</span> to look' in page.html
    assert "Original Message" not in page.html and "example>" not in page.html


def test_a_long_text_is_read_in_parts_and_loses_nothing():
    words = [f"Paragraph {number} of a long text, which has some words to it.\n\n" for number in range(1, 1200)]
    told = read(cleared("".join(words).encode(), "a.txt"))
    assert told.unit == "part" and len(told.pages) > 2
    assert "".join(page.html for page in told.pages).count("Paragraph ") == 1199
    assert max(len(page.html) for page in told.pages) < 60_000
