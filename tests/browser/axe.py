# SPDX-License-Identifier: AGPL-3.0-or-later
"""axe-core, run on a page: every WCAG rule, best practice, and what it would leave to a person."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

_RUN = """async (part) => {
  const found = await axe.run(part || document, { resultTypes: ["violations", "incomplete"] });
  return [...found.violations.map((rule) => ["violation", rule]), ...found.incomplete.map((rule) => ["unsure", rule])]
    .flatMap(([how, rule]) => rule.nodes.map((node) => [
      `${how} ${rule.id}: ${node.target.join(" ")}`, node.html.slice(0, 160),
      ...[...node.any, ...node.all, ...node.none].map((check) => check.message),
    ].join(" | ")));
}"""


@cache
def _source() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def findings(page: Page, part: str = "") -> list[str]:
    """One line for each element, of the page or of a selected part, that axe faults or is unsure of.

    The page's policy stays as it is.
    """
    if not page.evaluate("() => 'axe' in globalThis"):
        page.evaluate(_source())  # by the debugger, which the policy for the page's own scripts does not concern
    return page.evaluate(_RUN, part)
