# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rich text of an Outlook message: unpacked ([MS-OXRTFCP]), and read for what it shows and what it hides.

Outlook often keeps a message's HTML or plain text inside of rich text ([MS-OXRTFEX]): then it is that which is shown.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

from . import mail_html

MAX_BYTES = 50_000_000
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What the window holds before the first byte ([MS-OXRTFCP], 2.1.3.1.2)."""
_TOKEN = re.compile(rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S)
_UNSHOWN = {"fonttbl", "colortbl", "stylesheet", "info", "generator", "listtable", "listoverridetable",
            "rsidtbl", "themedata", "colorschememapping", "latentstyles", "datastore", "xmlnstbl", "mmathPr", "mhtmltag"}  # fmt: skip
_ASIDE = {"annotation", "header", "footer", "headerl", "headerr", "footerl", "footerr", "comment", "atnauthor", "atnid"}
_OBJECTS = {"pict", "object", "objdata", "shppict"}
_BREAKS = {"par": "\n", "line": "\n", "row": "\n", "cell": " ", "tab": " ", "sect": "\n", "page": "\n"}
_SIGNS = {"bullet": "•", "endash": "–", "emdash": "—", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"}
_SMALLEST = 4
"""Half points."""


def unpack(data: bytes) -> bytes:
    """Rich text as it was before Outlook packed it. Raises ValueError and struct.error."""
    packed, size, method = struct.unpack_from("<II4s", data)
    body = data[16 : packed + 4]
    if method == b"MELA":
        return body[:size]
    if method != b"LZFu" or size > MAX_BYTES:
        raise ValueError("rich text packed in an unknown way")
    window, at, out = bytearray(_START.ljust(4096, b" ")), len(_START), bytearray()
    place = 0
    while place < len(body) and len(out) < size:
        flags, place = body[place], place + 1
        for bit in range(8):
            if place >= len(body) or len(out) >= size:
                break
            if flags >> bit & 1:
                pair = int.from_bytes(body[place : place + 2], "big")
                place += 2
                start = pair >> 4
                if start == at:
                    return bytes(out)
                piece = range(start, start + (pair & 15) + 2)
            else:
                piece = None
            for source in piece or (0,):
                byte = window[source % 4096] if piece else body[place]
                out.append(byte)
                window[at] = byte
                at = (at + 1) % 4096
            place += piece is None
    return bytes(out[:size])


@dataclass
class _State:
    shown: bool = True
    """Whether this group's text is for readers at all."""
    hidden: bool = False
    markup: bool = False
    """Inside a tag of the HTML that is kept here."""
    skipped: bool = False
    """Said only in the rich text's own words for the HTML."""
    colour: int = 0
    size: int = 24
    encoding: str = "cp1252"
    unicode: int = 1


def read(rich: bytes) -> mail_html.Page:
    """What rich text shows, and each text that it does not. Never raises: whatever it holds is text in the end."""
    reader = _Reader(rich)
    reader.run()
    if reader.html:
        return mail_html.read("".join(reader.shown))
    shown = re.sub(r"[ \t]+", " ", "".join(reader.shown))
    hidden = [" ".join(text.split()) for text in "".join(reader.hidden).split("\0")]
    return mail_html.Page(re.sub(r" ?\n ?", "\n", shown).strip(), tuple(text for text in hidden if text))


class _Reader:
    def __init__(self, rich: bytes):
        self.rich = rich
        self.html = bool(re.search(rb"\\fromhtml1?\b", rich[:2000]))
        self.shown: list[str] = []
        self.hidden: list[str] = []
        self.colours = _colours(rich)
        self.state = _State()
        self.above: list[_State] = []
        self.waiting = b""
        """Bytes of a text that may go on: a letter of some alphabets has two."""
        self.over = 0
        """Characters still to be passed over, which stand there for programs without Unicode."""

    def run(self) -> None:
        starred = False
        for token in _TOKEN.finditer(self.rich):
            word, number, coded, sign, brace, text = token.groups()
            if coded or text:
                self._bytes(bytes.fromhex(coded.decode()) if coded else text, bool(coded))
                continue
            self._flush()
            if brace == b"{":
                self.above.append(self.state)
                self.state = _State(**vars(self.state))
            elif brace == b"}":
                self.state = self.above.pop() if self.above else _State()
            elif sign == b"*":
                starred = True
                continue
            elif word:
                self._word(word.decode(), int(number) if number else None, starred)
            elif sign in (b"\\", b"{", b"}"):
                self._say(sign.decode())
            elif sign == b"~":
                self._say("\u00a0")
            elif sign in (b"\r", b"\n"):
                self._say("\n")
            starred = False
        self._flush()

    def _word(self, word: str, number: int | None, starred: bool) -> None:
        state = self.state
        on = number != 0
        if word == "htmltag":
            state.markup, state.shown = True, self.html
        elif word == "htmlrtf":
            state.skipped = on
        elif word in _OBJECTS and state.shown:
            state.shown = False
            if word in ("pict", "object"):
                self.hidden.append(f"\0[{'a picture' if word == 'pict' else 'an object'} inside the rich text]\0")
        elif word in _ASIDE:
            state.hidden = True
            self.hidden.append("\0")
        elif word in _UNSHOWN or starred:
            state.shown = False
        elif word in ("v", "deleted", "webhidden"):
            state.hidden = on
        elif word == "plain":
            state.hidden, state.colour, state.size = False, 0, 24
        elif word == "cf":
            state.colour = number or 0
        elif word == "fs":
            state.size = 24 if number is None else number
        elif word == "uc":
            state.unicode = number if number is not None else 1
        elif word == "ansicpg" and number:
            state.encoding = f"cp{number}"
        elif word == "u" and number is not None:
            self._say(chr(number % 65536))
            self.over = state.unicode
        elif word == "bin":  # what follows is no text, and may upset the groups
            self.hidden.append("\0[data inside the rich text]\0")
        elif word in _BREAKS and not (self.html and state.markup):
            self._say(_BREAKS[word])
        elif word in _SIGNS:
            self._say(_SIGNS[word])

    def _bytes(self, text: bytes, coded: bool) -> None:
        if self.over:
            passed = min(self.over, len(text))
            self.over -= passed
            text = text[passed:]
        self.waiting += text

    def _flush(self) -> None:
        if self.waiting:
            try:
                words = self.waiting.decode(self.state.encoding, "replace")
            except LookupError:
                words = self.waiting.decode("cp1252", "replace")
            self.waiting = b""
            self._say(words)

    def _say(self, words: str) -> None:
        state = self.state
        if not state.shown or (self.html and state.skipped):
            return
        if self.html:
            self.shown.append(words)
        elif state.hidden or state.size <= _SMALLEST or state.colour in self.colours:
            self.hidden.append(words)
        else:
            self.hidden.append("\0")
            self.shown.append(words)


def _colours(rich: bytes) -> set[int]:
    """The numbers of the colours that are as white as paper."""
    table = re.search(rb"\{\\colortbl([^{}]*)\}", rich)
    white = set()
    for number, entry in enumerate(table[1].split(b";") if table else ()):
        parts = [int(value) for value in re.findall(rb"\\(?:red|green|blue)(\d+)", entry)]
        if len(parts) == 3 and min(parts) >= 245:
            white.add(number)
    return white
