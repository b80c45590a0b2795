# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the list of withheld terms lies: outside everything that is published, copied or kept in history."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

from ..problems import DocumentError, Place, Problem, SettingsError, Severity
from ..store import sha256
from .terms import Terms

NAME = ".withheld-terms"
_ELSEWHERE = "Move it outside the repository, and name its new place in `withheld_terms` of mkdocs.yml"


def default(root: Path) -> Path:
    """The place for a log at `root` that names none: in the user's own settings, so that no copy of the log holds it."""
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return home / "disclosures" / sha256(os.fsencode(root.resolve()))[:16] / NAME


def named(setting: str, root: Path) -> Path:
    """The place that the setting names, or else the default one; it may be unfit."""
    return Path(os.path.abspath(root / Path(setting).expanduser())) if setting else default(root)


def where(setting: str, root: Path, published: Iterable[Path]) -> Path:
    """The list's place. Raises SettingsError when the list would be published or kept in history there."""
    path = named(setting, root)
    for folder in published:
        if path.resolve().is_relative_to(folder.resolve()):
            raise _refused(path, f"the list of withheld terms must not lie in {folder.name}/", _ELSEWHERE)
    if path.exists() and _tracked(path):
        cure = f"Run `git rm --cached {path.name}` there and name it in .gitignore. {_ELSEWHERE}"
        raise _refused(path, "the list of withheld terms is kept in the history of a Git repository", cure)
    return path


def load(setting: str, root: Path, published: Iterable[Path]) -> Terms | None:
    """The list of a log, or None when it has none. One that mkdocs.yml names must be there: raises SettingsError."""
    path = where(setting, root, published)
    if not path.exists() and not setting:
        return None
    return read(path)


def read(path: Path) -> Terms:
    """The list at `path`. Raises SettingsError when it cannot be used: then nothing may be published."""
    try:
        return Terms.load(path)
    except DocumentError as error:
        raise _refused(path, error.reason, error.cure) from None


def _refused(path: Path, reason: str, cure: str) -> SettingsError:
    return SettingsError([Problem("withheld-terms", Severity.ERROR, Place(path), reason, f"{cure}.")])


def _tracked(path: Path) -> bool:
    try:
        command = ["git", "-C", str(path.parent), "ls-files", "--error-unmatch", "--", path.name]
        return subprocess.run(command, capture_output=True, check=False, timeout=20).returncode == 0
    except (OSError, subprocess.SubprocessError):  # without git there is no history
        return False
