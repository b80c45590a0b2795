# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where requests meet their documents: every released file goes through the gate, then is read."""
