# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from ..making import findings, recovered
from ..making_office import docx, is_held_back, odt, run

RULE = "OFFICE-LINK"


def linked(target: str, words: str = "here") -> bytes:
    return docx(f'<w:p><w:hyperlink r:id="l">{run(words)}</w:hyperlink></w:p>', ("l", "hyperlink", target))


@pytest.mark.parametrize(
    "target", ["https://example.org/page?year=2024", "mailto:foi@example.org", "https://example.org/report.docx"]
)
def test_web_links_and_addresses_that_are_read_anyway_are_not_reported(target):
    assert findings(linked(target, "Write to foi@example.org"), "a.docx", RULE) == []


@pytest.mark.parametrize(
    "target",
    [
        "mailto:q.harbottle@example.org", "mailto:foi@example.org?cc=q.harbottle@example.org", "file:///C:/Users/harbottle/a.docx",
        "\\\\server\\harbottle\\a.docx", "https://harbottle:pass@example.org/", "https://example.org/?to=harbottle%40example.org",
    ],
)  # fmt: skip
def test_links_to_people_and_disks_are_found(target):
    data = linked(target, "Write to foi@example.org")
    assert "harbottle" in recovered(findings(data, "a.docx", RULE))
    assert is_held_back(data, "a.docx")


def test_links_in_fields_and_opendocument_texts_are_found():
    field = docx(
        '<w:p><w:fldSimple w:instr=" HYPERLINK &quot;mailto:q.harbottle@example.org&quot; "><w:r><w:t>here</w:t></w:r></w:fldSimple></w:p>'
    )
    text = odt('<text:p><text:a xlink:href="../../Users/harbottle/a.odt">here</text:a></text:p>')
    assert "harbottle" in recovered(findings(field, "a.docx", RULE))
    assert "harbottle" in recovered(findings(text, "a.odt", RULE))


def test_a_picture_that_is_fetched_from_elsewhere_is_found():
    assert findings(docx("", ("i", "image", "https://example.org/a.png")), "a.docx", RULE)
