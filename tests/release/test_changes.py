# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reader would see change: told by request and by file, and nothing told that did not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from disclosures.problems import Place, Problem, ReleaseError, Severity
from disclosures.release import changes, expected, links, plan, plan_page, told
from disclosures.release.manifest import Manifest
from disclosures.release.target import Live

from .made import SITE, Site, Tree

NOTHING = Live(None, lambda path: b"")


def compare(old: Path, new: Path) -> changes.Changes:
    tree = Tree(new)
    return changes.compare(Tree(old), tree, Manifest(tree.files, SITE), new)


def planned(found: changes.Changes, *problems: Problem) -> plan.Plan:
    return plan.make("live", "0" * 64, "000001-aaaaaaaaaaaa", found, problems, True)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Site(tmp_path / "old").add("a-1", letter=b"%PDF one").add("b-2", "Lamps", letter=b"%PDF two", map=b"%PDF map").write().folder


@pytest.fixture
def new(tmp_path: Path) -> Site:
    return Site(tmp_path / "new").add("a-1", letter=b"%PDF one").add("b-2", "Lamps", letter=b"%PDF two", map=b"%PDF map")


def test_two_equal_sites_differ_in_nothing(old: Path, new: Site):
    found = compare(old, new.write().folder)
    assert (found.requests, found.files, found.put, found.remove, found.problems) == ((), (), (), (), ())


def test_a_new_look_alone_is_no_change_of_a_request(old: Path, new: Site):
    new.style = "body{color:#111}"
    found = compare(old, new.write().folder)
    assert found.requests == ()
    assert found.files == ()
    assert found.pages == {"added": 0, "changed": 7, "removed": 0, "looks": 5}


def test_a_request_that_comes_is_told_with_its_name_and_files(old: Path, new: Site):
    found = compare(old, new.add("c-3", "Trees", map=b"%PDF three").write().folder)
    assert [(one.kind, one.reference, one.title) for one in found.requests] == [("added", "C-3", "Trees")]
    assert [(one.kind, one.new_path, one.record) for one in found.files] == [("added", "requests/c-3/files/1-map.pdf", "1")]


def test_changed_words_are_told_even_when_the_data_stay(old: Path, new: Site):
    found = compare(old, new.add("a-1", text="We hold two letters.", letter=b"%PDF one").write().folder)
    assert [(one.reference, one.what) for one in found.requests] == [("A-1", ("words of its pages",))]


def test_a_changed_title_is_told_as_that(old: Path, new: Site):
    found = compare(old, new.add("a-1", "Potholes in 2025", letter=b"%PDF one").write().folder)
    assert [(one.title, one.what) for one in found.requests] == [("Potholes in 2025", ("title",))]


def test_a_replaced_file_is_told_with_both_hashes_and_pictures(old: Path, new: Site):
    found = compare(old, new.add("b-2", "Lamps", note=b"%PDF two, better", map=b"%PDF map").write().folder)
    (one,) = found.files
    assert (one.kind, one.old_path, one.new_path) == ("replaced", "requests/b-2/files/1-letter.pdf", "requests/b-2/files/1-note.pdf")
    assert one.old.sha256 == Tree(old).files[one.old_path].sha256
    assert one.old_picture and one.new_picture and one.old_picture != one.new_picture
    assert found.problems == ()


def test_a_file_replaced_under_its_own_name_is_warned_of(old: Path, new: Site):
    found = compare(old, new.add("b-2", "Lamps", letter=b"%PDF two, better", map=b"%PDF map").write().folder)
    assert [(p.id, p.severity) for p in found.problems] == [("release-file-replaced", Severity.WARNING)]


def test_a_withdrawn_request_is_told_as_withdrawn_and_its_files_as_removed(old: Path, new: Site):
    del new.requests["b-2"]
    new.notices["b-2"] = "It showed a name."
    found = compare(old, new.write().folder)
    assert [(one.kind, one.reference, one.title) for one in found.requests] == [("withdrawn", "B-2", "Lamps")]
    assert [one.kind for one in found.files] == ["removed", "removed"]
    assert found.problems == ()


def test_an_address_that_would_vanish_is_an_error(old: Path, new: Site):
    del new.requests["b-2"]
    found = compare(old, new.write().folder)
    assert [(p.id, p.severity) for p in found.problems] == [("release-address-gone", Severity.ERROR)]
    assert "requests/b-2/ is live" in found.problems[0].message


def test_an_address_that_leads_on_is_told_as_moved(old: Path, new: Site):
    del new.requests["b-2"]
    new.add("b-22", "Lamps", letter=b"%PDF two", map=b"%PDF map")
    new.moved["requests/b-2/"] = "requests/b-22/"
    found = compare(old, new.write().folder)
    assert ("requests/b-2/index.html", "requests/b-22/index.html") in found.moved
    assert ("requests/b-2/files/1-letter.pdf", "requests/b-22/files/1-letter.pdf") in found.moved
    assert found.problems == ()


def test_a_link_to_a_file_of_a_request_that_is_not_there_is_an_error_and_one_to_a_missing_page_a_warning(old: Path, new: Site):
    site = new.write()
    site.put("about/index.html", b'<p><a href="../requests/a-1/files/none.pdf">x</a> <a href="../contact/">c</a> <a href="https://example.org/">y</a> <a href="#z">z</a> <a href="../answers/">a</a>')
    found = compare(old, site.folder)
    assert [(p.id, p.severity, p.message) for p in found.problems] == [
        ("release-link", Severity.WARNING, "the page about/ links to contact/, which is not there"),
        ("release-link", Severity.ERROR, "the page about/ links to requests/a-1/files/none.pdf, which is not there"),
    ]


def test_a_page_that_stays_while_its_file_goes_is_an_error(old: Path, new: Site):
    site = new.write()
    (site.folder / "requests/a-1/files/1-letter.pdf").unlink()
    found = compare(old, site.folder)
    assert [(p.id, p.severity) for p in found.problems] == [("release-link", Severity.ERROR)]
    assert "and 1 more pages link to requests/a-1/files/1-letter.pdf" in found.problems[0].message


@pytest.mark.parametrize("page,href,path", [
    ("index.html", "answers/", "answers/index.html"), ("a/b/index.html", "../../", "index.html"), ("a/index.html", "../x%20y.pdf#page=3", "x y.pdf"),
    ("404.html", "/log/a/", "a/index.html"), ("a/index.html", "?q=1", None), ("a/index.html", "mailto:x@example.org", None),
    ("a/index.html", "//example.org/x", None), ("a/index.html", "../../../etc", None), ("404.html", "/elsewhere/", None),
])  # fmt: skip
def test_a_link_leads_where_a_browser_would_go(page: str, href: str, path: str | None):
    assert links.resolve(page, href, "/log/") == path


def test_a_page_that_the_log_lacks_and_a_file_that_nothing_asks_for_are_errors(new: Site):
    tree = Tree(new.write().folder)
    asked = [("requests/a-1/", "page"), ("requests/a-1/request.json", "data"), ("requests/a-1/records/1/", "page"),
             ("requests/a-1/files/1-letter.pdf", "file"), ("requests/c-3/", "page"), ("requests/A-1/", "redirect")]  # fmt: skip
    found = list(expected.compare(Manifest(tree.files, SITE), new.folder, asked, tree.read))
    assert [p.message for p in found if p.id == "release-missing"] == ["the log has a page at requests/c-3/, but the built site has none"]
    surplus = {p.place.file.relative_to(new.folder).as_posix() for p in found if p.id == "release-unexpected"}
    assert surplus == {path for path in tree.files if path.startswith("requests/b-2/")}
    assert all(p.severity is Severity.ERROR for p in found)


def test_pictures_and_further_pages_of_a_record_belong_to_it(new: Site):
    site = new.write()
    site.put("requests/a-1/records/1/2/index.html", b"<h1>Record 1, page 2</h1>")
    site.put("requests/a-1/records/9/2/index.html", b"<h1>Record 9, page 2</h1>")
    tree = Tree(site.folder)
    asked = [("requests/a-1/records/1/", "page")]
    found = [p.message for p in expected.compare(Manifest(tree.files, SITE), new.folder, asked, tree.read) if "/records/" in p.message and "a-1" in p.message]
    assert found == ["the built site has requests/a-1/records/9/2/, which nothing in the log asks for"]


def test_a_plan_without_an_error_may_go(old: Path, new: Site):
    assert plan.allow(planned(compare(old, new.write().folder)), (), "", "ada") == ()


def test_a_plan_with_an_error_is_refused_until_somebody_decides_with_a_reason(old: Path, new: Site):
    del new.requests["b-2"]
    made = planned(compare(old, new.write().folder))
    with pytest.raises(ReleaseError, match="release-address-gone"):
        plan.allow(made, (), "", "ada")
    with pytest.raises(ReleaseError, match="no reason"):
        plan.allow(made, ("release-address-gone",), " ", "ada")
    with pytest.raises(ReleaseError, match="is not an error of this release"):
        plan.allow(made, ("release-address-gone", "release-link"), "It never was public.", "ada")
    (decided,) = plan.allow(made, ("release-address-gone",), "It never was public.", "ada")
    assert (decided.id, decided.reason, decided.by) == ("release-address-gone", "It never was public.", "ada")
    assert decided.places


def test_every_form_of_a_plan_tells_the_same(old: Path, new: Site):
    new.add("b-2", "Lamps", note=b"%PDF two, better", map=b"%PDF map").add("c-3", "<Trees> & `hedges`", map=b"%PDF three")
    problem = Problem("held-back", Severity.WARNING, Place(Path("requests/x/request.yaml"), 3), "a file was held back", "Look at it.")
    made = planned(compare(old, new.write().folder), problem)
    data = json.loads(told.as_json(made))
    assert [(one["kind"], one["reference"]) for one in data["requests"]] == [("changed", "B-2"), ("added", "C-3")]
    assert (data["may_go"], data["send"]["files"], data["send"]["bytes"]) == (True, len(made.changes.put), made.changes.size)
    replaced = next(one for one in data["files"] if one["kind"] == "replaced")
    page = plan_page.page(made, Tree(old), Tree(new.folder))
    for text in (told.text(made), page):
        assert replaced["old"]["sha256"] in text and replaced["new"]["sha256"] in text
        assert "a file was held back" in text and "C-3" in text
    assert replaced["old"]["sha256"][:16] in told.markdown(made)


def test_a_title_cannot_become_markup_of_the_page_or_of_a_comment(old: Path, new: Site):
    made = planned(compare(old, new.add("c-3", "<script>x</script> @all [a](b)", map=b"%PDF three").write().folder))
    assert "<script>" not in plan_page.page(made, Tree(old), Tree(new.folder))
    assert r"\<script\>" in told.markdown(made) and r"\@all \[a\](b)" in told.markdown(made)


def test_the_page_holds_its_pictures_old_beside_new(old: Path, new: Site):
    new.add("b-2", "Lamps", note=b"%PDF two, better", map=b"%PDF map")
    page = plan_page.page(planned(compare(old, new.write().folder)), Tree(old), Tree(new.folder))
    assert page.count("data:image/webp;base64,") == 2
    assert page.index("Old file, first pages") < page.index("New file, first pages")
    assert "http" not in page.split("<main>")[1]


def test_the_first_release_says_so(new: Site):
    tree = Tree(new.write().folder)
    found = changes.compare(NOTHING, tree, Manifest(tree.files, SITE), new.folder, first=True)
    assert "The first release" in told.text(plan.make("live", "0" * 64, "", found, (), True))
    assert len(found.put) == len(tree.files)
