# SPDX-License-Identifier: AGPL-3.0-or-later
"""A statute as data: its exemptions, its time limit, what a refusal must say, and where a reader can complain.

Every part says how it was checked: `read` in the statute or the regulator's own text, or `remembered`, which a site
must mark until someone has read it through.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

Kind = Literal["absolute", "qualified", "partly", "procedural", "supplementary", "outside"]
Test = Literal["class", "prejudice", "necessity", "endangerment", "mixed", "none"]
Effect = Literal["", "procedural", "elsewhere"]
Texts = Annotated[tuple[str, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]
"""One text, or a list of texts."""


class Part(BaseModel):
    """Base of every part of a statute: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class Checked(Part):
    """A part that says how it was checked and against what."""

    checked: str = ""
    """`read`, `remembered`, or which is which in words."""
    source: str = ""
    """The text it was checked against, where it was read."""

    @property
    def remembered(self) -> bool:
        """True when at least a piece of it has not been read in its source, so that the site marks it."""
        return "remembered" in self.checked


class Paragraph(Part):
    """A pinpoint within an exemption, where the statute lists several grounds. Empty fields follow the exemption."""

    code: str
    words: str
    """What this ground is about, as a phrase: `preventing or detecting crime`."""
    plain: str = ""
    kind: Kind | Literal[""] = ""
    test: Test | Literal[""] = ""
    effect: Effect = ""
    how_decided: Texts = ()
    not_mean: str = ""


class Exemption(Checked):
    """One exemption (the EIR say exception), in the statute's terms and in plain words."""

    code: str
    """As an officer writes it: `s40`, `reg12(5)(b)`, `(b)(6)`."""
    also: Texts = ()
    """Further codes that the same entry covers, where a statute spreads one ground over several sections."""
    title: str
    """The heading in the statute."""
    title_note: str = ""
    kind: Kind
    """absolute: no public interest test; qualified: one is needed; partly: it depends on the paragraph; procedural: a
    reason not to deal with the request, not an exemption; supplementary: never cited alone; outside: not reached."""
    nature: Literal["", "mandatory", "discretionary"] = ""
    """Whether the body must or may refuse, where the statute makes that difference."""
    test: Test
    test_note: str = ""
    plain: str
    """What it protects, for a reader who knows no law."""
    effect: Effect = ""
    """procedural: it refuses the request, whatever the records say; elsewhere: the reader can get it another way."""
    ncnd: Texts = ()
    """The provisions that let a body neither confirm nor deny; empty where there is none."""
    ncnd_absolute: bool | None = None
    """Whether that reply is free of the public interest test; None where the statute does not settle it."""
    ncnd_note: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    excludes: Texts = ()
    """Exemptions that cannot cover the same information at the same time."""
    excludes_note: str = ""
    engage_prompt: str = ""
    """What an officer must show before it applies."""
    harm_prompt: str = ""
    """What an officer must show of the harm, where harm is part of the test."""
    note: str = ""
    public_interest_for: Texts = ()
    """Reasons for release, only where the regulator's own words were read."""
    public_interest_against: Texts = ()
    public_interest_either: Texts = ()
    """Matters that may weigh on either side."""
    public_interest_source: str = ""
    public_interest_partial: bool = False
    """True when only a part of the regulator's text was read, so that an empty side means nothing."""
    how_decided: Texts = ()
    """Three to five short questions that a decision maker asks."""
    not_mean: str = ""
    """One sentence on what its use does not mean."""
    like: str = ""
    """The exemption of the UK Act that it resembles."""
    see_regime: str = ""
    """The id of the statute under which the request is then answered."""
    url: str

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that leads to this entry."""
        return (self.code, *self.also)


class Link(Part):
    """A body and its website."""

    name: str
    url: str
    note: str = ""


class Extension(Checked):
    """More time that a statute allows, or days that it leaves out of the count."""

    section: str
    why: str
    limit: str = ""
    most_days: int | None = None
    """The most days in all, counted from receipt in the unit of the time limit, where the statute fixes it."""


class TimeLimit(Checked):
    """How long a body has to answer, and which days count."""

    days: int
    unit: Literal["working", "calendar"]
    section: str
    words: str
    """In plain words, for the page that explains how to ask."""
    starts: str
    working_day: str = ""
    holidays: str = ""
    """The table in law/holidays; empty where none is kept."""
    places: Texts = ()
    """Whose holidays in that table are left out of the count."""
    rolls_over: bool = False
    """True when a limit that ends on a day off moves to the next working day."""
    caution: str = ""
    """What keeps the computed day from being certain; empty when it is."""
    extensions: tuple[Extension, ...] = ()


class Review(Checked):
    """Asking the body itself to look again."""

    statutory: bool
    words: str
    section: str = ""
    ask_within: str = ""
    answer_within: str = ""


class Appeal(Checked):
    """Going to someone independent."""

    to: str
    words: str
    section: str
    within: str = ""


class Duty(Part):
    """One thing that a refusal must say."""

    ref: str
    what: str
    needs: Literal["", "exemption", "reasons", "public-interest", "review", "appeal", "held"] = ""
    """What a check can look for in the answer; empty where only a person can judge."""


class RefusalNotice(Checked):
    """What a refusal must contain."""

    section: str
    must_contain: tuple[Duty, ...]
    note: str = ""


class PublicInterest(Checked):
    """How the statute has the public interest weighed."""

    section: str
    words: str
    absolute: str = ""
    """Which exemptions escape it, where the statute lists them."""


class Rule(Checked):
    """Anything else in the statute that a reader or an officer should know."""

    ref: str
    name: str
    words: str


class Alternative(Checked):
    """Exemptions that may be cited one or the other."""

    codes: Texts
    why: str


class Questions(Part):
    """Pieces of the generic questions that a statute words in its own way."""

    harm: str = "Would releasing it really hurt that interest, and how?"
    balance: str = "Is the good that release would do smaller than the harm it would cause?"
    always: Texts = ()


class Regime(Checked):
    """One statute. The order of `exemptions` is that of the statute."""

    id: str
    jurisdiction: str
    act: str
    citation: str
    short: str
    article: str
    """What its parts are called when cited: `Section`, `Regulation`, `Exemption`."""
    term: str = "exemption"
    """What it calls a ground for refusal: `exemption` or `exception`."""
    prefix: str = ""
    """What a code begins with: `s`, `reg`, or nothing."""
    kind_note: str = ""
    """Said where the words absolute and qualified are ours and not the statute's."""
    ncnd: str
    """How neither confirming nor denying works there."""
    text: str
    """The text that `read` stands for."""
    regulator: Link
    time_limit: TimeLimit
    review: Review
    appeal: Appeal
    refusal_notice: RefusalNotice
    public_interest: PublicInterest
    questions: Questions = Questions()
    rules: tuple[Rule, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    exemptions: tuple[Exemption, ...]
    do_not_claim: tuple[str, ...] = ()
    """What a page about this statute must never say."""
    remembered_parts: tuple[str, ...] = ()
    """What has not been read in its source; the site marks it and the manual lists it."""
    sources: tuple[str, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)  # so that what is derived from a statute can be cached without reading all of it

    def exemption(self, code: str) -> Exemption | None:
        """The exemption whose own code this is, or None; see citation.parse for pinpoints."""
        return next((e for e in self.exemptions if code in e.codes), None)
