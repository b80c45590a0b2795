# SPDX-License-Identifier: AGPL-3.0-or-later
"""A build that makes only what changed makes the same site, byte for byte, as one that makes everything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from disclosures.law.citation import parse

from . import small_log
from .edited_log import Edited, settled

EDITS = 200
LOOK = 10
"""Edits after which the site is compared with one made anew."""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Edited]:
    made = Edited(tmp_path, seed=11)
    with pytest.MonkeyPatch.context() as patch:
        made.redirect(patch)
        yield made
    parse.cache_clear()


def test_after_two_hundred_edits_the_site_is_as_if_it_were_made_anew(log: Edited) -> None:
    assert log.build()
    done: list[str] = []
    rest = random.Random(5)
    builds = 0
    while len(done) < EDITS:
        done.append(log.step())
        if len(done) % LOOK and rest.random() < 0.5:
            continue  # several edits between two builds
        assert log.build(), f"the log has an error after {done[-3:]}"
        builds += 1
        if len(done) % LOOK == 0:
            assert log.build("anew", fresh=True)
            ours, anew = log.tree(), log.tree("anew")
            different = sorted(name for name in ours.keys() | anew.keys() if ours.get(name) != anew.get(name))
            assert different == [], f"after {done[-LOOK:]}"
    assert builds > EDITS // LOOK and len(set(done)) > 15
    assert any(b"being checked" in page for page in log.tree().values()) or "table" in done


def test_without_an_edit_nothing_is_made(log: Edited) -> None:
    log.build()
    settled()
    assert log.build().written == 0


def test_a_log_that_is_made_anew_elsewhere_with_an_empty_cache_is_the_same(log: Edited, tmp_path: Path) -> None:
    log.build()
    for _ in range(12):
        log.step()
        log.build()
    cold = small_log.run("build", "--config", tmp_path / "mkdocs.yml", "--site", tmp_path / "anew", "--fresh")
    assert cold.returncode in (0, 4), cold.stdout
    assert log.tree() == log.tree("anew")
