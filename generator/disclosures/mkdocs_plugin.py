# SPDX-License-Identifier: AGPL-3.0-or-later
"""The door for MkDocs: `mkdocs build` and `mkdocs serve` build the log with the editorial pages.

MkDocs makes the editorial pages in a folder of its own. Then the journey begins, as it does for `disclosures build`.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority

from . import settings
from .build import journey, setting_out
from .problems import DisclosuresError, LogRefused
from .site import frame
from .store import Store

log = logging.getLogger("mkdocs.plugins.disclosures")


class DisclosuresPlugin(BasePlugin):
    """Hooks in the order in which MkDocs calls them."""

    def __init__(self) -> None:
        self.collecting = False
        """True when `disclosures build` only wants the editorial pages."""
        self.command = "build"
        self.folder: Path | None = None

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None, **_: Any):
        """Options are checked in on_config, where a mistake can be told with its line."""
        self.config = dict(options)  # type: ignore[assignment]
        return [], []

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self.command = command

    def on_config(self, config):
        """MkDocs is led away from the site, which it would empty."""
        self.collector = frame.Collector()
        config.theme.static_templates.clear()
        if self.collecting:
            return config
        custom = getattr(config.theme, "custom_dir", None) or ""
        try:
            self.settings = settings.from_options(
                self.config, file=Path(config.config_file_path).resolve(), site_name=config.site_name, site_url=config.site_url or "",
                content=config.docs_dir, theme=custom,
            )  # fmt: skip
        except DisclosuresError as error:
            raise self._refused(error) from None
        self.site = Path(config.site_dir).resolve()
        self.folder = Path(tempfile.mkdtemp(prefix="disclosures-"))
        config.site_dir = str(self.folder)
        return config

    def on_files(self, files, config):
        """Only what the web team wrote is published."""
        return self.collector.only_content(files, config)

    @event_priority(-100)
    def on_env(self, env, config, files):
        return self.collector.environment(env)

    @event_priority(-100)
    def on_page_content(self, html, page, config, files):
        """After what other plugins made of the page."""
        return self.collector.page(html, page)

    @event_priority(-100)
    def on_post_build(self, config) -> None:
        """After what other plugins added to the site."""
        if self.collecting or self.folder is None:
            return
        written = self.collector.collect(self.folder, setting_out.keeper(Store(self.settings.cache)))
        self._forget()
        config.site_dir = str(self.site)
        try:
            built = journey.build(self.settings, self.site, editorial=written)
        except DisclosuresError as error:
            if self.command != "serve":
                raise self._refused(error) from None
            log.error("%s; the last good log is shown", error)  # MkDocs would leave the reader waiting
            for problem in getattr(error, "problems", ()):
                log.error(str(problem))
            return
        for problem in built.problems:
            log.warning(str(problem))

    def on_build_error(self, error, **_: Any) -> None:
        self._forget()

    def _forget(self) -> None:
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None

    def _refused(self, error: DisclosuresError) -> PluginError:
        self._forget()
        told = [*map(str, error.problems), str(error)] if isinstance(error, LogRefused) else [str(error)]
        return PluginError("\n".join(told))

    def on_serve(self, server, config, builder):
        """A change to a request or to the theme is shown at once."""
        for folder in (self.settings.requests, *filter(None, [self.settings.theme])):
            if folder.is_dir():
                server.watch(str(folder))
        return server
