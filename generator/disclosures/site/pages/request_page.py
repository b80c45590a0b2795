# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of a request: the decision first, then the records, the words, the laws and the reader's rights."""

from __future__ import annotations

import re
from dataclasses import replace

from ...law.calendar import days_between, paused_days
from ...log.answer import OUTCOMES, Answer, Entry
from .. import addresses, markdown
from ..views.parts import Fact, Link, Notice
from ..views.request import Glance, Mark, NoteView, RequestPage, ScheduleRow, Score, Step, TranslationView
from . import cite, files, head, law, public, share, used, words
from .context import Context

LANGUAGES = {"cy": "Cymraeg", "en": "English", "ga": "Gaeilge", "gd": "Gàidhlig", "fr": "Français"}
MOST_MARKS = 40
PHRASES = {"full": "nothing taken out", "redacted": "released with parts removed", "withheld": "not released"}


def build(ctx: Context, answer: Answer) -> RequestPage:
    """The page of one answer, withdrawn or not."""
    request = answer.request
    address = addresses.request(request.reference)
    crumbs = (ctx.home, ctx.answers, Link(request.reference))
    description = request.summary or request.in_short or request.title
    schedule = () if answer.silent or answer.withdrawn else tuple(_row(answer, entry) for entry in answer.entries)
    page = RequestPage(
        address=address,
        template="request.html",
        title=f"Withdrawn: {request.title}" if answer.withdrawn else request.title,
        head=head.for_request(answer, ctx.base, ctx.licence, description, crumbs, share.meta(ctx, answer), (*cite.alternates(answer), *share.alternates(ctx, answer))),
        section="answers",
        eyebrow=(Link(f"Request {request.reference}"),),
        crumbs=crumbs,
        lang=request.language,
        specimen=request.specimen,
        in_short="" if answer.withdrawn else request.in_short or request.summary,
        facts=_facts(ctx, answer),
        contents=(),
        citation=cite.of_answer(answer, ctx.base),
        notices=_notices(answer),
        reference=request.reference,
        outcome=OUTCOMES[answer.outcome],
        glance=None if answer.withdrawn else _glance(answer),
        public=() if answer.withdrawn else tuple(public.item(request.reference, m, ctx.dead) for m in request.public_domain),
        schedule=schedule,
        schedule_heading="The record" if len(schedule) == 1 else f"The {len(schedule)} records",
        asked_html="" if answer.withdrawn else _asked(answer),
        answer_html="" if answer.withdrawn else markdown.render(answer.texts.get("response.md", ""), prefix="answer-"),
        answer_notice=None,
        laws=() if answer.withdrawn else tuple(law.block(answer, one) for one in answer.laws),
        notes=() if answer.withdrawn else _notes(answer),
        used=() if answer.withdrawn else used.links(answer),
        rights=_rights(answer),
        rights_more=_regulator(answer),
        history=tuple(
            Step(c.date.words, words.iso(c.date), words.sentence(c.what) + (f" {words.sentence(c.why)}" if c.why else ""))
            for c in request.history
        ),
        downloads=() if answer.withdrawn else _downloads(answer, address, bool(schedule)),
        translations=() if answer.withdrawn else _translations(answer),
        withdrawn=answer.withdrawn,
    )
    return _with_contents(page)


def _asked(answer: Answer) -> str:
    return markdown.render(answer.texts.get("request.md") or answer.request.request, prefix="asked-")


def _facts(ctx: Context, answer: Answer) -> tuple[Fact, ...]:
    request, dates = answer.request, answer.request.dates
    listed = not answer.withdrawn  # a withdrawn answer is in none of these lists, and may have been alone in them
    who = Link(answer.authority.name, addresses.listing(addresses.AUTHORITIES, answer.authority.key) if listed else "")
    facts = [Fact("Answered by", (who,))]
    for term, date in (("Asked", dates.received), ("Answered", dates.responded), ("Published", dates.published)):
        facts.append(Fact(term, (Link(words.when(date)),), date.basis if date else "", date is None))
    taken = _time_taken(answer)
    if taken:
        facts.append(Fact("Time taken", (Link(taken),)))
    if dates.extended:
        facts.append(Fact("Time extended", (Link(f"to {dates.extended.to.words}"),), f"under {dates.extended.under}"))
    facts.append(Fact("Outcome", (Link(OUTCOMES[answer.outcome], addresses.listing(addresses.OUTCOMES, answer.outcome)),)))
    facts.append(Fact("Law", (Link(answer.regime.act),)))
    if request.subjects:
        links = tuple(Link(ctx.subject(s), addresses.listing(addresses.SUBJECTS, s) if listed else "") for s in request.subjects)
        facts.append(Fact("Subjects", links))
    return tuple(facts)


def _time_taken(answer: Answer) -> str:
    """`18 working days; the limit is 20`: only where both days are known and the statute counts days we know."""
    received, responded = answer.request.dates.received, answer.request.dates.responded
    if not (received and responded and received.precision == responded.precision == "day"):
        return ""
    limit = answer.regime.time_limit
    paused = paused_days((p.start.first, p.end.last) for p in answer.request.dates.clock_paused)
    taken = days_between(received.first, responded.first, answer.regime, paused)
    if taken is None:
        return ""
    return f"{words.count(taken, f'{limit.unit} day')}; the limit is {limit.days}"


def _notices(answer: Answer) -> tuple[Notice, ...]:
    notices = []
    if answer.withdrawn and answer.request.withdrawn:
        gone = answer.request.withdrawn
        notices.append(Notice(words.sentence(gone.reason), f"This answer was withdrawn on {gone.date.words}.", "strong"))
    elif answer.request.history:
        last = answer.request.history[-1]
        links = (Link("All changes", "#history"),)
        notices.append(Notice(words.sentence(last.what), f"Changed on {last.date.words}.", "strong", links))
    return tuple(notices)


def _glance(answer: Answer) -> Glance | None:
    tally = words.tally(*(answer.counts[o] for o in ("full", "redacted", "withheld")))
    if not tally:
        return None
    records = answer.request.records
    marks = tuple(Mark(r.number, r.outcome) for r in records) if len(records) <= MOST_MARKS else ()
    scores = []
    for outcome in ("redacted", "full", "withheld"):
        same = [r for r in records if r.outcome == outcome]
        if same:
            only = same[0] if len(same) == 1 else None
            link = Link(f"Record {only.number}", addresses.record(answer.request.reference, only.number)) if only else None
            phrase = _article(only.kind) if only and only.kind else "" if only else PHRASES[outcome]
            scores.append(Score(len(same), words.badge(outcome), phrase, link))
    return Glance(marks, tuple(scores), tally)


def _article(kind: str) -> str:
    text = words.lower_first(kind)
    return f"{'an' if text[:1].lower() in 'aeiou' else 'a'} {text}"


def _row(answer: Answer, entry: Entry) -> ScheduleRow:
    record = entry.record
    lines, inferred, soft = law.used(answer, record.number, record.outcome)
    note = next((i for i, n in enumerate(answer.request.notes, 1) if record.number in n.records and record.printed), 0)
    date = words.when(record.date)
    return ScheduleRow(
        number=record.number,
        anchor=f"record-{record.number}",
        link=Link(record.title, addresses.record(answer.request.reference, record.number),
                  hidden=f"record {record.number}" + (f", {date}" if record.date else "")),
        date=date,
        date_iso=words.iso(record.date),
        date_soft=record.date is None,
        kind=words.kind(record.kind),
        part_of=record.part_of,
        printed=f"Printed as {record.printed}" if record.printed and record.printed != record.number else "",
        note=Link(f"note {note}", f"#note-{note}") if note and record.printed != record.number else None,
        badge=words.badge(record.outcome),
        law=lines,
        law_note=inferred,
        law_soft=soft,
        files=files.lines(answer, entry),
        held_back=files.held_back(entry),
    )  # fmt: skip


def _notes(answer: Answer) -> tuple[NoteView, ...]:
    reference = answer.request.reference
    return tuple(
        NoteView(f"note-{i}", words.kind(n.about), words.sentence(n.text),
                 tuple(Link(r, addresses.record(reference, r)) for r in n.records))
        for i, n in enumerate(answer.request.notes, 1)
    )  # fmt: skip


def _rights(answer: Answer) -> Notice:
    told = re.search(r"^#+ .*(review|complain|appeal|disagree|unhappy)", answer.texts.get("response.md", ""), re.I | re.M)
    if told and not answer.withdrawn:
        return Notice("The answer says how to ask for a review. After that you can go to the regulator.")
    review = answer.authority.review or answer.regime.review.words
    return Notice(f"{words.sentence(review)} {words.sentence(answer.regime.appeal.words)}", "Added by this site.")


def _regulator(answer: Answer) -> tuple[Link, ...]:
    links = []
    if answer.authority.review_url:
        links.append(Link("Ask for a review", answer.authority.review_url))
    links.append(Link(answer.regime.regulator.name, answer.regime.regulator.url))
    return tuple(links)


def _downloads(answer: Answer, address: str, scheduled: bool) -> tuple[Link, ...]:
    links = [Link("This answer as data", address + "request.json", note="JSON")]
    if scheduled:
        links.insert(0, Link("Schedule of records", address + "schedule.csv", note="CSV"))
    sizes = [released.cleared.size for entry in answer.entries for released in entry.released if released.cleared]
    if sizes:
        links.append(Link("Everything released, with hashes", addresses.archive(answer.request.reference), note=f"ZIP, {words.size(sum(sizes))}"))
    return tuple(links)


def _translations(answer: Answer) -> tuple[TranslationView, ...]:
    return tuple(
        TranslationView(
            lang=code,
            name=LANGUAGES.get(code, code),
            anchor=f"lang-{code}",
            title=told.title,
            in_short=told.in_short or told.summary,
            asked_html=markdown.render(answer.texts.get(f"request.{code}.md", ""), prefix=f"{code}-asked-", top=4),
            answer_html=markdown.render(answer.texts.get(f"response.{code}.md", ""), prefix=f"{code}-answer-", top=4),
        )
        for code, told in answer.request.translations.items()
    )


def _with_contents(page: RequestPage) -> RequestPage:
    parts = (
        (page.translations, [Link(t.name, f"#{t.anchor}") for t in page.translations]),
        (page.public, [Link("Already public", "#public")]),
        (page.schedule, [Link(page.schedule_heading, "#records")]),
        (page.asked_html, [Link("What was asked", "#asked")]),
        (page.answer_html, [Link("The answer", "#answer")]),
        (page.laws, [Link("The laws used", "#laws")]),
        (page.notes, [Link("Notes on the source", "#notes")]),
        (page.used, [Link("Where it was used", "#used")]),
        (page.history, [Link("History", "#history")]),
        (page.rights, [Link("If you disagree", "#rights")]),
        (page.downloads, [Link("Download and cite", "#download")]),
    )
    links = tuple(link for present, group in parts if present for link in group)
    return replace(page, contents=links if len(links) > 2 else ())
