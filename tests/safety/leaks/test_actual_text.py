# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pymupdf
import pytest

from ..making import SECRET, changed, content, findings, pdf, published
from .test_alt_text import on_tag

RULE = "ACTUAL-TEXT"


def test_replacements_in_words_of_the_page_and_soft_hyphens_are_not_reported():
    assert findings(on_tag("ActualText", "ordinary line"), rule=RULE) == []
    assert findings(content("/Span <</ActualText (\\255)>> BDC {secret} EMC"), rule=RULE) == []


def test_replacements_in_words_of_the_page_are_kept():
    assert b"ordinary line" in _held(published(on_tag("ActualText", "ordinary line")))


@pytest.mark.parametrize("key", ["ActualText", "E"])
def test_other_words_on_a_tag_are_found_and_gone_from_the_copy(key):
    data = on_tag(key, SECRET)
    assert [one.recovered for one in findings(data, rule=RULE)] == [SECRET]
    assert b"Harbottle" not in _held(published(data))


@pytest.mark.parametrize("written", [f"({SECRET})", "<FEFF005100750065006E00740069006E>", "(Quentin \\(QH\\))"])
@pytest.mark.parametrize("key", ["ActualText", "E"])
def test_other_words_within_the_drawing_are_found_and_gone_from_the_copy(key, written):
    data = content(f"/Span <</{key} {written} /Lang (en)>> BDC BT /F1 12 Tf 72 500 Td (Mr X) Tj ET EMC")
    assert [one.recovered.split()[0] for one in findings(data, rule=RULE)] == ["Quentin"]
    copy = published(data)
    assert f"/{key} ".encode() not in _held(copy)
    assert "Mr X" in pymupdf.open(stream=copy)[0].get_text()


def _held(data):
    document = pymupdf.open(stream=data)
    return b"".join(
        document.xref_object(number).encode() + (document.xref_stream(number) or b"")
        for number in range(1, document.xref_length())
    )


def test_letters_of_a_font_that_are_called_like_texts_are_left_alone():
    def plant(document):
        letters = pikepdf.Dictionary({"/E": document.make_stream(b"1 0 d0 % Harbottle"), "/Alt": document.make_stream(b"1 0 d0")})
        document.pages[0].Resources.Letters = pikepdf.Dictionary(CharProcs=letters)

    data = changed(pdf(), plant)
    assert {one.rule for one in findings(data)} & {RULE, "ALT-TEXT"} == set()
    with pikepdf.open(io.BytesIO(published(data))) as copy:
        assert "/E" in copy.pages[0].Resources.Letters.CharProcs
