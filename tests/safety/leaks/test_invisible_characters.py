# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from disclosures.safety.examine import prepare

from ..making import findings, recovered, xlsx
from ..making_office import cell as odf_cell
from ..making_office import docx, odp, ods, odt, para, pptx, row, shape
from ..packing import message

RULE = "INVISIBLE-CHARACTERS"
SPELT = "".join(chr(0xE0000 + ord(letter)) for letter in "Quentin Harbottle")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"Ward,Potholes\r\nElm,12\r\n", "a.csv"),
        (b"\xef\xbb\xbfWard,Potholes\nElm,12\n", "a.csv"),
        ("Ynys M\u00f4n \u2013 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645, \U0001f468\u200d\U0001f469\u200d\U0001f467\n".encode(), "a.txt"),
        (b"One page.\x0c\nThe next.\t\r\n", "a.txt"),
        (docx(para("A co\u00adoperative.")), "a.docx"),
    ],
    ids=["a table", "a byte order mark", "joiners that do honest work", "page breaks", "a soft hyphen"],
)
def test_characters_that_do_honest_work_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


def hidden(words):
    return {
        "a.csv": f"Ward,Potholes\nElm,12{words}\n".encode(),
        "a.txt": f"A letter.{words}\n".encode(),
        "a.docx": docx(para(f"A letter.{words}")),
        "a.pptx": pptx(shape(f"A letter.{words}")),
        "a.odt": odt(f"<text:p>A letter.{words}</text:p>"),
        "a.odp": odp(f"<draw:frame><draw:text-box><text:p>A letter.{words}</text:p></draw:text-box></draw:frame>"),
        "a.ods": ods(row(odf_cell(f"Ash{words}"))),
        "a.xlsx": xlsx(lambda book: book.active.__setitem__("A5", f"Ash{words}")),
        "a.eml": message(f"A letter.{words}\n"),
    }


@pytest.mark.parametrize(("name", "data"), hidden(SPELT).items())
def test_a_text_in_tag_characters_is_spelt_out_and_never_goes_out(name, data):
    """A document is held back; what is published as text of ours loses the characters."""
    assert recovered(findings(data, name, RULE)) == "QuentinHarbottle"
    copies = prepare(data, name)[1]
    left = [finding.rule for copy in copies for finding in copy.findings]
    if name[-4:] in ("docx", "pptx", ".odt", ".odp"):
        assert left == [RULE]  # the gate lets nothing go in which a thing to mend is left
    else:
        assert left == []
        assert copies and all(copy.data.isascii() for copy in copies)


@pytest.mark.parametrize(("name", "data"), hidden("\u200b\u2060").items())
def test_characters_without_width_are_found(name, data):
    assert len(findings(data, name, RULE)) == 1


@pytest.mark.parametrize("words", ["\u202eelttobraH\u202c", "\x1b[8mHarbottle\x1b[0m", "\x08\x08\x08"])
def test_turned_order_and_codes_for_terminals_are_found_with_their_line(words):
    found = findings(f"One line.\nA letter.{words}\n".encode(), "a.txt", RULE)
    assert {one.where for one in found} == {"line 2"}


@pytest.mark.parametrize(
    "words",
    ["\u202bספר\u202c", "ספר \u2066page 3\u2069", "\u0645\u06cc\u200c \u062e"],
    ids=["a passage set apart", "Latin words in a Hebrew line", "a joiner at the end of a Persian word"],
)
def test_marks_that_lines_from_right_to_left_need_are_not_reported(words):
    assert findings(f"One line.\n{words}\n".encode(), "a.txt", RULE) == []


def test_order_turned_round_beside_letters_from_right_to_left_is_still_found():
    assert findings("ספר \u202eelttobraH\u202c\n".encode(), "a.txt", RULE)
    assert findings(("ספר" + "\u202a\u202c" * 4 + "\n").encode(), "a.txt", RULE)
