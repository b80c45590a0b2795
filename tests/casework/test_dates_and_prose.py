# SPDX-License-Identifier: AGPL-3.0-or-later
"""Dates, deadlines, links, and the words of an answer."""

from __future__ import annotations

from datetime import date

import pytest

from disclosures.casework import case, folder

from .sample import AUTHORITIES, TODAY, Folder


@pytest.mark.parametrize(
    "dates",
    [
        "{received: 2024-03-04, responded: 2024-03-04, published: 2024-03-04}",
        "{responded: 2024-03, published: 2024-03-01}",
        "{}",
        "{received: 2024}",
        "{received: 2024-03-31, responded: 2024-03, published: 2024}",
    ],
)
def test_dates_that_may_be_true_pass(request_folder, dates):
    text = (request_folder.path / "request.yaml").read_text()
    start, end = text.index("dates:"), text.index("subjects:")
    (request_folder.path / "request.yaml").write_text(text[:start] + f"dates: {dates}\n" + text[end:])
    assert request_folder.ids() == []


def test_a_date_to_come_is_a_warning_unless_publication_is_planned(request_folder):
    assert request_folder.ids(today=date(2024, 3, 30)) == []
    assert request_folder.ids(today=date(2024, 3, 10)) == ["dates-future"]


@pytest.mark.parametrize(
    ("received", "responded", "late"),
    [
        (
            "2024-03-04",
            "2024-04-04",
            False,
        ),  # 20 working days, with St Patrick's Day (Monday 18 March), Good Friday and Easter Monday left out
        ("2024-03-04", "2024-04-05", True),
        ("2024-03", "2024-07-01", False),  # the day of receipt is not known
        ("2023-12-29", "2024-01-30", False),  # 2 January is a holiday in Scotland, and so left out everywhere
        ("2023-12-29", "2024-01-31", True),
    ],
)
def test_working_days_of_the_statute_decide_whether_an_answer_is_late(request_folder, received, responded, late):
    request_folder.change("received: 2024-03-04", f"received: {received}").change(
        "responded: 2024-03-26", f"responded: {responded}"
    )
    request_folder.change("published: 2024-04", "published: 2025-04")
    assert request_folder.ids() == (["deadline-missed"] if late else [])


@pytest.mark.parametrize(
    "why",
    [
        "  extended: {to: 2024-05-02, under: s10(3), why: public interest}\n",
        "  clock_paused: [{from: 2024-03-05, to: 2024-04-20, why: clarification}]\n",
    ],
)
def test_an_extension_or_a_pause_explains_a_late_answer(request_folder, why):
    request_folder.change("responded: 2024-03-26", "responded: 2024-05-01").change(
        "published: 2024-04", "published: 2024-06"
    )
    assert request_folder.ids() == ["deadline-missed"]
    request_folder.change("subjects:", f"{why}subjects:")
    assert request_folder.ids() == []


def test_an_apology_explains_a_late_answer(request_folder):
    request_folder.change("responded: 2024-03-26", "responded: 2024-05-01").change(
        "published: 2024-04", "published: 2024-06"
    )
    assert request_folder.add("\nWe are sorry for the delay.\n", "response.md").ids() == []


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/a?b=c&page=2",
        "http://example.org",
        "https://example.org:8443/a%20b.pdf#page=3",
        "https://xn--bcher-kva.example/",
        "https://example.org/?id=7&sort=signed",
    ],
)
def test_public_addresses_pass(request_folder, url):
    assert (
        request_folder.change("https://www.example.org/bridges-2023.pdf", url)
        .add(f"\nSee [this]({url}) and <{url}>.\n", "response.md")
        .ids()
        == []
    )


@pytest.mark.parametrize(
    ("url", "id"),
    [
        ("www.example.org/a", "link-form"),
        ("file:///S:/foi/a.pdf", "link-form"),
        ("\\\\server\\foi", "link-form"),
        ("ftp://example.org/a", "link-form"),
        ("http://localhost/a", "link-form"),
        ("https://10.0.0.3/a", "link-form"),
        ("https://sharepoint.corp/a", "link-form"),
        ("https://example.org/a b", "link-form"),
        ("http://[::1/", "link-form"),
        ("https://me:pw@example.org/", "link-credentials"),
        ("https://example.org/a?access_token=x", "link-credentials"),
        ("https://example.org/?a=1&utm_campaign=x", "link-tracker"),
        ("https://example.org/?fbclid=x", "link-tracker"),
    ],
)
def test_addresses_that_are_not_public_are_refused(request_folder, url, id):
    request_folder.change("https://www.example.org/bridges-2023.pdf", f"'{url}'")
    assert request_folder.ids() == [id]


@pytest.mark.parametrize(
    "text",
    [
        "[top](#decision)",
        "[how to ask](/how-to-ask/)",
        "[a page](../other/)",
        "[mail](mailto:foi@example.org)",
        "Ratio 3:4, see C: below",
        "`file:///x`",
    ],
)
def test_ordinary_links_in_an_answer_pass(request_folder, text):
    assert request_folder.add(f"\n{text}\n", "response.md").ids() == []


@pytest.mark.parametrize(
    "text",
    ["[x](file:///S:/foi)", "https://me:pw@example.org/x", "<https://example.org/?gclid=1>", "[x]: https://intranet/y"],
)
def test_links_in_an_answer_are_held_to_the_same(request_folder, text):
    assert len(request_folder.add(f"\n{text}\n", "response.md").ids()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "`<script>`",
        "```html\n<script>x</script>\n```",
        "The form is attached.",
        "javascript: a language",
        "<b>bold</b>",
        "[x](https://example.org/onclick=1)",
        "an <em>important</em> link",
        "2 <input> is shown as `<input>`".replace("<input> is", "inputs are"),
    ],
)
def test_harmless_markdown_passes(request_folder, text):
    assert request_folder.add(f"\n{text}\n", "response.md").ids() == []


@pytest.mark.parametrize(
    "text",
    [
        "<SCRIPT src=x>",
        "<img src=x onerror=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](  JaVaScRiPt:alert(1))",
        "<svg/onload=x>",
        "[x](data:text/html,hi)",
        "[x]: javascript:alert(1)",
        "<iframe src=x>",
        "<form action=x>",
        "<style>b{}</style>",
        "<javascript:alert(1)>",
        "< script>",
    ],
)
def test_active_content_is_refused_at_its_line(request_folder, text):
    [problem] = [p for p in request_folder.add(f"\n{text}\n", "response.md").problems() if p.id == "markdown-active"]
    assert problem.place.line == request_folder.line_of(text, "response.md")


@pytest.mark.parametrize(
    "text",
    [
        "We have to do this.",
        "[insert](https://example.org)",
        "XXXI",
        "a todo-list",
        "What? Why??",
        "[name withheld]",
        "[sic]",
    ],
)
def test_words_that_only_look_like_placeholders_pass(request_folder, text):
    assert request_folder.add(f"\n{text}\n", "response.md").ids() == []


@pytest.mark.parametrize(
    "text",
    [
        "TODO",
        "TBC",
        "[insert date]",
        "<enter name>",
        "{your text}",
        "[NAME]",
        "[xx]",
        "XXX",
        "LOREM IPSUM dolor",
        "???",
    ],
)
def test_placeholders_are_refused(request_folder, text):
    assert "placeholder" in request_folder.add(f"\nOn {text} we met.\n", "response.md").ids()


@pytest.mark.parametrize(
    "text",
    [
        "foi@example.org",
        "information.rights@council.example",
        "0303 123 1113",
        "0800 111 222",
        "01.FOI.22.023334",
        "2022-01-14",
        "record 0123",
        "£1,234,567,890",
        "01/02/2023",
    ],
)
def test_public_contacts_and_plain_numbers_pass(request_folder, text):
    assert request_folder.add(f"\nSee {text} for more.\n", "response.md").ids() == []


@pytest.mark.parametrize(
    "text",
    [
        "jane.smith@example.org",
        "j.smith@nhs.example",
        "07700 900123",
        "+44 7700 900123",
        "020 7946 0018",
        "(01632) 960 001".strip("(").replace(")", ""),
    ],
)
def test_contacts_of_a_person_are_a_warning(request_folder, text):
    assert [
        (p.id, p.severity.word) for p in request_folder.add(f"\nSee {text} for more.\n", "response.md").problems()
    ] == [("contact-person", "warning")]


def test_headings_in_order_pass_and_a_jump_is_told(request_folder):
    assert request_folder.add("\n### A\n\n#### B\n\n## C\n\n```\n##### not a heading\n```\n", "response.md").ids() == []
    assert request_folder.add("\n##### D\n\n##\n", "response.md").ids() == ["headings-order", "headings-empty"]


def test_short_texts_may_be_as_long_as_allowed(request_folder):
    assert request_folder.add(f"in_short: {'word ' * 80}\n").ids() == []
    assert request_folder.change("word word", "word word word").ids() == ["text-too-long"]


def test_a_complete_translation_passes(request_folder):
    request_folder.add("translations:\n  cy:\n    title: Trwsio’r bont\n")
    request_folder.add("Anfonwch y llythyrau.\n", "request.cy.md").add("Dyma’r llythyrau.\n", "response.cy.md")
    assert request_folder.ids() == []


def test_a_draft_is_told_everything_but_stops_nothing(request_folder):
    request_folder.add("status: draft\n").change("code: s40(2)", "code: s99")
    assert {p.severity.word for p in request_folder.problems()} == {"warning"}


def test_a_complete_withdrawal_needs_neither_texts_nor_files(request_folder):
    request_folder.add("status: withdrawn\nwithdrawn: {date: 2024-06-01, reason: It showed a name in error.}\n")
    for name in ("request.md", "response.md", "records/1-letter.pdf", "records/2-emails.pdf"):
        (request_folder.path / name).unlink()
    assert request_folder.ids() == []


def test_references_that_differ_only_in_punctuation_collide(tmp_path):
    one, other = Folder(tmp_path / "log" / "a"), Folder(tmp_path / "log" / "b")
    other.change("FOI-2024-017", "FOI-2024-018")
    read = lambda: [p.id for p in case.check_log(folder.load_log(tmp_path / "log"), AUTHORITIES, today=TODAY)]  # noqa: E731
    assert read() == []
    other.change("FOI-2024-018", "foi/2024/017")
    assert read() == ["reference-repeated"]
    assert one.ids() == []
