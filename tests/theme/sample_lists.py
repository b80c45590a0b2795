# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sample lists, indexes, exemptions and public-domain pages."""

from __future__ import annotations

from dataclasses import replace

from disclosures.site.views import lists, parts, request
from disclosures.site.views.parts import Link

from .sample_views import EITHER, EXEMPTIONS, FACTS, FLEET, HOME, REPORT, SECRET, SHOWN, YEARS, head

LIST = lists.ListPage(
    address="answers/",
    template="list.html",
    title="All answers",
    head=head("All answers (page 2 of 9)"),
    section="answers",
    crumbs=(HOME, Link("Answers")),
    lead="166 of 214 answers, newest first.",
    intro="Answers that were given since 2021.",
    chips=(Link("Published since 2021", "answers/"),),
    entries=(SHOWN, FLEET, SECRET),
    pager=parts.Pager(
        (Link("1", "answers/"), Link("2", "answers/", current=True), Link("…"), Link("9", "answers/")),
        Link("Previous page", "answers/"),
        Link("Next page", "answers/"),
    ),
    facets=(YEARS, EXEMPTIONS),
    withdrawn=(
        replace(SECRET, title="Contract for building repairs", href="requests/s-0039/", outcome="Withdrawn", lang="en"),
    ),
)
INDEX = lists.IndexPage(
    address="exemptions/",
    template="index.html",
    title="Exemptions in plain words",
    head=head("Exemptions in plain words"),
    section="exemptions",
    crumbs=(HOME, Link("Exemptions")),
    lead="Every rule that was used to keep something back.",
    intro_html="<p>A law can keep information <strong>closed</strong>.</p>",
    groups=(
        lists.IndexGroup(
            "Freedom of Information Act 2000",
            (
                lists.IndexItem(
                    Link("Section 40(2): personal information", "exemptions/uk-foia-2000/s40-2/", count=74),
                    "Facts about a living person.",
                ),
                lists.IndexItem(
                    Link("Section 23(1) or section 24(1)", "exemptions/uk-foia-2000/s23-1-or-s24-1/", count=1)
                ),
            ),
            "United Kingdom",
            Link("Read the Act", "https://www.legislation.gov.uk/ukpga/2000/36"),
        ),
        lists.IndexGroup("", (lists.IndexItem(Link("All subjects", "subjects/")),)),
    ),
)
SUBJECTS = replace(
    INDEX,
    address="subjects/",
    title="Subjects",
    head=head("Subjects"),
    section="subjects",
    crumbs=(HOME, Link("Subjects")),
    intro_html="",
    lead="",
    contents=(Link("First group", "#group-1"),),
)
EXEMPTION = lists.ExemptionPage(
    address="exemptions/uk-foia-2000/s40-2/",
    template="exemption.html",
    title="Section 40(2): personal information",
    head=head("Section 40(2)"),
    section="exemptions",
    crumbs=(HOME, Link("Exemptions", "exemptions/"), Link("Section 40(2)")),
    eyebrow=(Link("Freedom of Information Act 2000"),),
    in_short="Facts about a living person are kept back when giving them to the world would be unfair or unlawful.",
    facts=FACTS[4:],
    chip=Link("Section 40(2)", "exemptions/uk-foia-2000/s40-2/"),
    alternative=False,
    terms=(
        request.Term("What it protects", ("Names, contact details and signatures.",)),
        request.Term(
            "How it is decided",
            ("Is it about a living person?", "Is there a good reason for release?"),
            (Link("Guidance", "https://ico.org.uk/"),),
        ),
    ),
    remembered="This entry has not been checked against the statute yet.",
    entries=(SHOWN, SECRET),
)
JOINT = replace(
    EXEMPTION,
    address="exemptions/uk-foia-2000/s23-1-or-s24-1/",
    title="Section 23(1) or section 24(1)",
    head=head("Section 23(1) or section 24(1)"),
    chip=EITHER.chip,
    alternative=True,
    remembered="",
    entries=(),
)
PUBLIC = lists.PublicPage(
    address="already-public/operation-hotton-learning-report/",
    template="public.html",
    title="Operation Hotton Learning Report",
    head=head("Operation Hotton Learning Report"),
    crumbs=(HOME, Link("Already public")),
    item=replace(REPORT, page=None),
    entries=(SHOWN,),
)
