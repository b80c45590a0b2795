# SPDX-License-Identifier: AGPL-3.0-or-later
"""The site on one's own machine, following every change.

    watch ──► what changed      follow ──► build again, or tell why not      state ──► what open pages have to know
    files ──► which file answers an address      server ──► answers, and puts page.js and panel.css into each page

It builds into a folder of its own in the cache: what is half typed never comes near the site that is published.
"""
