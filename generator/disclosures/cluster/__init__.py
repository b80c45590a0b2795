# SPDX-License-Identifier: AGPL-3.0-or-later
"""The documents' work on many machines: what the gate, the reading and the pictures find, done by Dask ahead of a build.

    every released file ─► known in the store? ─► yes: nothing is sent
                             │ no
                             ▼
      its bytes into the store, its key and a small head to the scheduler
                             │
                             ▼
      a Dask worker ─► a guarded process of its own ─► verdict, text, pictures into the store ─► the bytes are removed

The function, the guarded process and the keys are those of one machine (`safety.gate`, `safety.pool`, `reading`), so a build
finds everything and opens no file. Without the setting `cluster` nothing here imports Dask or boto3.
"""

from .documents import Document as Document
from .documents import documents as documents
from .drive import Report as Report
from .drive import ahead as ahead
from .shared import open_store as open_store
