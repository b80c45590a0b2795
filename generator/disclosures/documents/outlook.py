# SPDX-License-Identifier: AGPL-3.0-or-later
"""Messages that Outlook saved (`.msg`, [MS-OXMSG]), turned into e-mail (RFC 5322) with all that they hold.

Nothing is left out here, so that a message is judged in the same way whatever program saved it: what no reader sees
becomes a header or a part that no reader sees.
"""

from __future__ import annotations

import base64
import datetime
import email.utils
import struct
from collections.abc import Iterator
from email.header import Header
from email.parser import HeaderParser
from pathlib import Path

from ..problems import DocumentError
from . import compound, rtf
from .compound import Streams

PROPERTIES = "__properties_version1.0"
MAX_DEPTH = 8
"""Messages in a message in a message."""
_SHOWN_CLASSES = ("ipm.note", "ipm.schedule", "report.", "ipm.post", "ipm.outlook.recall")
_TO_PDF = "Save it as PDF from Outlook, and release the PDF"
_SUBJECT, _BODY, _HTML, _RICH, _TRANSPORT, _CLASS = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D, 0x001A
_SENT, _RECEIVED, _CODEPAGE, _OWN_CODEPAGE = 0x0039, 0x0E06, 0x3FDE, 0x3FFD
_AUTHOR, _AUTHOR_AT, _SENDER, _SENDER_AT = (0x0042,), (0x5D02, 0x0065), (0x0C1A,), (0x5D01, 0x0C1F)
_NAME, _ADDRESS, _ROLE = (0x3001, 0x5FF6, 0x3A20), (0x39FE, 0x3003), 0x0C15
_TO = {1: "To", 2: "Cc", 3: "Bcc"}
_LISTED = {1: 0x0E04, 2: 0x0E03, 3: 0x0E02}
_FILE, _LONG_FILE, _DATA, _METHOD, _CONTENT_ID, _UNSEEN = 0x3704, 0x3707, 0x3701, 0x3705, 0x3712, 0x7FFE
_BY_VALUE, _MESSAGE = 1, 5
_WIDE, _NARROW, _BINARY, _OBJECT, _TIME = 0x001F, 0x001E, 0x0102, 0x000D, 0x0040
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


def as_email(data: bytes, name: str = "message.msg") -> bytes:
    """The message as e-mail. Raises DocumentError when it is damaged, or no message that people read."""
    streams = compound.read(data, name)
    try:
        return _Message(streams, (), 32, name).written()
    except (struct.error, IndexError, ValueError, KeyError, OverflowError) as error:
        raise DocumentError(Path(name), "this Outlook message is damaged and cannot be read", _TO_PDF) from error


class _Holder:
    """The properties of a message, a recipient or an attachment."""

    def __init__(self, streams: Streams, path: tuple[str, ...], head: int, encoding: str = ""):
        self.streams, self.path = streams, path
        self.fixed: dict[int, bytes] = {}
        rows = streams[(*path, PROPERTIES)][head:]
        for at in range(0, len(rows) - 15, 16):
            _, id = struct.unpack_from("<HH", rows, at)
            self.fixed[id] = rows[at + 8 : at + 16]
        self.encoding = encoding or self._own_encoding()

    def _own_encoding(self) -> str:
        page = self.number(_CODEPAGE) or self.number(_OWN_CODEPAGE)
        return {0: "cp1252", 65001: "utf-8", 20127: "cp1252", 28591: "cp1252"}.get(page, f"cp{page}")

    def number(self, id: int) -> int:
        return int.from_bytes(self.fixed.get(id, b"")[:4], "little")

    def binary(self, id: int) -> bytes:
        return self.streams.get((*self.path, f"__substg1.0_{id:04X}{_BINARY:04X}"), b"")

    def text(self, *ids: int) -> str:
        """The first of these properties that says something."""
        for id in ids:
            for kind in (_WIDE, _NARROW):
                body = self.streams.get((*self.path, f"__substg1.0_{id:04X}{kind:04X}"))
                if body and (words := self._words(body, kind).strip("\0")).strip():
                    return words
        return ""

    def _words(self, body: bytes, kind: int) -> str:
        if kind == _WIDE:
            return body.decode("utf-16-le", "replace")
        try:
            return body.decode(self.encoding)
        except (LookupError, UnicodeDecodeError):
            return body.decode("cp1252", "replace")

    def folders(self, start: str) -> list[tuple[str, ...]]:
        """The storages right inside this one whose name starts so."""
        at = len(self.path)
        found = {path[: at + 1] for path in self.streams if path[:at] == self.path and path[at].startswith(start) and path[at + 1 :]}
        return sorted(found)

    def others(self, known: set[int]) -> Iterator[tuple[str, str]]:
        """Every further text, as (header, words)."""
        at = len(self.path)
        for path, body in sorted(self.streams.items()):
            named = path[at] if len(path) == at + 1 and path[:at] == self.path else ""
            if named.startswith("__substg1.0_") and len(named) >= 20:
                id, kind = int(named[12:16], 16), int(named[16:20], 16)
                if id not in known and kind & ~0x1000 in (_WIDE, _NARROW) and body.strip(b"\0"):
                    yield f"X-Outlook-{id:04X}", self._words(body, kind & ~0x1000)


class _Message(_Holder):
    def __init__(self, streams: Streams, path: tuple[str, ...], head: int, name: str, depth: int = 0):
        super().__init__(streams, path, head)
        self.name, self.depth = name, depth
        if depth > MAX_DEPTH:
            raise ValueError("a message in a message without end")
        sort = self.text(_CLASS).lower()
        if sort and not sort.startswith(_SHOWN_CLASSES):
            raise DocumentError(Path(name), f"this Outlook item ({self.text(_CLASS)}) is not a message", _TO_PDF)

    def written(self) -> bytes:
        """RFC 5322 and MIME; every part is in base64, so that no part can look like a border."""
        parts = [*self._forms(), *(part for path in self.folders("__attach_version1.0_") for part in self._attachment(path))]
        border = "=_part"
        lines = [f"{key}: {_folded(value)}" for key, value in self._headers()]
        lines += ["MIME-Version: 1.0", f'Content-Type: multipart/mixed; boundary="{border}"', ""]
        for heads, body in parts:
            lines += [f"--{border}", *heads, "Content-Transfer-Encoding: base64", "", base64.encodebytes(body).decode()]
        return "\r\n".join([*lines, f"--{border}--", ""]).encode()

    def _headers(self) -> Iterator[tuple[str, str]]:
        author = _person(self.text(*_AUTHOR), self.text(*_AUTHOR_AT))
        sender = _person(self.text(*_SENDER), self.text(*_SENDER_AT))
        if author or sender:
            yield "From", author or sender
        if author and sender and author != sender:
            yield "Sender", sender
        holders = [_Holder(self.streams, path, 8, self.encoding) for path in self.folders("__recip_version1.0_")]
        for role, key in _TO.items():
            people = [_person(one.text(*_NAME), one.text(*_ADDRESS)) for one in holders if (one.number(_ROLE) & 3 or 1) == role]
            listed = self.text(_LISTED[role]).split(";") if not holders else []
            if people := [*filter(None, people), *(_person(one, "") for one in listed if one.strip())]:
                yield key, ", ".join(people)
        if when := self._date(_SENT) or self._date(_RECEIVED):
            yield "Date", email.utils.format_datetime(when)
        if subject := self.text(_SUBJECT):
            yield "Subject", subject
        for key, value in HeaderParser().parsestr(self.text(_TRANSPORT).lstrip()).items():
            if not key.lower().startswith(("content-", "mime-version")):
                yield f"X-Transport-{key}" if key.title() in ("From", "To", "Cc", "Date", "Subject") else key, str(value)
        known = {_SUBJECT, _BODY, _HTML, _TRANSPORT, _CLASS, *_AUTHOR, *_AUTHOR_AT, *_SENDER, *_SENDER_AT}
        yield from self.others(known)
        for one in holders:
            yield from one.others({*_NAME, *_ADDRESS})

    def _date(self, id: int) -> datetime.datetime | None:
        ticks = int.from_bytes(self.fixed.get(id, b""), "little")
        return _EPOCH + datetime.timedelta(microseconds=ticks // 10) if ticks else None

    def _forms(self) -> Iterator[tuple[list[str], bytes]]:
        """The body in each form in which it is kept; they are to hold the same words."""
        if plain := self.text(_BODY):
            yield ['Content-Type: text/plain; charset="utf-8"'], plain.encode("utf-8", "replace")
        if html := self.binary(_HTML) or self.text(_HTML).encode("utf-8", "replace"):
            charset = self.encoding if self.binary(_HTML) else "utf-8"
            yield [f'Content-Type: text/html; charset="{charset}"'], html
        if packed := self.binary(_RICH):
            yield ["Content-Type: text/rtf"], rtf.unpack(packed)

    def _attachment(self, path: tuple[str, ...]) -> Iterator[tuple[list[str], bytes]]:
        held = _Holder(self.streams, path, 8, self.encoding)
        inside = (*path, f"__substg1.0_{_DATA:04X}{_OBJECT:04X}")
        if held.number(_METHOD) == _MESSAGE and (*inside, PROPERTIES) in self.streams:
            inner = _Message(self.streams, inside, 24, self.name, self.depth + 1)
            yield _named((inner.text(_SUBJECT) or "message") + ".eml"), inner.written()
        elif held.number(_METHOD) in (0, _BY_VALUE) and (not held.number(_UNSEEN) & 0xFF or self._shows(held)):
            yield _named(held.text(_LONG_FILE, _FILE) or "attachment"), held.binary(_DATA)
        else:  # hidden without being part of the text, kept elsewhere, or an object that only its program opens
            objects = b"".join(body for at, body in sorted(self.streams.items()) if at[: len(inside)] == inside)
            told = held.text(_LONG_FILE, _FILE, 0x370D, 0x3708).encode("utf-8", "replace")
            yield ["Content-Type: application/x-hidden-attachment"], told + b" " + (held.binary(_DATA) or objects)

    def _shows(self, held: _Holder) -> bool:
        """Whether the text shows an attachment that is not listed, as a picture between its lines."""
        mark = held.text(_CONTENT_ID)
        html = self.binary(_HTML) + self.text(_HTML).encode("utf-8", "replace")
        rich = rtf.unpack(self.binary(_RICH)) if self.binary(_RICH) else b""
        return bool(mark) and f"cid:{mark}".encode() in html + rich


def _named(name: str) -> list[str]:
    return [f"Content-Type: application/octet-stream; name*={email.utils.encode_rfc2231(name, 'utf-8')}",
            f"Content-Disposition: attachment; filename*={email.utils.encode_rfc2231(name, 'utf-8')}"]  # fmt: skip


def _person(name: str, address: str) -> str:
    """`name <address>`; an address of an internal directory (`/O=…`) is not one that mail can use."""
    plain, at = " ".join(name.split()).strip("'\""), address.strip()
    usable = at.isascii() and "@" in at and not any(sign in at for sign in ' <>,;:"')
    if not usable:
        return email.utils.formataddr((plain or at, "unknown@unknown.invalid")) if plain or at else ""
    return email.utils.formataddr((plain, at))


def _folded(words: str) -> str:
    """A header's value on one line, in ASCII."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())
    return plain if plain.isascii() else Header(plain, "utf-8", maxlinelen=70).encode(linesep="\r\n")
