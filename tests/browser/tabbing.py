# SPDX-License-Identifier: AGPL-3.0-or-later
"""Walking a page with the Tab key alone."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Page

_TELL = "(one) => `${one.tagName.toLowerCase()} ${(one.innerText || one.value || '').trim().replace(/\\s+/g, ' ').slice(0, 60)}`"
_LOOK = f"""() => {{
  const one = document.activeElement, tell = {_TELL};
  if (!one || one === document.body || one === document.documentElement) return null;
  globalThis.stops ??= new Set();
  const again = stops.has(one), wrong = [], style = getComputedStyle(one);
  stops.add(one);
  const ring = parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none" && !/, 0\\)$|transparent/.test(style.outlineColor);
  if (!ring) wrong.push(`${{tell(one)}}: the focus cannot be seen`);
  const seen = [...one.getClientRects()].some(({{ left, top, right, bottom }}) => {{
    const middle = (from, to, end) => (Math.max(from, 0) + Math.min(to, end)) / 2; // of what is on the screen
    const top_most = right > 0 && bottom > 0 && document.elementFromPoint(middle(left, right, innerWidth), middle(top, bottom, innerHeight));
    return top_most && (one.contains(top_most) || top_most.contains(one) && top_most !== document.body && top_most !== document.documentElement);
  }});
  if (!seen) wrong.push(`${{tell(one)}}: it is off the screen or something lies over it`);
  return {{ words: (one.innerText || one.value || "").trim().replace(/\\s+/g, " "), again, wrong }};
}}"""
_LEFT = f"""() => {{
  const tell = {_TELL};
  return [...document.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex='0']")]
    .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0 && !globalThis.stops?.has(one)).map(tell);
}}"""


@dataclass
class Walk:
    """`stops` are the words of what had the focus, in order; `unreached` what never had it."""

    stops: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    unreached: list[str] = field(default_factory=list)


def walk(page: Page, most: int = 400) -> Walk:
    """Press Tab from the top until the focus leaves the page or comes back to where it has been."""
    done = Walk()
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(_LOOK)
        if stop is None or (stop["again"] and len(done.stops) > 1 and stop["words"] == done.stops[0]):
            break
        if stop["again"]:
            done.wrong.append(f"{stop['words']}: the focus does not come away from here")
            break
        done.stops.append(stop["words"])
        done.wrong += stop["wrong"]
    done.unreached = page.evaluate(_LEFT)
    return done


def press_tab_to(page: Page, words: str, most: int = 25) -> int:
    """Press Tab until what has the focus begins with `words`; the number of presses. Fails after `most`."""
    met = []
    for count in range(1, most + 1):
        page.keyboard.press("Tab")
        met.append(page.evaluate("() => (document.activeElement.innerText || '').trim().replace(/\\s+/g, ' ')"))
        if met[-1].startswith(words):
            return count
    raise AssertionError(f"{words!r} has not the focus after {most} presses of Tab: {met}")


def skip_to_content(page: Page) -> None:
    """The first Tab and Enter: over the header to the content."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
