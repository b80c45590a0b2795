# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses that the request points readers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

FORM = Check(
    id="link-form",
    severity=Severity.ERROR,
    title="A link does not lead to a public page",
    what="An address starts with https:// or http://, names a public host, and is no path on somebody's computer or network.",
    why="A reader outside the office cannot follow it, and it may show names of staff or of internal systems.",
    before="url: S:\\FOI\\report.pdf",
    after="url: https://www.example.org/report.pdf",
)
SECRET = Check(
    id="link-credentials",
    severity=Severity.ERROR,
    title="A link holds a password or key",
    what="An address contains no user name, password, token or signature.",
    why="Anyone who reads the page could use it.",
    before="url: https://user:secret@example.org/report.pdf",
    after="url: https://www.example.org/report.pdf",
)
TRACKER = Check(
    id="link-tracker",
    severity=Severity.ERROR,
    title="A link follows its readers",
    what="An address carries no tracking parts such as `utm_source` or `fbclid`.",
    why="They tell a third party who came from this page.",
    before="url: https://www.example.org/report?utm_source=newsletter",
    after="url: https://www.example.org/report",
)
_WITH_URL = ("public_domain", "used_in")
"""Lists whose items have an address of their own."""
_TRACKERS = re.compile(r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|_hs\w+|igshid|yclid|_ga|wt\.mc_id|s_cid", re.I)
_SECRETS = re.compile(
    r"(?:access_?)?token|auth|api_?key|password|pwd|sig|signature|session_?id|jsessionid|sid|x-amz-signature", re.I
)
_PRIVATE = re.compile(
    r"localhost|127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|\[|.*\.(?:local|internal|intranet|lan|corp)\Z", re.I
)
_REST = r"(?i:ttp)(?<![\w(<\"]....)(?i:s?)://[^\s<>)\]]+"
_IN_TEXT = re.compile(
    rf"\]\(\s*<?([^)\s>]+)|<((?i:[a-z][a-z0-9+.-]*):[^<>\s]+)>|h{_REST}|H{_REST}|\[(?<=^\[)[^\]\n]+\]:\s*(\S+)",
    re.M,
)
"""Each way to write an address. All begin with a plain character: the search jumps from one of these to the next."""
_RELATIVE = re.compile(r"[#/?]|mailto:|tel:|[\w.%-]+(?:/|\Z)")
_DRIVE = re.compile(r"[a-z]:|//", re.I)
_SCRIPT = re.compile(r"(?:javascript|vbscript|data):", re.I)
"""A check of its own refuses these: see markdown_hazards."""


@check(FORM, SECRET, TRACKER)
def links(case: Case) -> Iterator[Problem]:
    for key in _WITH_URL:
        for index, item in enumerate(getattr(case.request, key)):
            for field in ("url", "archived"):
                if (address := getattr(item, field, "")) and (fault := _fault(address)):
                    check_, message, cure = fault
                    yield case.problem(check_, (key, index, field), message, cure)
    for passage in case.holding("](", "<", "://", "]:"):
        if passage.path[:1] in {(key,) for key in _WITH_URL} and passage.path[-1] in ("url", "archived"):
            continue
        for found in _IN_TEXT.finditer(passage.shown):
            target = next(filter(None, found.groups()), found[0])
            relative = _RELATIVE.match(target) and not _DRIVE.match(target)
            if not relative and not _SCRIPT.match(target) and (fault := _fault(target)):
                yield passage.problem(fault[0], found.start(), fault[1], fault[2])


def _fault(url: str) -> tuple[Check, str, str] | None:
    """What is wrong with an address, and the cure."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        named = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)] if parts.query else []
    except ValueError:
        return FORM, f"“{url}” is not an address", "Copy the address again from the browser."
    if parts.scheme not in ("http", "https") or " " in url or "\\" in url:
        return FORM, f"“{url}” is not the address of a public page", "Write the full address, starting with https://."
    if parts.username or parts.password:
        return SECRET, f"the link to {host} holds a user name or password", "Remove everything between // and @."
    if "." not in host or _PRIVATE.match(host):
        return FORM, f"“{host}” is not a host that the public can reach", "Write the address of the public copy."
    if secret := next((n for n in named if _SECRETS.fullmatch(n)), None):
        return (
            SECRET,
            f"the link to {host} holds a key (`{secret}`)",
            f"Remove `{secret}=…` from the address, or link to a page that needs none.",
        )
    if tracker := next((n for n in named if _TRACKERS.fullmatch(n)), None):
        return (
            TRACKER,
            f"the link to {host} follows its readers (`{tracker}`)",
            f"Remove `{tracker}=…` from the address.",
        )
    return None
