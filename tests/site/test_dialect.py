# SPDX-License-Identifier: AGPL-3.0-or-later
"""One dialect for answers and editorial pages: the two engines make the same of everything that the manual teaches."""

from __future__ import annotations

import re
from pathlib import Path

import html5lib
import markdown
import pytest
import yaml

from disclosures.site.markdown import render

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "docs" / "officers" / "writing.md"
TAUGHT = re.findall(r"^```markdown\n(.*?)^```$", MANUAL.read_text(encoding="utf-8"), re.S | re.M)
FURTHER = (
    "Plain words, “quoted”, 3 < 4 & 5 > 4, snake_case_word and 2 * 3 * 4.",
    "Hard  \nbreak, `code with <b>` and ``a ` tick``.\n\n---\n\nAfter a line.",
    "1. one\n2. two\n\n    more of two\n\n3. three\n\nText\n\n7. seven\n8. eight\n",
    "- a\n\n    inner paragraph\n\n- b\n    - c\n    - d\n- e\n",
    "> quoted *and* **strong**\n>\n> - in a list\n",
    "```text\n# no heading\n<b>\n```\n\n    indented code\n",
    "<https://example.org/a?b=c&d=e> and [reference][one] and [with title](https://example.org \"Title\").\n\n[one]: https://example.org/one\n",
    "Escaped \\*stars\\*, \\[brackets\\] and \\# hash; entity &copy; &amp; &#163;.",
    "## One `code` *word*\n\n### Two {#second}\n\n## One `code` *word*\n",
    "| A | B |\n| --- | --: |\n| a \\| b | *c* |\n| `d` | [e](https://example.org) |\n",
    "Twice[^a] and[^b] again.\n\n[^a]: First *note*.\n[^b]: Second\n    goes on.\n",
)


def editorial(text: str) -> str:
    """As MkDocs renders a page of content/: its own three extensions and those of mkdocs.yml."""
    chosen = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
    return markdown.markdown(text, extensions=["fenced_code", *chosen], output_format="html")


def tree(html: str) -> list:
    """Elements, texts and addresses, without what each engine names its own way: classes, styles, ids of notes, signs of return.

    Whether an item's only text is a paragraph of its own is not told: it looks the same.
    """
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)

    def of(element) -> list:
        attributes = {key: value for key, value in element.attrib.items() if key in ("href", "title", "start")}
        if attributes.get("href", "").startswith("#fn"):
            attributes["href"] = "#" + attributes["href"].rstrip("abcdefgh0123456789").split(":")[0].split("-")[0]
        parts = [element.tag, attributes, _words(element.text)]
        for child in element:
            back = child.attrib.get("href", "").startswith("#fnref")
            inner = [] if back else of(child)
            parts += inner[1:] if (element.tag, child.tag) == ("li", "p") else [inner]
            parts.append(_words(child.tail))
        return [part for part in parts if part not in ("", {}, [])]

    return [of(child) for child in root]


def _words(text: str | None) -> str:
    return " ".join((text or "").split())


def shifted(html: str, down: int) -> str:
    return re.sub(r"(</?h)([1-6])", lambda found: f"{found[1]}{int(found[2]) + down}", html)


def test_the_comparison_sees_a_difference() -> None:
    assert tree("<p>a</p>") != tree("<p>b</p>")
    assert tree("<ul><li>a</li></ul>") != tree("<ol><li>a</li></ol>")
    assert tree('<a href="x">a</a>') != tree('<a href="y">a</a>')
    assert tree("<p>a <em>b</em></p>") != tree("<p>a <strong>b</strong></p>")


@pytest.mark.parametrize("text", [*TAUGHT, *FURTHER])
def test_an_answer_and_an_editorial_page_read_alike(text: str) -> None:
    mine, theirs = render(text), editorial(text)
    levels = [int(level) for level in re.findall(r"<h([1-6])", theirs)]
    assert tree(mine) == tree(shifted(theirs, 3 - min(levels)) if levels else theirs)


def test_a_heading_keeps_the_name_it_is_given_in_both() -> None:
    text = "## Searches {#where}\n\n[as said](#where)\n"
    assert 'id="where"' in editorial(text)
    assert '<h3 id="answer-where">Searches</h3>' in render(text, prefix="answer-")
    assert 'href="#answer-where"' in render(text, prefix="answer-")
