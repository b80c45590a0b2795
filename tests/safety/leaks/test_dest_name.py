# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import SECRET, changed, findings, pdf, published

RULE = "DEST-NAME"


def named(style, name=SECRET.replace(" ", ".")):
    def plant(document):
        place = pikepdf.Array([document.pages[1].obj, pikepdf.Name.Fit])
        if style == "old":
            document.Root.Dests = pikepdf.Dictionary({f"/{name}": place})
            target = pikepdf.Name(f"/{name}")
        else:
            leaf = document.make_indirect(pikepdf.Dictionary(Names=[name, pikepdf.Dictionary(D=place)]))
            document.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Kids=[leaf]))
            target = pikepdf.String(name)
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[60, 700, 200, 720])
        other = pikepdf.Dictionary(link)
        link.Dest = target
        other.A = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=target)
        document.pages[0].Annots = pikepdf.Array([link, other])

    return changed(pdf(lambda page: None, lambda page: None), plant)


def test_links_to_pages_without_names_are_not_reported():
    def link(page):
        page.insert_link({"kind": pymupdf.LINK_GOTO, "from": page.rect, "page": 0, "to": pymupdf.Point(0, 0)})

    assert findings(pdf(link), rule=RULE) == []


@pytest.mark.parametrize("style", ["old", "new"])
@pytest.mark.parametrize(
    "name", ["section.1", "page.iv", "G1.1", "_Toc123456", "Hfootnote.2", "d000001", "an-ordinary-line"]
)
def test_a_name_that_tells_nothing_new_is_kept_because_links_from_outside_lead_there(style, name):
    data = named(style, name)
    assert findings(data, rule=RULE) == []
    assert pymupdf.open(stream=published(data)).resolve_link(f"#nameddest={name}")[0] == 1


def test_names_that_are_kept_and_names_that_are_numbered_are_both_found_by_readers():
    def plant(document):
        place = pikepdf.Array([document.pages[1].obj, pikepdf.Name.Fit])
        names = ["Harbottle", "d000001", "section.1", "Wrigglesworth"]
        document.Root.Dests = pikepdf.Dictionary({f"/{name}": place for name in names})

    copy = pymupdf.open(stream=published(changed(pdf(lambda page: None, lambda page: None), plant)))
    assert sorted(copy.resolve_names()) == ["d000001", "d000002", "d000003", "section.1"]


@pytest.mark.parametrize("style", ["old", "new"])
def test_a_named_place_is_found_and_numbered_in_the_copy_where_links_still_lead_to_it(style):
    data = named(style)
    assert [one.recovered for one in findings(data, rule=RULE)] == [SECRET.replace(" ", ".")]
    copy = pymupdf.open(stream=published(data))
    assert "Harbottle" not in "".join(copy.xref_object(number) for number in range(1, copy.xref_length()))
    links = copy[0].get_links()
    assert len(links) == 2
    assert all(copy.resolve_link(f"#nameddest={link.get('nameddest') or link.get('name')}")[0] == 1 for link in links)
