# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comments, hidden parts and invisible characters in what officers write."""

from __future__ import annotations

import pytest

IDS = {"text-comment", "text-hidden", "text-unseen"}


def said(folder) -> list[tuple[str, int, int]]:
    return [(p.id, p.place.line, p.place.column) for p in folder.problems() if p.id in IDS]


@pytest.mark.parametrize(
    "text",
    [
        "The comment `<!-- x -->` is shown.",
        "```html\n<p hidden>A</p>\n<!-- shown -->\n```",
        "A camera was <b>hidden</b>; see [the page](https://example.org/hidden).",
        "<details><summary>More</summary>\n\nText\n\n</details>",
        "[1]: https://example.org/a \"A page\"\n\nSee [1].",
        "Co\u00adoperation, 👨\u200d👩\u200d👧, ❤\ufe0f, نمی\u200cدانم, שלום\u200f",
        "The display of none of these.",
    ],
)
def test_ordinary_texts_pass(request_folder, text):
    assert said(request_folder.add(f"\n{text}\n", "response.md")) == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("<!-- ask Jane -->", "text-comment"),
        ("[//]: # (ask Jane)", "text-comment"),
        ("[comment]: <> (ask Jane)", "text-comment"),
        ("<p hidden>Jane</p>", "text-hidden"),
        ('<p class="a" style="color:red; display: none">Jane</p>', "text-hidden"),
        ("<span style='font-size:0px'>Jane</span>", "text-hidden"),
        ("\u200bA", "text-unseen"),
        ("\U000e0041\U000e0042", "text-unseen"),
        ("\u202ecba", "text-unseen"),
    ],
)
def test_what_readers_do_not_see_is_told_at_its_place(request_folder, text, id):
    request_folder.add(f"\nOne.\n\n{text}\n", "response.md")
    line = request_folder.line_of(text, "response.md")
    assert said(request_folder) == [(id, line, 1)]


def test_texts_of_request_yaml_are_looked_at_too(request_folder):
    request_folder.add("in_short: A letter <!-- Jane? -->\n")
    assert said(request_folder) == [("text-comment", request_folder.line_of("in_short:"), 11)]
