# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every verb of `release` needs: its options, the target, and a tree made ready to go."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from ...problems import Place, Problem, ReleaseError, Severity
from ...release import changes, expected, headers, links, plan, proof, signing, where
from ...release.manifest import Manifest
from ...release.record import Release
from ...release.target import Live, Target
from ...settings import Settings
from .building import Built
from .trees import Hashed, Tree, listed, with_extras

TREE = click.option("--tree", type=click.Path(exists=True, file_okay=False, path_type=Path),
                    help="Release this built site instead of building one; it is then not compared with the log.")  # fmt: skip
BREAK = click.option("--break-lock", is_flag=True, help="Take the lock from another publication, which you know to have ended.")
BY = click.option("--by", default="", help="Who decides, for the record; your user name and machine when not given.")


@dataclass(frozen=True)
class Ready:
    """A plan with all that it needs to be carried out."""

    plan: plan.Plan
    release: Release
    live: Live
    new: Tree


def chosen(settings: Settings, name: str) -> where.Where:
    """The target that was named, the only one of the settings when none was, or one from a typed address."""
    targets = settings.options.release.targets
    if not name and len(targets) == 1:
        name = next(iter(targets))
    if not name:
        known = f": {', '.join(targets)}" if targets else ", and mkdocs.yml names none under `release: targets:`"
        raise click.UsageError(f"name the target{known}")
    return where.Where(name, **targets[name].model_dump()) if name in targets else where.typed(name)


def opened(settings: Settings, place: where.Where) -> Target:
    """The target, ready to be asked."""
    return where.open_target(place, settings.root, settings.cache / "release")


def key(settings: Settings) -> bytes | None:
    """The private key's PEM text, or None where the log has no key. It may not lie where it could be published."""
    name = settings.options.release.key
    path = (settings.root / Path(name).expanduser()).resolve() if name else None
    if path and any(path.is_relative_to(folder) for folder in (settings.requests, settings.content)):
        raise ReleaseError(f"the key {path} lies among what is published", "Move it out of the repository, and correct `release: key:`.")
    return signing.private_key(path)


def ready(settings: Settings, built: Built, target: Target, place: where.Where, hashed: Hashed = lambda *_: None) -> Ready:
    """Compare a tree with what is live and with the log. Nothing is changed."""
    tree = listed(settings, built, hashed)
    over = built.laid.folder if built.laid else None
    plain = Tree(built.tree, tree.files, {}, over)
    unnamed = proof.unnamed(tree, plain.read)
    moved = links.redirects(tree.files, plain.read) if place.s3 or place.host else {}
    beside = headers.beside(place.host, links.on_host(moved, built.site_url))
    extras = {**proof.extras(tree, unnamed, key(settings)), **beside}
    whole = with_extras(tree, extras)
    new = Tree(built.tree, whole.files, extras, over)
    live = target.live()
    found = [*built.problems, *_remarks(built.tree, tree, unnamed)]
    if built.expected is not None:
        found += expected.compare(tree, built.tree, built.expected, plain.read)
    differences = changes.compare(live, new, whole, built.tree, first=live.record is None)
    made = plan.make(target.words, whole.digest, live.id, differences, found, built.expected is not None)
    return Ready(made, Release(whole, new.read, redirects=moved), live, new)


def _remarks(folder: Path, tree: Manifest, unnamed: list[str]) -> list[Problem]:
    found = [
        Problem(
            "release-unnamed", Severity.WARNING, Place(folder / path), f"{path} would be published, though no page names it",
            "Remove it from the folder of editorial pages, or link to it.",
        )
        for path in unnamed
    ]
    return found + [
        Problem(
            "release-hidden-file", Severity.WARNING, Place(folder / path), f"{path} is a hidden file and is left out",
            "Remove it from the folder of editorial pages.",
        )
        for path in tree.left_out
    ]


def withdrawn(made: plan.Plan, live: Live, new: Tree) -> tuple[str, ...]:
    """What this plan takes from readers for good: files of requests that are withdrawn, and released files that nothing replaces.

    No rollback may bring them back.
    """
    homes = tuple(f"requests/{one.slug}/" for one in made.changes.requests if one.kind == "withdrawn")
    there = {entry.sha256 for entry in new.files.values()}
    alone = {
        path for one in made.changes.files if one.kind == "removed" and one.old and one.old.sha256 not in there for path in (one.old_path, one.old_picture)
    }
    return tuple(path for path in made.changes.remove if path in live.files and (path in alone or (homes and path.startswith(homes))))
