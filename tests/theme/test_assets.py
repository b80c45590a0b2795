# SPDX-License-Identifier: AGPL-3.0-or-later
"""The style sheet and the scripts: small, of this site alone, and readable in both schemes."""

from __future__ import annotations

import gzip
import re

import pytest

from disclosures.site import assets

from .render import THEME

ASSETS = THEME / "assets"
EVERY = (*assets.STYLE, assets.CONSENT_STYLE)
STYLE = "".join((THEME / name).read_text() for name in EVERY)
SCRIPTS = {name: (ASSETS / name).read_text() for name in ("exit.js", "page.js", "consent.js")}


def tokens(scheme: str) -> dict[str, str]:
    """Colour tokens of `light` or `dark`, by name."""
    dark_at = STYLE.index("@media (prefers-color-scheme: dark)")
    end = STYLE.index("box-sizing")
    found = dict(re.findall(r"--([\w-]+): (#\w+)", STYLE[:dark_at]))
    return {**found, **dict(re.findall(r"--([\w-]+): (#\w+)", STYLE[dark_at:end]))} if scheme == "dark" else found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_style_of_the_theme_is_in_the_one_sheet_but_that_of_the_search():
    assert {(THEME / name).name for name in (*EVERY, *assets.SEARCH_STYLE)} == {path.name for path in ASSETS.rglob("*.css")}


def test_every_style_stands_in_a_rule_and_every_token_is_given_a_value():
    assert not re.findall(r"(?m)^\s+--", re.sub(r"/\*.*?\*/", "", re.sub(r"\{[^{}]*\}", "", STYLE), flags=re.S))
    assert STYLE.count("{") == STYLE.count("}")
    assert set(re.findall(r"var\((--[\w-]+)\)", STYLE)) <= set(re.findall(r"(--[\w-]+):", STYLE))


@pytest.mark.parametrize("text", [STYLE, *SCRIPTS.values()], ids=["style", *SCRIPTS])
def test_asks_nothing_of_anyone_else(text):
    assert not re.search(r"https?://|data:|@import|@font-face|//cdn", text)


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_build_no_markup_from_text_and_store_nothing(name):
    assert not re.search(
        r"innerHTML|insertAdjacentHTML|document\.write|eval\(|localStorage|sessionStorage", SCRIPTS[name]
    )


def test_a_cookie_is_known_to_the_consent_script_alone():
    assert "cookie" in SCRIPTS["consent.js"]
    assert "document.cookie" not in SCRIPTS["exit.js"] + SCRIPTS["page.js"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("words", "ground"),
    [
        ("ink", "page"),
        ("ink", "wash"),
        ("ink", "card"),
        ("ink", "tint"),
        ("soft", "page"),
        ("soft", "wash"),
        ("soft", "card"),
        ("link", "page"),
        ("link", "wash"),
        ("visited", "page"),
        ("visited", "wash"),
        ("full", "full-fill"),
        ("redacted", "redacted-fill"),
        ("withheld", "withheld-fill"),
        ("on-accent", "accent"),
        ("accent-line", "page"),
    ],
)
def test_every_pair_of_words_and_ground_reaches_seven_to_one(words, ground, scheme):
    colours = tokens(scheme)
    assert contrast(colours[words], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("edge", ["edge", "full-edge", "redacted-edge", "withheld-fill", "ring"])
def test_every_border_that_carries_meaning_reaches_three_to_one(edge, scheme):
    colours = tokens(scheme)
    assert contrast(colours[edge], colours["page"]) >= 3


def test_style_and_scripts_stay_small():
    reading = SCRIPTS["exit.js"] + SCRIPTS["page.js"]
    assert len(gzip.compress(assets.bundle([THEME], assets.STYLE, "css")[1], 9)) <= 6400
    assert len(gzip.compress(reading.encode(), 9)) <= 3072
