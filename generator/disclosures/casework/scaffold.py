# SPDX-License-Identifier: AGPL-3.0-or-later
"""The folder of a new request: three files that explain themselves, and an empty records/."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ..store import write_whole

REQUEST = """\
# One completed request. Text after # is help and is not published; delete it as you go.
# Replace everything in [square brackets]. What you do not know, leave out: the page then says “not stated”.
# Put quotes around a text that holds a colon. Where a line ends in [], replace the brackets by items as shown.

reference: {reference}
title: "[insert what the request is about, in a few words]"
summary: "[insert one or two plain sentences, for lists and search results]"
authority: {authority}
regime: {regime}
status: draft                 # draft | published | withdrawn

dates:                        # 2024-03-04, or 2024-03 when only the month is known
  # received: 2024-03-04
  # responded: 2024-03-26

subjects: []                  # for example [road-repairs, bridges]
held: yes                     # yes | no | partly | neither-confirmed-nor-denied

exemptions: []                # each exemption of the answer, for example:
#  - code: {example}
#    protects: names of junior staff
#    records: not-stated      # or the numbers: ["1", "2"], when the answer says which
#    harm:                    # what release would harm, where the exemption rests on harm
#    for_release:             # for a qualified exemption, both sides of the public interest
#    against_release:
#    conclusion:

records: []                   # each record, withheld ones too, for example:
#  - number: "1"
#    date: 2024-01-18
#    kind: letter
#    title: Letter to residents
#    outcome: redacted        # full | redacted | withheld
#    file: records/1-letter.pdf   # a withheld record has none

public_domain: []             # what can already be read elsewhere, for example:
#  - title: Annual report
#    publisher: Example Borough
#    url: https://www.example.org/report
#    covers: ["1"]

notes: []                     # oddities of the letter that a reader may stumble over, for example:
#  - about: numbering
#    text: The letter prints the number 11 twice.

used_in: []                   # where the disclosure was used, when you learn of it, for example:
#  - kind: article            # article | question-in-parliament | judgment | report | other
#    title: Bridge repairs cost twice the estimate
#    publisher: Example Gazette
#    date: 2024-05-02
#    url: https://www.example.org/bridge
"""

ASKED = """\
[insert what was asked, without the name or any detail of the person who asked]
"""

ANSWER = """\
## Our decision

[insert which searches were made, what was found, and what is released]

## If you are unhappy with this answer

[insert how to ask for a review, and who can look at it independently after that]
"""


class NotAFolder(ValueError):
    """The folder cannot be made; says why, and what to do instead."""


def folder_name(reference: str) -> str:
    """The reference as the name of a folder: letters, digits, dots and hyphens as they are, anything else a hyphen."""
    return re.sub(r"[^\w.-]+", "-", reference).strip("-._")


def write_folder(parent: Path, reference: str, authority: str, regime: str, example: str = "s40(2)") -> Path:
    """Write a new request's folder below `parent` and return it. Raises NotAFolder when it exists or cannot be named."""
    name = folder_name(reference)
    if not name:
        raise NotAFolder(f"“{reference}” has no letter or digit: give the reference as it stands on the letter.")
    folder = parent / name
    if folder.exists():
        raise NotAFolder(f"{folder} is already there: choose another reference, or remove the folder first.")
    filled = REQUEST.format(reference=_quoted(reference), authority=authority, regime=regime, example=example)
    write_whole(folder / "request.yaml", filled.encode())
    write_whole(folder / "request.md", ASKED.encode())
    write_whole(folder / "response.md", ANSWER.encode())
    (folder / "records").mkdir()
    return folder


def _quoted(text: str) -> str:
    """The text as a YAML value; between quotes unless it is plain."""
    return text if re.fullmatch(r"[A-Za-z0-9][\w./-]*(?: [\w./-]+)*", text) else json.dumps(text, ensure_ascii=False)
