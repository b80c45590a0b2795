# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether what is already public elsewhere is still there: asked of other hosts politely, kept in a file, told on the site."""
