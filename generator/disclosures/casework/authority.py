# SPDX-License-Identifier: AGPL-3.0-or-later
"""A public authority that answers requests, as set in mkdocs.yml."""

from __future__ import annotations

from .request import Part


class Authority(Part):
    """Names and contacts of one authority. `key` is its address on the site."""

    key: str
    name: str
    short: str = ""
    website: str = ""
    email: str = ""
    """Where a reader asks for another format or for a review."""
    review: str = ""
    """How to ask for an internal review, in plain words; shown as “added by this site” when the answer lacks it."""
    review_url: str = ""
    publication_scheme: str = ""
    """Address of its publication scheme (FOIA s19)."""
    fictional: bool = False
    """Set for authorities that do not exist; told wherever the name stands alone."""
