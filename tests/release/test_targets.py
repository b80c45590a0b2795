# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every kind of target, on its real server: what readers get, what travels, and the way back."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from disclosures.problems import ReleaseError
from disclosures.release import changes
from disclosures.release.plan import Override

from . import made
from .conftest import Place
from .made import Site

pytestmark = pytest.mark.xdist_group("release-targets")


def whole(place: Place, folder: Path) -> list[str]:
    """Files of a tree that readers do not get as they are."""
    return [path for path, data in made.shown(folder).items() if place.read(path) != data]


def test_nothing_travels_when_nothing_changed(place: Place, tmp_path: Path):
    old, _ = made.two(tmp_path)
    first = place.open().publish(made.release(old))
    again = place.open().publish(made.release(old))
    assert (again.nothing, again.id, again.files) == (True, first.id, 0)
    assert len(place.open().history()) == 1


def test_nothing_is_published_by_looking(place: Place, tmp_path: Path):
    old, _ = made.two(tmp_path)
    assert place.open().live().record is None
    with pytest.raises(ReleaseError, match="nothing was released here yet"):
        place.open().differences()
    with pytest.raises(ReleaseError, match="no earlier release"):
        place.open().rollback()
    assert whole(place, old) == list(made.shown(old))


def test_readers_get_every_file_as_it_was_built(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    place.open().publish(made.release(old))
    assert whole(place, old) == []
    assert place.open().differences() == []
    place.open().publish(made.release(new))
    assert whole(place, new) == []
    assert place.open().differences() == []


def test_only_changed_files_travel(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    place.open().publish(made.release(old))
    Site(new).add("a-1", letter=b"%PDF one").add("b-2", "Lamps", letter=b"%PDF two", map=b"%PDF another").write()
    changed = [path for path, data in made.shown(new).items() if made.shown(old).get(path) != data]
    seen = []
    done = place.open().publish(made.release(new), sent=lambda *step: seen.append(step))
    assert done.files == len(changed) + 1  # and the manifest
    assert done.size == sum(len(made.shown(new)[path]) for path in changed) + len(made.release(new).read("release.json"))
    assert seen[-1] == (done.files, done.files, done.size, done.size)


def test_what_is_no_longer_in_the_site_is_gone_but_for_the_style_that_open_pages_use(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    place.open().publish(made.release(old))
    place.open().publish(made.release(new))
    gone = [path for path in made.shown(old) if path not in made.shown(new)]
    assert any(path.startswith("assets/") for path in gone)
    assert [path for path in gone if place.read(path) is not None] == [path for path in gone if path.startswith("assets/")]
    Site(new, "body{color:#222}").add("a-1", letter=b"%PDF one").write()
    place.open().publish(made.release(new))
    assert place.read(gone[0]) is None


def test_what_is_live_can_be_compared_with_a_new_tree(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    place.open().publish(made.release(old))
    release = made.release(new)
    tree = made.Tree(new)
    tree.files = release.manifest.files
    tree.read = release.read
    found = changes.compare(place.open().live(), tree, release.manifest, new)
    assert [(one.kind, one.reference) for one in found.requests] == [("changed", "B-2"), ("added", "C-3")]


def test_the_way_back_leads_to_the_release_before(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    first = place.open().publish(made.release(old))
    place.open().publish(made.release(new))
    done = place.open().rollback(by="ben@test")
    assert done.id == first.id
    assert whole(place, old) == []
    assert place.read("requests/c-3/index.html") is None
    assert place.open().differences() == []
    assert [(one["what"], one["by"]) for one in place.open().history()] == [("published", "ada@test"), ("published", "ada@test"), ("rolled back", "ben@test")]


def test_after_the_way_back_a_new_release_can_follow(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    place.open().publish(made.release(old))
    second = place.open().publish(made.release(new))
    place.open().rollback()
    third = place.open().publish(made.release(new))
    assert int(third.id[:6]) > int(second.id[:6])
    assert whole(place, new) == []


def test_a_release_that_is_named_can_be_returned_to_and_an_unknown_one_is_refused(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    first = place.open().publish(made.release(old))
    place.open().publish(made.release(new))
    with pytest.raises(ReleaseError, match="there is no release 000077-none"):
        place.open().rollback("000077-none")
    assert whole(place, new) == []
    assert place.open().rollback(first.id).id == first.id


def test_what_was_withdrawn_never_comes_back(place: Place, tmp_path: Path):
    old, new = made.two(tmp_path)
    first = place.open().publish(made.release(old))
    site = Site(new).add("a-1", letter=b"%PDF one")
    site.notices["b-2"] = "It showed a name in error."
    site.write()
    gone = "requests/b-2/files/1-letter.pdf"
    done = place.open().publish(made.release(new), withdrawn=(gone,))
    assert done.purged == (first.id,)
    assert place.read(gone) is None
    assert b"showed a name" in place.page("requests/b-2/")
    with pytest.raises(ReleaseError):
        place.open().rollback(first.id)
    with pytest.raises(ReleaseError):
        place.open().rollback()
    assert place.read(gone) is None
    web = tmp_path / "web"
    assert [path for path in web.rglob("1-letter.pdf") if path.read_bytes() == b"%PDF two"] == []
    place.open().publish(made.release(old if place.where.git else Site(new).add("a-1", "Holes", letter=b"%PDF one").write().folder))
    assert not (web / "releases" / first.id).exists()


def test_a_file_altered_by_hand_is_found_and_put_right(place: Place, tmp_path: Path):
    old, _ = made.two(tmp_path)
    place.open().publish(made.release(old))
    right = place.read("requests/a-1/files/1-letter.pdf")
    place.alter("requests/a-1/files/1-letter.pdf", b"%PDF ONE")  # of the same size
    assert place.open().differences() == ["requests/a-1/files/1-letter.pdf has other bytes than were released"]
    done = place.open().publish(made.release(old))
    assert done.altered == ("requests/a-1/files/1-letter.pdf",)
    assert place.read("requests/a-1/files/1-letter.pdf") == right
    assert place.open().differences() == []


def test_a_file_that_somebody_added_is_found(place: Place, tmp_path: Path):
    old, _ = made.two(tmp_path)
    place.open().publish(made.release(old))
    place.alter("extra.html", b"<p>hello")
    assert place.open().differences() == ["extra.html was added by hand"]


def test_old_releases_are_kept_as_many_as_were_asked_for(place_of, tmp_path: Path):
    for kind in ("folder", "sftp", "s3"):
        place = place_of(kind)
        for number in range(5):
            Site(tmp_path / "site").add("a-1", text=f"version {number}", letter=b"%PDF one").write()
            place.open().publish(made.release(tmp_path / "site"))
        assert [one["there"] for one in place.open().history()] == [False, False, True, True, True], kind
        place.open().rollback()
        assert b"version 3" in place.page("requests/a-1/")
        if kind != "s3":
            assert len(list((tmp_path / "web" / "releases").iterdir())) == 3
            for one in (tmp_path / "web").iterdir():
                shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()


def test_the_record_says_who_released_by_which_decision(place: Place, tmp_path: Path):
    old, _ = made.two(tmp_path)
    decided = Override("release-link", "The page follows tomorrow.", "ada", ("answers/index.html",))
    place.open().publish(replace(made.release(old), overrides=(decided,)))
    assert place.open().history()[0]["overrides"] == [decided.data]
    assert [found for path in made.shown(old) if (found := place.read(path)) and b"follows tomorrow" in found] == []
