# SPDX-License-Identifier: AGPL-3.0-or-later
"""What counts as code in Markdown, and what only looks like it."""

from __future__ import annotations

import pytest

from disclosures.casework.markdown_parts import headings, without_code


@pytest.mark.parametrize(
    "text",
    ["plain", "a ` b", "one `\n\ntwo `", "``a`", "<b>", "    indented", "`` ` b", "~~struck~~", "a ```` b ```"],
)
def test_what_is_not_code_stays(text):
    assert without_code(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a `b` c", "a     c"),
        ("a ``b`c`` d", "a         d"),
        ("```\nx\n```\ny", "   \n \n   \ny"),
        ("```html\nx", "       \n "),
        ("~~~~\n~~~\nx\n~~~~\ny", "    \n   \n \n    \ny"),
        ("`a\nb` c", "  \n   c"),
        ("`a` ``` `b`", "    ```    "),
    ],
)
def test_code_is_blanked_and_everything_else_keeps_its_place(text, left):
    assert without_code(text) == left
    assert len(without_code(text)) == len(text)


def test_headings_have_levels_and_words_and_code_has_none():
    text = "# One #\n\n##\n\n#hash\n\n```\n# no\n```\n   ### Three\n    # code\n"
    assert [(level, words) for _, level, words in headings(text)] == [(1, "One"), (2, ""), (3, "Three")]
