# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spoils valid files: bytes changed, cut out, doubled, exchanged between files, and numbers made large."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("DISCLOSURES_FUZZ_EXAMPLES", "0"))
"""How many spoilt files of each kind to try; 0 for the few of an ordinary run, the same each time."""

_NASTY = (b"\0", b"\xff" * 4, b"\x7f\xff\xff\xff", b"\x80\0\0\0", b"-1", b"99999999999", b"<<", b">>", b"[" * 50, b"endobj",
          b"0 0 R", b"1 0 R", b"<a>", b"</", b"&lt;", b"\xed\xa0\x80", b"PK\x03\x04", b": ", b"\n- ", b"*a", b"!!")  # fmt: skip


def examples(few: int) -> settings:
    """The settings of a fuzz test."""
    return settings(
        max_examples=EXAMPLES or few, derandomize=not EXAMPLES, deadline=None, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """One of `samples` after one to six changes."""
    data = bytearray(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(at + draw(st.integers(0, 64)), len(data))
        change = draw(st.sampled_from(("flip", "cut", "double", "insert", "overwrite", "end")))
        if change == "flip" and at < len(data):
            data[at] ^= 1 << draw(st.integers(0, 7))
        elif change == "cut":
            del data[at:end]
        elif change == "double":
            data[at:at] = data[at:end]
        elif change == "insert":
            data[at:at] = draw(st.sampled_from(_NASTY))
        elif change == "overwrite":
            data[at:end] = draw(st.sampled_from(_NASTY))
        elif change == "end" and draw(st.integers(0, 5)) == 0:
            del data[at:]
    return bytes(data)


@st.composite
def spoilt_part(draw: st.DrawFn, package: bytes) -> bytes:
    """A ZIP package in which one part is spoilt, and packed as it should be."""
    with zipfile.ZipFile(io.BytesIO(package)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = draw(st.sampled_from(sorted(parts)))
    parts[name] = draw(spoilt([parts[name]]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part, body in parts.items():
            target.writestr(part, body)
    return out.getvalue()
