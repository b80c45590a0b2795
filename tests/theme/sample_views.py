# SPDX-License-Identifier: AGPL-3.0-or-later
"""Realistic instances of every view, for rendering the theme without the rest of the generator.

Request 01.FOI.22.023334 is told from its published schedule; hashes, sizes and the other answers are specimens.
"""

from __future__ import annotations

from disclosures.site.views import lists, parts, request
from disclosures.site.views.chrome import Chrome, Consent, Phase, QuickExit
from disclosures.site.views.parts import Badge, Entry, Fact, Link, Notice, Tally

HOME = Link("Home", "")
ANSWERS = Link("Answers", "answers/")
REFERENCE = "01.FOI.22.023334"
ROOT = "requests/01-foi-22-023334/"
TITLE = "Correspondence between the Mayor of London and the Commissioner, 14 January to 14 February 2022"

CHROME = Chrome(
    name="Metropolitan Police Service",
    short_name="Metropolitan Police",
    strapline="Freedom of information disclosure log",
    strapline_short="FOI disclosure log",
    mark="assets/mark.svg",
    menu=(
        Link("Answers", "answers/", note="answers"),
        Link("Subjects", "subjects/", note="subjects"),
        Link("Exemptions", "exemptions/", note="exemptions"),
        Link("About and how to ask", "about/", note="about"),
    ),
    quick_exit=QuickExit("https://www.example.org/weather", "Leave this site", "escape", "press Esc"),
    phase=Phase("Beta", "This is a new service.", Link("Tell us what you think", "about/")),
    consent=None,
    footer=(
        Link("About and how to ask", "about/"),
        Link("Exemptions in plain words", "exemptions/"),
        Link("Subjects", "subjects/"),
    ),
    footer_text="Published by the Metropolitan Police Service under the Freedom of Information Act 2000.",
    stylesheet="assets/site.css",
    script="assets/site.js",
    consent_script="",
    base_url="https://log.example.org/",
    language="en",
    feed="feed.xml",
)
CONSENT = Consent("assets/stats.js", "how many people read each page", 90, Link("How we use cookies", "about/"))


def head(title: str, **more: object) -> parts.Head:
    return parts.Head(title=title, description=f"{title}, as answered under the law.", **more)


# number, printed, date in words, date in ISO, kind, title, outcome, law
RECORDS = [
    ("1", "", "18 January 2022", "2022-01-18", "Email chain", "Email chain between the Mayor’s Office and the Commissioner’s Private Office", "redacted", ""),
    ("2", "", "19 January 2022", "2022-01-19", "Readout", "Readout: Trilateral meeting between the former Home Secretary, the Mayor of London and the former MPS Commissioner", "redacted", ""),
    ("3", "", "21 January 2022", "2022-01-21", "Letter", "Letter from the former MPS Commissioner to the Mayor of London", "redacted", "signature"),
    ("4", "", "26 January 2022", "2022-01-26", "Email chain", "Email chain between the Mayor’s Office and the Commissioner’s Private Office", "redacted", ""),
    ("5", "", "26 January 2022", "2022-01-26", "Readout", "Readout: Former MPS Commissioner with the Mayor of London", "redacted", ""),
    ("6", "", "27 January 2022", "2022-01-27", "Letter", "Letter from the former MPS Commissioner to the former Home Secretary and Mayor of London", "redacted", "signature"),
    ("7", "", "28 January 2022", "2022-01-28", "Letter", "Letter from the former MPS Commissioner to the Mayor of London", "redacted", "signature"),
    ("8", "", "6 February 2022", "2022-02-06", "Email chain", "Operation Hotton strategic briefing email chain", "redacted", "part"),
    ("8.1", "", "6 February 2022", "2022-02-06", "Briefing", "Operation Hotton strategic briefing", "redacted", "part"),
    ("8.2", "", "6 February 2022", "2022-02-06", "Spreadsheet", "Operation Hotton strategic briefing spreadsheet", "withheld", "all"),
    ("9", "", "4 February 2022", "2022-02-04", "Letter", "Letter from the former MPS Commissioner to the Mayor of London", "redacted", "signature"),
    ("10", "", "6 to 9 February 2022", "", "Email", "Operation Hotton strategic briefing timeline email", "redacted", "part"),
    ("10.1", "", "6 to 9 February 2022", "", "Timeline", "Operation Hotton strategic briefing timeline", "redacted", "part"),
    ("11", "", "9 February 2022", "2022-02-09", "Email chain", "Email chain between the Mayor’s Office and the Commissioner’s Private Office", "redacted", ""),
    ("12", "", "10 February 2022", "2022-02-10", "Email chain", "Email chain from the Commissioner’s Chief of Staff to MOPAC and other MPS staff members", "redacted", ""),
    ("13", "", "10 February 2022", "2022-02-10", "Letter", "Letter from the former MPS Commissioner to the Mayor of London", "redacted", "signature"),
    ("14", "Printed as 11", "11 February 2022", "2022-02-11", "Letter", "Letter from the former MPS Commissioner to the Mayor of London", "redacted", "signature"),
    ("15", "Printed as 12", "12 February 2022", "2022-02-12", "Report", "Report by Robin Wilkinson (former MPS Chief of Corporate Services)", "full", "none"),
]  # fmt: skip
WORDS = {"full": "Released in full", "redacted": "Redacted", "withheld": "Withheld"}
LAW = {
    "": (("Not tied to this record",), "", True),
    "none": (("None",), "", True),
    "part": (("Section 40(2), part",), "", False),
    "all": (("Section 40(2), all of it",), "", False),
    "signature": (("Section 40(2), part",), "inferred: signature of the former Commissioner", False),
}
SUM = "9f2c41aa07be6d1358e0b7c42e9af31064d58b0c1a77e3f2905b4c68d2a17f3e"


def file_line(number: str = "8.1", code: parts.Outcome = "redacted") -> parts.FileLine:
    return parts.FileLine(
        label=f"Record {number}, briefing, 6 February 2022 (PDF, 212 KB, 3 pages)",
        short="PDF, 212 KB, 3 pages",
        href=f"{ROOT}files/record-{number}.pdf",
        sha256=SUM,
        groups=tuple(SUM[i : i + 8] for i in range(0, 64, 8)),
        remarks=("Tagged for screen readers",),
        other_format="mailto:foi@example.org?subject=01.FOI.22.023334%20record%208.1",
        code=code,
    )


def row(number, printed, date, iso, kind, title, outcome, law) -> request.ScheduleRow:
    lines, note, soft = LAW[law]
    return request.ScheduleRow(
        number=number,
        anchor=f"record-{number}",
        link=Link(title, f"{ROOT}records/{number}/", hidden=f"record {number}, {date}"),
        date=date,
        date_iso=iso,
        date_soft=False,
        kind=kind,
        part_of=number.partition(".")[0] if "." in number else "",
        printed=printed,
        note=Link("note 1", "#note-1") if printed else None,
        badge=Badge(outcome, WORDS[outcome]),
        law=lines,
        law_note=note,
        law_soft=soft,
        files=() if outcome == "withheld" else (file_line(number, outcome),),
    )


TALLY = Tally(
    1,
    16,
    1,
    "18 records: 1 in full, 16 redacted, 1 withheld",
    (("full", 0, 5), ("redacted", 5, 86), ("withheld", 91, 5)),
)
GLANCE = request.Glance(
    marks=tuple(request.Mark(r[0], r[6]) for r in RECORDS),
    scores=(
        request.Score(16, Badge("redacted", "Redacted"), "Released with parts removed"),
        request.Score(1, Badge("full", "Released in full"), "a report", Link("Record 15", f"{ROOT}records/15/")),
        request.Score(1, Badge("withheld", "Withheld"), "a spreadsheet", Link("Record 8.2", f"{ROOT}records/8.2/")),
    ),
    tally=TALLY,
)
REPORT = request.PublicItem(
    link=Link("Operation Hotton Learning Report", "https://www.policeconduct.gov.uk/"),
    publisher="Independent Office for Police Conduct (IOPC)",
    covers_words="It covers largely the same matter as records",
    covers=tuple(Link(n, f"{ROOT}records/{n}/") for n in ("8", "8.1", "8.2", "10", "10.1")),
    about="The form is slightly different, and it is not a copy of them.",
    page=Link("Answers it bears on", "already-public/operation-hotton-learning-report/"),
)
PERSONAL = request.LawBlock(
    "law-s40-2",
    Link("Section 40(2)", "exemptions/uk-foia-2000/s40-2/"),
    False,
    "Personal information",
    (
        request.Term(
            "Kind", ("Absolute: no public interest test. What counts is whether release would be fair and lawful.",)
        ),
        request.Term(
            "What it protects here", ("Staff names, a signature, and the conduct of each officer looked at.",)
        ),
        request.Term(
            "Which records",
            ("All of 8.2; parts of 8, 8.1, 10 and 10.1.",),
            links=(Link("8.2", f"{ROOT}records/8.2/"), Link("8", f"{ROOT}records/8/")),
        ),
    ),
)
POLICING = request.LawBlock(
    "law-s31-1-a",
    Link("Section 31(1)(a)", "exemptions/uk-foia-2000/s40-2/"),
    False,
    "Law enforcement",
    (
        request.Term("For release", ("Openness about the police.", "Informed debate.")),
        request.Term("Against release", ("Unwanted contact could disrupt work on crime. People could come to harm.",)),
        request.Term("Which records", ("Not tied to records in the answer.",), soft=True),
    ),
)
EITHER = request.LawBlock(
    "law-s23-1-or-s24-1",
    Link("Section 23(1) or section 24(1)", "exemptions/uk-foia-2000/s23-1-or-s24-1/"),
    True,
    "",
    (
        request.Term(
            "How it was used", ("One or the other applies to some of the material. The answer does not say which.",)
        ),
    ),
)
RIGHTS = Notice(
    "You can ask the authority to look again. After that you can complain to the regulator.",
    "Added by this site.",
    links=(Link("Complain to the Information Commissioner", "https://ico.org.uk/"),),
)
CITE = parts.Citation(
    f"Metropolitan Police Service. “{TITLE}.” Freedom of information response {REFERENCE}, January 2023.",
    (Link("RIS", f"{ROOT}cite.ris"), Link("BibTeX", f"{ROOT}cite.bib"), Link("CSL-JSON", f"{ROOT}cite.json")),
)
FACTS = (
    Fact("Answered by", (Link("Metropolitan Police Service"),)),
    Fact("Asked", (Link("Not stated"),), soft=True),
    Fact("Answered", (Link("Not stated"),), soft=True),
    Fact("Published", (Link("January 2023"),), note="from its web address"),
    Fact("Law", (Link("Freedom of Information Act 2000", "https://www.legislation.gov.uk/ukpga/2000/36"),)),
    Fact("Subjects", (Link("Operation Hotton", "subjects/"), Link("Mayor of London", "subjects/"))),
)
CONTENTS = tuple(
    Link(text, f"#{anchor}")
    for text, anchor in (
        ("Already public", "public"),
        ("The 18 records", "records"),
        ("What was asked", "asked"),
        ("The answer", "answer"),
        ("The laws used", "laws"),
        ("Notes on the source", "notes"),
        ("If you disagree", "rights"),
        ("History", "history"),
        ("Download", "download"),
        ("Cite", "cite"),
    )
)

REQUEST = request.RequestPage(
    address=ROOT,
    template="request.html",
    title=TITLE,
    head=head(
        TITLE,
        meta=(("og:title", TITLE), ("citation_title", TITLE), ("DC.type", "Freedom of information response")),
        alternates=(("application/json", f"{ROOT}request.json", "This page as data"),),
        json_ld='{"@context":"https://schema.org","@type":"Report"}',
    ),
    section="answers",
    eyebrow=(Link("Request "), Link(REFERENCE, current=True)),
    crumbs=(HOME, ANSWERS, Link(REFERENCE)),
    specimen="The released files are stand-ins; the answer is retold.",
    in_short="Someone asked for messages between the Mayor of London’s office and the Commissioner’s office over one month in 2022. "
    "The police found 18 records. They released 17, most with parts removed. They kept one back because it is all about "
    "named people’s conduct. Much of it can be read in a public report.",
    facts=FACTS,
    contents=CONTENTS,
    citation=CITE,
    reference=REFERENCE,
    outcome="Partly withheld",
    glance=GLANCE,
    public=(REPORT,),
    schedule=tuple(row(*r) for r in RECORDS),
    schedule_heading="The 18 records",
    asked_html="<p>All correspondence between the office of Sadiq Khan, Mayor of London, and the office of Cressida Dick, "
    "Commissioner of Police of the Metropolis, from 14 January to 14 February.</p><blockquote><p>Emails, letters, memos.</p></blockquote>",
    answer_html="<h3>How the search was made</h3><p>The authority says that it searched for relevant information and found 18 records.</p>"
    "<h3>What was removed</h3><ul><li>Contact details of staff, and rooms where senior leaders often meet.</li>"
    "<li>The signature of the former Commissioner.</li></ul>",
    answer_notice=Notice("Retold for this specimen. A real page carries the authority’s own words."),
    laws=(PERSONAL, POLICING, EITHER),
    notes=(
        request.NoteView(
            "note-1",
            "Numbers",
            "The answer prints 11 and 12 twice. It speaks of records 14 and 15, so the second 11 is "
            "shown here as 14 and the second 12 as 15.",
            (Link("14", f"{ROOT}records/14/"), Link("15", f"{ROOT}records/15/")),
        ),
        request.NoteView("note-2", "Order", "Record 9 (4 February) comes after records 8 to 8.2 (6 February)."),
    ),
    rights=RIGHTS,
    rights_more=(Link("Your right to complain", "about/"),),
    history=(request.Step("January 2023", "2023-01", "First published"),),
    downloads=(
        Link("All released records", f"{ROOT}records.zip", note="ZIP, 4.2 MB, 17 files"),
        Link("Schedule", f"{ROOT}schedule.csv", note="CSV, 3 KB"),
        Link("This page as data", f"{ROOT}request.json", note="JSON, 9 KB"),
    ),
    translations=(),
)

SHOWN = Entry(
    TITLE,
    ROOT,
    "Messages between two offices over one month. 17 of 18 records are released, most with parts removed.",
    REFERENCE,
    "January 2023",
    "2023-01",
    TALLY,
    "Partly withheld",
)
FLEET = Entry(
    "Vehicles in the fleet by fuel type",
    "requests/s-0041/",
    "Counts of cars, vans and motorcycles for five years.",
    "S-0041",
    "20 December 2022",
    "2022-12-20",
    Tally(2, 0, 0, "2 records: 2 in full", (("full", 0, 96),)),
    "Released in full",
    "Example Council",
)
SECRET = Entry(
    "Whether a person was ever a source",
    "requests/s-0042/",
    "The authority neither confirms nor denies.",
    "S-0042",
    "",
    "",
    None,
    "Neither confirmed nor denied",
)
YEARS = parts.Facet(
    "Year",
    (Link("2023", "years/2023/", count=38), Link("2022", "years/2022/", count=1, current=True)),
    Link("All years", "years/"),
)
EXEMPTIONS = parts.Facet(
    "Exemption",
    (
        Link("Section 40(2): personal information", "exemptions/uk-foia-2000/s40-2/", count=1074),
        Link("Section 23(1) or section 24(1)", "exemptions/uk-foia-2000/s23-1-or-s24-1/", count=6),
    ),
)
HOME_PAGE = lists.HomePage(
    address="",
    template="home.html",
    title="Read what people asked, and what we released",
    head=head("Disclosure log"),
    figures=(
        lists.Figure("214", "answers published"),
        lists.Figure("1,906", "records described"),
        lists.Figure("11,480", "pages you can read"),
        lists.Figure("91%", "of records released, in full or in part"),
    ),
    latest=(SHOWN, FLEET, SECRET),
    all_link=Link("All 214 answers", "answers/"),
    facets=(YEARS, EXEMPTIONS),
    follow=(Link("Atom feed", "feed.xml"), Link("All answers as data", "answers.csv", note="CSV, 60 KB")),
    ask=Link("How to ask", "about/"),
)
