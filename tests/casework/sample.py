# SPDX-License-Identifier: AGPL-3.0-or-later
"""The good minimal log, copied into a folder that a test may break, with helpers to see what is said of it."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from disclosures.casework import case, folder
from disclosures.casework.authority import Authority

LOGS = Path(__file__).parents[1] / "logs"
MINIMAL = LOGS / "good" / "minimal" / "2024" / "FOI-2024-017"
AUTHORITIES = {"borough": Authority(key="borough", name="Borough of Example", email="foi@example.org")}
TODAY = date(2026, 1, 1)


class Folder:
    """One request's folder under a temporary directory."""

    def __init__(self, path: Path):
        self.path = path
        shutil.copytree(MINIMAL, path)

    def change(self, old: str, new: str, file: str = "request.yaml") -> Folder:
        """Replace `old`, which must be there, by `new`."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (self.path / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def add(self, text: str, file: str = "request.yaml") -> Folder:
        """Append `text`; the file is made when it is not there."""
        with (self.path / file).open("a", encoding="utf-8") as handle:
            handle.write(text)
        return self

    def line_of(self, text: str, file: str = "request.yaml") -> int:
        """The number of the first line that holds `text`."""
        lines = (self.path / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def load(self) -> folder.Loaded:
        return folder.load(self.path)

    def problems(self, today: date = TODAY, authorities: dict = AUTHORITIES) -> list:
        return case.check_log([self.load()], authorities, today=today)

    def ids(self, **kwargs) -> list[str]:
        return [problem.id for problem in self.problems(**kwargs)]
