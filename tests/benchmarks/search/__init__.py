# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a search costs its readers and its builder, and how often it finds: `make bench-search`."""
