# SPDX-License-Identifier: AGPL-3.0-or-later
"""mkdocs.yml, read without MkDocs, with what MkDocs itself makes of it: `!ENV` and `INHERIT` (mkdocs.org, configuration)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from .problems import Place, Problem, SettingsError, Severity
from .settings import Settings, from_options


class _Lenient(yaml.SafeLoader):
    """Tags of other plugins become None."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
    """`!ENV NAME`, `!ENV [NAME, OTHER, fallback]`: the first that is set, read as YAML."""
    listed = isinstance(node, yaml.SequenceNode)
    names = [loader.construct_object(one) for one in node.value] if listed else [loader.construct_scalar(node)]
    fallback = names.pop() if len(names) > 1 else None
    _asked.update({name: os.environ.get(name) for name in names if isinstance(name, str)})
    found = next((os.environ[name] for name in names if isinstance(name, str) and name in os.environ), None)
    return fallback if found is None else yaml.load(found, Loader=_Lenient)


_asked: dict[str, str | None] = {}
"""Variables that the file being read names."""
_Lenient.add_multi_constructor("", lambda loader, suffix, node: None)
_Lenient.add_constructor("!ENV", _environment)


def load(file: Path) -> Settings:
    """The settings of a log. Raises SettingsError when mkdocs.yml is missing or wrong."""
    _asked.clear()
    files: list[Path] = []
    raw = _read(file, files)
    plugins = [plugin if isinstance(plugin, dict) else {plugin: None} for plugin in _plugins(raw)]
    for plugin in plugins:
        if "disclosures" in plugin:
            theme = raw.get("theme")
            return from_options(
                plugin["disclosures"] or {},
                file=file.resolve(),
                site_name=str(raw.get("site_name") or ""),
                site_url=str(raw.get("site_url") or ""),
                content=str(raw.get("docs_dir") or "docs"),
                site=str(raw.get("site_dir") or "site"),
                theme=str(theme.get("custom_dir") or "") if isinstance(theme, dict) else "",
                plugins=(*(str(name) for one in plugins for name in one if name != "disclosures"), *_readers(raw)),
                files=tuple(path.resolve() for path in files),
                environment=dict(_asked),
            )
    raise _refuse(file, 0, "the plugin `disclosures` is not switched on", "Add `- disclosures` under `plugins:`.")


def _plugins(raw: dict[str, Any]) -> list[Any]:
    """`plugins` may be a list, or a mapping from names to options."""
    given = raw.get("plugins") or []
    return [{name: options} for name, options in given.items()] if isinstance(given, dict) else list(given)


def _readers(raw: dict[str, Any]) -> list[str]:
    """What else may bring anything into the pages of content/: hooks, and extensions that include other files."""
    hooks = [f"hook {name}" for name in raw.get("hooks") or []]
    listed = [next(iter(one)) if isinstance(one, dict) and one else one for one in raw.get("markdown_extensions") or []]
    return hooks + [str(name) for name in listed if "snippets" in str(name) or "include" in str(name)]


def _read(file: Path, files: list[Path]) -> dict[str, Any]:
    files.append(file)
    try:
        raw = yaml.load(file.read_text(encoding="utf-8"), Loader=_Lenient)
    except OSError:
        raise _refuse(file, 0, "there is no such file", "Run the command in the folder that holds mkdocs.yml, or name it with --config.") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise _refuse(file, line, f"this is not YAML: {error.problem}", "Correct the line; look for a missing colon, quote or indentation.") from None
    if not isinstance(raw, dict):
        raise _refuse(file, 0, "the file holds no settings", "Write `site_name:` and `plugins:`, as the manual's first page shows.")
    parent = raw.pop("INHERIT", None)
    if not isinstance(parent, str):
        return raw
    above = file.parent / parent
    if above.resolve() in [one.resolve() for one in files]:
        raise _refuse(file, 0, f"INHERIT leads back to {above.name}", "Remove the line `INHERIT:` from one of the two files.")
    return _merged(_read(above, files), raw)


def _merged(one: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    """Mappings are merged key by key; everything else is replaced."""
    found = dict(one)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(found.get(key), dict)
        found[key] = _merged(found[key], value) if both else value
    return found


def _refuse(file: Path, line: int, message: str, cure: str) -> SettingsError:
    return SettingsError([Problem("settings", Severity.ERROR, Place(file, line), message, cure)])
