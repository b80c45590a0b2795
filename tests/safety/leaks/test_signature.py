# SPDX-License-Identifier: AGPL-3.0-or-later
import pikepdf

from ..making import SECRET, changed, findings, pdf

RULE = "SIGNATURE"


def signed(document):
    seal = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name=SECRET, Location="Nether Wallop", ByteRange=[0, 1, 2, 3])
    field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1", V=document.make_indirect(seal))
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)], SigFlags=3)


def test_a_place_for_a_signature_that_nobody_signed_is_not_reported():
    def unsigned(document):
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="Signature1")
        document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)])

    assert findings(changed(pdf(), unsigned), rule=RULE) == []


def test_a_signature_is_found_for_review_with_what_it_says():
    found = findings(changed(pdf(), signed), rule=RULE)
    assert [(one.recovered, one.verdict.value) for one in found] == [(f"{SECRET} Nether Wallop", "R")]
