# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long a log of many requests takes to build: `make bench`, with `SIZES="200 50000"` and `HUGO=…` where wanted."""
