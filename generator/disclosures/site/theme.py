# SPDX-License-Identifier: AGPL-3.0-or-later
"""The theme, ready to render: templates see a page's view and the chrome around it, and nothing else of ours.

What is the same on thousands of pages is rendered once. A template asks for that with two functions:

    once("parts/footer.html", source=…)   a part that depends on the chrome and on what it is given by name; it sees nothing
                                          else, so it cannot depend on a page in silence
    kept(macro, item, …)                  a macro's output for one item, whose links are made to fit the page that shows it
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import markupsafe

from . import addresses
from .views.chrome import Chrome
from .views.lists import RedirectPage
from .views.parts import Head, Link, Page

_SPECIAL = re.compile(r"[&<>'\"]").search
_NAMED = re.compile(r"(?:extends|include|import|from|once\()\s*[\"']([^\"'{}%]+)[\"']")
"""How a template names another one. Parsing them all to find out would take longer than rendering a page."""
_FREE = "\0"
"""Stands for the way to the site's root in what is kept for many pages. It can be in no text: HTML forbids it."""


def _escape(value: Any) -> str:
    """What Jinja's own does (markupsafe.escape), without making an object for each text that needs no escaping."""
    if type(value) is str and not _SPECIAL(value):
        return value
    return str(markupsafe.escape(value))


class _Template(jinja2.Template):
    """A template that costs less where thousands of pages are made from it."""

    @classmethod
    def from_code(cls, environment: jinja2.Environment, code: Any, globals: Any, uptodate: Any = None) -> jinja2.Template:
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escape  # type: ignore[attr-defined]
        return template

    def _get_default_module(self, ctx: Any = None) -> Any:
        """Macros see nothing of the page that calls them, so that one set of them serves all pages."""
        return super()._get_default_module(None)


class Theme:
    """Renders views. Not for two threads at a time: it remembers which page is being rendered."""

    def __init__(self, folders: Sequence[Path], chrome: Chrome, compiled: Path | None = None):
        """`folders` are searched in order; compiled templates are kept in the folder `compiled`."""
        self.folders, self.chrome = tuple(folders), chrome
        if compiled is not None:
            compiled.mkdir(parents=True, exist_ok=True)
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.folders), autoescape=True, trim_blocks=True, lstrip_blocks=True,
            undefined=jinja2.StrictUndefined, cache_size=-1, auto_reload=False,
            bytecode_cache=jinja2.FileSystemBytecodeCache(str(compiled)) if compiled else None,
        )  # fmt: skip
        self.environment.template_class = _Template
        href = jinja2.pass_context(lambda _, address: self.href(address))  # or Jinja would fold a fixed address for all pages
        self.environment.filters["href"] = href
        self.environment.globals |= {"once": self._once, "kept": self._kept}
        self._seen: dict[tuple[Any, ...], str] = {}
        self._items: dict[tuple[Any, ...], str] = {}
        self._at("", "")

    def _at(self, address: str, root: str) -> None:
        self._root = root
        self._steps = addresses.steps(address)
        self._way = root or self._steps[-1][1]

    def href(self, address: str) -> str:
        """An address of the site as a link on the page that is being rendered."""
        if self._root:
            return address if addresses.elsewhere(address) else self._root + address
        return addresses.from_steps(address, self._steps)

    def render(self, view: Page, root: str = "", **more: Any) -> bytes:
        """One page through its template, as UTF-8; its links start at `root` when given. `more` is seen by the template."""
        self._at(view.address, root)
        return self.environment.get_template(view.template).render(view=view, chrome=self.chrome, **more).encode()

    def part(self, template: str, address: str, **given: Any) -> str:
        """A part of the page at `address`, from what it is given and nothing else."""
        self._at(address, "")
        return self.environment.get_template(template).render(chrome=self.chrome, **given)

    def redirect(self, address: str, target: Link) -> bytes:
        """A page that leads to another, for addresses that readers may type or that have moved."""
        title = f"{address.rstrip('/').rsplit('/', 1)[-1]} is at {target.href}"
        return self.render(RedirectPage(address=address, template="redirect.html", title=title, head=Head(title), target=target))

    def _once(self, name: str, **given: Any) -> Any:
        key = (name, self._way, *given.items())
        found = self._seen.get(key)
        if found is None:
            steps, root = self._steps, self._root
            self._root, self._steps = self._way, addresses.steps("")  # the page's own folders would offer shorter ways, for it alone
            try:
                found = markupsafe.Markup(self.environment.get_template(name).render(chrome=self.chrome, **given).strip("\n"))
            finally:
                self._steps, self._root = steps, root
            self._seen[key] = found
        return found

    def _kept(self, macro: Any, item: Any, *more: Any) -> Any:
        key = (macro.name, item, *more)
        found = self._items.get(key)
        if found is None:
            steps, root = self._steps, self._root
            self._root, self._steps = _FREE, ()
            try:
                found = self._items[key] = str(macro(item, *more))
            finally:
                self._steps, self._root = steps, root
        return markupsafe.Markup(found.replace(_FREE, self._way))

    def version(self, *names: str) -> str:
        """A hash of these templates and of every template that they use, directly or not."""
        whole = hashlib.sha256()
        for name in sorted(self._closure(names)):
            whole.update(f"{name}\0{self._sources[name]}\0".encode())
        return whole.hexdigest()

    def _closure(self, names: Sequence[str]) -> set[str]:
        waiting, found = list(names), set()
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._uses(name)
        return found

    def _uses(self, name: str) -> list[str]:
        if name not in self._sources:
            self._sources[name] = self.environment.loader.get_source(self.environment, name)[0]
        return _NAMED.findall(self._sources[name])

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {}
