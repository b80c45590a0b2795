# SPDX-License-Identifier: AGPL-3.0-or-later
import pytest

from disclosures.safety.examine import prepare

from ..making import findings, published, rules

RULE = "SVG-HIDDEN"
CHART = (
    '<style>.label{font-size:8px}</style><defs><linearGradient id="shade"><stop offset="0" stop-color="#ccc"/></linearGradient>'
    '<clipPath id="plot"><path d="M0 0H200V100H0z"/></clipPath></defs><rect width="200" height="100" fill="white"/>'
    '<g clip-path="url(#plot)"><rect x="20" y="30" width="20" height="60" fill="url(#shade)"/><path d="M0 90H200" stroke="black"/>'
    '</g><text class="label" x="20" y="98">Elm</text><text x="22" y="50" fill="black">12</text>'
    '<circle cx="100" cy="50" r="9" fill="none" stroke="red"/>'
)


def svg(body, **attributes):
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:ink="http://www.inkscape.org/namespaces/inkscape" width="200" height="100"{more}>{body}</svg>'
    ).encode()


def test_a_chart_is_not_reported_and_keeps_what_it_draws():
    assert findings(svg(CHART), "a.svg") == []
    _, (copy,) = prepare(svg(CHART), "a.svg")
    assert (copy.findings, copy.facts) == ((), {"width": 200, "height": 100})
    assert copy.data.count(b"<rect") == 2
    assert b'font-size="8px"' in copy.data
    assert published(copy.data, "a.svg") == copy.data


def test_a_size_in_millimetres_is_told_in_pixels():
    _, (copy,) = prepare(b'<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="1in"><path d="M0 0"/></svg>', "a.svg")
    assert copy.facts == {"width": 96, "height": 96}


WORDS = '<text x="10" y="40">Harbottle</text>'
HIDDEN = {
    "switched off": f'<g display="none">{WORDS}</g>',
    "switched off by a style": f'<g style="display:none">{WORDS}</g>',
    "switched off by a style sheet": f'<style>.off {{ visibility: hidden }}</style><g class="off">{WORDS}</g>',
    "transparent": f'<g opacity="0">{WORDS}</g>',
    "without ink": '<text x="10" y="40" fill="none">Harbottle</text>',
    "white": '<text x="10" y="40" fill="#fff">Harbottle</text>',
    "under a rectangle": WORDS + '<rect x="0" y="20" width="190" height="40"/>',
    "under a circle": WORDS + '<circle cx="40" cy="40" r="90"/>',
    "off the canvas": '<text x="500" y="40">Harbottle</text>',
    "tiny": '<text x="10" y="40" font-size="0.2">Harbottle</text>',
    "cut away": f'<clipPath id="c"><path d="M0 0H1V1z"/></clipPath><g clip-path="url(#c)">{WORDS}</g>',
    "in a script": "<script>Harbottle</script>",
    "in HTML": "<foreignObject>Harbottle</foreignObject>",
    "in a link": f'<a xlink:href="mailto:Harbottle">{WORDS}</a>',
}


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_seen_is_found_and_holds_the_file_back(body):
    found = findings(svg(body), "a.svg", RULE)
    assert any("Harbottle" in one.recovered for one in found)
    assert prepare(svg(body), "a.svg")[1] == ()


@pytest.mark.parametrize(
    "body",
    [
        '<path d="M10 10L30 40L40 10z"/><rect width="200" height="100" fill="white"/>',
        '<path d="M0 0" onclick="go()"/>',
        '<image xlink:href="https://example.org/a.png" width="9" height="9"/>',
        '<rect width="9" height="9" style="fill:url(https://example.org/a.svg#x)"/>',
        "<style>@import 'a.css';</style>",
        '<rect width="9" height="9" filter="url(#f)"/>',
    ],
    ids=["a shape under another", "a handler", "a picture", "a link in a style", "an import", "a filter"],
)
def test_what_cannot_be_judged_holds_the_file_back(body):
    assert rules(svg(body), "a.svg") == {RULE}


@pytest.mark.parametrize(
    "body",
    [
        "<!-- Harbottle -->",
        "<metadata>Harbottle</metadata>",
        '<g ink:label="Harbottle"><path d="M0 0"/></g>',
        "<title>Harbottle</title>",
        '<defs><text id="a">Harbottle</text></defs>',
        '<g data-name="Harbottle"><path d="M0 0"/></g>',
    ],
    ids=["comment", "metadata", "label", "title", "never used", "data"],
)
def test_what_draws_nothing_is_left_out_of_the_copy(body):
    data = svg(CHART + body)
    assert rules(data, "a.svg") == {"IMAGE-META"}
    assert b"Harbottle" not in published(data, "a.svg")


def test_names_of_parts_are_not_published():
    data = svg('<g id="Harbottle"><path id="b" d="M0 0"/></g><use href="#b"/>')
    copy = published(data, "a.svg")
    assert b"Harbottle" not in copy
    assert b'id="n1"' in copy
    assert b'href="#n1"' in copy


@pytest.mark.parametrize("kind", ["symbol", "pattern", "marker", "clipPath"])
def test_a_part_that_others_could_borrow_and_none_does_is_not_in_the_copy(kind):
    data = svg(f'<{kind} id="a"><text y="9">Harbottle</text></{kind}>')
    assert b"Harbottle" not in published(data, "a.svg")


@pytest.mark.parametrize("kind", ["pattern", "clipPath"])
def test_letters_in_a_part_that_fills_or_cuts_another_hold_the_drawing_back(kind):
    use = 'fill="url(#a)"' if kind == "pattern" else 'clip-path="url(#a)"'
    data = svg(f'<{kind} id="a"><text y="9">Harbottle</text></{kind}><rect width="20" height="20" {use}/>')
    assert "Harbottle" in " ".join(one.recovered for one in findings(data, "a.svg", "SVG-HIDDEN"))
