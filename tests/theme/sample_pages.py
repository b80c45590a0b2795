# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every page of the sample site: the views of `sample_views`, and their variants, by a name a person understands."""

from __future__ import annotations

from dataclasses import replace

from disclosures.site.views import lists, parts, record, request, search
from disclosures.site.views.parts import Badge, Fact, Link, Notice
from disclosures.site.views.record import Picture

from .sample_lists import EXEMPTION, INDEX, JOINT, LIST, PUBLIC, SUBJECTS
from .sample_views import (
    ANSWERS,
    CHROME,
    CITE,
    CONSENT,
    EITHER,
    HOME,
    HOME_PAGE,
    PERSONAL,
    REFERENCE,
    REPORT,
    REQUEST,
    ROOT,
    file_line,
    head,
)

RECORD = record.RecordPage(
    address=f"{ROOT}records/8.1/",
    template="record.html",
    title="Operation Hotton strategic briefing, 6 February 2022",
    head=head("Operation Hotton strategic briefing, record 8.1"),
    section="answers",
    eyebrow=(Link("Record 8.1 of request "), Link(REFERENCE, ROOT), Link(", briefing")),
    crumbs=(HOME, ANSWERS, Link(REFERENCE, ROOT), Link("Record 8.1")),
    facts=(
        Fact("Record", (Link("8.1, part of "), Link("8", f"{ROOT}records/8/"))),
        Fact("Law used", (Link("Section 40(2), part"),)),
    ),
    citation=CITE,
    number="8.1",
    request=Link(REFERENCE, ROOT),
    badge=Badge("redacted", "Redacted"),
    files=(file_line(),),
    held_back=None,
    pages=(
        record.TextPage(
            "Page 1 (printed as iii)",
            "page 1",
            "page-1",
            '<p>Where a name was, the line says so: prepared by <span class="gap">[Redacted: section 40(2)]</span> '
            'for the private office, with a number, <span class="gap">[Redacted: section 23(1) or section 24(1)]</span>, to call.</p>'
            '<ul><li>A point in a list, with a note<sup><a href="#page-1-note-1" id="page-1-mark-1" role="doc-noteref" '
            'aria-label="Note 1">1</a></sup>.</li></ul><div class="notes" role="group" aria-label="Notes"><p id="page-1-note-1">'
            '<sup><a href="#page-1-mark-1" role="doc-backlink" aria-label="1, back to the text">1</a></sup> The note.</p></div>',
            2,
            f"{ROOT}files/record-8.1.pdf#page=1",
            picture=record.Thumb("assets/mark.svg", 120, 170, 2),
            remark="A machine read the words of this page from a picture. It was 91% sure, so some words may be wrong.",
        ),
        record.TextPage(
            "Page 2",
            "page 2",
            "page-2",
            '<article class="message" aria-label="Message"><dl class="mail-head"><div><dt>From</dt><dd>Ann Example</dd></div></dl>'
            "<p>Nothing was taken out of this page.</p></article>",
            0,
            f"{ROOT}files/record-8.1.pdf#page=2",
        ),
        record.TextPage(
            "Page 3", "page 3", "page-3", "", 1, f"{ROOT}files/record-8.1.pdf#page=3", "Page 3 is redacted in full: section 40(2)"
        ),
    ),
    strip=record.Strip(
        (
            record.Stretch(
                "Pages 1 to 3",
                f"{ROOT}records/8.1/",
                (Link("Page 1", "#page-1", note="2 gaps"), Link("Page 2", "#page-2", note="no gaps"), Link("Page 3", "#page-3", note="redacted in full")),
                True,
            ),
        )
    ),
    redactions=("Page 1: section 40(2), section 23(1) or section 24(1)", "Page 3: the whole page, section 40(2)"),
    tables=(),
    pictures=(),
    unread="",
    what_words="",
    columns=(),
    laws=(PERSONAL,),
    public=(REPORT,),
    related=(Link("8, the email chain", f"{ROOT}records/8/"),),
    previous=Link(
        "Operation Hotton strategic briefing email chain", f"{ROOT}records/8/", note="record 8, 6 February 2022"
    ),
    next=Link(
        "Operation Hotton strategic briefing spreadsheet", f"{ROOT}records/8.2/", note="record 8.2, 6 February 2022"
    ),
    gaps_help=True,
)
WITHHELD = replace(
    RECORD,
    address=f"{ROOT}records/8.2/",
    title="Operation Hotton strategic briefing spreadsheet, 6 February 2022",
    head=head("Operation Hotton strategic briefing spreadsheet, record 8.2"),
    crumbs=(HOME, ANSWERS, Link(REFERENCE, ROOT), Link("Record 8.2")),
    eyebrow=(Link("Record 8.2 of request "), Link(REFERENCE, ROOT), Link(", spreadsheet")),
    in_short="This spreadsheet lists officers who were looked at in Operation Hotton. It is not released, because every part of it tells "
    "about the conduct of people who could be known from it.",
    badge=Badge("withheld", "Withheld in full"),
    files=(),
    pages=(),
    strip=None,
    redactions=(),
    what_words="A spreadsheet sent with record 8. It has one row for each officer, and nine columns:",
    columns=(
        "Name of each officer / pseudonym",
        "Strand",
        "Allegation",
        "Standard of Professional Behaviour breached",
        "IOPC’s recommendation",
        "DPS Appropriate Authority determination",
        "What happened next",
        "Final outcome",
        "Other information",
    ),
    previous=None,
    gaps_help=False,
)
HELD_BACK = replace(
    RECORD,
    address=f"{ROOT}records/9/",
    head=head("Record 9, held back"),
    files=(),
    pages=(),
    strip=None,
    redactions=(),
    laws=(),
    gaps_help=False,
    next=None,
    held_back=parts.HeldBack("A check stopped the file. It will be released once the authority has looked at it."),
)
DATASET = replace(
    RECORD,
    address="requests/s-0041/records/1/",
    title="Vehicles in the fleet by fuel type",
    head=head("Vehicles in the fleet, record 1"),
    badge=Badge("full", "Released in full"),
    files=(file_line("1", "full"), file_line("2", "full")),
    pages=(),
    strip=None,
    redactions=(),
    tables=(
        record.TablePage(
            "Vehicles by year and fuel",
            "table-1",
            ("Year", "", "Diesel", "Electric", "Hybrid", "Petrol", "Hydrogen", "All"),
            (
                ("2021", "", "1,204", "31", "88", "640", "0", "1,963"),
                ("", "note", "1,101", "64", "120", "611", "1", "1,897"),
            ),
            (False, False, True, True, True, True, True, True),
            ("Year", "", "Diesel", "Electric", "Hybrid", "Petrol", "Hydrogen", "All"),
            "638 more rows in the CSV file.",
        ),
    ),
    pictures=(Picture("assets/mark.svg", "A row of vans in a yard", 640, 427),),
    unread="The text of the second file could not be read.",
    laws=(),
    public=(),
    related=(),
    citation=None,
    previous=None,
    next=None,
    gaps_help=False,
)
PART = record.RecordPart(
    address=f"{ROOT}records/8.1/2/",
    template="record-part.html",
    title="Operation Hotton strategic briefing, 6 February 2022: pages 41 to 42",
    head=head("Operation Hotton strategic briefing, record 8.1, pages 41 to 42"),
    section="answers",
    eyebrow=(Link("Web page 2 of 3 of "), Link("Record 8.1", f"{ROOT}records/8.1/")),
    crumbs=(HOME, ANSWERS, Link(REFERENCE, ROOT), Link("Record 8.1", f"{ROOT}records/8.1/"), Link("Pages 41 to 42")),
    record=Link("Record 8.1", f"{ROOT}records/8.1/"),
    files=(file_line(),),
    pages=(
        record.TextPage("Page 41", "page 41", "page-41", "<p>The briefing goes on.</p>", 0, f"{ROOT}files/record-8.1.pdf#page=41"),
        record.TextPage("Page 42", "page 42", "page-42", "<p>It ends.</p>", 0, f"{ROOT}files/record-8.1.pdf#page=42"),
    ),
    strip=record.Strip(
        (record.Stretch("Pages 41 to 42", f"{ROOT}records/8.1/2/", (Link("41", "#page-41"), Link("42", "#page-42")), True),), plain=True
    ),
    part=2,
    parts=3,
    before=Link("Pages 1 to 40", f"{ROOT}records/8.1/"),
    after=Link("Pages 43 to 60", f"{ROOT}records/8.2/"),
)
SILENT = replace(
    REQUEST,
    address="requests/s-0042/",
    title="Whether a person was ever a source",
    head=head("Whether a person was ever a source"),
    crumbs=(HOME, ANSWERS, Link("S-0042")),
    eyebrow=(Link("Request "), Link("S-0042", current=True)),
    in_short="The authority will not say whether it holds this information. Saying either would give something away.",
    contents=(Link("The answer", "#answer"), Link("The laws used", "#laws"), Link("If you disagree", "#rights")),
    asked_html="<p>Whether a named person was ever a source.</p>",
    answer_html="<p>The authority neither confirms nor denies it.</p>",
    glance=None,
    public=(),
    schedule=(),
    laws=(EITHER,),
    notes=(),
    downloads=(),
    history=(),
    rights_more=(),
    citation=None,
)
WITHDRAWN = replace(
    REQUEST,
    address="requests/s-0039/",
    title="Withdrawn: contract for building repairs",
    head=head("Withdrawn: contract for building repairs"),
    crumbs=(HOME, ANSWERS, Link("S-0039")),
    eyebrow=(Link("Request "), Link("S-0039", current=True)),
    specimen="",
    in_short="",
    contents=(),
    notices=(
        Notice(
            "One file held a price list that had to come out first. A corrected answer is being prepared.",
            "This answer was withdrawn on 14 December 2022.",
            "strong",
            (Link("Write to the team", "mailto:foi@example.org"),),
        ),
    ),
    history=(
        request.Step("14 December 2022", "2022-12-14", "Withdrawn"),
        request.Step("2 December 2022", "2022-12-02", "First published"),
    ),
    withdrawn=True,
    glance=None,
    public=(),
    schedule=(),
    laws=(),
    asked_html="",
    answer_html="",
    notes=(),
    downloads=(),
    citation=None,
)
WELSH = replace(
    SILENT,
    address="requests/s-0043/",
    title="Road signs in two languages",
    head=head("Road signs in two languages"),
    crumbs=(HOME, ANSWERS, Link("S-0043")),
    laws=(),
    contents=(Link("The answer", "#answer"), Link("Cymraeg", "#cymraeg")),
    translations=(
        request.TranslationView(
            "cy",
            "Cymraeg",
            "cymraeg",
            "Arwyddion ffyrdd mewn dwy iaith",
            "Gofynnodd rhywun am arwyddion ffyrdd.",
            "<p>Nifer yr arwyddion ffyrdd.</p>",
            "<p>Mae gennym 212 o arwyddion.</p>",
        ),
        request.TranslationView(
            "gd", "Gàidhlig", "gaidhlig", "Soidhnichean rathaid", "", "<p>Àireamh nan soidhnichean.</p>", "<p>212.</p>"
        ),
    ),
)
MANY = replace(
    REQUEST,
    address="requests/s-0044/",
    head=head("Many records"),
    crumbs=(HOME, ANSWERS, Link("S-0044")),
    specimen="",
    glance=replace(REQUEST.glance, marks=(), scores=REQUEST.glance.scores[:1]),
    schedule=(
        replace(
            REQUEST.schedule[0],
            date="Not stated",
            date_iso="",
            date_soft=True,
            printed="",
            note=Link("note 2", "#note-2"),
            held_back=parts.HeldBack("File held back by a check"),
        ),
        replace(REQUEST.schedule[1], files=(file_line("2"), file_line("2b"))),
    ),
)
ABOUT = parts.Page(
    address="about/",
    template="main.html",
    title="About this log and how to ask",
    head=head("About this log"),
    section="about",
    crumbs=(HOME, Link("About")),
    contents=(Link("How to ask", "#how-to-ask"), Link("Reuse", "#reuse")),
)
NOT_FOUND = parts.Page(
    address="404.html",
    template="404.html",
    title="We can’t find that page",
    head=head("Page not found"),
    crumbs=(HOME, Link("Not found")),
)
REDIRECT = lists.RedirectPage(
    address="requests/01.FOI.22.023334/",
    template="redirect.html",
    title="This answer has another address",
    head=head("Moved"),
    target=Link(REFERENCE, ROOT),
)

SEARCH = search.SearchPage(
    address="search/",
    template="search.html",
    title="Search",
    head=head("Search"),
    crumbs=(HOME, Link("Search")),
    index="search/",
    script="assets/search.js",
    more="assets/search-more.js",
    browse=(ANSWERS, Link("Subjects", "subjects/")),
)
ASKED = replace(
    SEARCH,
    address="asked-before/",
    template="asked-before.html",
    title="Has this been asked before?",
    head=head("Has this been asked before?"),
    crumbs=(HOME, Link("Has this been asked before?")),
    ask=Link("How to ask", "about/#how-to-ask"),
)

ABOUT_HTML = (
    "<p>Anyone can ask a public body for information it holds. This log shows what people asked and what was released.</p>"
    '<h2 id="how-to-ask">How to ask</h2><ol><li>Read this log first.</li><li>Write to us.</li></ol><blockquote><p>You do not have to say why.</p></blockquote>'
    "<details><summary>Which formats can I ask for?</summary><p>Any that you can read.</p></details>"
    '<h2 id="reuse">Reuse</h2><table><thead><tr><th scope="col">Kind</th><th scope="col">Licence</th></tr></thead><tbody><tr><td>Text</td><td>Open</td></tr></tbody></table>'
)
PLAIN = replace(CHROME, quick_exit=None, phase=None, mark="", script="", base_url="", feed="")
ASKING = replace(
    CHROME,
    consent=CONSENT,
    consent_script="assets/consent.js",
    quick_exit=replace(CHROME.quick_exit, key="", hint=""),
    mark_plate=True,
)
# name: (view, chrome, body from content/)
PAGES = {
    "home": (
        HOME_PAGE,
        CHROME,
        "<p>Every answer, record by record. Where something is kept back, we say which law and why.</p>",
    ),
    "editorial": (ABOUT, CHROME, ABOUT_HTML),
    "editorial without chrome": (replace(ABOUT, address="plain/", contents=(), lang="cy"), PLAIN, ABOUT_HTML),
    "editorial with consent": (replace(ABOUT, address="asking/", head=head("Asking")), ASKING, ABOUT_HTML),
    "request": (REQUEST, CHROME, ""),
    "request with many records": (MANY, CHROME, ""),
    "request neither confirmed nor denied": (SILENT, CHROME, ""),
    "request in three languages": (WELSH, CHROME, ""),
    "request withdrawn": (WITHDRAWN, CHROME, ""),
    "record": (RECORD, CHROME, ""),
    "record withheld": (WITHHELD, CHROME, ""),
    "record held back": (HELD_BACK, CHROME, ""),
    "record with a dataset": (DATASET, CHROME, ""),
    "record going on": (PART, CHROME, ""),
    "list": (LIST, CHROME, ""),
    "index": (INDEX, CHROME, ""),
    "index of subjects": (SUBJECTS, CHROME, ""),
    "exemption": (EXEMPTION, CHROME, ""),
    "exemption in the alternative": (JOINT, CHROME, ""),
    "public": (PUBLIC, CHROME, ""),
    "search": (SEARCH, CHROME, ""),
    "asked before": (ASKED, CHROME, ""),
    "not found": (NOT_FOUND, CHROME, ""),
    "redirect": (REDIRECT, CHROME, ""),
}
