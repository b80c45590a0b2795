# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problems as HTML: the panel over the last good page, and the page that stands in before there is one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from markupsafe import Markup

from ..problems import Place, Problem, Severity
from .state import Told

OWN = "/.disclosures/"
"""Where this program's own files are on the host: no page of a site has a name with a dot at its start."""
MOST = 30
"""Problems that are shown; the terminal has all."""

_PROBLEMS = Markup("<h2>{}</h2>\n<ol>\n{}</ol>\n{}<p>This goes away by itself when it is mended.</p>\n")
_PROBLEM = Markup("<li><p><code>{}</code></p>\n<p>{}.</p>\n<p><b>Cure:</b> {}</p></li>\n")
_MORE = Markup("<p>{} more are told in the terminal.</p>\n")
_PANEL = Markup('<section id="disclosures-problems" role="alert">\n{}</section>\n')
_HEAD = Markup('<link rel="stylesheet" href="{0}panel.css">\n<script src="{0}page.js" data-version="{1}"{2} defer></script>\n')
_PAGE = Markup("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{head}</head>
<body class="disclosures-alone">
<main>
<h1>{title}</h1>
<p>{words}</p>
{panel}</main>
</body>
</html>
""")


def problems(found: Sequence[Problem], root: Path) -> str:
    """The errors among them; files are told from the folder `root`."""
    errors = [one for one in found if one.severity is Severity.ERROR]
    many = len(errors)
    title = f"{many} error{'s' * (many != 1)}: this is not in the site yet"
    told = Markup("").join(_PROBLEM.format(where(p.place, root), p.message.rstrip("."), p.cure) for p in errors[:MOST])
    return _PROBLEMS.format(title, told, _MORE.format(many - MOST) if many > MOST else "")


def where(place: Place, root: Path) -> str:
    """`requests/2024/AB-1/request.yaml, line 4, column 3`."""
    file = place.file.relative_to(root).as_posix() if place.file.is_relative_to(root) else str(place.file)
    told = [file, f"line {place.line}" if place.line else "", f"column {place.column}" if place.column else "", place.detail]
    return ", ".join(filter(None, told))


def into(html: bytes, told: Told) -> bytes:
    """A page of the site as it is served: with what makes it load itself anew. The file on the disk stays as it is."""
    before, head, after = html.partition(b"</head>")
    added = _HEAD.format(OWN, told.version, "").encode()
    return before + added + head + after if head else html + added


def alone(told: Told) -> bytes:
    """The page for the time before the first good build."""
    title = "The site cannot be built yet" if told.panel else "The site is being built"
    words = "Once it is built, it is shown here by itself." if told.panel else "It is shown here by itself when it is done."
    head = _HEAD.format(OWN, told.version, Markup(' data-serial="{}"').format(told.serial))
    panel = _PANEL.format(Markup(told.panel)) if told.panel else ""
    return _PAGE.format(title=title, words=words, head=head, panel=panel).encode()
