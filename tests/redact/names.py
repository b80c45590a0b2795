# SPDX-License-Identifier: AGPL-3.0-or-later
"""Made names, and how much a file gives away about which of them stood under a box.

The names are put together from lists of first and last names; none is anyone's in particular. A line is set with each
name in turn, redacted by the whole program, and what a reader can then measure on the line is written down: where the
box begins and ends, and where each letter of the rest stands. Bits given away are H(name) - H(name | measured), with
every name equally likely.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product

import pymupdf

from disclosures.documents.pdf_redact import redact
from disclosures.documents.pdf_redact_regions import Region
from disclosures.documents.shapes import Box


def _listed(words: str) -> list[str]:
    return words.split()


FIRST = _listed(
    "Al Ann Jo Ian Lee Max Zoe Amy Tom Ravi Mina Omar Ella Noah Owen Sara Liam Emma Hugh Rhys Carys Gwen Fiona Callum Moira "
    "Niamh Aoife Sinead Patrick Declan Harriet Winifred Montgomery Wilhelmina Bartholomew Chukwuemeka Oluwaseun Priyanka "
    "Mohammed Abdulrahman Agnieszka Stanislaw Katarzyna Xin Li Wei Charlotte Frederick Georgina Maximilian Henrietta Sebastian "
    "Isabella Theodora Marguerite Archibald Christabel Emmanuel Bronwen Angharad Llewellyn Iolanthe Quentin"
)

LAST = _listed(
    "Ho Ng Yu Ray Fox Lee May Day Ali Roy Cole Ward Webb Reid Shaw Khan Shah Bose Okoro Mensah Adeyemi Nwosu Smith Brown Jones "
    "Patel Singh Evans Hughes Powell Pritchard Griffiths Llewelyn Macdonald Mackenzie Sutherland Farquharson Buchanan Fraser "
    "Harbottle Featherstone Winterbottom Ramsbottom Higginbotham Ollerenshaw Postlethwaite Throckmorton Cholmondeley "
    "Wolstenholme Fotheringham Kowalczyk Wisniewski Zielinski Hernandez Papadopoulos Ramanathan Balasubramanian Krishnamurthy "
    "Venkataraman Bandaranaike Illingworth Satterthwaite Thistlethwaite Whittingstall Butterworth Entwistle Barraclough"
)

BEFORE, AFTER = "Statement of", "to the board of the trust"
Line = tuple[float, str, float, float]
"""Where it starts, its words with the name, letter size, and the width added to each space."""


def names(every: int = 1) -> list[str]:
    return [f"{first} {last}" for first, last in product(FIRST, LAST)][::every]


def ragged(name: str, font: str) -> Line:
    return 72.0, f"{BEFORE} {name} {AFTER}", 11.0, 0.0


def justified(name: str, font: str) -> Line:
    words = f"{BEFORE} {name} {AFTER} and its members"
    free = 440 - pymupdf.get_text_length(words, font, 11)
    return 72.0, words, 11.0, free / words.count(" ")


def centred(name: str, font: str) -> Line:
    words = f"{BEFORE} {name} {AFTER}"
    return 297.5 - pymupdf.get_text_length(words, font, 11) / 2, words, 11.0, 0.0


def ranged_right(name: str, font: str) -> Line:
    words = f"{BEFORE} {name}"
    return 520 - pymupdf.get_text_length(words, font, 11), words, 11.0, 0.0


def alone(name: str, font: str) -> Line:
    return ranged_right(name, font)


LAYOUTS: dict[str, Callable[[str, str], Line]] = {
    "ragged": ragged, "justified": justified, "centred": centred, "ranged right": ranged_right, "alone": alone,
}  # fmt: skip


def set_pages(people: list[str], font: str, layout: Callable[[str, str], Line]) -> tuple[bytes, list[Region]]:
    """A PDF with one name to a page, and what is to go. Another line on the page tells where lines begin and end.

    It is missing in the layout “alone”, which is the worst: a line ranged right, and nothing to tell it by.
    """
    document, regions = pymupdf.open(), []
    xref = None
    for number, name in enumerate(people, 1):
        page = document.new_page()
        start, words, size, more = layout(name, font)
        xref = xref or page.insert_font(fontname=font)
        page.insert_font(fontname=font)
        before = words[: words.index(name)]
        shown = words.encode("cp1252").hex()
        stream = f"BT /{font} {size} Tf {more:.5f} Tw 1 0 0 1 {start:.4f} 700 Tm <{shown}> Tj ET".encode()
        if layout is not LAYOUTS["alone"]:
            plain = "Another line of the page"
            end = 520 - pymupdf.get_text_length(plain, font, 11)
            at = end if layout is ranged_right else 72
            stream += f" BT /{font} 11 Tf 0 Tw 1 0 0 1 {at:.4f} 600 Tm ({plain}) Tj ET".encode()
        contents = document.get_new_xref()
        document.update_object(contents, "<<>>")
        document.update_stream(contents, stream)
        page.set_contents(contents)
        left = start + pymupdf.get_text_length(before, font, size) + more * before.count(" ")
        wide = pymupdf.get_text_length(name, font, size) + more * name.count(" ")
        regions.append(Region(number, Box(left, 136.5, left + wide, 143.1), 0, "s40(2)", "[Redacted: section 40(2)]", "words"))
    return document.tobytes(), regions


def measured(data: bytes, boxes: dict[int, Box]) -> Iterator[tuple]:
    """What can be measured on each page, to a hundredth of a point: the box, and where every letter stands."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for page in document:
            letters = [char[2][0] for span in page.get_texttrace() for char in span["chars"]]
            box = boxes[page.number + 1]
            yield tuple(round(value, 2) for value in (box.x0, box.x1, *letters))


def bits(seen: list[tuple]) -> float:
    """Bits of the name that are given away: how far the measurements tell names apart."""
    total = len(seen)
    return sum(count / total * math.log2(total / count) for count in Counter(seen).values())


def given_away(people: list[str], font: str, layout: Callable[[str, str], Line]) -> float:
    """Bits that a redacted line gives away about the name that stood in it, of log2(len(people))."""
    data, regions = set_pages(people, font, layout)
    result = redact(data, regions, "names.pdf")
    return bits(list(measured(result.data, {one.page: one.box for one in result.boxes})))


def gap_alone(people: list[str], font: str) -> float:
    """What an exact gap would give away: the widths of the names to a hundredth of a point."""
    return bits([(round(pymupdf.get_text_length(name, font, 11), 2),) for name in people])
