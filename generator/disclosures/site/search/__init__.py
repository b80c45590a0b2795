# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search without a server: a static inverted index that a reader's browser fetches a few kilobytes of.

The chapter, in the order in which it is best read:

    documents   what is searched: plain data, one `Document` for each request
    words       from text to terms: folding, word forms, the hash that finds a term's shard; the browser does the same
    terms       `terms_of(document)`: all that the index needs of one request, by itself, so that workers can do it
    numbers     a number for each request that does not depend on history, and tells its date
    postings    one posting in 62 bits; a list of them as text, written in punctuation alone
    lists       the inverted lists, kept in SQLite in sixteen parts, so that one change touches few bytes
    shards      the files that are fetched for a term
    spelling    words as they are written, for a term that is not found
    facts       outcome, exemptions, subjects, authority, year, kinds: what filters count
    related     which requests resemble each other
    index       `Index(connection).update(changed, removed)`: what to write, and what is gone

What a search fetches: `search/index.json` (once), for each term one shard of `search/terms/` and, when the term is common,
its own list in `search/lists/`; for each hit that is shown one card of `search/requests/` and the text of that one page,
which stands beside the page itself (`…/records/8.1/page-3.txt`).

Files are UTF-8 text, so that the search of the finished tree for withheld terms reads them like everything else.
"""

from .documents import Document, Facts, Item, Page
from .index import Changes, Index
from .terms import terms_of, texts_of

__all__ = ["Changes", "Document", "Facts", "Index", "Item", "Page", "terms_of", "texts_of"]
