# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an answer points to: material that is public already, and where the disclosure was used."""

from __future__ import annotations

import json
import re
from pathlib import Path

SEED = "requests/01-foi-22-023334"
USED = "requests/nmc-22-0041"
REPORT = "already-public/iopc-website-operation-hotton-learning-report"


def read(site: Path, place: str) -> str:
    return (site / place / "index.html").read_text(encoding="utf-8")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_answer_that_points_nowhere_says_nothing_of_it(site: Path) -> None:
    html = read(site, "requests/nmc-23-0150")
    assert "already-public/" not in html and "Used in" not in html
    assert json.loads((site / "requests/nmc-23-0150/request.json").read_bytes())["used_in"] == []


def test_public_material_has_a_page_that_lists_what_it_covers_and_the_answers_it_bears_on(site: Path) -> None:
    html = read(site, REPORT)
    assert 'href="https://policeconduct.gov.uk/node/4092"' in html
    covered = re.findall(rf'href="\.\./\.\./{SEED}/records/([\d.]+)/"', html)
    assert covered == ["8", "8.1", "8.2", "10", "10.1"]
    assert f'href="../../{SEED}/"' in html and "largely the same matter" in words(html)
    for place in (SEED, f"{SEED}/records/8.1"):
        assert REPORT in read(site, place), place
    assert REPORT.split("/")[1] in read(site, "already-public")


def test_the_answer_lists_where_it_was_used_and_its_data_says_the_same(site: Path) -> None:
    html, data = read(site, USED), json.loads((site / USED / "request.json").read_bytes())["used_in"]
    assert [(one["kind"], one["date"], bool(one["url"])) for one in data] == [("article", "2022-06-02", True), ("report", "2023", False)]
    told = words(html)
    for one in data:
        assert one["title"] in told and one["publisher"] in told
    assert f'href="{data[0]["url"]}"' in html
