# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a tree holds: told the same everywhere, and never what leads out of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from disclosures.problems import ReleaseError
from disclosures.release import manifest, served

from .made import SITE, Site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Site(tmp_path / "site").add("a-1", letter=b"%PDF one").write().folder


def test_a_folder_that_is_no_site_is_refused(tmp_path: Path):
    with pytest.raises(ReleaseError, match="is no built site"):
        manifest.of_tree(tmp_path)


def test_a_link_in_the_tree_is_refused(site: Path, tmp_path: Path):
    (tmp_path / "secret.txt").write_text("secret")
    (site / "files.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(ReleaseError, match=r"files\.txt in the built site is a link"):
        manifest.of_tree(site)


def test_a_special_file_in_the_tree_is_refused(site: Path):
    os.mkfifo(site / "pipe")
    with pytest.raises(ReleaseError, match="pipe in the built site is a link or a special file"):
        manifest.of_tree(site)


def test_hidden_files_are_left_out_and_named(site: Path):
    for name in (".DS_Store", ".git/config", ".well-known/security.txt"):
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text("x")
    found = manifest.of_tree(site)
    assert sorted(found.left_out) == [".DS_Store", ".git/config"]
    assert ".well-known/security.txt" in found.files


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "a/../b", "a//b", "a\\b", "c:/x", "", "a/./b", "x\ny"])
def test_a_manifest_that_leads_out_of_the_tree_is_refused(path: str):
    data = manifest.Manifest({path: manifest.Entry("0" * 64, 1)}).data
    with pytest.raises(ReleaseError, match="is no manifest of a release"):
        manifest.read(data, "release.json")


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"format": "disclosures-release/1", "files": {"a": "nonsense"}, "site": ""}', b"\xff"])
def test_what_is_no_manifest_is_refused(data: bytes):
    with pytest.raises(ReleaseError):
        manifest.read(data, "release.json")


def test_a_manifest_is_read_as_it_was_written(site: Path):
    found = manifest.of_tree(site, SITE)
    assert manifest.read(found.data, "x") == found


def test_equal_trees_have_equal_manifests_whenever_they_were_written(site: Path, tmp_path: Path):
    other = Site(tmp_path / "other").add("a-1", letter=b"%PDF one").write().folder
    os.utime(other / "index.html", (1, 1))
    assert manifest.of_tree(other, SITE).data == manifest.of_tree(site, SITE).data


def test_any_changed_byte_changes_the_name_of_the_tree(site: Path):
    before = manifest.of_tree(site, SITE).digest
    (site / "feed.xml").write_bytes((site / "feed.xml").read_bytes() + b" ")
    assert manifest.of_tree(site, SITE).digest != before


def test_what_was_hashed_before_is_not_read_again_but_a_changed_file_is(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    index, read = tmp_path / "index.json", []
    for path in site.rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    first = manifest.of_tree(site, SITE, index)
    true = manifest.hash_file
    monkeypatch.setattr(manifest, "hash_file", lambda path: read.append(path.name) or true(path))
    assert manifest.of_tree(site, SITE, index) == first
    assert read == []
    (site / "feed.xml").write_bytes(b"x" * (site / "feed.xml").stat().st_size)  # of the same size
    assert manifest.of_tree(site, SITE, index) != first
    assert read == ["feed.xml"]


def test_a_damaged_memory_of_hashes_is_not_believed(site: Path, tmp_path: Path):
    (tmp_path / "index.json").write_text("{")
    assert manifest.of_tree(site, SITE, tmp_path / "index.json") == manifest.of_tree(site, SITE)


def test_a_type_that_is_not_known_is_never_one_that_a_browser_runs():
    assert served.content_type("requests/a/files/1.unheard-of") == "application/octet-stream"
    assert served.content_type("index.html") == "text/html; charset=utf-8"
    assert served.content_type("requests/a/files/LETTER.PDF") == "application/pdf"


def test_only_names_with_a_hash_are_kept_long():
    long = [p for p in ("index.html", "assets/site.13f6a4dacb.css", "assets/site.css", "requests/a/files/1-letter.pdf", "release.json",
                        "requests/a/records/8.2/pages/0c68a4c53fce528e.webp", "images/mark.svg")
            if served.cache_control(p) == served.LONG]  # fmt: skip
    assert long == ["assets/site.13f6a4dacb.css", "requests/a/records/8.2/pages/0c68a4c53fce528e.webp"]


def test_nothing_appears_before_what_it_links_to():
    fresh = ["requests/c/index.html", "requests/c/records/1/index.html", "requests/c/files/1.pdf", "assets/site.0123456789.css", "requests/c/request.json"]
    changed = ["index.html", "answers/index.html", "feed.xml", "release.json"]
    order = sorted(fresh + changed, key=lambda path: served.turn(path, fresh=path in fresh))
    assert order == [
        "assets/site.0123456789.css", "requests/c/files/1.pdf", "requests/c/request.json", "requests/c/records/1/index.html",
        "requests/c/index.html", "answers/index.html", "feed.xml", "index.html", "release.json",
    ]  # fmt: skip
