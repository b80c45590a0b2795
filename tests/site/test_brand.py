# SPDX-License-Identifier: AGPL-3.0-or-later
"""One colour of the body's own, always readable."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosures.site import brand

INK, DARK_INK = (0x18, 0x20, 0x2B), (0xED, 0xF1, 0xF5)


def test_a_readable_accent_is_left_as_it_is() -> None:
    assert brand.readable("#1d3f73") == "#1d3f73"


def test_an_unreadable_accent_is_darkened_in_its_own_hue() -> None:
    darker = brand.parse(brand.readable("#ff8800"))
    assert darker[0] > darker[1] > darker[2] and brand.contrast(darker, brand.WHITE) >= 7


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.integers(0, 0xFFFFFF))
def test_every_accent_gives_readable_pairs_in_light_and_dark(number: int) -> None:
    light, dark = re.findall(r":root\{(.*?)\}", brand.style(f"#{number:06x}"))
    for rules, ink in ((light, INK), (dark, DARK_INK)):
        values = dict(rule.split(":") for rule in rules.split(";"))
        assert brand.contrast(brand.parse(values["--accent"]), brand.WHITE) >= 7
        assert brand.contrast(brand.parse(values["--tint"]), ink) >= 7
    assert brand.contrast(brand.parse(values["--accent-line"]), brand.DARK_PAGE) >= 7
