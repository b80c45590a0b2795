# SPDX-License-Identifier: AGPL-3.0-or-later
"""Builds, tells what came of it, waits for a change, and builds again: in one process, with everything kept that still holds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .. import dressing
from ..build.journey import Built, Journey, Told, quiet
from ..build.ledger import Busy
from ..build.setting_out import Outfit
from ..configuration import load
from ..problems import Problem
from ..safety import terms_file
from ..settings import Settings
from ..site.editorial import Editorial
from ..store import sha256
from . import faults, panel
from .state import State
from .watch import Watch

MANY = 200
"""Changed paths from which on all requests are looked at: where so much changes at once, the system may leave some untold."""
_AGAIN = 1.0
"""Seconds after which a build is tried again that another one had kept from its turn."""
_DAY = 60.0
"""Seconds between two looks at the calendar, which some checks depend on."""


@dataclass
class Turn:
    """What came of one build."""

    seconds: float
    built: Built | None
    """None when it was stopped."""
    problems: list[Problem]
    """What stopped it, or what it warns of."""
    fault: Exception | None = None
    """What stopped it, when that was no problem of the log or its settings."""


class Follower:
    """Keeps a site current until it is interrupted. It builds in the thread that runs it; `said` hears of each turn."""

    def __init__(self, config_file: Path, state: State, said: Callable[[Turn], None], looked: Told = quiet, listed: Told = quiet):
        self.config_file, self.state, self.said = config_file.absolute(), state, said
        self.looked, self.listed = looked, listed
        self.settings: Settings | None = None
        self.outfit: Outfit | None = None
        self.editorial: Editorial | None = None
        self.only: set[str] | None = None
        """Paths below requests/ that have changed since the last good build; None when all have to be looked at."""
        self.day = ""
        """When the last good build was."""

    def run(self) -> None:
        """Build and follow, for ever."""
        with Watch() as watch:
            while True:
                if self.turn(watch):
                    self.forget(watch.wait(_AGAIN))
                    continue
                while not (changed := watch.wait(_DAY)) and self.day in ("", _today()):
                    pass
                self.forget(changed)

    def turn(self, watch: Watch) -> bool:
        """Build once; whether another build was in the way."""
        start = time.perf_counter()
        try:
            built = self._build(watch)
        except Exception as error:
            found = faults.problems(error, self.config_file, self._themes())
            self.state.refused(panel.problems(found, self.config_file.parent))
            if self.settings is None:
                watch.follow(watch.folders, [*watch.files, self.config_file, *(problem.place.file for problem in found)])
            self.said(Turn(time.perf_counter() - start, None, found, None if hasattr(error, "problems") else error))
            return isinstance(error, Busy)
        self.state.built(new=built.written > 0)
        self.said(Turn(time.perf_counter() - start, built, built.problems))
        return False

    def _build(self, watch: Watch) -> Built:
        today = _today()
        settings = self.settings = self.settings or load(self.config_file)
        site = settings.cache / "serve" / sha256(str(settings.file).encode())[:16]  # logs may share a cache
        self.state.lies(site, unquote(urlsplit(settings.site_url).path) or "/")
        terms = terms_file.named(settings.options.withheld_terms, settings.root)
        watch.follow([settings.requests, settings.content, settings.published, *self._themes()], [*settings.files, terms])
        only = self.only if today == self.day else None
        going = Journey(settings, site, self.editorial, self.outfit, only, looked=self.looked, listed=self.listed)
        try:
            built = going.run()
        finally:
            self.outfit, self.editorial = going.outfit, going.editorial
        self.only, self.day = set(), today
        return built

    def _themes(self) -> list[Path]:
        return dressing.changing(dressing.folders(self.settings)) if self.settings else []

    def forget(self, changed: set[str]) -> None:
        """Keep nothing that was made from what has changed."""
        settings = self.settings
        if len(changed) > MANY:
            self.only = None
        for path in map(Path, changed):
            if settings and settings.requests in path.parents:
                if self.only is not None:
                    self.only.add(path.relative_to(settings.requests).as_posix())
            elif settings and settings.content in path.parents:
                self.editorial = None
            else:
                self.outfit = self.editorial = self.only = None
                if not any(theme in path.parents for theme in self._themes()):
                    self.settings = None


def _today() -> str:
    return date.today().isoformat()
