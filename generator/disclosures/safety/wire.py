# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages between the gate and its workers: one JSON line that ends in the lengths of the bytes that follow it."""

from __future__ import annotations

import json
from typing import BinaryIO


def send(pipe: BinaryIO, head: dict, *bodies: bytes) -> None:
    """Write one message."""
    line = json.dumps({**head, "lengths": [len(body) for body in bodies]}).encode()
    pipe.write(line + b"\n" + b"".join(bodies))
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[dict, list[bytes]] | None:
    """Read one message; None when the other side is gone."""
    line = pipe.readline()
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    bodies = [pipe.read(length) for length in head["lengths"]]
    return (head, bodies) if [len(body) for body in bodies] == head["lengths"] else None
