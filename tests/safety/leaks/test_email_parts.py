# SPDX-License-Identifier: AGPL-3.0-or-later
from email.message import EmailMessage

import pytest

from disclosures.safety.examine import prepare

from ..making import findings
from ..packing import message

RULE = "EMAIL-PARTS"
HTML = "<html><head><style>p{color:red}</style></head><body><!--[if mso]>x<![endif]--><p>The <b>count</b> was&nbsp;12.</p></body></html>"


def invitation():
    part = EmailMessage()
    part.set_content("ATTENDEE:Harbottle", subtype="calendar")
    return part


def both(html, text="The count was 12.\n"):
    return message(text, lambda mail: mail.add_alternative(html, subtype="html"))


@pytest.mark.parametrize(
    "data",
    [
        message(),
        both(HTML),
        both('<p>The count was <a href="https://council.example/x">12</a>.</p>', "The count was 12 <https://council.example/x>.\n"),
        both('<p>The count was 12.<img src="cid:logo" alt="Logo"></p>', "The count was 12.\n[cid:logo]\n"),
    ],
    ids=["text alone", "text and HTML", "with a link", "with a picture"],
)
def test_two_forms_of_the_same_words_are_not_reported(data):
    assert findings(data, "a.eml") == []


def test_a_message_in_html_alone_is_published_as_its_words():
    def html(mail):
        mail.set_content(HTML, subtype="html")

    _, (copy,) = prepare(message(change=html), "a.eml")
    assert copy.data.endswith(b"\n\nThe count was 12.\n")


@pytest.mark.parametrize(
    "data",
    [
        both(HTML, "The count was 12, said Harbottle.\n"),
        both(HTML.replace("12", "12, said Harbottle")),
        both(HTML.replace("</p>", '<span style="display: none">Harbottle</span></p>')),
        both(HTML.replace("</p>", '<font color="white">Harbottle</font></p>')),
        both(HTML.replace("</p>", '<span style="font-size:0px">Harbottle</span></p>')),
        both(HTML.replace("</p>", "<!-- Harbottle --></p>")),
        both(HTML) + b"\nHarbottle\n",
        message(change=lambda mail: (mail.make_mixed(), mail.attach(invitation()))),
    ],
    ids=["more in the text", "more in the HTML", "switched off", "white", "tiny", "a comment", "behind the parts", "an invitation"],
)
def test_what_a_reader_does_not_see_is_found_and_holds_the_message_back(data):
    assert any("arbottle" in one.recovered for one in findings(data, "a.eml", RULE))
    assert prepare(data, "a.eml")[1] == ()


def only(html):
    return message(change=lambda mail: mail.set_content(html, subtype="html"))


@pytest.mark.parametrize(
    "html",
    [
        '<table bgcolor="#1d3f73"><tr><td style="color: #ffffff">White on blue.</td></tr></table>',
        '<style>@media (max-width: 9em) { .wide { display: none } }</style><p class="wide">Not on a phone.</p>',
        '<style>/* .a { display: none } */ p { color: #333 }</style><p class="a">Dark grey.</p>',
        '<p style="background: url(x.png); color: white">On a picture.</p>',
    ],
)
def test_words_in_html_that_are_seen_are_not_reported(html):
    assert findings(only(html), "a.eml") == []


@pytest.mark.parametrize(
    "html",
    [
        "<style>.h { display: none }</style><p>Seen <span class='b h'>Harbottle</span></p>",
        "<style>#h, .x { visibility: hidden; }</style><p id=h>Harbottle</p>",
        '<p>Seen <span style="color:#fefefe">Harbottle</span></p>',
        '<p>Seen <span style="color: rgb(255, 255, 255)">Harbottle</span></p>',
        '<p>Seen <span style="color:black;background:black">Harbottle</span></p>',
        '<p bgcolor="#000">Harbottle</p>',
        '<p>Seen <span style="position:absolute;clip:rect(0 0 0 0)">Harbottle</span></p>',
        "<p>Seen</p><dialog>Harbottle</dialog>",
        "<p>Seen</p><datalist><option>Harbottle</option></datalist>",
    ],
)
def test_words_that_html_alone_hides_are_found(html):
    assert [one.recovered for one in findings(only(html), "a.eml", RULE)] == ["Harbottle"]


def test_a_second_subject_and_a_second_form_of_one_kind_are_found():
    twice = message().replace(b"Subject: Potholes", b"Subject: Potholes\nSubject: Harbottle")
    assert [one.recovered for one in findings(twice, "a.eml", RULE)] == ["Harbottle"]
    forms = message(change=lambda mail: mail.add_alternative("The count was 12.\n", subtype="plain"), text="By Harbottle\n")
    assert [one.recovered.strip() for one in findings(forms, "a.eml", RULE)] == ["By Harbottle"]
