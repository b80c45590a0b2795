# SPDX-License-Identifier: AGPL-3.0-or-later
"""A publisher that is killed anywhere: readers see the old site or the new one, and the next run ends what was begun."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from . import made
from .conftest import Place
from .faults import apart, dead_ends, sees
from .made import Site

POINTS = {"folder": 30, "sftp": 30, "s3": 30, "git": 12}


def versions(tmp: Path) -> list[Path]:
    """Two sites between which the publisher goes to and fro; their files have no byte in common."""
    found = []
    for word in ("one", "two"):
        site = Site(tmp / word, f"body{{--v:{word}}}").add("a-1", text=word, letter=word.encode()).add("b-2", text=word, note=word.encode() * 2)
        site.add(f"c-{word}", text=word, map=word.encode() * 3).write()
        found.append(site.folder)
    return found


@pytest.mark.parametrize("kind", [pytest.param(kind, marks=pytest.mark.xdist_group(f"release-killed-{kind}")) for kind in sorted(POINTS)])
def test_a_publisher_killed_anywhere_leaves_a_site_and_the_next_run_heals(kind: str, place_of: Callable[[str], Place], tmp_path: Path):
    place, trees = place_of(kind), versions(tmp_path)
    place.open().publish(made.release(trees[0]))
    place.open().publish(made.release(trees[1]))  # so that what is kept and what is pruned is the same in each round

    def publish(tree: Path) -> object:
        target = place.open(anew=True)
        done = target.publish(made.release(tree))
        target.close()
        return done.id

    word, steps = apart(lambda: publish(trees[0]), kill_at=-1)
    assert word == "counted" and steps > 20
    live, killed, ended = 0, 0, 0
    for point in sorted(random.Random(f"{kind} 8").sample(range(1, steps + 1), min(POINTS[kind], steps))):
        new = 1 - live
        word, _ = apart(lambda new=new: publish(trees[new]), kill_at=point)
        killed, ended = killed + (word == "killed"), ended + (word == "done")
        if kind == "s3":
            assert dead_ends(place) == [], f"killed at step {point} of {steps}"
        else:
            assert sees(place, *trees) in ([live], [new]), f"killed at step {point} of {steps}"
        place.open(anew=True).publish(made.release(trees[new]))
        assert sees(place, *trees) == [new], f"healed after step {point} of {steps}"
        live = new
    assert killed >= POINTS[kind] * 2 // 3
    assert place.open(anew=True).differences() == []
    if kind in ("folder", "sftp"):
        web = tmp_path / "web"
        assert {one.name for one in web.iterdir()} == {"current", "history.json", "records", "releases"}
        assert len(list((web / "releases").iterdir())) == 3
        assert list(web.rglob("*.part")) == []
