# SPDX-License-Identifier: AGPL-3.0-or-later
"""Information-rights statutes as data: what each exemption is, how it is cited, and when an answer was due.

One statute is one file in `regimes/`. Adding a statute is adding such a file; no code names any of them.
"""
