# SPDX-License-Identifier: AGPL-3.0-or-later
import pymupdf
import pytest

from disclosures.safety.examine import prepare

from ..making import findings
from ..making_office import docx, odt, style
from ..pictures import JPEG, dots
from .test_overlay_shape import floating

RULE = "OFFICE-FLOATING"


def picture(*shades: tuple[int, int, int]) -> bytes:
    """A picture with a stripe of each shade."""
    pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 16, 16))
    pixels.clear_with(0)
    for number, shade in enumerate(shades):
        pixels.set_rect((0, 16 * number // len(shades), 16, 16), shade)
    return pixels.tobytes("png")


BLUE, PALE = (20, 90, 160), (250, 250, 250)
LOGO = picture(PALE, BLUE)


def anchored(shown: bytes, attributes: str = 'behindDoc="0"', wrap: str = "<wp:wrapNone/>", name: str = "image1.png") -> bytes:
    drawing = (
        f'<w:p><w:r><w:t>Words.</w:t></w:r><w:r><w:drawing><wp:anchor {attributes}><wp:extent cx="1270000" cy="254000"/>{wrap}<wp:docPr id="1" name="Picture 1"/>'
        '<a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="i1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>'
    )
    return docx(drawing, ("i1", "image", f"media/{name}"), parts={f"word/media/{name}": shown})


def framed(properties: str, shown: bytes = b"", anchor: str = "paragraph") -> bytes:
    frame = (
        f'<text:p>Words.<draw:frame draw:style-name="F" text:anchor-type="{anchor}" svg:width="4cm" svg:height="1cm"><draw:image xlink:href="Pictures/a.png"/></draw:frame></text:p>'
    )
    look = style("F", "graphic", f"<style:graphic-properties {properties}/>")
    return odt(frame, look, parts={"Pictures/a.png": shown or LOGO})


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(), "a.docx"),
        (anchored(LOGO, 'behindDoc="1"'), "a.docx"),
        (anchored(LOGO, wrap="<wp:wrapSquare/>"), "a.docx"),
        (floating("FFFFFF", words="Words in a box"), "a.docx"),
        (framed('style:wrap="parallel"'), "a.odt"),
        (framed('style:wrap="run-through" style:run-through="background"'), "a.odt"),
        (framed('style:wrap="run-through"', anchor="as-char"), "a.odt"),
        (anchored(LOGO), "a.docx"),
        (framed('style:wrap="run-through" style:run-through="foreground"'), "a.odt"),
    ],
    ids=["none", "behind the text", "text around it", "a box with words", "text around it, ODT", "behind the text, ODT", "in line", "a logo", "a logo, ODT"],
)
def test_pictures_that_cannot_lie_over_text_or_hide_none_by_intent_are_not_reported(data, name):
    assert findings(data, name, RULE) == []


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (anchored(picture(BLUE)), "a.docx"),
        (floating("4472C4"), "a.docx"),
        (framed('style:wrap="run-through" style:run-through="foreground"', picture(BLUE)), "a.odt"),
    ],
    ids=["a picture of one colour", "a coloured box", "a picture of one colour, ODT"],
)
def test_what_floats_in_front_of_the_text_is_put_to_an_officer(data, name):
    assert len(findings(data, name, RULE)) == 1
    assert [finding.rule for copy in prepare(data, name)[1] for finding in copy.findings] == [RULE]


@pytest.mark.parametrize("data", [anchored(dots("png")), anchored(JPEG, name="image1.jpeg")])
def test_a_grey_picture_of_one_colour_is_a_picture(data):
    assert len(findings(data, "a.docx", RULE)) == 1


def test_a_white_or_black_picture_is_a_cover_and_nothing_can_let_it_through():
    for shade in (0, 255):
        pixels = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 16, 16))
        pixels.clear_with(shade)
        for data, name in ((anchored(pixels.tobytes("png")), "a.docx"), (framed('style:wrap="run-through"', pixels.tobytes("png")), "a.odt")):
            assert [one.rule for one in findings(data, name)] == ["OVERLAY-SHAPE"]
