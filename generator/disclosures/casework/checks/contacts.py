# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ways to reach a person, left in the prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

PERSON = Check(
    id="contact-person",
    severity=Severity.WARNING,
    title="An e-mail address or telephone number may belong to a person",
    what="The prose holds an e-mail address that is not a team's mailbox or the authority's own, or a telephone number that is "
    "not a public service line.",
    why="Names and contact details of requesters and staff are what such answers most often give away by accident.",
    before="Please write to jane.smith@example.org.",
    after="Please write to foi@example.org.",
)
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w./+-])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?|0)(?:[ -]?\d){9,10}(?![\w-])")
_ANY = re.compile(r"@|\d{2}")
_NUMBER = re.compile(r"\+(?:[ ()-]*\d){10}"), re.compile(r"0(?:[ -]?\d){9}")
"""What no telephone number is without."""
_ADDRESS = re.compile(r"https?://\S+", re.I)
_SERVICE = re.compile(r"0(?:3|80)")
_TEAM = re.compile(
    r"(?:foi|eir|foia|foisa|info|information|enquir|inquir|contact|casework|access|press|complain|review|mail|help|support|"
    r"data|dpo|privacy|records|requests?|office|team|admin|no-?reply|feedback|disclosure|customer|service|publication)",
    re.I,
)
_NOT_PROSE = {"url", "file", "path", "reference", "number"}


@check(PERSON)
def contacts(case: Case) -> Iterator[Problem]:
    own = case.authority.email.lower() if case.authority else ""
    for passage in case.worth(lambda text: "@" in text or _numbered(text)):
        if _NOT_PROSE & set(passage.path) or not _ANY.search(passage.text):
            continue
        text = passage.text
        if "://" in text:
            text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
        for found in _mails(text):
            if found[0].lower() != own and not _TEAM.search(found[1]):
                yield passage.problem(
                    PERSON,
                    found.start(),
                    f"the e-mail address {found[0]} may belong to a person",
                    "Remove it, or write the address of the team.",
                )
        for found in _PHONE.finditer(text) if _numbered(text) else ():
            if not _SERVICE.match(found[0]):
                yield passage.problem(
                    PERSON,
                    found.start(),
                    f"the telephone number {found[0]} may belong to a person",
                    "Remove it, or write the public number of the authority.",
                )


def _numbered(text: str) -> bool:
    return any(pattern.search(text) for pattern in _NUMBER)


def _mails(text: str) -> Iterator[re.Match]:
    """E-mail addresses, looked for only in lines that hold the sign: none goes past the end of its line."""
    at = text.find("@")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield from _MAIL.finditer(text, text.rfind("\n", 0, at) + 1, end)
        at = text.find("@", end)
