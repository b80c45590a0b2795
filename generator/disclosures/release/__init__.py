# SPDX-License-Identifier: AGPL-3.0-or-later
"""A built tree on its way to readers: what it holds, what changes, where it goes, and what is live.

It looks at files, never at requests: whatever it is told of the log comes from the caller.
"""
