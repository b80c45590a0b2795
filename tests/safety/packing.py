# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the archives and messages of these tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from email.message import EmailMessage


def zipped(*members: tuple[str, bytes], change: Callable[[zipfile.ZipFile], object] = lambda archive: None) -> bytes:
    """An archive with these members and no extra fields."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members:
            archive.writestr(zipfile.ZipInfo(name, (2022, 2, 6, 9, 0, 0)), body, zipfile.ZIP_DEFLATED)
        change(archive)
    return out.getvalue()


def message(text: str = "The count was 12.\n", change: Callable[[EmailMessage], object] = lambda mail: None) -> bytes:
    """A short message without technical headers."""
    mail = EmailMessage()
    mail["From"] = "Records Office <records@council.example>"
    mail["To"] = "A Requester <someone@mail.example>"
    mail["Date"] = "Mon, 07 Feb 2022 09:30:00 +0000"
    mail["Subject"] = "Potholes"
    mail.set_content(text)
    change(mail)
    return mail.as_bytes()
