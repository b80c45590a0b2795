# SPDX-License-Identifier: AGPL-3.0-or-later
"""Texts of a request that are meant to exhaust their reader: a problem with a cure, and never an error."""

import pytest

from disclosures.casework import folder, marked_yaml
from disclosures.problems import Severity

ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(20)
)
BOMBS = {
    "aliases of aliases": ALIASES,
    "lists in lists": "[" * 100_000,
    "keys in keys": "".join(" " * n + "a:\n" for n in range(1000)),
    "a line of ten megabytes": "title: " + "x" * 10_000_000,
    "a key of half a megabyte": "x" * 500_000 + ": 1\n",
    "braces in braces": "{" * 50_000 + "}" * 50_000,
}


def test_a_short_request_is_read():
    assert marked_yaml.load("title: Potholes\n").problems == ()


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS)
def test_a_bomb_in_yaml_is_told_with_a_cure(text):
    read = marked_yaml.load(text)
    errors = [problem for problem in read.problems if problem.severity is Severity.ERROR]
    assert errors
    assert all(problem.cure.endswith(".") for problem in errors)


def test_a_bomb_in_a_folder_is_told_at_its_file(tmp_path):
    (tmp_path / "request.yaml").write_text(ALIASES, encoding="utf-8")
    (tmp_path / "response.md").write_text("x" * 10_000_000, encoding="utf-8")
    problems = folder.load(tmp_path).problems
    assert {"request.yaml", "response.md"} <= {problem.place.file.name for problem in problems}
    assert all(problem.cure for problem in problems)
