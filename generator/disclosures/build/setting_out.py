# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a build needs before it looks at the first request: theme, settings and editorial pages, each with its hash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from .. import dressing
from ..links import kept
from ..safety import ocr, terms_file
from ..safety.terms import Terms
from ..settings import Settings
from ..site import assets, registered, tree
from ..site.discovery import About, Security
from ..site.editorial import Editorial
from ..site.pages import ANSWER_TEMPLATES
from ..site.pages.context import Context
from ..log.share_pictures import Pictures
from ..site.press import Press
from ..site.theme import Theme
from ..store import Store, sha256
from . import inputs, seen

HARMLESS = {"search", "material/search"}
"""Plugins of MkDocs that change nothing of what is collected."""


@dataclass(frozen=True)
class Outfit:
    """All that pages are made from besides requests. Equal hashes make equal pages."""

    press: Press
    assets: dict[str, tuple[str, bytes]]
    terms: Terms | None
    program: str
    """Hash of the program and its libraries."""
    laws: dict[str, str]
    answers: str
    """Hash of what every answer's pages depend on, but for their statute."""
    log: str
    """Hash of what every other page depends on, but for its template."""
    root: str
    """Where the site lies on its host."""
    folders: tuple[Path, ...]


def outfit(settings: Settings) -> Outfit:
    """Raises SettingsError when the list of withheld terms cannot be used."""
    options, folders = settings.options, dressing.folders(settings)
    made = assets.all_of(folders, options.brand.accent, consent=options.analytics is not None, search=options.search)
    theme = Theme(folders, dressing.chrome(settings, made), settings.cache / "templates")
    dead = {one.address: one.since for one in kept.read(settings.published).values() if one.dead}
    ctx = Context(
        settings.site_url, options.licence, options.per_page, settings.subject, settings.site_name,
        options.share_pictures and bool(settings.site_url), settings.several,
        tuple(made[name][0] for name in ("search-style", "search", "search-more")) if options.search else (), dead, registered.notices(settings.published), options.whole_log,
    )  # fmt: skip
    terms = terms_file.load(options.withheld_terms, settings.root, (settings.requests, settings.content))
    one_case = tree.one_case(settings.requests)
    program = inputs.program()
    told = [program, repr(theme.chrome), settings.site_name, repr(options), repr(sorted(settings.authorities.items())), str(one_case)]
    told += [terms.id if terms else "", *sorted(ocr.installed())]
    laws = inputs.laws()
    return Outfit(
        Press(ctx, theme, _about(settings), one_case, Pictures(Store(settings.cache), options.brand.accent)), made, terms, program, laws,
        answers=sha256("\0".join([*told, theme.version(*ANSWER_TEMPLATES)]).encode()),
        log=sha256("\0".join([*told, repr(sorted(laws.items()))]).encode()), root=urlsplit(settings.site_url).path or "/",
        folders=tuple(folders),
    )  # fmt: skip


def _about(settings: Settings) -> About:
    told = settings.options.security
    security = Security(told.contacts, told.expires.isoformat(), told.policy, told.languages) if told else None
    return About(settings.site_name, settings.site_url, tuple(settings.authorities.values()), security)


def editorial(settings: Settings, store: Store, program: str) -> Editorial:
    """The pages of content/: as MkDocs made them before, while nothing of theirs has changed; else MkDocs makes them."""
    content = str(settings.content)
    key = (program, seen.content(content, seen.names(content)), *(path.read_text(encoding="utf-8") for path in settings.files),
           repr(settings.environment))  # fmt: skip
    kept = store.get_json("editorial", *key) if harmless(settings) else None
    if kept and all(store.get_bytes("content", digest) is not None for _, digest in kept["files"]):
        return Editorial.from_dict(kept)
    from ..site import frame  # MkDocs is loaded only when it has something to do

    made = frame.editorial(settings.file, keeper(store))
    store.put_json("editorial", *key, value=made.as_dict())
    return made


def harmless(settings: Settings) -> bool:
    """Whether it is known what the editorial pages are made from."""
    return set(settings.plugins) <= HARMLESS


def keeper(store: Store) -> Callable[[bytes], str]:
    """Keeps a file of content/ and returns its SHA-256."""

    def keep(data: bytes) -> str:
        digest = sha256(data)
        store.put_bytes("content", digest, data=data)
        return digest

    return keep
