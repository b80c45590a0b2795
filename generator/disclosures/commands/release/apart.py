# SPDX-License-Identifier: AGPL-3.0-or-later
"""A withdrawal made ready by itself: what is live, with nothing changed but what the withdrawal has made anew.

The site on this machine is not taken as a whole, for it may hold what was never meant to go out yet. What was touched must
have held at the target what it held here before; otherwise the new pages would tell of more than the withdrawal.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ...problems import ReleaseError
from ...release import changes, expected, links, manifest, plan, proof
from ...release.manifest import Entry, Manifest
from ...release.proof import MANIFEST
from ...release.record import Release
from ...release.served import RELEASE, address, is_page
from ...release.target import Live, Target
from ...settings import Settings
from .building import Built
from .preparing import Ready, key
from .trees import Tree, with_extras


class Source(Tree):
    """Touched files from the site on this machine, all others from the target."""

    def __init__(self, folder: Path, files: Mapping[str, Entry], extras: Mapping[str, bytes], touched: frozenset[str], live: Live):
        super().__init__(folder, files, extras)
        self.touched, self.live = touched, live

    def read(self, path: str) -> bytes:
        return super().read(path) if path in self.touched or path in self.extras else self.live.read(path)


def ready(settings: Settings, built: Built, target: Target, home: str) -> Ready | None:
    """The plan of a withdrawal, compared with what the log asks of this request. `home` is its folder in the site, with a /.

    None when nothing was released there yet. Raises ReleaseError when the target differs in more than the withdrawal.
    """
    live = target.live()
    if live.record is None:
        return None
    now = {path: entry for path in built.touched if (entry := _entry(built.tree / path))}
    if strange := sorted(path for path, before in built.touched.items() if _sha256(live.files, path) not in (*before, _sha256(now, path))):
        more = f" and {len(strange) - 1} more" if len(strange) > 1 else ""
        raise ReleaseError(
            f"{target.words}: the site here was built since the last release there, and the withdrawal would publish more than itself:"
            f" {address(strange[0]) or 'the home page'}{more}",
            "If all that was built may go out with it, type the same command again with --with-the-rest.",
        )
    kept = {path: entry for path, entry in live.files.items() if path not in built.touched and path not in RELEASE}
    tree = Manifest({**kept, **now}, built.site_url)
    touched = frozenset(now)
    plain = Source(built.tree, tree.files, {}, touched, live)
    extras = proof.extras(tree, _unnamed(tree, plain, live, touched), key(settings))
    whole = with_extras(tree, extras)
    new = Source(built.tree, whole.files, extras, touched, live)
    asked = built.expected or ()
    own = {path: entry for path, entry in now.items() if path.startswith(home)}
    left = {path: entry for path, entry in kept.items() if path.startswith(home)}
    found = expected.compare(Manifest({**left, **own}), built.tree, [one for one in asked if one[0].startswith(home)], new.read)
    differences = changes.compare(live, new, whole, built.tree)
    made = plan.make(target.words, whole.digest, live.id, differences, found, compared=True)
    moved = {old: to for old, to in live.record.redirects.items() if old in kept}
    moved |= links.redirects({path: entry for path, entry in now.items() if is_page(path)}, new.read)
    return Ready(made, Release(whole, new.read, redirects=moved), live, new)


def _unnamed(tree: Manifest, plain: Source, live: Live, touched: frozenset[str]) -> list[str]:
    if MANIFEST not in live.files:
        return proof.unnamed(tree, plain.read)
    fresh = {path for path in touched if is_page(path) or path not in live.files}
    return proof.unnamed_still(tree, plain.read, live.read(MANIFEST), fresh)


def _entry(path: Path) -> Entry | None:
    return Entry(manifest.hash_file(path), path.stat().st_size) if path.is_file() else None


def _sha256(files: Mapping[str, Entry], path: str) -> str:
    return files[path].sha256 if path in files else ""
