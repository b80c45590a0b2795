# SPDX-License-Identifier: AGPL-3.0-or-later
"""What filters count, for every request: `search/facts.txt`, fetched when a reader opens the filters.

First a line of JSON: for each filter its values, and the sets of them that occur, as indexes. Then a line of integers for
the requests' numbers, oldest first, each as the step from the last; then a line for each filter, with the index of each
request's set. Exemptions cited in the alternative are one value. A silent answer has no kinds, whatever it was given.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from .postings import integers

FACTS = "facts.txt"
FILTERS = ("outcome", "exemption", "subject", "authority", "kind")


def file(heads: Sequence[tuple[int, dict[str, Any]]]) -> bytes:
    """The file for (number, head) of all requests, in the order of their numbers."""
    told, lines = {}, []
    numbers = [number for number, _ in heads]
    lines.append(integers([a - b for a, b in zip(numbers, [0, *numbers])]))
    for name in FILTERS:
        column = [tuple(head[name]) for _, head in heads]
        sets = sorted(set(column))
        values = sorted({value for one in sets for value in one})
        at = {value: place for place, value in enumerate(values)}
        index = {one: place for place, one in enumerate(sets)}
        told[name] = {"values": values, "sets": [[at[value] for value in one] for one in sets]}
        lines.append(integers([index[one] for one in column]))
    return "\n".join([json.dumps(told, ensure_ascii=False, separators=(",", ":")), *lines, ""]).encode()
