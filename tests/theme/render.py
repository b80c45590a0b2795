# SPDX-License-Identifier: AGPL-3.0-or-later
"""Renders the theme with sample views and plain Jinja, as the generator does: `python -m tests.theme.render FOLDER`."""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Callable
from pathlib import Path

import jinja2

from disclosures.site.assets import CONSENT_STYLE, STYLE, bundle
from disclosures.site.views.chrome import Chrome
from disclosures.site.views.parts import Page

from .sample_pages import PAGES

THEME = Path(__file__).parents[2] / "theme"
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><style>path{fill:#1d3f73}'
    "@media(prefers-color-scheme:dark){path{fill:#8db8f5}}</style>"
    '<path d="M24 1 44 6v18c0 11-9 19-20 23C13 43 4 35 4 24V6zm0 12-3 8h-9l7 5-3 8 8-5 8 5-3-8 7-5h-9z"/></svg>'
)


def relative(target: str, base: str) -> str:
    """`target`, given from the root of the site, as seen from the page at `base`."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//|#", target):
        return target
    path, mark, rest = target.partition("#")
    result = posixpath.relpath(
        "/" + path, "/" + base if base.endswith("/") or not base else "/" + posixpath.dirname(base)
    )
    return (result + "/" if not path or path.endswith("/") else result) + mark + rest


def page(name: str) -> str:
    """One sample page as HTML; a field that no view declares is an error."""
    view, chrome, body = PAGES[name]
    return html(view, chrome, body, (lambda target: "/" + relative(target, "")) if name == "not found" else None)


def html(view: Page, chrome: Chrome, body: str = "", href: Callable[[str], str] | None = None) -> str:
    """Any view as HTML; `href` makes addresses in another way than as seen from the page."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(THEME),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["href"] = href or (lambda target: relative(target, view.address))
    return environment.get_template(view.template).render(view=view, chrome=chrome, content_html=body)


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
