# SPDX-License-Identifier: AGPL-3.0-or-later
"""A log of records of other kinds: a text so long that it goes on over pages, e-mails, a Word document, slides, a long table."""

from __future__ import annotations

from pathlib import Path

from tests.build import small_log
from tests.safety.making_office import docx, para, pptx, run, shape

HOME = "requests/sc-24-009/records/"
RECORDS = {"text": "1/", "further": "1/2/", "mail": "2/", "word": "3/", "slides": "4/", "table": "5/", "further rows": "5/2/", "pdf": "6/"}
_LISTED = """\
reference: SC-24-009
title: Records of every kind
summary: Six records, released in full or in part.
regime: uk-foia-2000
dates: {received: 2024-03-04, responded: 2024-03-18, published: 2024-03-20}
subjects: [letters]
held: yes
exemptions:
  - {code: s40(2), protects: names of staff, records: ["2"], basis: stated}
records:
"""
_RECORD = '  - {{number: "{n}", date: 2024-02-0{n}, kind: {kind}, title: {title}, outcome: {outcome}, file: records/{file}}}\n'
_ANSWER = (
    "## Our answer\n\nThe council holds six records. Section 40(2) takes out a name: it is personal data, and its release would be "
    "unfair.\n\nYou can ask for an internal review, and complain to the Information Commissioner (https://ico.org.uk).\n"
)
_MAIL = (
    "From: Ann Example <ann@council.example>\nTo: Bo Sample <bo@council.example>\nDate: Sun, 6 Feb 2022 10:20:00 +0000\nSubject: The bridge\n"
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nDear Bo,\n\nI have asked [Redacted: section 40(2)] to look at it.\n\n"
    "From: Bo Sample\nSent: 5 February 2022 09:00\nTo: Ann Example\nSubject: The bridge\n\nCould you ask somebody about it?\n"
)
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
)
_NOTES = f'<w:footnotes><w:footnote w:id="2">{para("As the minutes say.")}</w:footnote></w:footnotes>'


def make(folder: Path) -> Path:
    """Write the log into `folder`; returns its mkdocs.yml."""
    config = small_log.make(folder)
    home = small_log.add(folder, "009", "Records of every kind")
    text = "".join(f"Paragraph {n} of a long text. It says what was agreed, and by whom it was to be done.\n\n" for n in range(1, 1_600))
    table = "Ward,Holes,Note\n" + "".join(f"Ward {n},{n * 7},mended in part\n" for n in range(1, 1_500))
    files = {
        "1-text.txt": ("notes", "A long text", "full", text.encode()),
        "2-mail.eml": ("emails", "E-mails about the bridge", "redacted", _MAIL.encode()),
        "3-word.docx": ("report", "A report on the bridge", "full", _word()),
        "4-slides.pptx": ("slides", "A talk on the bridge", "full", pptx(shape("The bridge is closed."))),
        "5-table.csv": ("dataset", "Potholes by ward", "full", table.encode()),
    }
    listed = _LISTED
    for number, (name, (kind, title, outcome, data)) in enumerate(files.items(), 1):
        (home / "records" / name).write_bytes(data)
        listed += _RECORD.format(n=number, kind=kind, title=title, outcome=outcome, file=name)
    listed += _RECORD.format(n=6, kind="letter", title="A letter of one page", outcome="full", file="1-letter.pdf")
    (home / "request.yaml").write_text(listed, encoding="utf-8")
    (home / "response.md").write_text(_ANSWER, encoding="utf-8")
    return config


def _word() -> bytes:
    head = f'<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>{run("The bridge")}</w:p>'
    cited = f'<w:p>{run("It was closed in May")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    cells = [f"<w:tr>{told}{''.join(f'<w:tc><w:tcPr/>{para(one)}</w:tc>' for one in words)}</w:tr>" for told, words in (
        ("<w:trPr><w:tblHeader/></w:trPr>", ("Month", "Cost")), ("", ("May", "12")))]  # fmt: skip
    body = f"{head}{cited}<w:tbl>{''.join(cells)}</w:tbl>"
    return docx(body, ("f", "footnotes", "footnotes.xml"), styles=_STYLES, parts={"word/footnotes.xml": _NOTES})
