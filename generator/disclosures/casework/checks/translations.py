# SPDX-License-Identifier: AGPL-3.0-or-later
"""Answers in more than one language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

PART = Check(
    id="translation-incomplete",
    severity=Severity.ERROR,
    title="A translation lacks its text",
    what="For each language under `translations`, the folder holds `request.<language>.md` and `response.<language>.md`.",
    why="A page that changes language half way serves nobody.",
    before="translations: {cy: {title: …}}   # without response.cy.md",
    after="response.cy.md and request.cy.md lie beside request.yaml",
)
UNDECLARED = Check(
    id="translation-undeclared",
    severity=Severity.ERROR,
    title="A translated text has no title",
    what="Each `request.<language>.md` and `response.<language>.md` has its language under `translations`, with a title.",
    why="The page in that language needs a title in it.",
    before="response.cy.md lies in the folder",
    after="translations:\n  cy:\n    title: …",
)
CODE = Check(
    id="language-code",
    severity=Severity.ERROR,
    title="A language code is not one",
    what="`language` and the keys of `translations` are codes such as `en`, `cy`, `gd` or `fr-CA`, each used once.",
    why="Browsers and screen readers choose the voice by it.",
    before="language: English",
    after="language: en",
)
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


@check(PART, UNDECLARED, CODE)
def translations(case: Case) -> Iterator[Problem]:
    request, texts = case.request, case.loaded.texts
    if not _CODE.match(request.language):
        yield case.problem(
            CODE,
            ("language",),
            f"“{request.language}” is not the code of a language",
            "Write the code, for example en for English or cy for Welsh.",
        )
    for code in request.translations:
        path = ("translations", code)
        if not _CODE.match(code) or code == request.language:
            found = "is the request's own language" if code == request.language else "is not the code of a language"
            yield case.problem(
                CODE,
                path,
                f"“{code}” {found}",
                "Write the code of the translation's language, for example cy for Welsh.",
                key=True,
            )
            continue
        for stem in ("request", "response"):
            if f"{stem}.{code}.md" not in texts and request.status != "withdrawn":
                yield case.problem(
                    PART,
                    path,
                    f"{stem}.{code}.md is missing",
                    f"Add {stem}.{code}.md, or remove `{code}` from `translations`.",
                    key=True,
                )
    for name in sorted(texts):
        code = name.split(".", 1)[1].removesuffix("md").rstrip(".")
        if code and code not in request.translations:
            yield case.about_file(
                UNDECLARED,
                name,
                f"{name} is there, but `translations` does not list `{code}`",
                f"Add `{code}:` with its `title:` under `translations`.",
            )
