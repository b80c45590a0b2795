# SPDX-License-Identifier: AGPL-3.0-or-later
"""A folder of completed information requests in, an accessible public disclosure log out."""

__version__ = "0.1.0"
