# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks at many links politely: one question at a time to each host, with pauses, and few hosts at a time.

HEAD is asked first, as it costs the host least, then GET, which is what a reader does and what the hash is taken of. Whether a
page is gone is believed of GET alone: some hosts refuse HEAD. What fails is tried again after a while. A host whose robots.txt
(RFC 9309) asks this program to stay away is not asked.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from .fetch import Answer, Failed, Fetcher
from .kept import FAILED, GONE, HERE, UNASKED, Known

TRIES = 3
_LONGEST = 120
"""Seconds that are waited at most because a host asks for it."""
_GONE = {404, 410}


@dataclass(frozen=True)
class Manners:
    """How hosts are treated."""

    delay: float = 2
    """Seconds between two questions to a host; twice as long after each failure."""
    at_a_time: int = 4
    """Hosts that are asked at the same time."""
    sleep: Callable[[float], None] = time.sleep


def look(
    addresses: Iterable[str], known: Mapping[str, Known], fetcher: Fetcher, manners: Manners, told: Callable[[Known], None] = lambda one: None,
    today: date | None = None,
) -> dict[str, Known]:  # fmt: skip
    """What is known of each address now. `told` hears of each when it is known."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in sorted(set(addresses)):
        hosts[urlsplit(address).netloc.lower()].append(address)
    day = (today or date.today()).isoformat()
    found: dict[str, Known] = {}

    def one_host(listed: list[str]) -> list[Known]:
        host = _Host(fetcher, manners)
        done = []
        for address in listed:
            done.append(since(known.get(address), host.one(address), day))
            told(done[-1])
        return done

    with ThreadPoolExecutor(max(1, manners.at_a_time)) as pool:
        for done in pool.map(one_host, hosts.values()):
            found |= {one.address: one for one in done}
    return found


def since(before: Known | None, now: Known, day: str) -> Known:
    """What was met now, joined with what was known."""
    seen, digest = (day, now.sha256) if now.state == HERE else (before.seen, before.sha256) if before else ("", "")
    same = before is not None and before.state == now.state
    return replace(now, since=before.since if same and before else day, looked=day, seen=seen, sha256=digest)


class _Host:
    """One host, asked by one thread."""

    def __init__(self, fetcher: Fetcher, manners: Manners):
        self.fetcher, self.manners = fetcher, manners
        self._rules: dict[str, RobotFileParser] = {}
        self._asked = False

    def one(self, address: str) -> Known:
        """Its state, without days."""
        rules = self._rules_of(address)
        if not rules.can_fetch(self.fetcher.agent, address):
            return Known(address, UNASKED, "", "", words="its host asks programs to stay away")
        delay = max(self.manners.delay, min(float(rules.crawl_delay(self.fetcher.agent) or 0), _LONGEST))
        words = ""
        for attempt in range(TRIES):
            wait = delay * 2**attempt
            try:
                answer = self._asks(address, delay)
            except Failed as error:
                words = str(error)
            else:
                if answer.status < 300:
                    moved = f"it is now at {answer.address}" if answer.address != address else ""
                    return Known(address, HERE, "", "", sha256=answer.sha256, words=moved)
                if answer.status in _GONE:
                    return Known(address, GONE, "", "", words=f"its host says that it is not there ({answer.status})")
                words = f"its host answers {answer.status}"
                if answer.status < 500 and answer.status != 429:
                    break
                wait = max(wait, min(answer.retry_after, _LONGEST))
            if attempt + 1 < TRIES:
                self.manners.sleep(wait)
        return Known(address, FAILED, "", "", words=words)

    def _asks(self, address: str, delay: float) -> Answer:
        """HEAD, then GET. A host that says no to HEAD, or breaks off, is believed only when it says so to GET."""
        try:
            head = self._ask("HEAD", address, delay)
        except Failed:
            head = None
        if head and (head.status >= 500 or head.status == 429) and head.status != 501:
            return head
        return self._ask("GET", address, delay)

    def _ask(self, method: str, address: str, delay: float) -> Answer:
        if self._asked:
            self.manners.sleep(delay)
        self._asked = True
        return self.fetcher.ask(method, address)

    def _rules_of(self, address: str) -> RobotFileParser:
        parts = urlsplit(address)
        root = f"{parts.scheme}://{parts.netloc}"
        if root not in self._rules:
            rules = RobotFileParser()
            try:
                answer = self._ask("GET", f"{root}/robots.txt", self.manners.delay)
                text = answer.body.decode("utf-8", "replace") if answer.status == 200 else ""
            except Failed:
                text = ""  # the page itself will tell whether the host can be reached
            rules.parse(text.splitlines())
            self._rules[root] = rules
        return self._rules[root]
