# SPDX-License-Identifier: AGPL-3.0-or-later
"""Settings in mkdocs.yml: defaults that work, and mistakes told with line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosures.problems import SettingsError
from disclosures.configuration import load

START = "site_name: A log\nplugins:\n  - disclosures:\n      authorities:\n        a: {name: A Council}\n"


def written(folder: Path, text: str) -> Path:
    file = folder / "mkdocs.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_three_lines_are_enough(tmp_path: Path) -> None:
    settings = load(written(tmp_path, START))
    assert settings.requests == tmp_path / "requests" and list(settings.authorities) == ["a"]
    assert settings.options.quick_exit.key == "escape"


def test_tags_of_other_plugins_are_left_alone(tmp_path: Path) -> None:
    assert load(written(tmp_path, START + "extra:\n  x: !ENV [NOT_SET, y]\n  y: !!python/name:os.getcwd\n"))


def test_the_exit_key_can_be_off_as_yaml_reads_it(tmp_path: Path) -> None:
    assert load(written(tmp_path, START + "      quick_exit: {key: off}\n")).options.quick_exit.key == "off"


@pytest.mark.parametrize(("more", "line", "cure"), [
    ("      quick_exit: {key: F1}\n", 6, "Write one of"),
    ("      brand:\n        accent: blue\n", 7, "six hexadecimal digits"),
    ("      brand:\n        colour: '#123456'\n", 7, "Remove the line"),
    ("      phase: {text: Hello}\n", 6, "Add `tag:`"),
    ("      per_page: 3\n", 6, "Correct the value"),
    ("      authoritys: {}\n", 6, "Write `authorities`"),
])  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_a_cure(tmp_path: Path, more: str, line: int, cure: str) -> None:
    file = written(tmp_path, START + more)
    with pytest.raises(SettingsError) as caught:
        load(file)
    (problem,) = caught.value.problems
    assert (problem.place.file, problem.place.line) == (file, line)
    assert cure in problem.cure


def test_an_authority_without_a_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, START.replace("{name: A Council}", "{short: A}")))
    assert "name" in str(caught.value)


@pytest.mark.parametrize("text", ["site_name: [", "site_name: A\n", "", "- a\n- b\n"])
def test_a_file_that_is_no_configuration_is_told_plainly(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(written(tmp_path, text))
    assert caught.value.problems[0].cure
