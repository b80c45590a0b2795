# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a built page holds without showing it."""

from __future__ import annotations

import pytest

from disclosures.safety import pages


def rules(text: str) -> list[str]:
    return [finding.rule for finding in pages.of_page(text.encode())]


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><html lang=en><head><title>Hidden depths</title></head><body><p>A hidden camera.</p></body></html>",
        '<p><span aria-hidden="true">×</span><span class="hide">Remove </span></p>',
        "<details><summary>More</summary><p>A part that opens.</p></details>",
        "<dialog hidden></dialog><p>Text</p>",
        '<p style="color: #123">Text</p>',
        '<p style="color: #123; background: #fff; line-height: 0.9; border-width: 0; height: 0.5em">Text</p>',
        '<code>&lt;!-- shown --&gt;</code>',
        "<p>co\u00adoperation, 👩\u200d💻, ❤\ufe0f, می\u200cخواهم, क्\u200dष, \u200fעברית\u200e</p>",
        "<p>🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f</p>",
        '<p style="display:none"> \n </p>',
    ],
)
def test_what_readers_see_is_left_alone(text):
    assert rules(text) == []


@pytest.mark.parametrize("text", ["<p>A<!-- ask Jane --></p>", "<!--x--><p>A", "<p>A<?php echo 1 ?></p>"])
def test_a_comment_is_found(text):
    assert rules(text) == ["PAGE-COMMENT"]


@pytest.mark.parametrize(
    "text",
    [
        "<p hidden>Jane</p>",
        "<div hidden><p>Jane</p></div>",
        "<div HIDDEN='until-found'>Jane</div>",
        '<span style="display : none">Jane</span>',
        "<span style='visibility:hidden'>Jane</span>",
        '<span style="font-size:0">Jane</span>',
        '<span style="opacity:0">Jane</span>',
        '<span style="position:absolute;left:-9999px">Jane</span>',
        '<span style="color:#fff;background:#fff">Jane</span>',
        '<span style="color: white; margin: 0; background-color: white">Jane</span>',
        '<span style="color:transparent">Jane</span>',
        '<span style="height:0;overflow:hidden">Jane</span>',
        '<span style="position:absolute;clip:rect(0 0 0 0)">Jane</span>',
        '<span style="clip-path: inset(50%)">Jane</span>',
        "<template><p>Jane</p></template>",
        "<p hidden>Jane",
    ],
)
def test_a_part_that_is_switched_off_is_found(text):
    (finding,) = pages.of_page(f"<h1>T</h1>\n{text}".encode())
    assert (finding.rule, finding.where, finding.masked) == ("PAGE-HIDDEN", "line 2", "J…")


@pytest.mark.parametrize(
    "text",
    ["Ja\u200bne", "\U000e004a\U000e0061", "a\u202ecod.exe", "a\u00ad\u00adb", "\u00ad", "a\u2060b", "a\u200db", "x\ufe0f\ufe0e", "a\U000e0101", "a\ufeffb", "\u3164"],
)
def test_characters_that_nobody_sees_are_found(text):
    assert rules(f"<p>{text}</p>") == ["PAGE-HIDDEN"]
    assert [f.rule for f in pages.of_text(text.encode())] == ["PAGE-HIDDEN"]
