# SPDX-License-Identifier: AGPL-3.0-or-later
"""A log that is edited again and again, in every way in which people edit one, from one seed."""

from __future__ import annotations

import random
import shutil
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from disclosures.build import inputs, journey
from disclosures.configuration import load
from disclosures.law import catalogue as statutes
from disclosures.law.citation import parse
from disclosures.problems import LogRefused

from . import small_log

CONFIG = """\
site_name: %(name)s
site_url: https://small.example/log/
docs_dir: content
site_dir: site
theme: {name: material, custom_dir: theme}
plugins:
  - disclosures:
      per_page: %(per_page)d
      workers: %(workers)d
      licence: %(licence)s
      subjects: {parks: %(parks)s}
      authorities:
        small: {name: Small Council (fictional), email: foi@small.example, review: Write to foi@small.example for an internal review.}
"""
TOPICS = ("letters", "parks", "roads", "schools", "waste")
CODES = ("code: s40(2)", "code: s21(1)", "alternatives: [s23(1), s24(1)]", "code: s41(1)")
CLEAN, LEAKY = "Place,Count\nElm Road,2\n", "Place,Count\nElm Road,=1+1\n"
ANSWER = """\
## Our answer

The council holds one letter. %(words)s This is our refusal notice under section 17. Release would be unfair to the people named.

On balance the public interest in withholding outweighs that in disclosure.

You can ask for an internal review, and then complain to the Information Commissioner.
"""


@dataclass
class Told:
    """What one request says."""

    reference: str
    title: str
    published: date
    subjects: list[str]
    code: str
    words: str = "It is withheld."
    status: str = "published"
    table: str = ""
    """The table that it releases; none when empty."""
    notes: dict[str, str] = field(default_factory=dict)

    def files(self) -> dict[str, str]:
        """Its files, by name."""
        received = self.published - timedelta(days=20)
        lines = [
            f"reference: {self.reference}", f"title: {self.title}", "summary: One letter.", "regime: uk-foia-2000", f"status: {self.status}",
            f"dates: {{received: {received}, responded: {received + timedelta(days=14)}, published: {self.published}}}",
            f"subjects: [{', '.join(self.subjects)}]", "held: yes",
        ]  # fmt: skip
        if self.status == "withdrawn":
            lines.append(f"withdrawn: {{date: {self.published + timedelta(days=9)}, reason: It showed a name in error.}}")
            return {"request.yaml": "\n".join(lines) + "\n", "request.md": "Please send me your letters.\n"}
        lines += ["exemptions:", f"  - {self.code}", "    protects: a name", "    records: not-stated", "    basis: stated"]
        lines += ["records:", '  - {number: "1", date: 2020-02-01, kind: letter, title: A letter, outcome: withheld}']
        if self.table:
            lines.append('  - {number: "2", date: 2020-02-02, kind: table, title: A table, outcome: full, file: records/2.csv}')
        made = {"request.yaml": "\n".join(lines) + "\n", "request.md": "Please send me your letters.\n"}
        made["response.md"] = ANSWER % {"words": self.words}
        return made | ({"records/2.csv": self.table} if self.table else {})


class Edited:
    """The log in `folder`, with a copy of the theme and of the statutes of its own."""

    def __init__(self, folder: Path, seed: int, count: int = 16, workers: int = 1):
        self.folder, self.dice, self.next = folder, random.Random(seed), 0
        self.requests: dict[str, Told] = {}
        self.settings = {"name": "An edited log", "per_page": 5, "workers": workers, "licence": "Open", "parks": "Parks"}
        shutil.copytree(small_log.ROOT / "theme", folder / "theme")
        self.statutes = folder / "statutes"
        shutil.copytree(statutes.REGIMES, self.statutes)
        (folder / "content").mkdir()
        self.page("index", "An edited log", "Answers.")
        self.configure()
        for _ in range(count):
            self.add()

    def redirect(self, patch: pytest.MonkeyPatch) -> None:
        """Let the program read this log's own copy of the statutes until `patch` is undone.

        Citations of the copy are to be forgotten then: `parse.cache_clear()`.
        """
        known = statutes.catalogue()
        patch.setattr(inputs, "REGIMES", self.statutes)
        patch.setattr(known, "folder", self.statutes)
        patch.setattr(known, "_read", {})
        patch.setitem(vars(known), "regimes", {})  # so that it is set back as well
        del vars(known)["regimes"]
        parse.cache_clear()

    def build(self, site: str = "site", **more: object) -> journey.Built | None:
        """Build in this process; None when the log has an error."""
        try:
            return journey.build(load(self.folder / "mkdocs.yml"), self.folder / site, **more)
        except LogRefused:
            return None

    def tree(self, site: str = "site") -> dict[str, bytes]:
        return small_log.tree(self.folder / site)

    def configure(self, **changed: object) -> None:
        self.settings |= changed
        (self.folder / "mkdocs.yml").write_text(CONFIG % self.settings, encoding="utf-8")

    def page(self, name: str, title: str, words: str) -> None:
        (self.folder / "content" / f"{name}.md").write_text(f"---\ntitle: {title}\n---\n# {title}\n\n{words}\n", encoding="utf-8")

    def write(self, place: str) -> None:
        """Write the request at `place`, and take away what it does not have any more."""
        home = self.folder / "requests" / place
        made = self.requests[place].files()
        for name, text in made.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        for path in [p for p in home.rglob("*") if p.is_file() and p.relative_to(home).as_posix() not in made]:
            path.unlink()

    def add(self, published: date | None = None) -> str:
        """One request more; returns its place."""
        self.next += 1
        dice = self.dice
        when = published or date(2019, 1, 1) + timedelta(days=dice.randrange(1_500))
        subjects = sorted(dice.sample(TOPICS, dice.randint(1, 2)))
        place = f"{when.year}/SC-{self.next:03d}"
        self.requests[place] = Told(f"SC-{self.next:03d}", f"Letters number {self.next}", when, subjects, dice.choice(CODES))
        if self.next % 8 == 0:
            self.requests[place].table = CLEAN
        self.write(place)
        return place

    # What people do

    def any(self) -> str:
        return self.dice.choice(sorted(self.requests))

    def step(self) -> str:
        """One edit at random; returns what it was."""
        name = self.dice.choices([name for name, _ in EDITS], [weight for _, weight in EDITS])[0]
        getattr(self, f"edit_{name}")()
        return name

    def change(self, **changed: object) -> None:
        place = self.any()
        for key, value in changed.items():
            setattr(self.requests[place], key, value)
        self.write(place)

    def edit_add(self) -> None:
        self.add()

    def edit_answer(self) -> None:
        self.change(words=f"It was changed {self.dice.randrange(1_000)} times.")

    def edit_title(self) -> None:
        self.change(title=f"A better title, number {self.dice.randrange(1_000)}")

    def edit_date(self) -> None:
        self.change(published=date(2019, 1, 1) + timedelta(days=self.dice.randrange(1_500)))

    def edit_subject(self) -> None:
        self.change(subjects=sorted(self.dice.sample((*TOPICS, f"new-{self.dice.randrange(9)}"), 2)))

    def edit_law(self) -> None:
        self.change(code=self.dice.choice(CODES))

    def edit_status(self) -> None:
        self.change(status=self.dice.choice(("draft", "published", "withdrawn")))

    def edit_rename(self) -> None:
        place = self.any()
        self.next += 1
        new = f"moved/{self.dice.choice('ab')}/{self.next}"
        (self.folder / "requests" / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / "requests" / place).rename(self.folder / "requests" / new)
        self.requests[new] = self.requests.pop(place)

    def edit_reference(self) -> None:
        self.next += 1
        self.change(reference=f"SC-{self.next:03d}")

    def edit_swap(self) -> None:
        """Two requests change their references: each takes the other's addresses."""
        one, other = self.dice.sample(sorted(self.requests), 2)
        first, second = self.requests[one], self.requests[other]
        first.reference, second.reference = second.reference, first.reference
        self.write(one)
        self.write(other)

    def edit_delete(self) -> None:
        if len(self.requests) > 8:
            place = self.any()
            shutil.rmtree(self.folder / "requests" / place)
            del self.requests[place]

    def edit_table(self) -> None:
        self.change(table=self.dice.choice(("", CLEAN, CLEAN + f"Oak Road,{self.dice.randrange(9)}\n", LEAKY)))

    def edit_page(self) -> None:
        name = self.dice.choice(("index", "about", "answers"))
        self.page(name, f"About {name}", f"Words, changed {self.dice.randrange(1_000)} times.")

    def edit_no_page(self) -> None:
        (self.folder / "content" / f"{self.dice.choice(('about', 'answers'))}.md").unlink(missing_ok=True)

    def edit_template(self) -> None:
        name = self.dice.choice(("list.html", "request.html", "parts/footer.html", "parts/entry.html", "assets/style/page.css"))
        path = self.folder / "theme" / name
        mark = f"/* {self.dice.randrange(99)} */ .changed{self.dice.randrange(99)} {{color: red}}" if name.endswith("css") else ""
        text = path.read_text(encoding="utf-8")
        text = text + mark if mark else text.replace("<p", f'<p data-changed="{self.dice.randrange(99)}"', 1)
        path.write_text(text, encoding="utf-8")

    def edit_statute(self) -> None:
        path = self.statutes / "uk-foia-2000.yaml"
        text = path.read_text(encoding="utf-8")
        head, mark, rest = text.partition("\n    title: ")
        path.write_text(f"{head}{mark}Changed {self.dice.randrange(999)} {rest}" if mark else text + "\n# changed\n", encoding="utf-8")
        known = statutes.catalogue()
        if known.folder == self.statutes:
            known._read.clear()
            vars(known).pop("regimes", None)

    def edit_settings(self) -> None:
        change = self.dice.choice(("name", "licence", "parks", "per_page"))
        self.configure(**{change: self.dice.choice((5, 6, 9)) if change == "per_page" else f"Words {self.dice.randrange(99)}"})

    def edit_touch(self) -> None:
        for path in (self.folder / "requests" / self.any()).rglob("*"):
            path.touch()

    def edit_break_and_mend(self) -> None:
        """An error stays for one build, which must leave the site alone."""
        place = self.any()
        path = self.folder / "requests" / place / "request.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text("reference: [\n", encoding="utf-8")
        before = self.tree()
        assert self.build() is None and self.tree() == before
        path.write_text(text, encoding="utf-8")


EDITS = (
    ("add", 14), ("answer", 20), ("title", 10), ("date", 10), ("subject", 8), ("law", 6), ("status", 12), ("rename", 8), ("reference", 6),
    ("swap", 4), ("delete", 8), ("table", 8), ("page", 6), ("no_page", 3), ("template", 4), ("statute", 2), ("settings", 4), ("touch", 4),
    ("break_and_mend", 3),
)  # fmt: skip


def settled() -> None:
    """Wait until what was just written is old enough to be trusted."""
    time.sleep(0.08)
