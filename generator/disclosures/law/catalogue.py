# SPDX-License-Identifier: AGPL-3.0-or-later
"""The statutes that this program knows: every YAML file in `regimes/`, read when first asked for."""

from __future__ import annotations

import difflib
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from ..problems import DisclosuresError, Place, Problem, Severity
from . import explain
from .regime import Questions, Regime

REGIMES = Path(__file__).parent / "regimes"


class StatuteError(DisclosuresError):
    """A statute file cannot be used; carries the problems found in it."""

    def __init__(self, problems: list[Problem]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class Catalogue:
    """All statutes of a folder, by id. The id of a statute is the name of its file."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.ids = tuple(sorted(file.stem for file in folder.glob("*.yaml")))
        self._read: dict[str, Regime] = {}

    def regime(self, id: str) -> Regime:
        """The statute with this id. Raises LookupError, with words for an officer, when there is none."""
        if id not in self.ids:
            longer = [known for known in self.ids if id and known.startswith(id)]  # the year is what people leave out
            near = longer or difflib.get_close_matches(id, self.ids, n=1, cutoff=0.5)
            cure = f"write {near[0]}" if near else f"choose one of {', '.join(self.ids)}"
            raise LookupError(f"“{id}” is not a statute that this program knows: {cure}")
        if id not in self._read:
            self._read[id] = read(self.folder / f"{id}.yaml")
        return self._read[id]

    @cached_property
    def regimes(self) -> dict[str, Regime]:
        """Every statute by id; reads those not yet read."""
        return {id: self.regime(id) for id in self.ids}


@lru_cache
def catalogue(folder: Path = REGIMES) -> Catalogue:
    """The statutes of `folder`; the same object each time, as statutes do not change while a program runs."""
    return Catalogue(folder)


def read(file: Path) -> Regime:
    """One statute file. Raises StatuteError with the line of every fault."""
    text = file.read_text(encoding="utf-8")
    try:
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise StatuteError([_fault(file, mark.line + 1, mark.column + 1, f"it is not YAML: {error.problem}")]) from None
    try:
        if _is_shaped(data):
            _fill(data)
        regime = Regime.model_validate(data)
    except ValidationError as error:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        raise StatuteError(
            [_fault(file, *_where(root, fault["loc"]), _words(fault["loc"], fault["msg"])) for fault in error.errors()]
        ) from None
    if regime.id != file.stem:
        raise StatuteError([_fault(file, 1, 1, f"its id is {regime.id}, but the file is called {file.name}")])
    return regime


def _fill(data: Any) -> None:
    """Give every exemption what its statute says once for all, and the questions that follow from its kind and test."""
    own = Questions.model_validate(data.get("questions") or {}).model_dump()
    for exemption in data["exemptions"]:
        kind, test = exemption.get("kind"), exemption.setdefault("test", "none")
        exemption.setdefault("checked", data.get("checked"))
        if exemption["checked"] != "remembered":
            exemption.setdefault("source", f"{data.get('text')}, {exemption.get('code')}")
        if kind in explain.KINDS and test in explain.TESTS:
            exemption.setdefault("how_decided", explain.questions(kind, test, own))
            exemption.setdefault("not_mean", explain.not_mean(kind, test))


def _is_shaped(data: Any) -> bool:
    """Whether there are exemptions to fill in; the model complains of all that is not so."""
    found = data.get("exemptions") if isinstance(data, dict) else None
    return isinstance(found, list) and all(isinstance(exemption, dict) for exemption in found)


def _fault(file: Path, line: int, column: int, message: str) -> Problem:
    cure = "Correct the statute file; the other files beside it show the form."
    return Problem("bad-statute-file", Severity.ERROR, Place(file, line, column), message, cure)


def _words(path: tuple, message: str) -> str:
    return f"{'.'.join(map(str, path)) or 'the file'}: {message}"


def _where(node: yaml.Node | None, path: tuple) -> tuple[int, int]:
    """Line and column, from 1, of what `path` leads to, or of the nearest thing around it that exists."""
    for step in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = next((value for key, value in node.value if key.value == step), None)
            if found is None:
                break
            node = found
    return (node.start_mark.line + 1, node.start_mark.column + 1) if node else (0, 0)
