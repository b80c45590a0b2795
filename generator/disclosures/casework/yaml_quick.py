# SPDX-License-Identifier: AGPL-3.0-or-later
"""YAML that holds nothing unusual, read in half the time.

The C parser composes the tree. Whatever is not plainly in order, be it a syntax error or a key written twice, is left to
the careful reader of marked_yaml, which knows where everything stands and how to say what is wrong.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

_ANCHOR = re.compile(r"&(?<!\w&)[\w-]")
"""An alias needs an anchor, so a text without one holds neither. A letter before `&` makes it part of a word."""

Tops = dict[tuple[str, ...], tuple[int, int]]


class _Unusual(Exception):
    """The document is for the careful reader."""


class _Composer(yaml.cyaml.CParser):
    """Gives no value a type, and goes no deeper than `deepest`; a node without a tag has an empty one."""

    def __init__(self, text: str, deepest: int):
        super().__init__(text)
        self.deepest = deepest

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        self.deepest -= 1
        if self.deepest < 0:  # the composer calls itself for each level: it must not run out of stack
            raise _Unusual

    def ascend_resolver(self) -> None:
        self.deepest += 1


def read(text: str, deepest: int) -> tuple[dict[str, Any], Tops] | None:
    """The document in dicts, lists and texts, and where the value of each of its own keys stands, as line and column from 1.

    None when it is not a mapping of at most `deepest` levels, free of blanks, repeated keys, anchors and tags.
    """
    if _ANCHOR.search(text):
        return None
    composer = _Composer(text, deepest)
    try:
        root = composer.get_single_node()
        if type(root) is not yaml.MappingNode:
            return None
        value = _value(root)
    except (yaml.YAMLError, _Unusual):
        return None
    finally:
        composer.dispose()
    tops: Tops = {(): _at(root)}
    for key, node in root.value:
        tops[(key.value,)] = _at(node if type(node) is yaml.ScalarNode else key)
    return value, tops


def _value(node: yaml.CollectionNode) -> dict[str, Any] | list[Any]:
    if node.tag:
        raise _Unusual
    if type(node) is yaml.SequenceNode:
        return [_text(item) if type(item) is yaml.ScalarNode else _value(item) for item in node.value]
    found = {}
    for key, held in node.value:
        if type(key) is not yaml.ScalarNode:
            raise _Unusual
        found[_text(key)] = _text(held) if type(held) is yaml.ScalarNode else _value(held)
    if len(found) != len(node.value):
        raise _Unusual
    return found


def _text(node: yaml.ScalarNode) -> str:
    text = node.value
    if node.tag or not (text or node.style):
        raise _Unusual
    return text


def _at(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
