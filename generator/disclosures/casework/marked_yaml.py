# SPDX-License-Identifier: AGPL-3.0-or-later
"""YAML with line numbers, where every scalar is text.

`8.10`, `12:30`, `040`, `no` and `2022-02-30` mean what the officer typed: the model gives values their types, YAML
does not. Most files are read by yaml_quick, and this reader takes all others. It takes the C parser's events one at a
time and builds the tree itself, without recursion, so that a hostile file can neither fill the memory nor break the
parser's stack: aliases and tags are refused, size and depth are bounded before anything is built.

A key with nothing after its colon counts as not written. It keeps its place, so that a message can point at it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from ..problems import Place, Problem, Severity
from . import yaml_quick
from .textfile import read_text
from .yaml_quick import Tops
from .yaml_words import explain

MAX_CHARACTERS = 1_000_000
MAX_DEPTH = 20
QUICK_CHARACTERS = 100_000
"""Beyond this, the parser's own tree would take too much memory."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

_NODES = {yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent}
_ENDS = {yaml.MappingEndEvent, yaml.SequenceEndEvent}

KeyPath = tuple[str | int, ...]


class Places:
    """Where the parts of a document stand. Those that only a message needs are worked out when one is written."""

    def __init__(self, values: dict[KeyPath, tuple[int, int]], keys: dict[KeyPath, tuple[int, int]]):
        self.values, self.keys = values, keys
        self.tops: Tops = {}
        """The same for the document and its own keys alone, where these are known without the rest."""


class _PlacesLater(Places):
    def __init__(self, file: Path, text: str, tops: Tops):
        self.file, self.text, self.tops = file, text, tops

    @cached_property
    def values(self) -> dict[KeyPath, tuple[int, int]]:
        return self._reader.values

    @cached_property
    def keys(self) -> dict[KeyPath, tuple[int, int]]:
        return self._reader.keys

    @cached_property
    def _reader(self) -> _Reader:
        reader = _Reader(self.file, self.text)
        reader.read()
        return reader


@dataclass(frozen=True)
class Marked:
    """A YAML document: its `value` in dicts, lists and texts, and where each part of it stands in `file`."""

    file: Path
    value: Any = None
    problems: tuple[Problem, ...] = ()
    places: Places = field(default_factory=lambda: Places({}, {}), repr=False)

    @property
    def values(self) -> dict[KeyPath, tuple[int, int]]:
        """Line and column of every value."""
        return self.places.values

    @property
    def keys(self) -> dict[KeyPath, tuple[int, int]]:
        """Line and column of every key."""
        return self.places.keys

    def place(self, path: KeyPath = ()) -> tuple[int, int]:
        """Line and column, from 1, of the value at `path`; of its nearest ancestor when nothing stands there.

        A list or mapping is found at its key, a text at its first character. `(0, 0)` when nothing is known.
        """
        if len(path) < 2 and (tops := self.places.tops):
            return tops.get(path) or tops[()]
        for end in range(len(path), -1, -1):
            if found := self.values.get(path[:end]):
                return found
        return (0, 0)

    def key_place(self, path: KeyPath) -> tuple[int, int]:
        """Line and column of the key itself, for messages about a key rather than its value."""
        return self.keys.get(path) or self.place(path)


class _Refused(Exception):
    """The document cannot be read any further."""


def load(source: Path | str, file: Path | None = None) -> Marked:
    """Read YAML from a path, or from text that is said to stand in `file`.

    Never raises for what the document holds: `value` is None when it cannot be read, and `problems` says why.
    """
    if isinstance(source, Path):
        file = file or source
        text, problems = read_text(source, limit=MAX_CHARACTERS)
        if text is None:
            return Marked(file, problems=problems)
    else:
        file, text, problems = file or Path("text.yaml"), source, ()
    if len(text) <= QUICK_CHARACTERS and not _CONTROL.search(text) and (quick := yaml_quick.read(text, MAX_DEPTH)):
        return Marked(file, quick[0], problems, _PlacesLater(file, text, quick[1]))
    reader = _Reader(file, text)
    value = reader.read()
    return Marked(file, value, (*problems, *reader.problems), Places(reader.values, reader.keys))


class _Reader:
    def __init__(self, file: Path, text: str):
        self.file, self.text = file, text
        self.problems: list[Problem] = []
        self.values: dict[KeyPath, tuple[int, int]] = {}
        self.keys: dict[KeyPath, tuple[int, int]] = {}

    def read(self) -> Any:
        try:
            self._refuse_unfit_text()
            loader = yaml.CSafeLoader(self.text)
            try:
                value = self._build(iter(loader.get_event, None))
            finally:
                loader.dispose()
        except _Refused:
            return None
        except yaml.YAMLError as error:
            line, column, message, cure = explain(error, self.text)
            self._problem("yaml-syntax", (line, column), message, cure)
            return None
        return None if any(p.severity is Severity.ERROR for p in self.problems) else value

    def _problem(self, id: str, at: tuple[int, int], message: str, cure: str, also: tuple[Place, ...] = ()) -> None:
        self.problems.append(Problem(id, Severity.ERROR, Place(self.file, *at), message, cure, also))

    def _refuse(self, *args: Any) -> None:
        self._problem(*args)
        raise _Refused

    def _refuse_unfit_text(self) -> None:
        if len(self.text) > MAX_CHARACTERS:
            self._refuse(
                "file-too-large",
                (0, 0),
                f"the text has more than {MAX_CHARACTERS:,} characters",
                "Move long passages to request.md or response.md.",
            )
        if found := _CONTROL.search(self.text):
            line = self.text.count("\n", 0, found.start()) + 1
            column = found.start() - self.text.rfind("\n", 0, found.start())
            self._refuse(
                "yaml-syntax",
                (line, column),
                f"an invisible control character (U+{ord(found[0]):04X}) stands here",
                "Delete the invisible character; retyping the line removes it.",
            )

    def _build(self, events: Iterator[yaml.Event]) -> Any:
        """The tree of the first document. Open collections lie on `stack` as [container, path, waiting key].

        Every value of every request passes here, so the usual case asks as little as it can.
        """
        root: list[Any] = []
        stack: list[list[Any]] = [[root, None, None]]
        documents = 0
        for event in events:
            kind = type(event)
            if kind not in _NODES:
                if kind in _ENDS:
                    stack.pop()
                elif kind is yaml.DocumentStartEvent:
                    documents += 1
                    if documents > 1:
                        self._refuse(
                            "yaml-documents",
                            _at(event),
                            "a second document starts here",
                            "Remove the line `---`: one file holds one request.",
                        )
                continue
            at = _at(event)
            if kind is yaml.AliasEvent or event.anchor or event.tag:
                self._refuse_marks(event, at)
            holder = stack[-1]
            container, above, key = holder
            if type(container) is dict:
                if key is None:
                    holder[2] = self._key(event, at, above)
                    continue
                path = (*above, key)
                value = self._value(event, kind, at, path)
                if value is not None:
                    container[key] = value
                holder[2] = None
            else:
                path = () if above is None else (*above, len(container))
                value = self._value(event, kind, at, path)
                if value is None and above is not None:
                    self._problem(
                        "yaml-empty-item",
                        at,
                        "this item of the list is empty",
                        "Write the item after its dash, or delete the dash.",
                    )
                container.append(value)
            if kind is not yaml.ScalarEvent:
                if len(stack) > MAX_DEPTH:
                    self._refuse(
                        "yaml-depth",
                        at,
                        f"lists and keys are nested more than {MAX_DEPTH} deep here",
                        "Remove the surplus brackets or indentation.",
                    )
                stack.append([value, path, None])
        return root[0] if root else None

    def _refuse_marks(self, event: yaml.NodeEvent, at: tuple[int, int]) -> None:
        """Anchors, aliases and tags: features of YAML that a request never needs and that hide what is written."""
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                "yaml-alias",
                at,
                f"`*{event.anchor}` stands for something written elsewhere (an alias)",
                "Write the value out here; if it is a text that starts with *, put it between quotes.",
            )
        if event.anchor:
            self._refuse(
                "yaml-alias",
                at,
                f"`&{event.anchor}` names this value for reuse (an anchor)",
                "Remove the anchor; if it is a text that starts with &, put it between quotes.",
            )
        if event.tag and event.tag != "!":
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(
                "yaml-tag",
                at,
                f"`{tag}` gives the value a type (a tag)",
                "Remove the tag; if it is a text that starts with !, put it between quotes.",
            )

    def _key(self, event: yaml.NodeEvent, at: tuple[int, int], above: KeyPath) -> str:
        if type(event) is not yaml.ScalarEvent:
            self._refuse(
                "yaml-key",
                at,
                "a list or mapping stands where the name of a key is expected",
                "Put text that starts with { or [ between quotes.",
            )
        key, path = event.value, (*above, event.value)
        if first := self.keys.get(path):
            self._problem(
                "yaml-duplicate-key",
                at,
                f"`{key}` is written twice: on line {first[0]} and on line {at[0]}",
                f"Keep one of the two `{key}` lines and delete the other.",
                (Place(self.file, *first),),
            )
        else:
            self.keys[path] = self.values[path] = at
        return key

    def _value(self, event: yaml.NodeEvent, kind: type, at: tuple[int, int], path: KeyPath) -> Any:
        """The value that starts with `event`: None for a blank, an empty collection that is still to be filled."""
        if kind is yaml.ScalarEvent:
            if event.value or event.style:  # a blank has neither; it keeps the place of its key
                self.values[path] = at
                return event.value
            self.values.setdefault(path, at)
            return None
        self.values.setdefault(path, at)
        return {} if kind is yaml.MappingStartEvent else []


def _at(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
