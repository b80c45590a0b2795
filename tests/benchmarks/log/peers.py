# SPDX-License-Identifier: AGPL-3.0-or-later
"""The same pages for other generators: MkDocs with Material, and Hugo. Home, lists by year, subject and exemption, answers, records."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from .corpus import Made

MKDOCS = """site_name: A made log
site_url: https://log.example/
theme: {name: material, font: false}
plugins: [search]
markdown_extensions: [tables, footnotes, toc]
nav: [Home: index.md]
validation: {nav: {omitted_files: ignore}}
"""
HUGO = """baseURL = "https://log.example/"
title = "A made log"
disableKinds = ["404"]
[taxonomies]
subject = "subjects"
exemption = "exemptions"
year = "years"
"""
_FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title><meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}"><link rel="alternate" type="application/rss+xml" href="/index.xml"></head>
<body><a href="#main">Skip to main content</a><header><a href="/">{{ site.Title }}</a><nav><a href="/requests/">Requests</a>
<a href="/subjects/">Subjects</a><a href="/exemptions/">Exemptions</a></nav></header>
<main id="main"><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main><footer>Open Government Licence</footer></body></html>
"""
_SINGLE = """{{ define "main" }}<dl><dt>Reference</dt><dd>{{ .Params.reference }}</dd><dt>Answered</dt><dd>{{ .Date.Format "2 January 2006" }}</dd>
<dt>Subjects</dt><dd>{{ range .Params.subjects }}<a href="/subjects/{{ . }}/">{{ . }}</a> {{ end }}</dd>
<dt>Exemptions</dt><dd>{{ range .Params.exemptions }}<a href="/exemptions/{{ . | urlize }}/">{{ . }}</a> {{ end }}</dd></dl>
<table><caption>Schedule of records</caption><thead><tr><th scope="col">No.</th><th scope="col">Date</th><th scope="col">Record</th>
<th scope="col">Outcome</th></tr></thead><tbody>{{ range .Params.records }}<tr id="record-{{ .number }}"><th scope="row"><a href="{{ $.RelPermalink }}records/{{ .number }}/">{{ .number }}</a></th>
<td>{{ .date }}</td><td>{{ .title }}</td><td>{{ .outcome }}</td></tr>{{ end }}</tbody></table>{{ .Content }}{{ end }}
"""
_RECORD = """{{ define "main" }}<p>Record {{ .Params.number }} of <a href="/requests/{{ lower .Params.reference }}/">{{ .Params.request }}</a></p>
<dl><dt>Kind</dt><dd>{{ .Params.kind }}</dd><dt>Date</dt><dd>{{ .Date.Format "2 January 2006" }}</dd>
<dt>Outcome</dt><dd>{{ .Params.outcome }}</dd></dl>{{ end }}
"""
_UNLISTED = '{"title": "Records", "build": {"render": "never", "list": "never"}}\n'
"""No list of all records: we make none either."""
_LIST = """{{ define "main" }}<ul>{{ range .Pages.ByDate.Reverse }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a>
{{ with .Params.reference }}{{ . }}{{ end }} {{ .Date.Format "2 January 2006" }}</li>{{ end }}</ul>{{ end }}
"""


def _facts(made: Made) -> dict[str, Any]:
    return yaml.load(made.files["request.yaml"], yaml.CSafeLoader)


@dataclass(frozen=True)
class Peer:
    """How another generator builds the log."""

    command: list[str]
    lay: Callable[[Sequence[Made], Path], Path]
    """Writes its files; returns the page in which a change is made."""
    output: str
    """The folder that it builds into."""
    template: str
    cases: frozenset[str]
    """The changes that are tried: it makes everything anew after each, so not all tell something new."""

    def site(self, folder: Path) -> Path:
        return folder / self.output


def mkdocs(every: Sequence[Made], folder: Path, records: bool = True) -> Path:
    """The log as MkDocs wants it; returns the file that a change is made in."""
    docs = folder / "docs"
    (docs / "requests").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS)
    groups: dict[str, list[str]] = defaultdict(list)
    for made in every:
        facts = _facts(made)
        row = f"- [{facts['title']}](../requests/{made.reference}.md) {made.reference}"
        for group in (str(made.year), *facts["subjects"], *(one["code"] for one in facts["exemptions"])):
            groups[group].append(row)
        link = (lambda n, made=made: f"[{n}]({made.reference}/records/{n}.md)") if records else str
        lines = "\n".join(f"| {link(r['number'])} | {r['date']} | {r['title']} | {r['outcome']} |" for r in facts["records"])
        front = f"---\ntitle: {json.dumps(facts['title'])}\ndescription: {json.dumps(facts['summary'])}\n---\n"
        schedule = f"\n## Schedule of records\n\n| No. | Date | Record | Outcome |\n| --- | --- | --- | --- |\n{lines}\n\n"
        (docs / "requests" / f"{made.reference}.md").write_text(front + made.files["request.md"] + schedule + made.files["response.md"])
        home = docs / "requests" / made.reference / "records"
        for record in facts["records"] if records else ():
            home.mkdir(parents=True, exist_ok=True)
            told = f"---\ntitle: {json.dumps(record['title'])}\n---\nRecord {record['number']} of [{facts['title']}](../../{made.reference}.md).\n\n"
            (home / f"{record['number']}.md").write_text(f"{told}{record['kind']}, {record['date']}: {record['outcome']}.\n")
    (docs / "lists").mkdir()
    for group, rows in groups.items():
        name = re.sub(r"\W+", "-", group).strip("-")
        (docs / "lists" / f"{name}.md").write_text(f"# {group}\n\n" + "\n".join(reversed(rows)) + "\n")
    (docs / "index.md").write_text("# A made log\n\nAnswers to requests.\n")
    return docs / "requests" / f"{every[len(every) // 2].reference}.md"


def hugo(every: Sequence[Made], folder: Path, records: bool = True) -> Path:
    """The log as Hugo wants it; returns the file that a change is made in."""
    content, layouts = folder / "content" / "requests", folder / "layouts"
    content.mkdir(parents=True)
    for kind in ("_default", "records"):
        (layouts / kind).mkdir(parents=True)
    (folder / "hugo.toml").write_text(HUGO)
    for name, text in (("baseof", _FRAME), ("single", _SINGLE), ("list", _LIST), ("terms", _LIST)):
        (layouts / "_default" / f"{name}.html").write_text(text)
    (layouts / "records" / "single.html").write_text(_RECORD)
    (folder / "content" / "records").mkdir()
    (folder / "content" / "records" / "_index.md").write_text(_UNLISTED)
    for made in every:
        facts = _facts(made)
        lines = [{key: str(one[key]) for key in ("number", "date", "title", "outcome", "kind")} for one in facts["records"]]
        front = {
            "title": facts["title"], "description": facts["summary"], "reference": made.reference,
            "date": str(facts["dates"]["published"]), "subjects": facts["subjects"], "years": [str(made.year)],
            "exemptions": [one["code"] for one in facts["exemptions"]], "records": lines,
        }  # fmt: skip
        body = made.files["request.md"] + "\n" + made.files["response.md"]
        (content / f"{made.reference}.md").write_text(json.dumps(front) + "\n\n" + body)
        home = folder / "content" / "records" / made.reference
        for one in lines if records else ():
            home.mkdir(parents=True, exist_ok=True)
            own = {**one, "request": facts["title"], "reference": made.reference, "url": f"/requests/{made.reference.lower()}/records/{one['number']}/"}
            (home / f"{one['number']}.md").write_text(json.dumps(own) + "\n")
    return content / f"{every[len(every) // 2].reference}.md"


def installed(hugo_program: str | None = None, records: bool = True) -> dict[str, Peer]:
    """The peers that are installed here. `records` tells whether they make a page for each record, as we do."""
    material = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    changes = frozenset({"cold", "one answer changed"})
    found = {"mkdocs + material": Peer(material, partial(mkdocs, records=records), "site", "mkdocs.yml", changes)}
    beside = Path(sys.executable).with_name("hugo")
    if program := hugo_program or (str(beside) if beside.exists() else shutil.which("hugo")):
        changes |= {"one request more", "one template changed"}
        template = "layouts/_default/baseof.html"
        found["hugo"] = Peer([program, "--quiet"], partial(hugo, records=records), "public", template, changes)
    return found
