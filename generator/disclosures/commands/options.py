# SPDX-License-Identifier: AGPL-3.0-or-later
"""Options that many verbs share."""

from __future__ import annotations

from pathlib import Path

import click

CONFIG = click.option("--config", "config_file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"), show_default=True,
                      help="The site's configuration.")  # fmt: skip
