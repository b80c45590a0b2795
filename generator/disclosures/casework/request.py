# SPDX-License-Identifier: AGPL-3.0-or-later
"""The model of a completed request: what an officer writes in request.yaml, typed.

Every scalar arrives as text (see marked_yaml) and is typed here and nowhere else. A value that cannot be typed raises
ValueError with words for an officer; the loader turns it into a problem with file, line and column.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .when import When

NOT_STATED = "not-stated"
Outcome = Literal["full", "redacted", "withheld"]
Status = Literal["draft", "published", "withdrawn"]
Held = Literal["yes", "no", "partly", "neither-confirmed-nor-denied"]
Basis = Literal["stated", "inferred", "not-stated"]
Copyright = Literal["authority", "crown", "third-party", "unknown"]
Usage = Literal["article", "question-in-parliament", "judgment", "report", "other"]
Relation = Literal["is-the-same-as", "covers", "largely-covers", "partly-covers", "is-about"]


def _when(value: Any) -> Any:
    if isinstance(value, str):
        return When.parse(value)
    if isinstance(value, dict) and all(isinstance(part, str) for part in value.values()):
        if set(value) - {"basis"} == {"from", "to"}:
            span = When.span(When.parse(value["from"]), When.parse(value["to"]))
            return When(span.first, span.last, "range", value.get("basis", ""))
        if set(value) == {"value", "basis"}:
            return When.parse(value["value"], value["basis"])
    if isinstance(value, When):
        return value
    raise ValueError("this is not a date: write it as 2022-02-06, as {from: …, to: …} or as {value: 2023-01, basis: …}")


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _inside(path: str) -> str:
    """A path that cannot leave the request's folder, whatever computer it was written on."""
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\", "~")) or ".." in parts or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        raise ValueError(f"“{path}” leads outside the request's folder: write it as records/letter.pdf")
    return path


def _numbers(value: Any) -> Any:
    return () if value == NOT_STATED else _listed(value)


Date = Annotated[When, BeforeValidator(_when)]
Filled = Annotated[str, Field(min_length=1)]
"""A text that may not be empty."""
Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One text, or a list of texts."""


class Part(BaseModel):
    """Base of every part of a request: unknown keys are refused, values never change."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, str_strip_whitespace=True, defer_build=True
    )


class Pause(Part):
    """A time when the statutory clock stood still, for example while a fee or a clarification was awaited."""

    start: Date = Field(alias="from")
    """The first day on which the clock stood still."""
    end: Date = Field(alias="to")
    """The last day on which it stood still."""
    why: Filled
    """What was awaited."""


class Extension(Part):
    """More time that the statute allows, claimed by the authority."""

    to: Date
    """The new last day for the answer."""
    under: str
    """The provision, for example `s10(3)`."""
    why: str = ""
    """What the time was needed for."""


class Dates(Part):
    """When things happened. Each may be absent: the site then says “not stated”."""

    received: Date | None = None
    """The day the request arrived."""
    responded: Date | None = None
    """The day of the answer."""
    published: Date | None = None
    """The day it went on the log."""
    clock_paused: tuple[Pause, ...] = ()
    """Times when the clock stood still."""
    extended: Extension | None = None
    """More time that the law allowed."""


class ExemptionUse(Part):
    """One exemption as this answer uses it, on these records and these grounds.

    The same code may be used several times, once for each ground. `alternatives` holds two or more codes that are
    cited one or the other and must never be told apart (FOIA s17(4); the ICO accepts s23 and s24 in the alternative).
    """

    code: str = ""
    """The provision in its short form, for example `s40(2)`."""
    alternatives: tuple[str, ...] = ()
    """Instead of `code`: two or more provisions of which one or the other applies."""
    printed: str = ""
    """As the letter prints it, when that differs."""
    ground: str = ""
    """A short name for this use: `Contact details of staff`."""
    protects: Texts = ()
    """What is protected."""
    records: Annotated[tuple[str, ...], BeforeValidator(_numbers)] = ()
    """Numbers of the records it is tied to; empty when the answer does not say (`not-stated`)."""
    extent: Literal["whole", "part", "not-stated"] = "not-stated"
    """Whether it covers the whole of these records or a part of each."""
    basis: Basis = "not-stated"
    """`stated` when the answer ties it to these records, `inferred` when that follows from it."""
    harm: Texts = ()
    """What release would harm, for an exemption that rests on harm."""
    for_release: Texts = ()
    """Public interest reasons for release that were weighed."""
    against_release: Texts = ()
    """Public interest reasons against release that were weighed."""
    conclusion: str = ""
    """How the public interest came out."""
    reasons_left_out_under: str = ""
    """The provision that lets the notice leave its reasons out, for example `s17(4)`."""

    @model_validator(mode="after")
    def _code_or_alternatives(self) -> ExemptionUse:
        if bool(self.code) == bool(self.alternatives):
            found = "both `code` and `alternatives`" if self.code else "neither `code` nor `alternatives`"
            raise ValueError(f"this exemption has {found}: write one `code`, or `alternatives` with two or more codes")
        if self.alternatives and len(self.alternatives) < 2:
            raise ValueError("`alternatives` holds a single code: list two or more, or write it as `code`")
        return self

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes in the order written: one, or all the alternatives."""
        return self.alternatives or (self.code,)


class Description(Part):
    """What a withheld record is, told without giving it."""

    one_row_per: str = ""
    """What each row of a table stands for: `officer`."""
    columns: tuple[str, ...] = ()
    """The names of its columns."""
    pages: str = ""
    """How long it is: `4 pages`."""
    text: str = ""
    """Anything else that may be told."""


class Override(Part):
    """A written decision to publish a file although a leak rule finds something in it. It covers that rule alone."""

    rule: Filled
    """The id of the rule, as the message prints it: `LINK`."""
    reason: Filled
    """Why what it finds may be published."""
    by: Filled
    """Who decided, by name or post."""
    date: Date
    """The day of the decision."""


class OriginalRelease(Part):
    """A written decision to publish a workbook itself, cleaned, beside the CSV made from it."""

    reason: Filled
    """Why readers need the workbook."""
    by: Filled
    """Who decided, by name or post."""


class ReleasedFile(Part):
    """One released file: its path under the request's folder, and what an officer says of it."""

    path: Annotated[Filled, AfterValidator(_inside)]
    """Where it lies, seen from the request's folder: `records/1-letter.pdf`."""
    title: str = ""
    """Its own title, when a record has several files."""
    description: str = ""
    """What a picture shows, for readers who do not see it."""
    overrides: tuple[Override, ...] = ()
    """Leak rules that an officer looked into, and whose findings may be published."""
    publish_original: OriginalRelease | None = None
    """Why the workbook itself goes out too; without it, only its CSV does."""


class Record(Part):
    """One line of the schedule of records."""

    number: Filled
    """The corrected number, as text: 8.10 is not 8.1."""
    printed: str = ""
    """The number in the letter, where it is another than `number`."""
    moved_from: Texts = ()
    """Numbers that this record was published under before they were corrected; their addresses lead here."""
    part_of: str = ""
    """The number of the record it belongs to."""
    date: Date | None = None
    """The date on it, as finely as it is known."""
    kind: str = ""
    """What it is: letter, e-mail chain, spreadsheet."""
    title: Filled
    """What it is about; several records may share a title."""
    outcome: Outcome
    """full, redacted or withheld."""
    about: str = ""
    """One or two plain sentences on what it is."""
    describes: Description | None = None
    """What a withheld record is, without giving it."""
    files: tuple[ReleasedFile, ...] = ()
    """What is released of it; a withheld record has none."""
    copyright: Copyright = "unknown"
    """Who owns it."""

    @model_validator(mode="before")
    @classmethod
    def _one_file(cls, data: Any) -> Any:
        if isinstance(data, dict) and "file" in data:
            if "files" in data:
                raise ValueError("this record has both `file` and `files`: keep one of the two")
            data = {**data}
            file = data.pop("file")
            data["files"] = [file]
        if isinstance(data, dict) and isinstance(data.get("files"), str | list):
            data = {**data, "files": [{"path": f} if isinstance(f, str) else f for f in _listed(data["files"])]}
        return data


class PublicMaterial(Part):
    """Material already in the public domain, and which records it covers: a relation, not an equivalence."""

    title: Filled
    """Its title, as its publisher gives it."""
    publisher: Filled
    """Who published it."""
    url: str = ""
    """Its address."""
    url_basis: Literal["stated", "found"] = "stated"
    """`found` when the answer names the material without an address and the officer looked it up."""
    archived: str = ""
    """The address of a copy in a public archive, offered to readers beside the link and when it is dead."""
    relation: Relation = "covers"
    """How it relates to the records under `covers`."""
    covers: Texts = ()
    """Numbers of the records that it covers."""
    about: str = ""
    """One or two plain sentences on what it is and how it differs."""


class UsedIn(Part):
    """Where somebody has used what was disclosed: told to the officer, or found."""

    kind: Usage = "other"
    """What it is used in."""
    title: Filled
    """Its title or heading; for a judgment, the names of the parties and the citation."""
    publisher: Filled
    """Who published it: the newspaper, the House, the court."""
    date: Date | None = None
    """The day it came out."""
    url: str = ""
    """Its address; may be absent, as with a printed article."""


class Note(Part):
    """An oddity of the source, published as a note and never silently mended."""

    about: Filled
    """What kind of oddity: `numbering`, `dates`."""
    text: Filled
    """The note, in plain words."""
    records: Texts = ()
    """Numbers of the records that it concerns."""


class Change(Part):
    """A correction made after publication."""

    date: Date
    """The day of the correction."""
    what: Filled
    """What was changed."""
    why: str = ""
    """Why it was changed."""


class Withdrawal(Part):
    """Why a published answer was taken down; the notice stays at its address."""

    date: Date
    """The day it was taken down."""
    reason: Filled
    """Why, in plain words; the notice shows it."""


class Translation(Part):
    """The officer's own words in another language; its answer is in request.<code>.md and response.<code>.md."""

    title: Filled
    """The title in this language."""
    summary: str = ""
    """The summary in this language."""
    in_short: str = ""
    """The short answer in this language."""


class Request(Part):
    """A completed request. Texts that are long live beside it in request.md and response.md."""

    reference: Filled
    """The reference as it stands on the letter."""
    moved_from: Texts = ()
    """References that it was published under before they were corrected; their addresses lead here."""
    title: Filled
    """What the request is about, in words a stranger understands."""
    summary: str = ""
    """What it comes to, in a sentence or two: readers meet it in lists and feeds before they open the page."""
    in_short: str = ""
    """At most 80 plain words, shown first on the page; the summary serves when it is absent."""
    authority: str = ""
    """A key of `authorities` in mkdocs.yml; may be absent when there is only one."""
    regime: Filled
    """The statute: uk-foia-2000, uk-eir-2004, and so on."""
    status: Status = "published"
    """A draft is checked but not published; a withdrawn answer leaves a notice with the reason."""
    language: str = "en"
    """The code of the language it was answered in."""
    translations: dict[str, Translation] = Field(default_factory=dict)
    """Title and summary in other languages, by language code."""
    specimen: str = ""
    """Set on samples: a sentence that every page of the request and its records shows."""
    dates: Dates = Dates()
    """When things happened."""
    subjects: Texts = ()
    """Short names in lower case with hyphens."""
    held: Held = "yes"
    """Whether the information is held."""
    outcome: str = ""
    """Derived from the records; when given, it is checked against them."""
    exemptions: tuple[ExemptionUse, ...] = ()
    """The exemptions that the answer relies on."""
    records: tuple[Record, ...] = ()
    """The schedule: every record, withheld ones too."""
    public_domain: tuple[PublicMaterial, ...] = ()
    """What can already be read elsewhere."""
    notes: tuple[Note, ...] = ()
    """Oddities of the answer."""
    used_in: tuple[UsedIn, ...] = ()
    """Where the disclosure was used."""
    history: tuple[Change, ...] = ()
    """Corrections made after publication."""
    withdrawn: Withdrawal | None = None
    """When and why it was taken down; needed when the status is withdrawn."""
    request: str = ""
    """What was asked, when there is no request.md."""

    def record(self, number: str) -> Record | None:
        """The record with this corrected number, or None."""
        return next((r for r in self.records if r.number == number), None)
