# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is live with the touched files changed, at a target of each kind, on real servers."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.commands.release import apart
from disclosures.commands.release.building import Built
from disclosures.configuration import load
from disclosures.problems import ReleaseError
from disclosures.release import prove
from disclosures.settings import Settings
from disclosures.store import sha256

from . import made
from .conftest import Place
from .made import SITE, Site

pytestmark = pytest.mark.xdist_group("release-apart")
HOME = "requests/a-1/"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    config = tmp_path / "log/mkdocs.yml"
    config.parent.mkdir()
    config.write_text("site_name: Small\nplugins:\n  - disclosures:\n      authorities: {small: {name: Small Council}}\n")
    return load(config)


def withdrawn(site: Site) -> Built:
    """The site with a notice in the place of `a-1`, and what every file of it that changed held before."""
    before = made.shown(site.folder)
    del site.requests["a-1"]
    site.notices["a-1"] = "It showed a name."
    after = made.shown(site.write().folder)
    touched = {path: [sha256(before[path]) if path in before else ""] for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return Built(site.folder, SITE, expected=((HOME, "page"),), touched=touched)


def test_a_place_that_differs_in_more_than_the_withdrawal_is_left_as_it_is(place: Place, settings: Settings, tmp_path: Path):
    site = Site(tmp_path / "site").add("a-1", letter=b"%PDF one").add("b-2", letter=b"%PDF two").write()
    place.open().publish(made.release(site.folder))
    site.add("c-3", letter=b"%PDF three").write()  # built, and not released
    with pytest.raises(ReleaseError, match="would publish more than itself"):
        apart.ready(settings, withdrawn(site), place.open(anew=True), HOME)


def test_the_withdrawal_goes_out_and_every_other_file_stays(place: Place, settings: Settings, tmp_path: Path):
    site = Site(tmp_path / "site").add("a-1", letter=b"%PDF one").add("b-2", letter=b"%PDF two").write()
    place.open().publish(made.release(site.folder))
    built = withdrawn(site)
    site.put("requests/b-2/index.html", b"<!doctype html>half written")  # nothing of this may go out
    before = place.page("requests/b-2/")
    prepared = apart.ready(settings, built, place.open(anew=True), HOME)
    assert prepared.plan.errors == []
    assert [(one.kind, one.slug) for one in prepared.plan.changes.requests] == [("withdrawn", "a-1")]
    place.open(anew=True).publish(prepared.release)
    assert b"It showed a name." in place.page(HOME)
    assert place.read("requests/a-1/files/1-letter.pdf") is None
    assert place.page("requests/b-2/") == before
    assert not prove.at_target(place.open(anew=True)).wrong


def test_a_withdrawal_that_left_a_file_behind_is_refused(place_of, settings: Settings, tmp_path: Path):
    place = place_of("folder")
    site = Site(tmp_path / "site").add("a-1", letter=b"%PDF one").write()
    place.open().publish(made.release(site.folder))
    built = withdrawn(site)
    touched = {path: held for path, held in built.touched.items() if not path.endswith(".pdf")}
    prepared = apart.ready(settings, Built(built.tree, SITE, expected=built.expected, touched=touched), place.open(), HOME)
    assert "release-unexpected" in {problem.id for problem in prepared.plan.errors}
