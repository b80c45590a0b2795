# SPDX-License-Identifier: AGPL-3.0-or-later
"""From folders of requests to a site: only what changed is made anew, and what is made is put in place at once.

    seen ──► which folders may have changed      ledger ──► what was made of them, and of what
    answering ──► one folder: load, check, clear, read, press, look        hands ──► many folders at a time
    journey ──► the whole way, each step named and timed
"""
