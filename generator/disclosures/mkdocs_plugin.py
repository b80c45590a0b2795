# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door for MkDocs: `mkdocs build` and `mkdocs serve` build the log with the editorial pages.

The site is filled beside the last good one and takes its place only when everything is written.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from . import build, dressing, settings
from .problems import DisclosuresError, LogRefused
from .site import addresses, assets, frame, tree
from .site.pages import home, indexes, statement
from .site.pages.context import Context
from .site.pages.editorial import editorial_page, not_found
from .site.views.lists import IndexPage

log = logging.getLogger("mkdocs.plugins.disclosures")


class DisclosuresPlugin(BasePlugin):
    """Hooks in the order in which MkDocs calls them."""

    def __init__(self) -> None:
        self.command = "build"
        self.told: Callable[[int, int], None] = lambda done, total: None
        self.searched: Callable[[int, int], None] = lambda done, total: None
        self.prepared: build.Prepared | None = None
        self.error: DisclosuresError | None = None

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None, **_: Any):
        """Options are checked in on_config, where a mistake can be told with its line."""
        self.config = dict(options)  # type: ignore[assignment]
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.command = command

    def on_config(self, config):
        """Everything that may be refused is refused here, before MkDocs empties a folder."""
        self.error = None
        try:
            self.settings = settings.from_options(
                self.config, file=Path(config.config_file_path).resolve(), site_name=config.site_name, site_url=config.site_url or "",
                content=config.docs_dir,
            )
            self.prepared = build.prepare(self.settings, self.told)
            told = self.prepared.problems if self.command == "serve" else []
        except DisclosuresError as error:
            told = error.problems if isinstance(error, LogRefused) else []
            if self.command != "serve" or self.prepared is None:
                raise self._refused(error) from None
            log.error("%s; the last good log is shown", error)  # MkDocs would leave the reader waiting
        for problem in told:
            log.warning(str(problem))
        self.ctx = Context(
            log=self.prepared.log,
            base=self.settings.site_url,
            licence=self.settings.options.licence,
            per_page=self.settings.options.per_page,
            subject=self.settings.subject,
        )
        frame.use_theme(config)
        self.site = Path(config.site_dir).resolve()
        if self.command == "build":
            config.site_dir = str(tree.staging_for(self.site))
        return config

    def on_files(self, files, config):
        """Only what the web team wrote is published from here; the theme's own files follow in on_post_build."""
        self.indexes = {page.address: page for page in indexes.every(self.ctx) if isinstance(page, IndexPage)}
        return frame.only_content(files, config)

    def on_env(self, env, config, files):
        """MkDocs' environment becomes ours; assets get their addresses."""
        options = self.settings.options
        self.assets = assets.all_of(frame.theme_folders(config), options.brand.accent, consent=options.analytics is not None)
        chrome = dressing.chrome(self.settings, self.assets)
        self.frame = frame.Frame(env, chrome)
        self.done: set[str] = set()
        return env

    def on_page_content(self, html, page, config, files):
        """Choose the template: home, an index of the log that this page introduces, or an ordinary page."""
        if page.is_homepage:
            page.meta["template"] = "home.html"
        elif page.url in self.indexes:
            page.meta["template"] = self.indexes[page.url].template
        body = re.sub(r"<h1\b.*?</h1>", "", html, count=1, flags=re.S)  # the template writes it
        return statement.fill(body, self.ctx.log, page.url)

    def on_page_context(self, context, page, config, nav):
        """What the templates see, instead of MkDocs' own objects."""
        title = str(page.meta.get("title") or page.title or "")
        description = str(page.meta.get("description") or "")
        if page.is_homepage:
            view = home.build(self.ctx, title, description)
        elif page.url in self.indexes:
            view = replace(self.indexes[page.url], intro_html=page.content)
        else:
            parts = [(item.title, item.id) for top in page.toc for item in (top, *top.children) if item.level == 2]
            view = editorial_page(self.ctx, page.url, title, description, parts)
        self.done.add(view.address)
        return {**self.frame.given(view), "content_html": page.content}

    def on_post_build(self, config) -> None:
        """Press the log into the tree, then put the tree in its place."""
        out = Path(config.site_dir)
        for address, data in self.assets.values():
            tree.write(out, address, data)
        pages = build.press(self.prepared, self.ctx, self.frame, out, self.done, self.settings.site_name)
        tree.write(out, "404.html", self.frame.render(not_found(self.ctx), root=self._root()))
        if self.settings.site_url:
            listed = [p.address for p in pages] + sorted(self.done)
            tree.write(out, addresses.SITEMAP, build.feeds.sitemap(set(listed), self.settings.site_url))
        if self.command == "build":
            try:
                build.look_once_more(self.prepared, self.settings, out, self.searched)
            except DisclosuresError as error:
                raise self._refused(error) from None
            tree.put_in_place(out, self.site)
            config.site_dir = str(self.site)

    def _refused(self, error: DisclosuresError) -> PluginError:
        """The error for MkDocs; the command line finds ours on the plugin."""
        self.error = error
        told = [*map(str, error.problems), str(error)] if isinstance(error, LogRefused) else [str(error)]
        return PluginError("\n".join(told))

    def _root(self) -> str:
        """Where the site lies on its host: the page for missing addresses is shown at any depth."""
        return urlsplit(self.settings.site_url).path or "/"

    def on_build_error(self, error, **_: Any) -> None:
        if self.command == "build" and hasattr(self, "site"):
            shutil.rmtree(tree.staging_for(self.site), ignore_errors=True)

    def on_serve(self, server, config, builder):
        """A change to a request or to the theme is shown at once."""
        for folder in (self.settings.requests, *frame.theme_folders(config)):
            if folder.is_dir():
                server.watch(str(folder))
        return server
