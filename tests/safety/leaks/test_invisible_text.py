# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import BLACK, SECRET, WHITE, changed, content, findings, pdf, recovered, secret, state

RULE = "INVISIBLE-TEXT"


def test_text_that_can_be_seen_is_not_reported():
    def seen(page):
        page.insert_text((72, 120), "Grey small print", color=(0.5, 0.5, 0.5), fontsize=6)
        page.draw_rect(pymupdf.Rect(60, 140, 300, 160), fill=BLACK)
        page.insert_text((72, 155), "White on black", color=WHITE)
        page.insert_text((72, 240), "Outlined", render_mode=1)
        page.insert_text((72, 300), "Half transparent", fill_opacity=0.5)

    assert findings(pdf(seen), rule=RULE) == []


@pytest.mark.parametrize(
    "look",
    [{"color": WHITE}, {"color": (0.97, 0.97, 0.97)}, {"render_mode": 3}, {"fill_opacity": 0}, {"fontsize": 0.4}],
    ids=["white", "nearly white", "rendering mode 3", "transparent", "tiny"],
)
def test_text_that_nobody_sees_is_found(look):
    assert recovered(findings(pdf(lambda page: secret(page, **look)), rule=RULE)) == SECRET.replace(" ", "")


def test_text_in_the_colour_of_its_box_is_found():
    def blue_on_blue(page):
        page.draw_rect(pymupdf.Rect(60, 180, 300, 210), fill=(0, 0, 0.6))
        secret(page, color=(0, 0, 0.6))

    assert recovered(findings(pdf(blue_on_blue), rule=RULE)) == SECRET.replace(" ", "")


def test_letters_that_cut_out_a_colour_are_seen():
    letters = "q BT 7 Tr /F1 40 Tf 72 600 Td (Cut out) Tj ET 0.8 0 0 rg 0 500 600 200 re f Q"
    assert findings(content(letters), rule=RULE) == []


def soft_mask(document):
    group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceGray)
    black = document.make_stream(b"0 g 0 0 600 800 re f", Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 800], Group=group)
    mask = pikepdf.Dictionary(S=pikepdf.Name.Luminosity, G=black, BC=[0])
    return state(SMask=mask)(document)


@pytest.mark.parametrize(
    ("stream", "resources"),
    [
        ("q 0 0 10 10 re W n {secret} Q", state()),
        ("/G gs {secret}", soft_mask),
        (f"q BT 7 Tr /F1 12 Tf 72 600 Td ({SECRET}) Tj ET Q", state()),
        ("0 Tz {secret}", state()),
        ("0.001 0 0 0.001 72 600 cm {secret}", state()),
    ],
    ids=["clipped", "behind a soft mask", "only cutting out", "no width", "scaled to nothing"],
)
def test_text_that_the_page_swallows_is_found(stream, resources):
    assert recovered(findings(content(stream, resources), rule=RULE)) == SECRET.replace(" ", "")


@pytest.mark.parametrize(
    ("ground", "colour"), [("1 1 1", "1 0 1"), ("1 1 1", "1 1 0"), ("1 1 1", "0 1 1"), ("0 1 0", "0 0 0"), ("0 0 1", "0 0 0")],
    ids=["magenta", "yellow", "cyan", "black on green", "black on blue"],
)  # fmt: skip
def test_words_that_differ_from_the_paper_in_one_colour_of_three_are_not_reported(ground, colour):
    stream = f"{ground} rg 50 590 300 30 re f {colour} rg {{secret}}"
    assert findings(content(stream), rule=RULE) == []


def drawn_letters(cover=""):
    """The word “AA” in a font whose letters are drawings (Type 3)."""

    def resources(document):
        letter = document.make_stream(b"600 0 d0 40 w 50 0 m 300 700 l 550 0 l S")
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=[0, 0, 0, 0], FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=pikepdf.Dictionary(A=letter), FirstChar=65, LastChar=65, Widths=[600],
            Encoding=pikepdf.Dictionary(Differences=[65, pikepdf.Name.A]), Resources=pikepdf.Dictionary(),
        )  # fmt: skip
        return {"Font": pikepdf.Dictionary(F3=font)}

    return content(f"q BT /F3 30 Tf 72 400 Td (AA) Tj ET Q {cover}", resources)


def test_letters_that_are_drawings_are_not_reported():
    assert findings(drawn_letters()) == []


def test_letters_that_are_drawings_are_found_under_a_cover():
    assert len(findings(drawn_letters("0 g 60 390 80 50 re f"))) > 0


def test_letters_without_a_width_of_their_own_are_seen_with_the_one_they_stand_on():
    assert findings(marked("BT /F1 12 Tf 72 500 Td (Cafe\\264s) Tj ET"), rule=RULE) == []


def test_letters_without_a_width_are_found_where_the_one_they_stand_on_is_hidden():
    assert [one.recovered for one in findings(marked("BT 1 g /F1 12 Tf 72 500 Td (Cafe\\264s) Tj ET"), rule=RULE)] == ["Cafe´s"]


def marked(stream):
    """A page in a font whose accent has no width."""

    def resources(document):
        widths = [0 if code == 180 else 556 for code in range(256)]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica, FirstChar=0, LastChar=255,
            Widths=widths, Encoding=pikepdf.Name.WinAnsiEncoding,
        )  # fmt: skip
        return {"Font": pikepdf.Dictionary(F1=font)}

    return content(stream, resources)


def inked(ink):
    """Resources with a colour of one ink, shown in grey where a device has no such ink."""

    def resources(document):
        tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
        space = [pikepdf.Name.Separation, pikepdf.Name(f"/{ink}"), pikepdf.Name.DeviceGray, tint]
        return {"ColorSpace": pikepdf.Dictionary(Ink=space)}

    return resources


def test_text_in_an_ink_of_its_own_is_not_reported_and_text_in_no_ink_is_found():
    stream = "/Ink cs 1 scn {secret}"
    assert findings(content(stream, inked("Spot")), rule=RULE) == []
    assert recovered(findings(content(stream, inked("None")), rule=RULE)) == SECRET.replace(" ", "")


def upright(colour):
    """Japanese words, one letter below the other."""

    def turned(document):
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
                item["/Encoding"] = pikepdf.Name("/UniJIS-UTF16-V")

    return changed(pdf(lambda page: page.insert_text((300, 100), "日本語の文書", fontname="japan", fontsize=12, color=colour)), turned)


def test_letters_one_below_the_other_are_not_reported_unless_they_are_white():
    assert findings(upright(BLACK), rule=RULE) == []
    assert findings(upright(WHITE), rule=RULE)
