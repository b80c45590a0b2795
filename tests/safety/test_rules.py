# SPDX-License-Identifier: AGPL-3.0-or-later
from pathlib import Path

from disclosures.safety import leaks
from disclosures.safety.rules import all_leaks

HERE = Path(__file__).parent


def test_every_rule_has_a_file_and_a_test_file_of_its_own_name():
    names = {rule.id.lower().replace("-", "_") for rule in all_leaks()}
    assert {path.stem for path in Path(leaks.__file__).parent.glob("[a-z]*.py")} == names
    tested = {
        path.stem.removeprefix("test_")
        for path in (HERE / "leaks").glob("test_*.py")
        if "\ndef test_" in path.read_text()
    }
    assert tested == names


def test_every_rule_explains_itself_in_whole_sentences():
    for rule in all_leaks():
        assert rule.title[0].isupper(), rule.id
        assert rule.finds.endswith("."), rule.id
        assert rule.why.endswith("."), rule.id
        assert not rule.cure.endswith("."), rule.id
