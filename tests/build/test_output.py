# SPDX-License-Identifier: AGPL-3.0-or-later
"""The finished tree is searched once more; what must not go out keeps the last good site in its place."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pymupdf
import pytest

from disclosures.safety import ocr, output
from disclosures.safety.pool import Pool, WorkerFailed
from disclosures.safety.terms import Terms
from disclosures.store import Store

from . import small_log

NAME = "Quentin Harbottle"


@pytest.fixture(scope="module")
def terms() -> Terms:
    made = Terms.new()
    made.add(NAME)
    return made


@pytest.fixture(scope="module")
def pool():
    with Pool(1) as workers:
        yield workers


@pytest.fixture
def look(tmp_path, terms, pool):
    """Look at one file: (rule, place) of each problem."""

    def one(name: str, data: bytes | str, listed: Terms | None = terms) -> list[tuple[str, str]]:
        found = output.Look(listed, Store(tmp_path / "store"), pool).file(name, data if isinstance(data, bytes) else data.encode())
        assert not [p for p in found if "quentin" in str(p).casefold() or "harbottle" in str(p).casefold()]
        return [(p.id, str(p.place)) for p in found]

    return one


def pdf(text: str = "A line", **info: str) -> bytes:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), text)
    document.set_metadata(info)
    return document.tobytes(deflate=True)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def drawn(text: str) -> bytes:
    document = pymupdf.open()
    page = document.new_page(width=400, height=80)
    page.insert_text((20, 50), text, fontsize=28)
    return page.get_pixmap(dpi=150).tobytes("png")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("index.html", "<p>Quentin Smith and a harbour</p>"),
        ("a/request.json", '{"a": "Quentin"}'),
        ("a.pdf", pdf("Quentin Smith", author="Harbottle")),
        ("a.csv", "name\r\nQuentin\r\nSmith\r\n"),
        ("a.zip", zipped(one=b"Quentin")),
        ("font.woff2", bytes(range(256)) * 20),
    ],
)
def test_a_clean_file_passes(look, name, data):
    assert look(name, data) == []


@pytest.mark.parametrize(
    ("name", "data", "place"),
    [
        ("index.html", f"<p>A</p>\n<p>{NAME}</p>", "index.html (line 2)"),
        ("index.html", "<p>Quentin <b>Har</b>bottle</p>", "index.html (line 1)"),
        ("index.html", "<p title='Quentin&#32;H&#97;rbottle'>A</p>", "index.html (line 1)"),
        ("index.html", "<a href='mailto:quentin%2Eharbottle@example.org'>A</a>", "index.html (line 1)"),
        ("a/request.json", '{"a": "Quent\\u0069n Harbottle"}', "a/request.json (its data)"),
        ("feed.xml", f"<feed>\n<title>{NAME}</title></feed>", "feed.xml (line 2)"),
        ("a.csv", "last,first\r\nHarbottle,Quentin\r\n", "a.csv (line 2)"),
        ("a.pdf", pdf(NAME), "a.pdf (page 1)"),
        ("a.pdf", pdf(author=NAME), "a.pdf (the file's properties)"),
        ("a.zip", zipped(**{"b.txt": NAME.encode()}), "a.zip (b.txt)"),
        ("a.zip", zipped(**{"b.zip": zipped(**{"c.pdf": pdf(NAME)})}), "a.zip (b.zip c.pdf page 1)"),
        ("a.zip", zipped(**{f"{NAME}.txt": b"A"}), "a.zip (the names inside)"),
        ("a/quentin-harbottle/b.txt", "A", "a/… (the file's name)"),
        ("some.bin", b"\0\1" + NAME.encode("utf-16-le") + b"\0\0", "some.bin (its bytes)"),
    ],
)  # fmt: skip
def test_a_withheld_term_is_found_wherever_it_stands(look, name, data, place):
    assert ("TERM-LISTED", place) in look(name, data)


def test_every_string_of_a_pdf_is_read(look):
    document = pymupdf.open()
    page = document.new_page()
    page.add_text_annot((100, 100), f"By {NAME}")
    document.set_toc([[1, NAME, 1]])
    assert ("TERM-LISTED", "a.pdf (a hidden part of the file)") in look("a.pdf", document.tobytes(deflate=True))


@pytest.mark.skipif(not ocr.program(), reason="Tesseract is not installed")
def test_words_in_pictures_are_read_where_tesseract_is_installed(look):
    assert look("a.png", drawn("Nothing to see")) == []
    assert ("TERM-LISTED", "a.png (what can be read in the picture)") in look("a.png", drawn(NAME))
    document = pymupdf.open()
    document.new_page().insert_image((50, 50, 450, 130), stream=drawn(NAME))
    assert ("TERM-LISTED", "b.pdf (page 1, what can be read in its pictures)") in look("b.pdf", document.tobytes())


def test_without_a_list_no_file_is_opened_but_pages_are_looked_at():
    class NoPool(Pool):
        def ask(self, *task):
            raise AssertionError("a worker was asked")

    unlisted = output.Look(None, Store(None), NoPool())
    assert unlisted.file("a.pdf", pdf(NAME)) == []
    (problem,) = unlisted.file("index.html", b"<p>A</p><!-- ask Jane Example -->")
    assert (problem.id, str(problem.place)) == ("PAGE-COMMENT", "index.html (line 1)")
    assert "a… J… E…" in problem.message and "Jane" not in problem.message


def test_a_file_that_cannot_be_searched_is_told(terms):
    class Broken(Pool):
        def ask(self, *task):
            raise WorkerFailed("it needs too much memory")

    (problem,) = output.Look(terms, Store(None), Broken()).file("a.pdf", pdf())
    assert problem.id == "TERM-LISTED" and "cannot be searched" in str(problem)


def test_the_second_search_opens_nothing_again_until_the_list_changes(tmp_path, terms, pool):
    data = pdf("Ann Example")
    store, asked = Store(tmp_path / "store"), []

    class Counted(Pool):
        def ask(self, *task):
            asked.append(task[0])
            return pool.ask(*task)

    for _ in range(2):
        assert output.Look(terms, store, Counted()).file("a.pdf", data) == []
    assert asked == ["read"]
    longer = Terms.new()
    longer.add("Ann Example")
    assert output.Look(longer, store, Counted()).file("a.pdf", data) != []


@pytest.fixture
def log(tmp_path: Path) -> Path:
    config = small_log.make(tmp_path)
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("cache: ", "withheld_terms: ../terms-of-this-log\n      cache: "), encoding="utf-8")
    yield tmp_path
    (tmp_path.parent / "terms-of-this-log").unlink(missing_ok=True)


def build(log: Path):
    return small_log.run("build", "--config", log / "mkdocs.yml")


def test_a_build_with_a_withheld_term_leaves_the_last_good_site(log, terms):
    assert build(log).returncode == 3, "the settings name a list that is not there"
    terms.save(log.parent / "terms-of-this-log")
    done = build(log)
    assert done.returncode == 0, done.stdout + done.stderr
    before = small_log.tree(log / "site")
    small_log.add(log, "003", "A letter by Quentin Harbottle")
    done = build(log)
    assert done.returncode == 1
    assert "[TERM-LISTED]" in done.stdout and "requests/sc-24-003/index.html" in done.stdout
    assert "Harbottle" not in done.stdout + done.stderr
    assert small_log.tree(log / "site") == before
    assert [p.name for p in log.iterdir() if p.name.startswith(".site")] == []


def test_a_term_that_is_listed_after_it_was_published_stops_the_next_build(log, terms):
    Terms.new().save(log.parent / "terms-of-this-log")
    small_log.add(log, "003", "A letter by Quentin Harbottle")
    assert build(log).returncode == 0
    terms.save(log.parent / "terms-of-this-log")
    done = build(log)
    assert done.returncode == 1 and "requests/sc-24-003/index.html" in done.stdout and "answers/index.html" not in done.stdout
    request = log / "requests" / "2024" / "SC-24-003" / "request.yaml"
    request.write_text(request.read_text(encoding="utf-8").replace("Quentin Harbottle", "a resident"), encoding="utf-8")
    assert build(log).returncode == 0
    assert not [name for name, data in small_log.tree(log / "site").items() if b"Harbottle" in data]


def test_a_term_that_is_listed_after_an_editorial_page_was_published_stops_the_next_build(log, terms):
    Terms.new().save(log.parent / "terms-of-this-log")
    page = log / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\nWritten by {NAME}.\n", encoding="utf-8")
    assert build(log).returncode == 0
    terms.save(log.parent / "terms-of-this-log")
    done = build(log)
    assert done.returncode == 1 and "[TERM-LISTED]" in done.stdout and "index.html" in done.stdout


def test_a_comment_on_an_editorial_page_stops_the_build(log, terms):
    terms.save(log.parent / "terms-of-this-log")
    page = log / "content" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n<!-- Jane should check this -->\n", encoding="utf-8")
    done = build(log)
    assert done.returncode == 1
    assert "[PAGE-COMMENT]" in done.stdout and "Jane" not in done.stdout
    assert not (log / "site").exists()


def test_a_list_inside_the_requests_is_refused_before_anything_is_built(log):
    config = log / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("../terms-of-this-log", "requests/.terms"), encoding="utf-8")
    done = build(log)
    assert done.returncode == 3
    assert "must not lie in requests/" in done.stdout + done.stderr
    shutil.rmtree(log / "requests" / ".terms", ignore_errors=True)


def test_invisible_characters_in_a_released_file_stop_no_build(log, terms):
    terms.save(log.parent / "terms-of-this-log")
    home = log / "requests" / "2024" / "SC-24-001"
    (home / "records" / "1-letter.csv").write_text("ward\u200b,holes\nEl\u00ad\u00adm,2\n", encoding="utf-8")
    request = home / "request.yaml"
    request.write_text(request.read_text(encoding="utf-8").replace("1-letter.pdf", "1-letter.csv"), encoding="utf-8")
    (home / "records" / "1-letter.pdf").unlink()
    done = build(log)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (log / "site" / "requests" / "sc-24-001" / "records" / "1" / "index.html").read_text(encoding="utf-8")
    assert "Elm" in page and "ward<" in page
