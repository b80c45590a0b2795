# SPDX-License-Identifier: AGPL-3.0-or-later
"""E-mail (RFC 5322, MIME): what a reader of the message sees, as text, and what it holds besides.

A message is published as plain text: it is the only form of which every byte is what a reader sees. Addresses are left
out; the names that mail programs show in their stead are kept.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from collections import Counter
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from ..problems import DocumentError
from . import mail_html, rtf

MAX_PARTS = 500
_SHOWN = ("From", "To", "Cc", "Date", "Subject")
_PLUMBING = {"mime-version", "content-type", "content-transfer-encoding", "content-language", "content-disposition"}
_USUAL_PREAMBLE = re.compile(r"multi-?part|MIME", re.IGNORECASE)
_ADDRESSES = re.compile(r"<?(?:https?|mailto|tel|cid):[^\s>\]]*[>\]]?|\[cid:[^\]]*\]|\[image:[^\]]*\]", re.IGNORECASE)


@dataclass(frozen=True)
class Mail:
    """A message, read."""

    text: str
    """Its heading and body as a reader sees them."""
    headers: tuple[tuple[str, str], ...]
    """Those that no reader sees."""
    unshown: tuple[tuple[str, str], ...]
    """Parts that no reader sees: (plain words for it, the text)."""
    attachments: tuple[tuple[str, bytes], ...]


def read(data: bytes, name: str = "message.eml") -> Mail:
    """Raises DocumentError when the message is broken."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        return _Reader(message).mail()
    except Exception as error:  # the standard library's parser raises many kinds, RecursionError among them
        raise DocumentError(
            Path(name), "this e-mail is damaged and cannot be read", "Print the message to PDF and release that"
        ) from error


class _Reader:
    def __init__(self, message: EmailMessage):
        self.message = message
        self.plain: list[str] = []
        self.pages: list[mail_html.Page] = []
        self.rich: list[mail_html.Page] = []
        self.unshown: list[tuple[str, str]] = []
        self.attachments: list[tuple[str, bytes]] = []
        self.parts = 0

    def mail(self) -> Mail:
        self._walk(self.message)
        for page, where in [(page, "HTML") for page in self.pages] + [(page, "rich text") for page in self.rich]:
            self.unshown += [(f"text in its {where} that is not shown", text) for text in page.hidden]
        plain = [part.strip() for part in self.plain]
        forms = (("plain text", plain), ("HTML", _shown(self.pages)), ("rich text", _shown(self.rich)))
        (first, body), *others = [(name, "\n\n".join(texts)) for name, texts in forms if texts] or [("", "")]
        for name, text in others:
            said, drawn = _words(body), _words(text)
            for words, one, other in ((said - drawn, first, name), (drawn - said, name, first)):
                if words:
                    self.unshown.append((f"words in its {one} that its {other} does not have", " ".join(words)))
        for key in _SHOWN:
            self.unshown += [(f"a second line “{key}”", str(value)) for value in self.message.get_all(key, [])[1:]]
        heading = [f"{key}: {value}" for key in _SHOWN if (value := self._heading(key))]
        if self.attachments:
            heading.append("Attachments: " + ", ".join(name for name, _ in self.attachments))
        headers = tuple(
            (key, " ".join(str(value).split()))
            for key, value in self.message.items()
            if key not in _SHOWN and key.title() not in _SHOWN and key.lower() not in _PLUMBING
        )
        text = "\n".join(heading) + "\n\n" + body.replace("\r\n", "\n").strip() + "\n"
        order = sorted(headers, key=lambda pair: pair[0].lower() not in ("bcc", "x-originating-ip"))
        return Mail(text, tuple(order), tuple(self.unshown), tuple(self.attachments))

    def _walk(self, part: EmailMessage) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise ValueError("too many parts")
        kind, name = part.get_content_type(), part.get_filename()
        if part.is_multipart() and kind.startswith("multipart/"):
            for text in (part.preamble, part.epilogue):
                if text and text.strip() and not _USUAL_PREAMBLE.search(text[:200]):
                    self.unshown.append(("text around its parts", text.strip()))
            inside = list(part.iter_parts())
            for at, inner in enumerate(inside):
                same = (one.get_content_type() for one in inside[at + 1 :])
                if kind == "multipart/alternative" and not inner.is_multipart() and inner.get_content_type() in same:
                    self.unshown.append((f"a further {inner.get_content_type()} in place of another", _decoded(inner)))
                else:
                    self._walk(inner)
        elif kind == "message/rfc822":
            inner = part.get_payload(0)
            self.attachments.append((_file_name(str(inner.get("Subject", "")) or "message") + ".eml", inner.as_bytes()))
        elif name or part.get_content_disposition() == "attachment":
            body = part.get_payload(decode=True) or b""
            self.attachments.append((_file_name(name or f"attachment-{len(self.attachments) + 1}"), body))
        elif kind == "text/plain":
            self.plain.append(_decoded(part))
        elif kind == "text/html":
            self.pages.append(mail_html.read(_decoded(part)))
        elif kind == "text/rtf":
            self.rich.append(rtf.read(part.get_payload(decode=True) or b""))
        else:
            body = part.get_payload(decode=True) or b""
            if body.strip():
                self.unshown.append((f"a part of the kind {kind}", body[:300].decode("utf-8", "replace")))

    def _heading(self, key: str) -> str:
        value = self.message.get(key)
        if value is None:
            return ""
        if key == "Date":
            when = getattr(value, "datetime", None)
            return f"{when.day} {when:%B %Y, %H:%M}" if when else str(value)
        if key == "Subject":
            return " ".join(str(value).split())
        return ", ".join(_person(one, address) for one, address in email.utils.getaddresses([str(value)]))


def _shown(pages: list[mail_html.Page]) -> list[str]:
    return [page.shown for page in pages]


def _person(name: str, address: str) -> str:
    """What a mail program shows: the name; of a bare address only where it belongs."""
    if name and "@" not in name:
        return name
    return f"an address at {address.rpartition('@')[2]}" if "@" in address else "an address"


def _decoded(part: EmailMessage) -> str:
    body = part.get_payload(decode=True) or b""
    for encoding in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")


def _file_name(text: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " ._-()" else "-" for letter in text).strip()[:120] or "file"


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", _ADDRESSES.sub(" ", text).casefold()))
