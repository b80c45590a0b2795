# SPDX-License-Identifier: AGPL-3.0-or-later
"""A build publishes the whole log or leaves the last good site as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from . import small_log


@pytest.fixture
def log(tmp_path: Path) -> Path:
    small_log.make(tmp_path)
    return tmp_path


def build(log: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return small_log.run("build", "--config", log / "mkdocs.yml", *more)


def test_a_good_log_is_built_without_a_word_of_complaint(log: Path) -> None:
    done = build(log)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout == ""
    made = small_log.tree(log / "site")
    for address in ("index.html", "404.html", "requests/sc-24-001/index.html", "requests/sc-24-001/records/1/index.html",
                    "requests/sc-24-001/files/1-letter.pdf", "requests/SC-24-001/index.html", "answers/index.html",
                    "requests/sc-24-002/request.json", "requests/sc-24-002/schedule.csv", "feed.xml", "sitemap.xml"):  # fmt: skip
        assert address in made
    assert b"A letter, number 001" in made["requests/sc-24-001/records/1/index.html"]


def test_nothing_of_the_theme_beneath_is_shipped(log: Path) -> None:
    build(log)
    made = small_log.tree(log / "site")
    scripts = [name for name in made if name.endswith((".js", ".css", ".woff2", ".map"))]
    assert sorted(Path(name).name.split(".")[0] for name in scripts) == ["search", "search", "search-more", "site", "site"]


def test_an_error_leaves_the_last_good_site_as_it_was(log: Path) -> None:
    build(log)
    before = small_log.tree(log / "site")
    broken = log / "requests" / "2024" / "SC-24-002" / "request.yaml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("outcome: full", "outcome: withheld"), encoding="utf-8")
    done = build(log)
    assert done.returncode == 1
    assert f"{broken}:" in done.stdout and "Cure:" in done.stdout
    assert "left as it was" in done.stderr
    assert small_log.tree(log / "site") == before
    assert [p.name for p in log.iterdir() if p.name.startswith(".site")] == []


def test_a_fault_while_pages_are_written_leaves_the_last_good_site(log: Path) -> None:
    theme = log / "theme"
    subprocess.run(["cp", "-r", str(small_log.ROOT / "theme"), str(theme)], check=True)
    config = log / "mkdocs.yml"
    config.write_text(small_log.CONFIG % theme, encoding="utf-8")
    assert build(log).returncode == 0
    before = small_log.tree(log / "site")
    (theme / "record.html").write_text("{# SPDX-License-Identifier: AGPL-3.0-or-later #}{{ view.no_such_part }}", encoding="utf-8")
    assert build(log).returncode != 0
    assert small_log.tree(log / "site") == before
    assert [p.name for p in log.iterdir() if p.name.startswith(".site")] == []


def test_a_wrong_setting_is_told_with_its_line_and_a_cure(log: Path) -> None:
    config = log / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "      brand:\n        acent: '#1d3f73'\n", encoding="utf-8")
    done = build(log)
    line = config.read_text(encoding="utf-8").splitlines().index("        acent: '#1d3f73'") + 1
    assert done.returncode == 3
    assert f"{config}:{line}:" in done.stdout and "Write `accent`" in done.stdout


def test_a_missing_configuration_is_told_plainly(tmp_path: Path) -> None:
    done = small_log.run("build", "--config", tmp_path / "mkdocs.yml")
    assert done.returncode == 3
    assert "no such file" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_a_leaky_file_is_held_back_and_the_rest_is_published(log: Path) -> None:
    import pymupdf

    leaky = log / "requests" / "2024" / "SC-24-001" / "records" / "1-letter.pdf"
    pdf = pymupdf.open()
    page = pdf.new_page()
    page.insert_text((72, 72), "Written by Ottoline Hidden")
    page.draw_rect((70, 55, 300, 80), fill=(0, 0, 0))
    leaky.write_bytes(pdf.tobytes())
    done = build(log)
    assert done.returncode == 4
    assert str(leaky) in done.stdout and "held back" in done.stdout
    assert "Ottoline" not in done.stdout + done.stderr
    made = small_log.tree(log / "site")
    assert "requests/sc-24-001/files/1-letter.pdf" not in made
    assert b"being checked" in made["requests/sc-24-001/records/1/index.html"]
    assert "requests/sc-24-002/files/1-letter.pdf" in made
    assert not [name for name, data in made.items() if b"Ottoline" in data]


def test_two_builds_of_the_same_log_are_equal_byte_for_byte(log: Path, tmp_path_factory) -> None:
    build(log)
    other = tmp_path_factory.mktemp("other") / "elsewhere"
    other.mkdir()
    small_log.make(other)
    build(other)
    assert small_log.tree(log / "site") == small_log.tree(other / "site")


def test_mkdocs_itself_builds_the_same_site(log: Path) -> None:
    build(log)
    ours = small_log.tree(log / "site")
    done = _other("mkdocs", log)
    assert done.returncode == 0, done.stderr
    assert small_log.tree(log / "site-other") == ours


def test_properdocs_builds_the_same_site(log: Path) -> None:
    build(log)
    ours = small_log.tree(log / "site")
    done = _other("properdocs", log)
    assert done.returncode == 0, done.stderr
    assert small_log.tree(log / "site-other") == ours


def test_mkdocs_tells_every_problem_and_keeps_the_last_good_site(log: Path) -> None:
    build(log)
    before = small_log.tree(log / "site")
    for number in ("001", "002"):
        (log / "requests" / "2024" / f"SC-24-{number}" / "records" / "1-letter.pdf").unlink()
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-f", str(log / "mkdocs.yml")],
                          capture_output=True, text=True, check=False, timeout=180)  # fmt: skip
    assert done.returncode != 0
    assert "SC-24-001" in done.stderr and "SC-24-002" in done.stderr and "Cure:" in done.stderr
    assert small_log.tree(log / "site") == before


def _other(module: str, log: Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", module, "build", "-q", "-f", str(log / "mkdocs.yml"), "-d", str(log / "site-other")]
    return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=180, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def test_what_an_officer_lets_through_is_told_and_an_unused_override_is_a_warning(log: Path) -> None:
    home = log / "requests" / "2024" / "SC-24-001"
    small_log.write_pdf(home / "records" / "1-letter.pdf", "A letter", mail="someone@example.org")
    request = home / "request.yaml"
    given = "{rule: %s, reason: It is a public mailbox, by: A. Officer, date: 2024-03-19}"
    decided = f"file:\n      path: records/1-letter.pdf\n      overrides:\n        - {given % 'LINK'}\n        - {given % 'FORM'}\n"
    assert build(log).returncode == 4
    text = request.read_text(encoding="utf-8").replace("file: records/1-letter.pdf\n", decided)
    request.write_text(text, encoding="utf-8")
    done = build(log)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "of LINK in records/1-letter.pdf let through by A. Officer, 19 March 2024: It is a public mailbox [override]" in done.stdout
    assert "nothing of FORM is found" in done.stdout and "[override-unused]" in done.stdout
    line = 1 + text.splitlines().index(f"        - {given % 'FORM'}")
    assert f"request.yaml:{line}:18: warning:" in done.stdout


def test_two_files_that_would_be_published_under_one_name_both_go_out(log: Path) -> None:
    home = log / "requests" / "2024" / "SC-24-001"
    (home / "records" / "more").mkdir()
    small_log.write_pdf(home / "records" / "more" / "1-LETTER.pdf", "Another letter")
    (home / "records" / "1-letter.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (home / "records" / "more" / "1-letter.csv").write_text("a,b\n3,4\n", encoding="utf-8")
    request = home / "request.yaml"
    files = ["records/1-letter.pdf", "records/more/1-LETTER.pdf", "records/1-letter.csv", "records/more/1-letter.csv"]
    text = request.read_text(encoding="utf-8").replace("file: records/1-letter.pdf", f"files: [{', '.join(files)}]")
    request.write_text(text, encoding="utf-8")
    done = build(log)
    assert done.returncode == 0, done.stdout + done.stderr
    made = small_log.tree(log / "site" / "requests" / "sc-24-001" / "files")
    assert sorted(name.casefold() for name in made) == ["1-letter-2.csv", "1-letter-2.pdf", "1-letter.csv", "1-letter.pdf"]
    assert (made["1-letter.csv"], made["1-letter-2.csv"]) == (b"a,b\n1,2\n", b"a,b\n3,4\n")
