# SPDX-License-Identifier: AGPL-3.0-or-later
"""A target from its name in the settings, or from an address typed on the command line.

    /srv/www/foi   file:///srv/www/foi       a folder of this machine
    s3://bucket/prefix                       S3-compatible storage
    sftp://user@host:port/srv/www/foi        a folder behind SFTP; /~/ begins at the user's home
    git+ssh://git@host/foi.git#pages         a branch; also git+https:// and git+file://
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..problems import ReleaseError
from .target import Target, plainly

FORMS = "Write a folder, s3://bucket/prefix, sftp://user@host/folder or git+ssh://host/repository#branch."


@dataclass(frozen=True)
class Where:
    """One target as it is set: exactly one of `folder`, `s3`, `sftp` and `git` is given."""

    name: str = ""
    folder: str = ""
    s3: str = ""
    sftp: str = ""
    git: str = ""
    branch: str = "pages"
    endpoint: str = ""
    distribution: str = ""
    ssh_config: str = ""
    host: str = ""
    """What serves the files, when it reads its rules from among them: netlify or apache."""
    keep: int = 5


def typed(text: str) -> Where:
    """From an address. Raises ReleaseError when it is of no kind that is known."""
    scheme = text.split(":", 1)[0] if "://" in text else ""
    if scheme == "s3":
        return Where(text, s3=text)
    if scheme == "sftp":
        return Where(text, sftp=text)
    if scheme.startswith("git+") or text.endswith(".git"):
        address, _, branch = text.removeprefix("git+").partition("#")
        return Where(text, git=address, branch=branch or "pages")
    if scheme == "file":
        return Where(text, folder=unquote(urlsplit(text).path))
    if not scheme and ("/" in text or text.startswith(".")):
        return Where(text, folder=text)
    raise ReleaseError(f"“{text}” is no target of the settings, and no address of one", f"{FORMS} Or name it under `release: targets:`.")


def open_target(where: Where, root: Path, scratch: Path) -> Target:
    """The target itself. `root` is where relative folders begin, `scratch` a folder for what can be fetched again.

    Raises ReleaseError when the settings name no place or several, or a library is missing. Nothing is loaded for targets
    that are not used.
    """
    given = [kind for kind in ("folder", "s3", "sftp", "git") if getattr(where, kind)]
    if len(given) != 1:
        raise ReleaseError(f"the target {where.name} names {'no place' if not given else ' and '.join(given)}", f"Set one of them. {FORMS}")
    if where.folder:
        from .disk import LocalDisk
        from .switching import Switching

        path = (root / Path(where.folder).expanduser()).absolute()
        return Switching(LocalDisk(path), where.name, where.keep)
    if where.sftp:
        from .sftp import Remote
        from .switching import Switching

        parts = _parts(where.sftp, "sftp", where.name)
        path = unquote(parts.path)
        path = path[3:] if path.startswith("/~/") else path
        if not parts.hostname or path in ("", "/"):
            raise ReleaseError(f"“{where.sftp}” names no folder on a host", "Write sftp://user@host/folder.")
        config = str((root / where.ssh_config).absolute()) if where.ssh_config else ""
        with plainly(where.name):
            disk = Remote(parts.hostname, path.rstrip("/"), user=unquote(parts.username or ""), port=parts.port or 0, config=config)
        return Switching(disk, where.name, where.keep)
    if where.s3:
        from .s3 import Bucket

        parts = _parts(where.s3, "s3", where.name)
        prefix = parts.path.strip("/")
        return Bucket(parts.netloc, f"{prefix}/" if prefix else "", where.name, endpoint=where.endpoint, keep=where.keep, distribution=where.distribution)
    from .git import Branch

    return Branch(where.git, where.branch, where.name, scratch, where.keep)


def _parts(text: str, scheme: str, name: str):
    parts = urlsplit(text)
    try:
        parts.port  # noqa: B018  raises for what is no number
    except ValueError:
        parts = parts._replace(scheme="")
    if parts.scheme != scheme or not parts.netloc:
        raise ReleaseError(f"the target {name} is “{text}”, which is no {scheme}:// address", FORMS)
    return parts
