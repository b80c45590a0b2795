# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a disclosure was used: the address leads to a public page, and the day is one on which there was an answer."""

from __future__ import annotations

import pytest

ARTICLE = "\nused_in:\n  - kind: article\n    title: Bridge repairs cost twice the estimate\n    publisher: Example Gazette\n"


@pytest.mark.parametrize("more", ["", "    date: 2024-05-02\n", "    date: 2024\n", "    url: https://www.example.org/bridge\n"])
def test_an_article_that_came_after_the_answer_passes(request_folder, more):
    assert request_folder.add(ARTICLE + more).ids() == []


def test_an_article_that_came_before_the_answer_is_refused_at_its_date(request_folder):
    (problem,) = request_folder.add(ARTICLE + "    date: 2023-05-03\n").problems()
    assert problem.id == "used-before-answered" and "3 May 2023" in problem.message
    assert problem.place.line == request_folder.line_of("2023-05-03")


def test_an_article_that_is_still_to_come_is_doubted(request_folder):
    assert request_folder.add(ARTICLE + "    date: 2204-05-02\n").ids() == ["dates-future"]


@pytest.mark.parametrize(("url", "id"), [
    ("file:///S:/cuttings/1.pdf", "link-form"),
    ("https://intranet.local/cuttings", "link-form"),
    ("https://www.example.org/bridge?utm_source=alert", "link-tracker"),
    ("https://user:word@example.org/bridge", "link-credentials"),
])  # fmt: skip
def test_an_address_that_readers_should_not_follow_is_refused_once(request_folder, url, id):
    (problem,) = request_folder.add(f"{ARTICLE}    url: {url}\n").problems()
    assert problem.id == id and problem.place.line == request_folder.line_of(url)


def test_a_kind_that_is_not_known_is_refused_with_those_that_are(request_folder):
    (problem,) = request_folder.add(ARTICLE.replace("article", "leaflet")).problems()
    assert problem.id == "value-unknown" and "judgment" in str(problem)
