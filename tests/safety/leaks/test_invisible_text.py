# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import BLACK, SECRET, WHITE, content, findings, pdf, recovered, secret, state

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
