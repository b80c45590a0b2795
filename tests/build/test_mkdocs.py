# SPDX-License-Identifier: AGPL-3.0-or-later
"""MkDocs' own commands and settings go on working: other plugins' output is kept, and so are `!ENV` and `INHERIT`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosures.configuration import load

from . import small_log

HOOK = '''\
from pathlib import Path


def on_post_build(config):
    Path(config.site_dir, "robots.txt").write_text("User-agent: *\\n", encoding="utf-8")
    folder = Path(config.site_dir, "added")
    folder.mkdir(exist_ok=True)
    (folder / "by-a-hook.json").write_text("{}", encoding="utf-8")


def on_page_markdown(markdown, page, config, files):
    return markdown.replace("Two answers", "Two fine answers")
'''
FAMILY = {
    "base.yml": "site_name: Small log\nsite_url: !ENV [LOG_ADDRESS, https://small.example/log/]\ndocs_dir: content\nsite_dir: site\n",
    "mkdocs.yml": """\
INHERIT: base.yml
theme: {name: material, custom_dir: %s}
plugins:
  - disclosures:
      licence: !ENV [LOG_LICENCE, Open]
      authorities:
        small: {name: Small Council (fictional), email: foi@small.example, review: Write to foi@small.example for an internal review.}
""",
}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    small_log.make(tmp_path)
    return tmp_path


@pytest.fixture
def family(log: Path) -> Path:
    """A log whose settings are inherited and take words from the environment."""
    for name, text in FAMILY.items():
        (log / name).write_text(text.replace("%s", str(small_log.ROOT / "theme")), encoding="utf-8")
    return log


def run(log: Path, *command: str, **environment: str) -> dict[str, bytes]:
    """The site, after a command that builds it."""
    place = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    done = subprocess.run([sys.executable, *command], cwd=log, capture_output=True, text=True, check=False, timeout=300, env=place)
    assert done.returncode == 0, done.stdout + done.stderr
    return small_log.tree(log / "site")


DISCLOSURES = ("-c", "from disclosures.cli import main; main()", "build")
MKDOCS = ("-m", "mkdocs", "build", "-q")


def test_without_a_hook_nothing_is_added(log: Path) -> None:
    made = run(log, *DISCLOSURES)
    assert "added/by-a-hook.json" not in made and made.get("robots.txt") != b"User-agent: *\n"


@pytest.mark.parametrize("command", [MKDOCS, DISCLOSURES], ids=["mkdocs", "disclosures"])
def test_what_a_hook_adds_is_published_and_stays(log: Path, command: tuple[str, ...]) -> None:
    (log / "hook.py").write_text(HOOK, encoding="utf-8")
    with (log / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    for _ in range(2):
        made = run(log, *command)
        assert made["robots.txt"] == b"User-agent: *\n" and made["added/by-a-hook.json"] == b"{}"
        assert b"Two fine answers" in made["index.html"]


def test_a_hook_that_is_changed_is_heard_by_the_next_build(log: Path) -> None:
    (log / "hook.py").write_text(HOOK, encoding="utf-8")
    with (log / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("hooks: [hook.py]\n")
    assert b"Two fine answers" in run(log, *DISCLOSURES)["index.html"]
    (log / "hook.py").write_text(HOOK.replace("fine", "better"), encoding="utf-8")
    assert b"Two better answers" in run(log, *DISCLOSURES)["index.html"]


def test_builds_by_mkdocs_and_by_the_command_take_turns_in_one_site(log: Path) -> None:
    for number, command in enumerate((MKDOCS, DISCLOSURES, MKDOCS, DISCLOSURES)):
        (log / "content" / "index.md").write_text(f"---\ntitle: Small log\n---\n# Small log\n\nNumber {number}.\n", encoding="utf-8")
        assert f"Number {number}.".encode() in run(log, *command)["index.html"]


@pytest.mark.parametrize("command", [MKDOCS, DISCLOSURES], ids=["mkdocs", "disclosures"])
def test_settings_are_inherited_and_take_words_from_the_environment(family: Path, command: tuple[str, ...]) -> None:
    page = "requests/sc-24-001/index.html"
    assert b"https://small.example/log/requests/sc-24-001/" in run(family, *command)[page]
    changed = run(family, *command, LOG_ADDRESS="https://other.example/", LOG_LICENCE="Crown licence")
    assert b"https://other.example/requests/sc-24-001/" in changed[page] and b"small.example/log" not in changed[page]
    base = family / "base.yml"
    base.write_text(base.read_text(encoding="utf-8").replace("Small log", "Tall log"), encoding="utf-8")
    assert b"Tall log" in run(family, *command)["index.html"]


def test_both_ways_of_reading_the_settings_agree(family: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mkdocs.config import load_config

    monkeypatch.setenv("LOG_ADDRESS", "https://other.example/")
    ours, theirs = load(family / "mkdocs.yml"), load_config(str(family / "mkdocs.yml"))
    assert (ours.site_name, ours.site_url) == (theirs.site_name, theirs.site_url)
    assert (str(ours.content), str(ours.site)) == (theirs.docs_dir, theirs.site_dir)
    assert ours.environment == {"LOG_ADDRESS": "https://other.example/", "LOG_LICENCE": None}


def test_settings_that_inherit_from_themselves_are_refused(family: Path) -> None:
    (family / "base.yml").write_text("INHERIT: mkdocs.yml\n", encoding="utf-8")
    done = small_log.run("build", "--config", family / "mkdocs.yml")
    assert done.returncode == 3 and "INHERIT leads back" in done.stdout + done.stderr
