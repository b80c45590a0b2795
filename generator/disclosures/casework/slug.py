# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a text stands in an address: checks and addresses must agree on it, so that two requests never share one."""

from __future__ import annotations

import re
from functools import lru_cache
import unicodedata


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """Lower-case letters, digits and single hyphens; accents folded: `01.FOI.22.023334` -> `01-foi-22-023334`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
