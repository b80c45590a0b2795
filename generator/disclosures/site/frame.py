# SPDX-License-Identifier: AGPL-3.0-or-later
"""MkDocs as the maker of editorial pages: one of the two files that know it (the other is mkdocs_plugin).

It turns content/ into HTML in a folder of its own, which is thrown away. What it made is collected here, and everything
that a reader sees of it is written by us.
"""

from __future__ import annotations

import logging
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from .editorial import Editorial, Written

_BODY = "disclosures-body.html"
"""The template that MkDocs renders: nothing of it is kept."""


class Collector:
    """What MkDocs' hooks hand over, in the order in which it calls them."""

    def __init__(self) -> None:
        self.pages: list[Written] = []
        self._outputs: set[str] = set()

    def only_content(self, files: Files, config: MkDocsConfig) -> Files:
        """Leave out what the theme beneath ships: its scripts, styles and fonts never reach a reader."""
        home = Path(config.docs_dir).resolve()
        return Files([f for f in files if f.abs_src_path and Path(f.abs_src_path).resolve().is_relative_to(home)])

    def environment(self, environment: jinja2.Environment) -> jinja2.Environment:
        """MkDocs' templates are replaced by an empty one."""
        environment.loader = jinja2.ChoiceLoader([jinja2.DictLoader({_BODY: ""}), environment.loader])
        return environment

    def page(self, html: str, page: Page) -> str:
        """One page as HTML, without the heading, which our template writes."""
        body = re.sub(r"<h1\b.*?</h1>", "", html, count=1, flags=re.S)
        parts = [(item.title, item.id) for top in page.toc for item in (top, *top.children) if item.level == 2]
        title, description = str(page.meta.get("title") or page.title or ""), str(page.meta.get("description") or "")
        self.pages.append(Written(page.url.removeprefix("./"), title, description, body, tuple(parts), page.is_homepage))
        self._outputs.add(page.file.dest_uri)
        page.meta["template"] = _BODY
        return html

    def collect(self, folder: Path, keep: Callable[[bytes], str]) -> Editorial:
        """The pages, and the files that MkDocs left in `folder` besides them; `keep` stores bytes and returns their SHA-256."""
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        names = [(path.relative_to(folder).as_posix(), path) for path in found]
        files = tuple((name, keep(path.read_bytes())) for name, path in names if name not in self._outputs)
        return Editorial(tuple(self.pages), files)


@contextmanager
def quiet() -> Iterator[None]:
    """MkDocs' own warnings go to standard error, and nothing else of it."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's advertisement is not for officers
    handler = logging.StreamHandler()
    handler.addFilter(lambda record: record.levelno == logging.WARNING)  # errors come back as exceptions
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield
    finally:
        logger.removeHandler(handler)


def editorial(config_file: Path, keep: Callable[[bytes], str]) -> Editorial:
    """Let MkDocs make the editorial pages. Raises what stopped it."""
    with quiet(), tempfile.TemporaryDirectory(prefix="disclosures-") as folder:
        config: Any = load_config(str(config_file), site_dir=folder)
        plugin = config.plugins["disclosures"]
        plugin.collecting = True
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        except Abort as stop:
            raise RuntimeError(f"MkDocs could not make the pages of {config.docs_dir}: {stop}") from stop
        finally:
            config.plugins.on_shutdown()
        return plugin.collector.collect(Path(folder), keep)
