# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stops a build is told with its place, also when another process or a library met it; nothing in it is taken for HTML."""

from __future__ import annotations

import traceback
from pathlib import Path

import jinja2
import pytest

from disclosures.build.hands import HandFailed
from disclosures.build.ledger import Busy
from disclosures.problems import Place, Problem, SettingsError, Severity
from disclosures.serving import faults, panel

CONFIG = Path("/log/mkdocs.yml")


def fault(theme: Path, text: str) -> Exception:
    """What Jinja raises for a template."""
    (theme / "page.html").write_text(text, encoding="utf-8")
    try:
        jinja2.Environment(loader=jinja2.FileSystemLoader(theme), undefined=jinja2.StrictUndefined).get_template("page.html").render()
    except Exception as error:
        return error
    raise AssertionError("the template is good")


def test_a_fault_that_is_no_template_s_is_not_put_on_one(tmp_path: Path) -> None:
    for error in (KeyError("x"), HandFailed("Traceback\nKeyError: 'x'\n"), HandFailed("a process ended"), RuntimeError("MkDocs could not")):
        (told,) = faults.problems(error, CONFIG, [tmp_path])
        assert told.place == Place(CONFIG) and told.severity is Severity.ERROR


def test_problems_are_told_as_they_are(tmp_path: Path) -> None:
    problem = Problem("x", Severity.ERROR, Place(CONFIG, 3), "m", "c.")
    assert faults.problems(SettingsError([problem]), CONFIG, [tmp_path]) == [problem]
    (told,) = faults.problems(Busy("another build is running"), CONFIG, [tmp_path])
    assert told.message == "another build is running"


@pytest.mark.parametrize("text", ["\n\n{{ nothing }}", "\n\n{% if %}{% endif %}", "\n\n{{ 1 | unheard }}", "a\n{% block a %}\n{{ 1 + '1' }}{% endblock %}",
                                  "{% set a = 1 %}\n\n{% include 'not-there.html' %}"])  # fmt: skip
@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "in another process"])
def test_a_fault_in_a_template_has_its_file_and_line(tmp_path: Path, text: str, elsewhere: bool) -> None:
    error = fault(tmp_path, text)
    if elsewhere:
        error = HandFailed("".join(traceback.format_exception(error)))
    (told,) = faults.problems(error, CONFIG, [tmp_path])
    assert told.id == "template" and told.place == Place(tmp_path / "page.html", 3)
    assert told.message.startswith("the template cannot be used: ") and len(told.message) > 40


def test_a_template_that_jinja_saw_as_text_is_found(tmp_path: Path) -> None:
    text = "{# first #}\n{% for %}\n"
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "foot.html").write_text(text, encoding="utf-8")
    with pytest.raises(jinja2.TemplateSyntaxError) as raised:
        jinja2.Environment().parse(text)
    (told,) = faults.problems(raised.value, CONFIG, [tmp_path])
    assert told.place == Place(tmp_path / "parts" / "foot.html", 2)


def test_nothing_in_a_problem_is_taken_for_html() -> None:
    bad = Problem("x", Severity.ERROR, Place(Path("/log/<b>/a&b.yaml"), 2, 5), "“<script>alert(1)</script>”", "Write <i>.")
    told = panel.problems([bad], Path("/log"))
    assert "<script" not in told and "<b>/" not in told and "<i>" not in told
    assert "<code>&lt;b&gt;/a&amp;b.yaml, line 2, column 5</code>" in told and "&lt;script&gt;" in told


def test_only_errors_stand_in_the_panel_and_not_too_many() -> None:
    found = [Problem("x", Severity.ERROR, Place(CONFIG, line), f"problem {line}", "Mend it.") for line in range(1, panel.MOST + 4)]
    told = panel.problems([Problem("w", Severity.WARNING, Place(CONFIG), "a warning", "Look."), *found], CONFIG.parent)
    assert "a warning" not in told and told.count("<li>") == panel.MOST
    assert f"{panel.MOST + 3} errors" in told and "3 more are told in the terminal" in told
