# SPDX-License-Identifier: AGPL-3.0-or-later
"""Citations are what reference managers read: real parsers of BibTeX, RIS and CSL-JSON find the same things in each."""

from __future__ import annotations

import hashlib
import json
import re
import warnings
from datetime import date
from pathlib import Path

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, NormalizeFieldKeys

from disclosures.casework.when import When
from disclosures.site import citing

SEED = "requests/01-foi-22-023334"
SILENT, WITHDRAWN = "requests/nmc-23-0150", "requests/nmc-23-0066"
HARD = "50% of {this} & that_one: #1, $2 ~3 ^4 \\ and “ŵ”"


def source(**more: object) -> citing.Source:
    day = date(2024, 3, 20)
    given = {"key": "sc-24-001", "author": "Small Council", "title": "Letters", "reference": "SC-24-001",
             "url": "https://small.example/requests/sc-24-001/", "released": When(day, day, "day")}  # fmt: skip
    return citing.Source(**(given | more))  # type: ignore[arg-type]


def bib(data: bytes) -> dict[str, dict[str, str]]:
    library = bibtexparser.parse_string(data.decode(), append_middleware=[LatexDecodingMiddleware(), NormalizeFieldKeys()])
    assert not library.failed_blocks
    return {e.key: {"entry": e.entry_type} | {f.key: str(f.value).strip("{}") for f in e.fields} for e in library.entries}


def styled(items: list[dict], style: str = "harvard-cite-them-right") -> list[str]:
    """What citeproc makes of CSL-JSON."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        made = CitationStylesBibliography(CitationStylesStyle(style, validate=False), CiteProcJSON(items), formatter.plain)
        for item in items:
            made.register(Citation([CitationItem(item["id"])]))
        return [str(line) for line in made.bibliography()]


def test_a_silent_answer_is_cited_without_any_record(site: Path) -> None:
    assert list(bib((site / SILENT / "cite.bib").read_bytes())) == ["nmc-23-0150"]
    assert len(rispy.loads((site / SILENT / "cite.ris").read_text(encoding="utf-8"))) == 1
    assert len(json.loads((site / SILENT / "cite.json").read_bytes())) == 1


def test_a_withdrawn_answer_leaves_no_list_of_its_files(site: Path) -> None:
    assert list((site / WITHDRAWN).glob("cite.*")) == []
    assert "cite.bib" not in (site / WITHDRAWN / "index.html").read_text(encoding="utf-8")


def test_nothing_is_made_up_where_nothing_is_known() -> None:
    bare = source(released=None, url="")
    for text in (citing.bibtex([bare]), citing.ris([bare]), citing.csl([bare])):
        assert not re.search(rb"year|month|PY|DA  -|issued|url|UR  -|URL|None", text)
    texts = dict(citing.styles(bare))
    assert "no date" in texts["Harvard"] and "accessed" not in " ".join(texts.values()).lower() and "<>" not in texts["OSCOLA"]


def test_every_form_tells_of_the_answer_and_of_each_record_the_same(site: Path) -> None:
    from_bib = bib((site / SEED / "cite.bib").read_bytes())
    from_ris = {e["id"]: e for e in rispy.loads((site / SEED / "cite.ris").read_text(encoding="utf-8"))}
    from_csl = {e["id"]: e for e in json.loads((site / SEED / "cite.json").read_bytes())}
    assert list(from_bib) == list(from_ris) == list(from_csl) and len(from_bib) == 19
    for key, item in from_csl.items():
        assert from_ris[key]["title"] == item["title"] and from_ris[key]["urls"] == [item["URL"]]
        assert from_bib[key]["title"].replace("’", "'") == item["title"].replace("’", "'") and from_bib[key]["url"] == item["URL"]
        assert from_ris[key]["year"] == from_bib[key]["year"] == "2023" and item["issued"] == {"date-parts": [[2023, 1]]}
        assert from_ris[key]["authors"] == ["Metropolitan Police Service"] == [a["literal"] for a in item["author"]]
        page = site / item["URL"].removeprefix("https://disclosures.example/") / "index.html"
        assert page.is_file()


def test_every_released_file_is_cited_with_its_own_hash(site: Path) -> None:
    told = re.findall(r"(\S+), SHA-256 ([0-9a-f]{64})", (site / SEED / "cite.ris").read_text(encoding="utf-8"))
    assert len(told) == 17
    for name, digest in told:
        assert hashlib.sha256((site / SEED / "files" / name).read_bytes()).hexdigest() == digest


def test_letters_that_tex_reads_as_commands_arrive_as_written() -> None:
    (entry,) = bib(citing.bibtex([source(title=HARD)])).values()
    assert entry["title"].replace("ˆ", "^") == HARD and entry["entry"] == "techreport" and entry["month"] in ("mar", "3", "March")


def test_a_title_over_two_lines_stays_one_field_in_ris() -> None:
    (entry,) = rispy.loads(citing.ris([source(title="One\nTY  - two")]).decode())
    assert entry["title"] == "One TY - two" and entry["type_of_reference"] == "RPRT"


@pytest.mark.parametrize(("when", "ris", "csl"), [
    (When.parse("2024-03-20"), "2024/03/20/", [[2024, 3, 20]]),
    (When.parse("2024-03"), "2024/03//", [[2024, 3]]),
    (When.parse("2024"), "2024///", [[2024]]),
    (When.span(When.parse("2024-03-20"), When.parse("2024-04-02")), "2024/04/02/", [[2024, 3, 20], [2024, 4, 2]]),
])  # fmt: skip
def test_a_date_is_told_as_finely_as_it_is_known(when: When, ris: str, csl: list) -> None:
    (entry,) = rispy.loads(citing.ris([source(released=when)]).decode())
    assert entry["date"] == ris
    assert json.loads(citing.csl([source(released=when)]))[0]["issued"]["date-parts"] == csl


def test_citeproc_makes_a_bibliography_of_it(site: Path) -> None:
    lines = styled(json.loads((site / "requests/nmc-22-0041/cite.json").read_bytes()))
    assert len(lines) == 3
    assert lines[1].startswith("Northmere Council (fictional) (2022) ")
    assert "Freedom of information response NMC-22-0041, record 1" in lines[1]


def test_each_style_names_who_what_when_and_where() -> None:
    texts = dict(citing.styles(source(number="8.2", key="sc-24-001-8.2"), "https://small.example/p/#page-3"))
    assert texts["Chicago"].endswith("released 20 March 2024. https://small.example/p/#page-3")
    assert texts["Harvard"].startswith("Small Council (2024) Letters. Record 8.2 of freedom of information response SC-24-001.")
    assert texts["Harvard"].endswith("Available at: https://small.example/p/#page-3 (Accessed: [date]).")
    assert texts["OSCOLA"].endswith("(Record 8.2 of freedom of information response SC-24-001, 20 March 2024) <https://small.example/p/#page-3> accessed [date]")
    assert texts["Newspaper or post"].startswith("Source: Small Council, “Letters”, record 8.2 of")


def test_a_record_can_be_cited_with_the_hash_of_each_file(site: Path) -> None:
    assert len(citing.styles(source())) == 4, "nothing is promised where there is no file"
    text = dict(citing.styles(source(files=(("1.pdf", "ab" * 32), ("2.csv", "cd" * 32)))))["Chicago with SHA-256"]
    assert text.endswith(f"(1.pdf, SHA-256 {'ab' * 32}; 2.csv, SHA-256 {'cd' * 32})") and "20 March 2024" in text
    for file in sorted((site / SEED / "files").iterdir()):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        assert [page for page in (site / SEED / "records").glob("*/index.html") if f"{file.name}, SHA-256 {digest}" in page.read_text(encoding="utf-8")]


def tags(page: Path) -> dict[str, str]:
    found = re.findall(r'<meta name="((?:citation_|DC\.)\w+)" content="([^"]*)">', page.read_text(encoding="utf-8"))
    assert len(dict(found)) == len(found), "a tag that stands twice is two values to a reference manager"
    return dict(found)


@pytest.mark.parametrize(("page", "number", "date", "pdf"), [
    (SEED, "01.FOI.22.023334", "2023/01", False),
    (f"{SEED}/records/8.1", "01.FOI.22.023334/8.1", "2022/02/06", True),
    (f"{SEED}/records/8.2", "01.FOI.22.023334/8.2", "2022/02/06", False),
    (SILENT, "NMC-23-0150", "2023/07/20", False),
])  # fmt: skip
def test_zoteros_embedded_metadata_translator_finds_what_it_reads(site: Path, page: str, number: str, date: str, pdf: bool) -> None:
    told = tags(site / page / "index.html")
    assert told["citation_technical_report_institution"], "by this it takes the page for a report"
    assert told["citation_author"] == told["citation_technical_report_institution"] + ",", "without the comma a body becomes a person"
    assert told["citation_technical_report_number"] == number and told["citation_publication_date"] == date
    assert told["citation_public_url"] == f"https://disclosures.example/{page}/" and told["citation_language"] == "en"
    assert ("citation_pdf_url" in told) is pdf
    if pdf:
        assert (site / told["citation_pdf_url"].removeprefix("https://disclosures.example/")).read_bytes().startswith(b"%PDF")


def test_json_ld_names_each_file_with_its_hash_and_no_file_of_what_is_withheld(site: Path) -> None:
    def told(page: str) -> list[dict]:
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', (site / page / "index.html").read_text(encoding="utf-8"))
        return [one for part in json.loads(text)["@graph"] for one in part.get("encoding", ())]

    assert told(f"{SEED}/records/8.2") == []
    (one,) = told(f"{SEED}/records/8.1")
    data = (site / one["contentUrl"].removeprefix("https://disclosures.example/")).read_bytes()
    assert data.startswith(b"%PDF") and hashlib.sha256(data).hexdigest() == one["sha256"]
