# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clean copies of documents: nothing is left in them, and nothing that is seen is lost."""

import io
import re
import zipfile

import pytest

from disclosures.documents import markup
from disclosures.documents.kind import Kind, tell
from disclosures.safety.gate import Cleared, Gate
from disclosures.safety.pool import Pool
from disclosures.store import Store

from .making import findings, published, rules
from .making_office import SECRET, docx, inside, odp, ods, odt, package, para, pptx, run, shape
from .pictures import JPEG

LINE = "An ordinary line"
FOREIGN = f'<x:note xmlns:x="urn:example:notes" x:a="{SECRET}">{SECRET}</x:note>'


@pytest.fixture(scope="module")
def door():
    with Gate(Store(None), pool=Pool(1)) as open_gate:
        yield open_gate


@pytest.mark.parametrize(("data", "name"), [(docx(), "a.docx"), (pptx(), "a.pptx"), (odt(), "a.odt"), (odp(), "a.odp")])
def test_a_clean_document_goes_out_in_its_own_kind_with_its_text(data, name, door, tmp_path):
    path = tmp_path / name
    path.write_bytes(data)
    cleared = door.admit(path, "full")
    assert isinstance(cleared, Cleared)
    assert (cleared.name, cleared.kind) == (name, tell(data))
    assert LINE in inside(cleared.data)


SLOTS = {
    "an element that no program knows": docx(FOREIGN),
    "an attribute that no program knows": docx(f'<w:p xmlns:x="urn:example:notes" x:a="{SECRET}"/>'),
    "words between paragraphs": docx(f"{SECRET}<w:p/>"),
    "words between runs": docx(f"<w:p>{SECRET}<w:r>{SECRET}</w:r></w:p>"),
    "the name of a picture's part": docx("", ("i", "image", f"media/{SECRET}.jpeg"), parts={f"word/media/{SECRET}.jpeg": JPEG}),
    "a protection's password": docx(settings=f'<w:documentProtection w:hash="{SECRET}"/>'),
    "the source of a mail merge": docx(settings=f'<w:mailMerge><w:query w:val="{SECRET}"/></w:mailMerge>'),
    "the name of a theme": docx(
        "", ("t", "theme", "theme1.xml"),
        parts={"word/theme1.xml": f'<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{SECRET}"/>'},
    ),
    "who may edit": docx(f'<w:p><w:permStart w:id="1" w:ed="{SECRET}"/>{run("x")}<w:permEnd w:id="1"/></w:p>'),
    "the name of a shape": pptx(shape("Words", name=SECRET)),
    "a foreign element on a slide": pptx(shape("Words") + FOREIGN),
    "scripts": odt(f"<office:scripts><script:event>{SECRET}</script:event></office:scripts>"),
    "a foreign element": odt(FOREIGN),
    "words between paragraphs of LibreOffice": odt(f"<table:table>{SECRET}</table:table>"),
    "the name of a picture of LibreOffice": odt(
        f'<text:p><draw:frame draw:name="{SECRET}"><draw:image xlink:href="Pictures/{SECRET}.jpg"/></draw:frame></text:p>',
        parts={f"Pictures/{SECRET}.jpg": JPEG},
    ),
}  # fmt: skip


@pytest.mark.parametrize("data", SLOTS.values(), ids=SLOTS)
def test_nothing_is_left_in_the_copy_wherever_it_was_planted(data):
    out = inside(published(data, "a"))
    assert "Harbottle" not in out
    assert LINE in out


def references(data: bytes) -> list[str]:
    """Relationship ids that a part uses and its list does not have."""
    missing = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        for part in names - {"[Content_Types].xml"}:
            if not part.endswith(".xml"):
                continue
            used = {
                v
                for e in markup.read(archive.read(part), part).iter()
                for k, v in e.attrib.items()
                if k.startswith("r:")
            }
            folder, _, name = part.rpartition("/")
            rels = f"{folder}/_rels/{name}.rels"
            arrows = markup.read(archive.read(rels), rels) if rels in names else ()
            missing += sorted(used - {arrow.get("Id") for arrow in arrows})
            missing += [
                t for a in arrows if a.get("TargetMode") is None and (t := a.get("Target", "").lstrip("/")) not in names
            ]
    return missing


def test_every_reference_in_a_copy_leads_somewhere():
    pictures = [(f"i{n}", "image", f"media/image{n}.jpeg") for n in range(1, 13)]
    body = "".join(
        f'<w:p><w:r><w:drawing><wp:inline><a:blip r:embed="i{n}"/></wp:inline></w:drawing></w:r></w:p>'
        for n in range(1, 13)
    )
    data = docx(body, *pictures, parts={f"word/media/image{n}.jpeg": JPEG for n in range(1, 13)})
    once = published(data, "a.docx")
    assert references(once) == []
    assert len(re.findall(r"word/media/image\d+\.jpeg", " ".join(zipfile.ZipFile(io.BytesIO(once)).namelist()))) == 12
    assert published(once, "a.docx") == once


def test_prefixes_of_any_name_and_the_strict_form_are_understood():
    data = docx(para(SECRET, "<w:vanish/>"))
    parts = {n: zipfile.ZipFile(io.BytesIO(data)).read(n) for n in zipfile.ZipFile(io.BytesIO(data)).namelist()}
    other = re.sub(rb"(?<=[</ :])w:", b"word:", parts["word/document.xml"]).replace(b"xmlns:w=", b"xmlns:word=")
    strict = parts["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    for body in (other, strict):
        assert rules(package({**parts, "word/document.xml": body}), "a.docx") >= {"HIDDEN-TEXT"}


DEEP = "<w:sdt>" * 400 + "</w:sdt>" * 400


def with_part(name: str, body: bytes, data: bytes = b"") -> bytes:
    archive = zipfile.ZipFile(io.BytesIO(data or docx()))
    return package({**{n: archive.read(n) for n in archive.namelist()}, name: body})


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (docx(DEEP), "a.docx"),
        (with_part("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "a.docx"),
        (with_part("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")), "a.docx"),
        (with_part("word/document.xml", b"<w:document"), "a.docx"),
        (with_part("_rels/.rels", b"<a/>"), "a.docx"),
        (with_part("word/media/bomb.xml", bytes(90_000_000)), "a.docx"),
        (with_part("content.xml", b"<a/>", odt()), "a.odt"),
        (with_part("META-INF/manifest.xml", b"<a><encryption-data/></a>", odt()), "a.odt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le"), "a.docx"),
        (ods('<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'), "a.ods"),
    ],
    ids=["depth", "entities", "entities in UTF-16", "half a part", "nothing in it", "a bomb", "no body", "a password", "a password of Office", "a billion cells"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_a_cure(data, name):
    found = findings(data, name)
    assert {one.rule for one in found} <= {"DAMAGED", "ENCRYPTED"}
    assert all(one.cure for one in found)
    assert found


def test_a_password_is_told_from_damage():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert rules(locked, "a.docx") == {"ENCRYPTED"}
    assert rules(with_part("META-INF/manifest.xml", b"<encryption-data/>", odt()), "a.odt") == {"ENCRYPTED"}


def test_a_schedule_is_compared_with_the_marks_in_a_document(door, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(docx(para("Dear [redacted s40(2)], thank you.")))
    assert door.admit(path, "redacted").warnings == ()
    assert [one.rule for one in door.admit(path, "full").warnings] == ["OUTCOME"]


def test_a_workbook_of_libreoffice_goes_out_as_a_table():
    assert tell(ods()) is Kind.ODS
    assert published(ods(), "a.ods") == b"Ward,Potholes\r\nElm,12\r\n"
