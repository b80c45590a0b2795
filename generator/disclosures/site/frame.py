# SPDX-License-Identifier: AGPL-3.0-or-later
"""MkDocs as the frame of the site: one of the two files that know it (the other is mkdocs_plugin).

It builds the editorial pages of content/, and lends its template environment to the pages of the log.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from . import addresses
from .views.chrome import Chrome
from .views.lists import RedirectPage
from .views.parts import Head, Link, Page


class Here:
    """The page that is being rendered: links are written as seen from it, or from `root` on a page shown at any depth."""

    def __init__(self) -> None:
        self.address, self.root = "", ""

    @jinja2.pass_context  # or Jinja would write a link to a fixed address once for all pages
    def href(self, _: jinja2.runtime.Context, address: str) -> str:
        """The filter `href`: an address of the site as a link."""
        if self.root:
            return addresses.relative(address, "") if ":" in address.split("/")[0] else self.root + address
        return addresses.relative(address, self.address)


@dataclass(frozen=True)
class Frame:
    """The theme, ready to render: `environment` is MkDocs' own, made safe."""

    environment: jinja2.Environment
    chrome: Chrome
    here: Here = field(default_factory=Here)

    def __post_init__(self) -> None:
        """Escape by default and know our filter; templates are loaded only after this."""
        self.environment.autoescape = True
        self.environment.trim_blocks = self.environment.lstrip_blocks = True
        self.environment.undefined = jinja2.StrictUndefined
        self.environment.filters["href"] = self.here.href

    def given(self, view: Page, root: str = "") -> dict[str, Any]:
        """What a template is given to render `view`, which is the page rendered next."""
        self.here.address, self.here.root = view.address, root
        return {"view": view, "chrome": self.chrome}

    def render(self, view: Page, root: str = "") -> bytes:
        """One page through its template, as UTF-8; its links start at `root` when given."""
        return self.environment.get_template(view.template).render(self.given(view, root)).encode()

    def redirect(self, address: str, target: Link) -> bytes:
        """A page that leads to another, for addresses that readers may type or that have moved."""
        title = f"{address.rstrip('/').rsplit('/', 1)[-1]} is at {target.href}"
        return self.render(RedirectPage(address=address, template="redirect.html", title=title, head=Head(title), target=target))


def only_content(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what the theme beneath ships: its scripts, styles and fonts never reach a reader."""
    home = Path(config.docs_dir).resolve()
    return Files([f for f in files if f.abs_src_path and Path(f.abs_src_path).resolve().is_relative_to(home)])


def theme_folders(config: MkDocsConfig) -> list[Path]:
    """Where templates and assets are looked for: the site's own `custom_dir` first, then the theme of this package."""
    house = Path(__file__).parents[1]
    packaged = house / "theme" if (house / "theme").is_dir() else house.parents[1] / "theme"  # in the repository
    own = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return [*own, *([packaged] if packaged.resolve() not in [p.resolve() for p in own] else [])]


def use_theme(config: MkDocsConfig) -> None:
    """Put our theme above the one beneath, and leave its pages for search and errors unbuilt."""
    beneath = [folder for folder in config.theme.dirs if folder != config.theme.custom_dir]
    config.theme.dirs = [*map(str, theme_folders(config)), *beneath]
    config.theme.static_templates.clear()


def build(config_file: Path, site: Path | None, told: Callable[[int, int], None], searched: Callable[[int, int], None]) -> Any:
    """Run MkDocs' build and return the plugin with its results.

    `told(done, total)` hears of each inspected file, `searched` of each file of the finished tree.

    Raises what the plugin raised (LogRefused, SettingsError); MkDocs' own warnings go to standard error.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advertisement is not for officers
    handler = logging.StreamHandler()
    handler.addFilter(lambda record: record.levelno == logging.WARNING)  # errors come back as exceptions
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    config = load_config(str(config_file), **({"site_dir": str(site)} if site else {}))
    plugin = config.plugins["disclosures"]
    plugin.told, plugin.searched = told, searched
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    except Abort as stop:
        raise (plugin.error or stop) from None
    finally:
        config.plugins.on_shutdown()
        logger.removeHandler(handler)
    return plugin


def serve(config_file: Path, address: str) -> None:
    """Run MkDocs' development server on `address` until interrupted."""
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    mkdocs_serve(str(config_file), dev_addr=address)
