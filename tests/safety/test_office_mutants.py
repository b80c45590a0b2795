# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents with pieces broken at random: each is judged or refused in words, and none stops the gate."""

import io
import random
import re
import zipfile

import pytest

from disclosures.problems import DocumentError
from disclosures.safety.clean import clean
from disclosures.safety.opened import Opened
from disclosures.safety.rules import all_leaks

from .making import xlsx
from .making_office import cell, docx, odp, ods, odt, package, para, pptx, row, shape, style
from .pictures import JPEG

WHITE = style("W", "text", '<style:text-properties fo:color="#ffffff" fo:font-size="8pt"/>')
SEEDS = {
    "a.docx": docx(
        para(
            "Words",
            '<w:color w:val="FF0000"/><w:sz w:val="20"/><w:w w:val="90"/><w:shd w:val="clear" w:fill="EEEEEE"/>',
        ),
        ("i", "image", "media/a.jpeg"),
        parts={"word/media/a.jpeg": JPEG},
        styles='<w:style w:type="paragraph" w:styleId="A" w:default="1"><w:basedOn w:val="A"/></w:style>',
    ),
    "a.pptx": pptx(shape("Words", fill="336699", look='<a:rPr sz="1800"/>'), shape(fill="000000")),
    "a.odt": odt('<text:p><text:span text:style-name="W">Words</text:span></text:p>', WHITE),
    "a.odp": odp('<draw:rect svg:x="1cm" svg:y="1cm" svg:width="4cm" svg:height="1cm"/>', WHITE),
    "a.ods": ods(row(cell("Ash", 'table:number-columns-repeated="3"'), attributes='table:number-rows-repeated="2"')),
    "a.xlsx": xlsx(),
}
VALUES = [b"", b"-1", b"x", b"99999999999", b"1e9", b"NaN", b"%", b"../../..", b"#REF!", b"1.5f", b"FFFFFF"]


def broken(data: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(dice.randint(1, 3)):
        part = dice.choice([name for name in sorted(parts) if name.endswith((".xml", ".rels"))])
        pieces = list(
            re.finditer(dice.choice([rb'(?<==")[^"]*', rb"<[^/?!][^>]*?/>", rb"(?<=[</])[\w:]+"]), parts[part])
        )
        if pieces:
            piece = dice.choice(pieces)
            new = b"" if piece[0].startswith(b"<") else dice.choice(VALUES)
            parts[part] = parts[part][: piece.start()] + new + parts[part][piece.end() :]
    return package(parts)


@pytest.mark.parametrize("name", SEEDS)
def test_a_broken_document_is_judged_or_refused_and_never_stops_the_gate(name):
    dice = random.Random(name)
    judged = 0
    for _ in range(60):
        with Opened(broken(SEEDS[name], dice), name) as opened:
            try:
                opened.check_readable()
                judged += 1
                for rule in all_leaks():
                    rule.run(opened)
                clean(opened)
            except DocumentError as error:
                assert error.cure
    assert judged
