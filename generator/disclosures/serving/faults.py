# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stopped a build, as problems: with file, line and cure wherever they can be known."""

from __future__ import annotations

import re
import traceback
from collections.abc import Sequence
from pathlib import Path

import jinja2

from ..build.hands import HandFailed
from ..problems import DisclosuresError, Place, Problem, Severity

_FRAME = re.compile(r'^\s*File "(?P<file>.+)", line (?P<line>\d+), in (?:template|top-level template code|block .+)$', re.M)
"""Jinja names templates and their lines in its tracebacks, also in those that come from another process as text."""


def problems(error: Exception, config_file: Path, themes: Sequence[Path]) -> list[Problem]:
    """Every problem that an error tells of; `themes` are the folders that templates come from."""
    if found := getattr(error, "problems", None):
        return found
    if isinstance(error, DisclosuresError):
        return [_problem("build", Place(config_file), str(error), "Mend what it says; this is tried again at the next change")]
    told = error.args[0] if isinstance(error, HandFailed) else "".join(traceback.format_exception(error))
    place = _in_template(error, told, themes)
    words = str(error) if not isinstance(error, HandFailed) else told.strip().rpartition("\n")[2].partition(": ")[2]
    if place:
        return [_problem("template", place, f"the template cannot be used: {words}", "Correct the template at this line")]
    if isinstance(error, RuntimeError) and not isinstance(error, HandFailed):
        return [_problem("build", Place(config_file), words, "Mend what it says; this is tried again at the next change")]
    cure = "Please report it, with what the terminal says"
    return [_problem("fault", Place(config_file), f"a fault in this program stopped the build: {words}", cure)]


def _problem(kind: str, place: Place, words: str, cure: str) -> Problem:
    return Problem(kind, Severity.ERROR, place, words.rstrip("."), f"{cure}.")


def _in_template(error: Exception, told: str, themes: Sequence[Path]) -> Place | None:
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = Path(error.filename) if error.filename else _holds(error.source or "", themes)
        return Place(file, error.lineno) if file else None
    frames = [Place(Path(found["file"]), int(found["line"])) for found in _FRAME.finditer(told)]
    inside = [frame for frame in frames if any(frame.file.is_relative_to(theme) for theme in themes)]
    return inside[-1] if inside else None


def _holds(source: str, themes: Sequence[Path]) -> Path | None:
    """The template with this text: Jinja does not name the file of what it was given as text."""
    files = (path for theme in themes for path in sorted(theme.rglob("*.html")))
    return next((path for path in files if path.read_text(encoding="utf-8") == source), None)
