# SPDX-License-Identifier: AGPL-3.0-or-later
"""The theme, ready to render: templates see a page's view and the chrome around it, and nothing else of ours.

What is the same on thousands of pages is rendered once. A template asks for that with two functions:

    once("parts/footer.html", source=…)   a part that depends on the chrome and on what it is given by name; it sees nothing
                                          else, so it cannot depend on a page in silence
    kept(macro, item, …)                  a macro's output for one item, whose links are made to fit the page that shows it
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta

from . import addresses
from .views.chrome import Chrome
from .views.lists import RedirectPage
from .views.parts import Head, Link, Page

_FREE = "\0"
"""Stands for the way to the site's root in what is kept for many pages. It can be in no text: HTML forbids it."""


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
                found = jinja2.utils.markupsafe.Markup(self.environment.get_template(name).render(chrome=self.chrome, **given).strip("\n"))
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
        return jinja2.utils.markupsafe.Markup(found.replace(_FREE, self._way))

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
        tree = self.environment.parse(self._sources[name])
        used = [other for other in jinja2.meta.find_referenced_templates(tree) if other]
        calls = tree.find_all(jinja2.nodes.Call)
        parts = (call.args[0].value for call in calls if isinstance(call.node, jinja2.nodes.Name) and call.node.name == "once")
        return [*used, *parts]

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {}
