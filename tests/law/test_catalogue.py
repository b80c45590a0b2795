# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new statute is a new file; a faulty one is refused with the line of the fault."""

import pytest

from disclosures.law.catalogue import REGIMES, Catalogue, StatuteError, catalogue
from disclosures.law.citation import parse

EIR = (REGIMES / "uk-eir-2004.yaml").read_text(encoding="utf-8")


def refused(folder, text):
    (folder / "here.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StatuteError) as caught:
        Catalogue(folder).regime("here")
    return caught.value.problems


def test_statutes_that_are_whole_are_not_complained_of():
    assert all(regime.exemptions for regime in catalogue().regimes.values())


def test_the_same_statute_is_read_once():
    assert catalogue().regime("us-foia") is catalogue().regimes["us-foia"]


def test_an_unknown_statute_names_the_nearest():
    with pytest.raises(LookupError, match="“uk-foia” is not a statute .* write uk-foia-2000"):
        catalogue().regime("uk-foia")
    with pytest.raises(LookupError, match="choose one of australia-foi-1982, canada-atia"):
        catalogue().regime("zzzzz")


def test_a_statute_file_is_all_that_a_new_statute_needs(tmp_path):
    (tmp_path / "here.yaml").write_text(EIR.replace("id: uk-eir-2004", "id: here"), encoding="utf-8")
    regime = Catalogue(tmp_path).regime("here")
    assert parse("reg12(5)(b)", regime).words == "Regulation 12(5)(b)"


def test_a_statute_never_changes():
    with pytest.raises(ValueError, match="frozen"):
        catalogue().regime("us-foia").act = "Another Act"


def test_text_that_is_not_yaml_is_refused_at_its_line(tmp_path):
    [problem] = refused(tmp_path, "id: here\nact: [\nshort: x: y\n")
    assert (problem.place.file.name, problem.place.line) == ("here.yaml", 3)


def test_every_fault_is_told_at_its_own_line(tmp_path):
    text = EIR.replace("id: uk-eir-2004", "id: here")
    text = text.replace("kind: partly", "kind: partial").replace("days: 20", "days: x")
    faults = {problem.place.line: problem.message for problem in refused(tmp_path, text)}
    lines = text.splitlines()
    assert {lines[line - 1].strip() for line in faults} == {"kind: partial", "days: x"}
    assert any("kind" in message for message in faults.values())


def test_an_unknown_field_and_a_missing_one_are_told(tmp_path):
    text = EIR.replace("id: uk-eir-2004", "id: here").replace("title: Personal data", "tilte: Personal data")
    faults = [problem.message for problem in refused(tmp_path, text)]
    assert any("title: Field required" in fault for fault in faults)
    assert any("tilte: Extra inputs" in fault for fault in faults)


def test_a_file_is_called_after_its_statute(tmp_path):
    [problem] = refused(tmp_path, EIR)
    assert "its id is uk-eir-2004, but the file is called here.yaml" in problem.message
    assert problem.cure


@pytest.mark.parametrize("text", ["", "- 1\n", "exemptions: 3\n", "exemptions: [x]\n", "questions: {harm: [1]}\n"])
def test_nonsense_is_refused_and_never_a_crash(tmp_path, text):
    assert refused(tmp_path, text)
