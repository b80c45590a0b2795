# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verbs of the command line, one file each."""

VERBS = (
    "addresses", "ahead", "build", "check", "clean", "export", "inspect", "links", "new", "redact", "release", "schema", "serve", "terms",
    "verify",
)  # fmt: skip
