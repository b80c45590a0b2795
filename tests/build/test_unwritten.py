# SPDX-License-Identifier: AGPL-3.0-or-later
"""What has not changed is neither written nor made anew, and what has changed is always noticed."""

from __future__ import annotations

import os
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from disclosures.build import answering, ledger, unchanged, whole
from disclosures.build.journey import Built

from . import small_log
from .edited_log import Edited, settled


@pytest.fixture
def log(tmp_path: Path) -> Edited:
    made = Edited(tmp_path, seed=3, count=10)
    made.build()
    settled()
    return made


def stamps(folder: Path) -> dict[str, tuple[int, int, int]]:
    """(inode, time of content, time of status) of every file."""
    found = ((p.relative_to(folder).as_posix(), p.stat()) for p in folder.rglob("*") if p.is_file())
    return {name: (one.st_ino, one.st_mtime_ns, one.st_ctime_ns) for name, one in found}


def written(log: Edited) -> tuple[Built, set[str]]:
    """What one more build says, and the files that it wrote or took away."""
    before = stamps(log.folder / "site")
    built = log.build()
    after = stamps(log.folder / "site")
    return built, {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def nothing_is_changed(log: Edited) -> bool:
    """Whether the quick look says that there is nothing to do."""
    site = log.folder / "site"
    known = ledger.Ledger.open(ledger.path_for(log.folder / ".cache" / "disclosures", site))
    try:
        return unchanged.since(known, log.folder / "mkdocs.yml", str(site), date.today().isoformat()) == []
    finally:
        known.close()


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Folders and addresses of the log that are made from here on."""
    made: list[str] = []
    publish, part = answering.Answering._publish, whole._Pressing.one
    monkeypatch.setattr(answering.Answering, "_publish", lambda self, done, *more: made.append(done.folder) or publish(self, done, *more))
    monkeypatch.setattr(whole._Pressing, "one", lambda self, task: made.extend(o.address for o in self.todo[slice(*task)]) or part(self, task))
    return made


# Nothing to do


def test_a_second_build_writes_nothing_and_the_third_sees_so_at_once(log: Edited, pressed: list[str]) -> None:
    built, changed = written(log)
    assert (built.written, changed, pressed) == (0, set(), [])
    assert nothing_is_changed(log)


def test_a_touch_makes_nothing_anew(log: Edited, pressed: list[str]) -> None:
    for path in [*(log.folder / "requests").rglob("*"), *(log.folder / "theme").rglob("*"), *(log.folder / "content").rglob("*")]:
        path.touch()
    assert not nothing_is_changed(log)
    assert written(log)[1] == set() and pressed == []


def test_a_fresh_copy_of_all_that_people_write_makes_nothing_anew(log: Edited, pressed: list[str]) -> None:
    """As a new clone of the repository in the old one's place, with the cache and the site that were kept."""
    for name in ("requests", "content", "theme"):
        os.rename(log.folder / name, log.folder / f"old-{name}")
        shutil.copytree(log.folder / f"old-{name}", log.folder / name, copy_function=shutil.copyfile)
    settings = (log.folder / "mkdocs.yml").read_bytes()
    (log.folder / "mkdocs.yml").unlink()
    (log.folder / "mkdocs.yml").write_bytes(settings)
    assert written(log)[1] == set() and pressed == []


def test_a_change_of_the_number_of_workers_changes_no_file(log: Edited) -> None:
    log.configure(workers=2)
    assert written(log)[1] == set()


# Something to do


def test_a_changed_answer_changes_its_own_files_alone(log: Edited, pressed: list[str]) -> None:
    place = log.any()
    log.requests[place].words = "It was changed."
    log.write(place)
    built, changed = written(log)
    home = f"requests/{log.requests[place].reference.lower()}"
    own = {f"{home}/index.html", f"{home}/answer.txt"}
    assert own <= changed and all(name in own or name.startswith("search/") for name in changed)
    assert built.written == len(changed)
    assert pressed == [place]


def test_an_edit_that_keeps_size_and_time_is_noticed(log: Edited) -> None:
    place = log.any()
    path = log.folder / "requests" / place / "response.md"
    before = path.stat()
    text = path.read_text(encoding="utf-8")
    assert "one letter" in text
    with path.open("r+", encoding="utf-8") as file:  # the same file, not another one of its name
        file.write(text.replace("one letter", "two letter"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_size, before.st_mtime_ns, before.st_ino)
    assert not nothing_is_changed(log)
    log.build()
    assert b"two letter" in log.tree()[f"requests/{log.requests[place].reference.lower()}/index.html"]


@pytest.mark.parametrize("name", ["theme/list.html", "theme/parts/entry.html", "content/index.md", "mkdocs.yml"])
def test_an_edit_of_anything_else_that_keeps_size_and_time_is_noticed(log: Edited, name: str) -> None:
    path = log.folder / name
    before, data = path.stat(), path.read_bytes()
    path.write_bytes(data.replace(b"An edited log", b"An edited dog").replace(b"<p", b"<b") or data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert not nothing_is_changed(log)
    log.build()
    log.build("anew", fresh=True)
    assert log.tree() == log.tree("anew")


@pytest.mark.parametrize("name", sorted(path.name for path in (small_log.ROOT / "theme").glob("*.html")))
def test_an_edit_of_any_page_s_template_shows_on_the_site(log: Edited, name: str) -> None:
    path = log.folder / "theme" / name
    text = path.read_text(encoding="utf-8")
    edited = re.sub(r"<(p|div|h1|ol|nav|main)\b", r'<\1 data-changed="1"', text, count=1)
    assert edited != text
    path.write_text(edited, encoding="utf-8")
    log.build()
    log.build("anew", fresh=True)
    assert log.tree() == log.tree("anew")


def test_a_file_that_is_changed_right_after_it_was_read_is_noticed(log: Edited) -> None:
    place = log.any()
    path = log.folder / "requests" / place / "response.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("one letter", "old letter"), encoding="utf-8")
    log.build()
    path.write_text(text.replace("one letter", "new letter"), encoding="utf-8")
    log.build()
    assert b"new letter" in log.tree()[f"requests/{log.requests[place].reference.lower()}/index.html"]


def test_a_pipe_in_a_request_is_an_error_and_keeps_nobody_waiting(log: Edited) -> None:
    pipe = log.folder / "requests" / log.any() / "pipe.pdf"
    os.mkfifo(pipe)
    assert log.build() is None
    pipe.unlink()
    assert log.build().written == 0


def test_a_template_that_is_changed_while_the_site_is_built_is_noticed_by_the_next_build(log: Edited, monkeypatch: pytest.MonkeyPatch) -> None:
    template = log.folder / "theme" / "list.html"
    text = template.read_text(encoding="utf-8")
    press = whole.Whole.press

    def slowly(self: whole.Whole, *more: object) -> None:
        press(self, *more)
        template.write_text(text.replace("<p", '<p data-changed="1"', 1), encoding="utf-8")
        settled()  # the build goes on for long enough

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(whole.Whole, "press", slowly)
        log.add()
        log.build()
    settled()
    assert not nothing_is_changed(log)
    log.build()
    assert b'data-changed="1"' in log.tree()["answers/index.html"]


def test_a_date_to_come_is_looked_at_again_the_day_after(log: Edited, monkeypatch: pytest.MonkeyPatch, pressed: list[str]) -> None:
    tomorrow = date.today() + timedelta(days=1)
    place = log.add(tomorrow)
    log.build()
    settled()
    pressed.clear()
    log.build()
    assert place not in pressed

    class Later(date):
        @classmethod
        def today(cls) -> date:
            return tomorrow + timedelta(days=1)

    monkeypatch.setattr("disclosures.build.journey.date", Later)
    log.build()
    assert place in pressed


# Lists


def test_a_new_newest_answer_changes_only_the_pages_that_show_it_or_count_it(tmp_path: Path) -> None:
    log = Edited(tmp_path, seed=4, count=0)
    first = date(2021, 3, 1)
    for number in range(24):
        place = log.add(first + timedelta(days=number))
        log.requests[place].subjects, log.requests[place].code = ["parks"], "code: s40(2)"
        log.requests[place].table = ""
        log.write(place)
    log.build()
    pages = {name for name in log.tree() if name.startswith("answers/page-")}
    assert len(pages) > 3
    settled()
    place = log.add(first + timedelta(days=24))
    log.requests[place].subjects, log.requests[place].code, log.requests[place].table = ["parks"], "code: s40(2)", ""
    log.write(place)
    _, changed = written(log)
    own = {name for name in log.tree() if name.split("/")[:1] == ["requests"] and "sc-025" in name.lower()}
    lists = {f"{base}/index.html" for base in ("answers", "subjects/parks", "years/2021", "years/2021/03", "outcomes/withheld", "kinds/letter",
                                              "authorities/small", "exemptions/uk-foia-2000/s40-2")}  # fmt: skip
    counts = {f"{base}/index.html" for base in ("subjects", "years", "outcomes", "kinds", "authorities", "exemptions")}
    letter = f"a-to-z/{log.requests[place].title[0].lower()}/index.html"
    elsewhere = own | lists | counts | {letter, "a-to-z/index.html", "index.html", "feed.xml", "sitemaps/2021.xml"}
    followed = ("authorities/small", "subjects/parks", "outcomes/withheld", "exemptions/uk-foia-2000/s40-2")
    elsewhere |= {f"{base}/feed.{form}" for base in followed for form in ("xml", "json")} | {"feed.json"}
    elsewhere |= {f"data/2021/{name}" for name in ("requests.csv", "records.csv", "exemptions.csv", "log.json")} | {"data/log.json", "data/datapackage.json", "data/catalogue.jsonld"}
    assert elsewhere <= changed
    before = {name: (tmp_path / "site" / name).read_text(encoding="utf-8") for name in changed - elsewhere if not name.startswith("search/")}
    similar = {name for name, html in before.items() if name.count("/") == 2 and "SC-025" in html[html.index('<div class="related">'):].upper()}
    assert before.keys() == similar, "besides, only answers that it resembles"


def test_a_page_that_fills_up_leaves_all_pages_behind_it_as_they_are(tmp_path: Path) -> None:
    log = Edited(tmp_path, seed=4, count=0)
    first = date(2021, 3, 1)
    for number in range(25):
        log.add(first + timedelta(days=number))
    log.build()
    old = log.tree()
    for number in range(25, 30):
        log.add(first + timedelta(days=number))
        log.build()
    new = log.tree()
    pages = sorted((name for name in old if name.startswith("answers/page-")), key=lambda name: int(name.split("/")[1][5:]))
    assert len(pages) >= 4 and len([name for name in new if name.startswith("answers/page-")]) == len(pages) + 1
    assert [name for name in pages if old[name] != new[name]] == pages[-1:], "only the last one has a new neighbour"
