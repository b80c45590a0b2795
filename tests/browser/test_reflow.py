# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nobody has to scroll sideways: not on a small phone, not with text twice as large, not with text spaced out."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import sample

SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth, boxes = [...document.querySelectorAll("[role=region][tabindex='0']")];
  const out = [...document.body.querySelectorAll("*")].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return one.checkVisibility() && width > 2 && left < wide && right > wide + 1 && !boxes.some((box) => box !== one && box.contains(one));
  }).map((one) => `${one.tagName} ${one.className} reaches ${Math.round(one.getBoundingClientRect().right)} of ${wide}`);
  const over = document.scrollingElement.scrollWidth - wide;
  return over > 0 ? [`the page is ${over} px too wide`, ...out] : out;
}"""
CLIPPED = """() => [...document.body.querySelectorAll("*")].filter((one) => {
  const { overflowX, overflowY } = getComputedStyle(one);
  return /hidden|clip/.test(overflowX + overflowY) && one.checkVisibility() && one.clientWidth > 12 && one.innerText?.trim()
    && (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2);
}).map((one) => `${one.tagName} ${one.className} cuts off ${one.innerText.slice(0, 40)}`)"""
SPACED = """() => {
  const sheet = new CSSStyleSheet(); // the four figures of WCAG 1.4.12
  sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [sheet];
}"""
READABLE = [name for name in sample.TEMPLATES if name != "redirect"]


def test_what_reaches_over_the_edge_or_is_cut_off_is_seen(phone):
    phone.open("about/")
    assert phone.page.evaluate(SIDEWAYS) == []
    assert phone.page.evaluate(CLIPPED) == []
    phone.page.evaluate("""() => {
      const main = document.querySelector("main");
      main.insertAdjacentHTML("beforeend", "<p>Thewidestofwords</p><p>Words under a lid that is too low</p>");
      const [wide, low] = [...main.children].slice(-2);
      wide.style.width = "30rem";
      Object.assign(low.style, { height: "14px", overflow: "hidden", lineHeight: "30px" });
    }""")
    assert any("P  reaches" in line for line in phone.page.evaluate(SIDEWAYS))
    assert any("Words under a lid" in line for line in phone.page.evaluate(CLIPPED))


@pytest.mark.parametrize("template", READABLE)
def test_a_phone_shows_the_page_without_scrolling_sideways(phone, site: Path, template: str):
    for address in sample.of(site, template):
        phone.open(address)
        assert phone.page.evaluate(SIDEWAYS) == [], address


@pytest.mark.parametrize("template", READABLE)
def test_text_twice_as_large_fits(reader, site: Path, template: str):
    debugger = reader.context.new_cdp_session(reader.page)
    debugger.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})  # a reader's own setting; 16 and 13 as delivered
    for address in sample.of(site, template):
        reader.open(address)
        assert reader.page.evaluate("() => parseFloat(getComputedStyle(document.body).fontSize)") >= 32, address
        assert reader.page.evaluate(SIDEWAYS) == [], address
        assert reader.page.evaluate(CLIPPED) == [], address


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("template", READABLE)
def test_spaced_out_text_is_not_cut_off(visit, site: Path, template: str, width: int):
    reader = visit(width=width)
    for address in sample.of(site, template):
        reader.open(address)
        reader.page.evaluate(SPACED)
        assert reader.page.evaluate(SIDEWAYS) == [], address
        assert reader.page.evaluate(CLIPPED) == [], address


def test_the_schedule_stacks_on_a_phone_and_keeps_its_labels(phone):
    phone.open(sample.SEED)
    row = phone.text("#record-8\\.1")
    for label in ("Record 8.1", "Date: 6 February 2022", "Redacted", "Law: Section 40(2)"):
        assert label in row
