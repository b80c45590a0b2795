# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf
import pymupdf
import pytest

from ..making import changed, findings, pdf

RULE = "ATTACHMENT"


def file_spec(document):
    stream = document.make_stream(b"everything", Type=pikepdf.Name.EmbeddedFile)
    return pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F="a.csv", EF=pikepdf.Dictionary(F=stream))


def associated(document):
    document.Root.AF = pikepdf.Array([document.make_indirect(file_spec(document))])


def written_into_an_annotation(document):
    note = pikepdf.Dictionary(Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], FS=file_spec(document))
    document.pages[0].Annots = pikepdf.Array([note])


def behind_a_link(document):
    action = pikepdf.Dictionary(S=pikepdf.Name.GoToE, F=file_spec(document))
    document.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)]
    )


def test_a_plain_document_has_none():
    assert findings(pdf(), rule=RULE) == []


def test_an_entry_of_the_list_of_attachments_is_found():
    document = pymupdf.open(stream=pdf())
    document.embfile_add("source.docx", b"everything")
    assert [one.recovered for one in findings(document.tobytes(), rule=RULE)] == ["source.docx"]


def test_an_attachment_that_hangs_on_a_page_is_found():
    found = findings(pdf(lambda page: page.add_file_annot((72, 72), b"everything", "notes.txt")), rule=RULE)
    assert [one.recovered for one in found] == ["notes.txt"]


@pytest.mark.parametrize("slot", [associated, written_into_an_annotation, behind_a_link])
def test_a_file_in_any_other_slot_is_found(slot):
    assert [one.recovered for one in findings(changed(pdf(), slot), rule=RULE)] == ["a.csv"]


def test_a_file_stream_that_nothing_names_is_found():
    def loose(document):
        document.Root.Extra = document.make_stream(b"everything", Type=pikepdf.Name.EmbeddedFile)

    assert [one.recovered for one in findings(changed(pdf(), loose), rule=RULE)] == ["unnamed"]
