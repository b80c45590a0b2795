# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a text document or a set of slides holds, whatever program wrote it: every word with how it is kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from . import picture
from .kind import PICTURES, tell


class How(Enum):
    """How a text is kept in a document."""

    SHOWN = auto()
    HIDDEN = auto()
    """The program does not show it, unless it is asked to."""
    UNSHOWN = auto()
    """Kept where nobody sees it, such as the code of a field; harmless when its words can be read elsewhere."""
    INVISIBLE = auto()
    """It is there, but in a colour or size that cannot be seen."""
    COVERED = auto()
    """A shape lies over it."""
    FLOATING = auto()
    """A picture or shape that lies in front of the text, on a spot that is not known."""
    TRACKED = auto()
    """A change that was never accepted, or who made one."""
    COMMENT = auto()
    ALT = auto()
    """A description for those who do not see."""
    LINK = auto()
    """Where a link leads to."""
    CROPPED = auto()
    """A picture that holds more than is shown."""
    BOOKMARK = auto()
    NAME = auto()
    """What a shape, a picture or a table is called inside the file: often the name of the file it came from."""
    CUSTOM = auto()
    """Data for other programs."""
    META = auto()
    """Who made it, and where and when."""


class Fate(Enum):
    """What becomes of a part of a package in the published copy."""

    KEEP = auto()
    META = auto()
    THUMBNAIL = auto()
    CUSTOM = auto()
    ORPHAN = auto()
    EMBEDDED = auto()
    COMMENT = auto()
    TRACKED = auto()
    CHART = auto()
    """A chart of OpenDocument, which is a small document of its own with the table that it was drawn from."""


@dataclass(frozen=True)
class Text:
    """Some words of a document: where they stand, how they are kept, and in one sentence why that is."""

    where: str
    words: str
    how: How
    why: str = ""


@dataclass
class Office:
    """One opened document."""

    parts: dict[str, bytes]
    fates: dict[str, Fate]
    texts: list[Text] = field(default_factory=list)

    def kept(self, how: How) -> list[Text]:
        return [text for text in self.texts if text.how is how]

    def of(self, fate: Fate) -> list[str]:
        """The names of the parts with this fate."""
        return sorted(part for part, its in self.fates.items() if its is fate)

    def pictures(self) -> list[tuple[str, tuple[bytes, ...]]]:
        """(part, what its picture tells about itself)"""
        found = []
        for part in self.of(Fate.KEEP):
            kind = tell(self.parts[part])
            if kind in PICTURES and (held := picture.metadata(self.parts[part], kind, part)):
                found.append((part, held))
        return found


def without_metadata(data: bytes) -> bytes:
    """A part of the package; when it is a picture, without what that tells about itself."""
    kind = tell(data)
    return picture.without_metadata(data, kind) if kind in PICTURES else data


_RUNS = (How.SHOWN, How.HIDDEN, How.UNSHOWN, How.INVISIBLE, How.TRACKED)


def lines(parts: list[Text]) -> list[Text]:
    """Neighbouring words that are kept in the same way, as one; nothing is told twice of one place."""
    joined: list[Text] = []
    for text in parts:
        last = joined[-1] if joined else None
        if last and text.how in _RUNS and (last.where, last.how, last.why) == (text.where, text.how, text.why):
            new = text.words if text.how is not How.TRACKED or text.words not in last.words else ""
            joined[-1] = Text(last.where, last.words + new, last.how, last.why)
        else:
            joined.append(text)
    return [t for t in dict.fromkeys(joined) if t.words.strip() or t.how in (How.CROPPED, How.COVERED, How.FLOATING)]
