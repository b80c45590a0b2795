# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real files, where a corpus lies beside the repository. Classes that no rule covers yet are not in the table."""

import csv
from pathlib import Path

import pytest

from disclosures.safety.examine import prepare
from disclosures.safety.findings import Verdict

from .making import findings

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
EXPECTED = {
    "annotation-text": {"ANNOT-TEXT"},
    "attachment": {"ATTACHMENT"},
    "form-value": {"FORM"},
    "hidden-dates-under-image": {"INVISIBLE-TEXT", "OVERLAY-TEXT"},
    "hidden-layer": {"HIDDEN-LAYER"},
    "hidden-text-on-visible": {"INVISIBLE-TEXT", "OVERLAY-ANNOT"},
    "image-metadata": {"IMAGE-META", "PDF-IMAGE-META"},
    "javascript": {"JAVASCRIPT"},
    "legacy-ole": {"DAMAGED"},
    "offpage-text": {"OFFPAGE"},
    "old-revision": {"OLD-REVISION"},
    "overlay-crosshatch": {"OVERLAY-TEXT"},
    "overlay-text": {"OVERLAY-TEXT", "INVISIBLE-TEXT"},
    "docx-comment": {"COMMENT"},
    "docx-tracked": {"TRACKED"},
    "office-embedded": {"EMBEDDED", "OFFICE-ORPHAN"},
    "office-image-metadata": {"OFFICE-IMAGE-META"},
    "office-macro": {"EMBEDDED"},
    "office-metadata": {"OFFICE-META", "DAMAGED"},
    "xlsx-comment": {"SHEET-COMMENT"},
    "xlsx-connection": {"CONNECTION"},
    "xlsx-far-cells": {"FAR-CELLS"},
    "xlsx-revision-log": {"TRACKED"},
    "xlsx-validation": {"VALIDATION"},
    "xlsx-defined-name": {"DEFINED-NAME"},
    "xlsx-external-link": {"EXTERNAL-LINK"},
    "xlsx-hidden-cells": {"HIDDEN-CELLS"},
    "xlsx-hidden-sheet": {"HIDDEN-SHEET"},
    "xlsx-pivot-cache": {"PIVOT-CACHE"},
    "encrypted-open": {"ENCRYPTED"},
    "office-damaged": {"DAMAGED"},
}
"""At least one of these must be found."""
CLEAN = {"clean-page", "clean-redaction", "redaction-tool-test", "xlsx-clean", "docx-clean"}
KNOWN = {
    "x-ray__unfilled_rect.pdf": "an exhibit stamp holds a tiny invisible word of the program that made it",
    "PyMuPDF__test_1645_expected.pdf": "text typed onto the page, which the page shows",
}


def corpus() -> list[dict[str, str]]:
    if not (CORPUS / "manifest.csv").exists():
        return []
    with open(CORPUS / "manifest.csv", encoding="utf-8", newline="") as manifest:
        return list(csv.DictReader(manifest))


FILES = [row for row in corpus() if Path(row["file"]).name not in KNOWN]
IDS = [Path(row["file"]).name for row in FILES]
pytestmark = pytest.mark.skipif(not FILES, reason="no corpus beside the repository")


@pytest.mark.parametrize("row", FILES, ids=IDS)
def test_a_real_file_is_judged_as_its_manifest_says(row):
    path = CORPUS / row["file"]
    data, name = path.read_bytes(), path.name
    if row["class"] in CLEAN:
        if len(data) < 80_000 or row["class"] == "xlsx-clean":  # the others are longer versions of the same
            first, copies = prepare(data, name)
            assert [f for f in first.findings if f.verdict is Verdict.BLOCK] == []
            assert [finding for copy in copies for finding in copy.findings] == []
            assert copies
    elif row["class"] in EXPECTED:
        assert {finding.rule for finding in findings(data, name)} & EXPECTED[row["class"]]
    else:
        assert all(finding.cure for finding in findings(data, name))
