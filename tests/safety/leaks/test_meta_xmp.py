# SPDX-License-Identifier: AGPL-3.0-or-later
import io

import pikepdf
import pytest

from ..making import changed, findings, pdf, published

RULE = "META-XMP"


PACKET = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" {}</rdf:RDF>'
    '</x:xmpmeta><?xpacket end="w"?>'
)
ELEMENT = PACKET.format(
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Q. Harbottle</dc:creator></rdf:Description>'
)
ATTRIBUTE = PACKET.format('xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Harbottle 1.0"/>')


def on(holder, packet):
    def change(document):
        stream = document.make_stream(packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
        (document.Root if holder == "document" else document.pages[0].obj).Metadata = stream

    return changed(pdf(), change)


def test_a_document_without_metadata_and_our_own_copy_with_a_title_are_not_reported():
    assert findings(pdf(), rule=RULE) == []

    def titled(document):
        document.docinfo["/Title"] = "An ordinary line of the record"

    assert findings(published(changed(pdf(), titled)), rule=RULE) == []


def test_a_packet_is_found_on_the_document_and_on_a_page_in_elements_and_attributes():
    for holder in ("document", "page"):
        for packet in (ELEMENT, ATTRIBUTE):
            data = on(holder, packet)
            assert findings(data, rule=RULE), (holder, packet)
            assert b"Harbottle" not in published(data)


@pytest.mark.parametrize("part", ["1", "2"])
def test_the_copy_keeps_the_mark_of_an_accessible_document(part):
    packet = (
        '<?xpacket begin="" id="x"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>Harbottle</dc:creator><pdfuaid:part>{part}</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
    )

    def plant(document):
        document.Root.Metadata = document.make_stream(packet.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)

    copy = published(changed(pdf(), plant))
    with pikepdf.open(io.BytesIO(copy)) as document:
        kept = document.Root.Metadata.read_bytes()
    assert f"<pdfuaid:part>{part}</pdfuaid:part>".encode() in kept
    assert b"Harbottle" not in kept
