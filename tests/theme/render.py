# SPDX-License-Identifier: AGPL-3.0-or-later
"""Renders the theme with sample views, as the generator does: `python -m tests.theme.render FOLDER`."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

from disclosures.site.assets import CONSENT_STYLE, STYLE, bundle
from disclosures.site.theme import Theme
from disclosures.site.views.chrome import Chrome
from disclosures.site.views.parts import Page

from .sample_pages import PAGES

THEME = Path(__file__).parents[2] / "theme"
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><style>path{fill:#1d3f73}'
    "@media(prefers-color-scheme:dark){path{fill:#8db8f5}}</style>"
    '<path d="M24 1 44 6v18c0 11-9 19-20 23C13 43 4 35 4 24V6zm0 12-3 8h-9l7 5-3 8 8-5 8 5-3-8 7-5h-9z"/></svg>'
)


@lru_cache
def theme(chrome: Chrome) -> Theme:
    """One for each chrome, as in a build: what pages share is rendered for the first and used again for the others."""
    return Theme([THEME], chrome)


def page(name: str) -> str:
    """One sample page as HTML; a field that no view declares is an error."""
    view, chrome, body = PAGES[name]
    return html(view, chrome, body, "/" if name == "not found" else "")


def html(view: Page, chrome: Chrome, body: str = "", root: str = "") -> str:
    """Any view as HTML; its links start at `root` when given, else they are as seen from the page."""
    return theme(chrome).render(view, root, content_html=body).decode()


def write(folder: Path) -> None:
    """The whole sample site, with its style sheet and scripts, so that a browser can open it."""
    for name, (view, _, _) in PAGES.items():
        target = folder / view.address
        target = target / "index.html" if view.address.endswith("/") or not view.address else target
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(name), encoding="utf-8")
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    (assets / "mark.svg").write_text(MARK)
    (assets / "stats.js").write_text("document.documentElement.dataset.counted = 'yes';\n")
    source = THEME / "assets"
    (assets / "site.css").write_bytes(bundle([THEME], (CONSENT_STYLE, *STYLE), "css")[1])
    (assets / "consent.js").write_text((source / "consent.js").read_text())
    (assets / "site.js").write_text("".join((source / name).read_text() for name in ("exit.js", "page.js")))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
