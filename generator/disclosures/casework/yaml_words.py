# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the YAML parser found wrong, in the words of an officer who has never seen YAML."""

from __future__ import annotations

import re

import yaml

_QUOTES = "Put the whole text after the colon between double quotes."
_GLUED = re.compile(r"[\s-]*[\w$-]+:(?=\S)")
_NO_SPACE = ("there is no space after the colon", "Put a space after the colon.")
_ALIGN = "Start the line in the same column as the lines it belongs with, using spaces only."


def explain(error: yaml.YAMLError, text: str) -> tuple[int, int, str, str]:
    """Line and column (from 1), the message and the cure for a syntax `error` that the parser met in `text`."""
    lines = text.split("\n")
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or error)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    begun = (opened.line + 1, opened.column + 1) if opened else (line, column)

    def words(number: int) -> str:
        return lines[number - 1] if 0 < number <= len(lines) else ""

    for number in {begun[0], line}:
        if "\t" in re.match(r"\s*", words(number))[0]:
            return (
                number,
                words(number).index("\t") + 1,
                "a tab character is used to indent this line",
                "Replace the tab with spaces.",
            )
    if "end of stream" in said or "document indicator" in said:
        return (*begun, "the quotation mark that opens here is never closed", "Add the closing quotation mark.")
    if "',' or ']'" in said or "',' or '}'" in said:
        bracket = said[-2]
        return (
            *begun,
            f"the bracket that opens here is not closed before line {line}",
            f"Add `{bracket}` at the end of the list, and a comma between its items.",
        )
    if "could not find expected ':'" in said:
        if glued := _GLUED.match(words(begun[0])):
            return begun[0], glued.end(), *_NO_SPACE
        return (
            *begun,
            "this line is neither `key: value` nor part of the text above",
            "Put a colon and a space after the key, or indent the line if it continues the text above.",
        )
    if "mapping values" in said:
        return _second_colon(line, column, words(line), words(line - 1))
    if "escape" in said:
        return (
            line,
            column,
            "a backslash inside double quotes starts a special character that does not exist",
            "Use single quotes around the text, or write each backslash twice.",
        )
    if "cannot start any token" in said:
        found = words(line)[column - 1 : column]
        return line, column, f"a text may not start with `{found}` unless it stands between quotes", _QUOTES
    if "'-' indicator" in said:
        return (
            line,
            column,
            f"this line stands inside the list that starts on line {begun[0]} but does not line up with it",
            _ALIGN,
        )
    if "expected key" in said or "block end" in said:
        for number in range(1, line):
            if words(number).count('"') % 2:
                return (
                    number,
                    words(number).index('"') + 1,
                    "the quotation mark that opens here is not closed on its line",
                    "Add the closing quotation mark.",
                )
        return line, column, f"this line does not line up with the keys that start on line {begun[0]}", _ALIGN
    return line, column, "this line cannot be read as `key: value`", "Compare the line with the example in the manual."


def _second_colon(line: int, column: int, here: str, above: str) -> tuple[int, int, str, str]:
    """A colon that cannot be one: the line is out of line, the line above lacks its space, or a text holds a colon."""
    if len(re.findall(r":(?:\s|$)", here[:column])) > 1:
        return line, column, "a second colon stands on this line, inside its text", _QUOTES
    if glued := _GLUED.match(above):
        return line - 1, glued.end(), *_NO_SPACE
    return line, len(here) - len(here.lstrip()) + 1, "this line is indented further than the key above it", _ALIGN
