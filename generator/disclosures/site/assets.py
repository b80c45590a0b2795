# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one style sheet and the scripts, each with its content's hash in the name so that it can be cached for ever."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..store import sha256
from . import brand

_COMPONENTS = (
    "tokens", "ground", "frame", "page", "outcomes", "tables", "law", "lists", "home", "record", "reading", "forced", "print",
)
STYLE = tuple(f"assets/style/{name}.css" for name in _COMPONENTS)
"""One file for each component; the reader's own colours and paper come last, for they overrule."""
SCRIPTS = ("assets/exit.js", "assets/page.js")
SEARCH = ("assets/search-words.js", "assets/search-index.js", "assets/search.js")
SEARCH_STYLE = ("assets/style/search.css",)
SEARCH_MORE = ("assets/search-more.js",)
"""What only some searches need, fetched by them."""
CONSENT = ("assets/consent.js",)
CONSENT_STYLE = "assets/style/consent.css"
"""Only where there is something to consent to."""
LICENCE = "/* SPDX-License-Identifier: AGPL-3.0-or-later */\n"
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_SPACES = re.compile(r'("[^"]*")|;?\s*(\})|(\s*\{\s*|[:;,] +)')


def bundle(folders: Sequence[Path], names: tuple[str, ...], kind: str, after: str = "", name: str = "") -> tuple[str, bytes]:
    """(address, bytes) of files of the theme joined in order, without comments, indents and spaces that nothing needs."""
    text = "\n".join(_find(folders, name).read_text(encoding="utf-8") for name in names) + after
    text = _tight(text) if kind == "css" else re.sub(r"^\s*//.*$", "", text, flags=re.M)
    data = (LICENCE + re.sub(r"\n\s*", "\n", text).strip() + "\n").encode()
    name = name or (Path(names[-1]).stem if len(names) == 1 else "site")
    return f"assets/{name}.{sha256(data)[:10]}.{kind}", data


def _tight(style: str) -> str:
    """A style sheet without comments and without the spaces that only people need; strings stay as they are."""
    return _SPACES.sub(lambda match: match[1] or match[2] or match[3].strip(), _COMMENT.sub("", style))


def _find(folders: Sequence[Path], name: str) -> Path:
    return next(folder / name for folder in folders if (folder / name).is_file())


def all_of(folders: Sequence[Path], accent: str, *, consent: bool, search: bool = True) -> dict[str, tuple[str, bytes]]:
    """`style`, `script`, and where they are switched on `search`, `search-style`, `search-more` and `consent`: each (address, bytes)."""
    names = (CONSENT_STYLE, *STYLE) if consent else STYLE
    made = {"style": bundle(folders, names, "css", "\n" + brand.style(accent)), "script": bundle(folders, SCRIPTS, "js")}
    if search:
        made["search"] = bundle(folders, SEARCH, "js", name="search")
        made["search-style"] = bundle(folders, SEARCH_STYLE, "css")
        made["search-more"] = bundle(folders, SEARCH_MORE, "js")
    if consent:
        made["consent"] = bundle(folders, CONSENT, "js")
    return made
