# SPDX-License-Identifier: AGPL-3.0-or-later
"""A plan as one HTML page that needs nothing else: for each file the first page's picture, old beside new.

The pictures are those that the two sites have already; they are held inside the page, so that it can be sent by e-mail.
"""

from __future__ import annotations

import base64
from html import escape

from . import told
from .changes import FileChange
from .plan import Plan
from .requests import Source
from .served import address, content_type

PICTURES_AT_MOST = 200
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1{line-height:1.2}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.5rem;border-bottom:1px solid #767676}
code{overflow-wrap:anywhere;font-size:.85em}.no,.error{border-left:.5rem solid #b10e1e;padding-left:1rem}.yes{border-left:.5rem solid #00703c;padding-left:1rem}
figure{display:inline-block;margin:0 1rem 0 0}img{border:1px solid #767676;width:12rem;height:17rem;object-fit:cover;object-position:top left}figcaption{font-size:.85em}
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}}
"""


def page(plan: Plan, live: Source, new: Source) -> str:
    """The whole page. Pictures are read from the two trees; of a very large release only the first are shown."""
    changes = plan.changes
    verdict = "no" if plan.errors else "yes"
    parts = [
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="robots" content="noindex">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Release plan for {escape(plan.target)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f'<h1>Release plan for {escape(plan.target)}</h1>\n<p class="{verdict}"><strong>{escape(told.verdict(plan))}</strong></p>',
        f"<p>{escape(told.headline(plan))}</p>\n<p>{escape(told.pages_line(plan))}.</p>\n<p>Tree: <code>{plan.digest}</code></p>",
    ]
    if plan.problems:
        items = "".join(
            f'<li class="{p.severity.word}"><strong>{p.severity.word.capitalize()}</strong>: {escape(p.message)} '
            f"(<code>{escape(p.id)}</code>, {escape(str(p.place))}). {escape(p.cure)}</li>\n"
            for p in plan.problems
        )
        parts.append(f"<h2>What was found</h2>\n<ul>\n{items}</ul>")
    if changes.requests:
        rows = "".join(
            f"<tr><td>{told.KINDS[r.kind]}</td><td>{escape(r.reference)}</td><td>{escape(r.title)}</td><td>{escape(', '.join(r.what))}</td></tr>\n"
            for r in changes.requests
        )
        head = '<tr><th scope="col">Change</th><th scope="col">Reference</th><th scope="col">Title</th><th scope="col">What</th></tr>'
        parts.append(f"<h2>Requests</h2>\n<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>")
    if changes.files:
        rows = "".join(_row(one, live, new, pictures=place < PICTURES_AT_MOST) for place, one in enumerate(changes.files))
        head = '<tr><th scope="col">Change</th><th scope="col">File</th><th scope="col">First page</th></tr>'
        parts.append(f"<h2>Files</h2>\n<table>\n<thead>{head}</thead>\n<tbody>\n{rows}</tbody>\n</table>")
    if changes.moved:
        items = "".join(f"<li><code>{escape(address(a))}</code> is now <code>{escape(address(b))}</code></li>\n" for a, b in changes.moved)
        parts.append(f"<h2>Moved</h2>\n<ul>\n{items}</ul>")
    if not plan.compared:
        parts.append("<p>The tree was not compared with the log, because it was not built here.</p>")
    return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


def _row(one: FileChange, live: Source, new: Source, pictures: bool) -> str:
    name = escape(one.new_path or one.old_path or "")
    hashes = "".join(
        f"<br>{side}: <code>{entry.sha256}</code>, {told.size(entry.size)}" for side, entry in (("old", one.old), ("new", one.new)) if entry
    )
    shown = (_figure("Old", live, one.old_picture) + _figure("New", new, one.new_picture)) if pictures else ""
    return f"<tr><td>{told.FILES[one.kind]}</td><td><code>{name}</code> (record {escape(one.record)}){hashes}</td><td>{shown or 'No picture'}</td></tr>\n"


def _figure(side: str, source: Source, path: str) -> str:
    if not path or path not in source.files:
        return ""
    data = base64.b64encode(source.read(path)).decode()
    return f'<figure><img src="data:{content_type(path)};base64,{data}" alt="{side} file, first pages"><figcaption>{side}</figcaption></figure>'
