# SPDX-License-Identifier: AGPL-3.0-or-later
"""Numbers, parents, outcomes and files of the schedule."""

from __future__ import annotations

import pytest

RECORD_2 = 'number: "2"\n'


def schedule(*numbers: str) -> str:
    """A schedule of withheld records with these numbers."""
    items = "".join(f'  - {{number: "{n}", title: Letter {i}, outcome: withheld}}\n' for i, n in enumerate(numbers))
    return f"records:\n{items}"


@pytest.fixture
def only_numbers(request_folder):
    """A folder whose schedule is made by the test, so that only the numbers can be wrong."""
    text = (request_folder.path / "request.yaml").read_text()
    head = (
        text[: text.index("records:\n  - number")]
        .replace('records: ["2"]', "records: not-stated")
        .replace("extent: part", "extent: not-stated")
    )
    for file in (request_folder.path / "records").iterdir():
        file.unlink()

    def make(*numbers: str) -> list[str]:
        (request_folder.path / "request.yaml").write_text(head + schedule(*numbers))
        return request_folder.ids()

    return make


@pytest.mark.parametrize(
    "numbers",
    [
        ("1", "2", "3"),
        ("8", "9", "10"),
        ("1",),
        ("8.9", "8.10"),
        ("A1", "A2", "B1"),
        ("8(a)", "8(b)"),
        ("1a", "1b", "2"),
        ("01", "02"),
    ],
)
def test_ordinary_numbers_pass(only_numbers, numbers):
    assert only_numbers(*numbers) == []


@pytest.mark.parametrize(
    ("numbers", "id"),
    [
        (("1", "1"), "number-repeated"),
        (("A", "a"), "number-repeated"),
        (("8(a)", "8-a"), "number-repeated"),
        (("1/2",), "number-shape"),
        (("a b",), "number-shape"),
        (("-",), "number-shape"),
        (("2", "1"), "number-order"),
        (("8.10", "8.9"), "number-order"),
        (("1", "3"), "number-gap"),
        (("1", "9"), "number-gap"),
        (("8", "8.1"), "parent-untold"),
    ],
)
def test_numbers_that_mislead_are_told(only_numbers, numbers, id):
    assert id in only_numbers(*numbers)


def test_eight_point_ten_is_not_eight_point_one(only_numbers):
    assert "number-repeated" not in only_numbers("8.1", "8.10")


def test_a_gap_that_a_note_explains_passes(request_folder):
    request_folder.change(RECORD_2, 'number: "3"\n').change('number: "2.1"', 'number: "3.1"').change(
        'part_of: "2"', 'part_of: "3"'
    )
    request_folder.change('records: ["2"]', 'records: ["3"]').change('records: ["2"]', 'records: ["3"]')
    assert request_folder.ids() == ["number-gap"]
    request_folder.add("  - about: numbering\n    text: The letter skips 2.\n")
    assert request_folder.ids() == []


def test_a_printed_number_without_a_note_is_only_a_note(request_folder):
    request_folder.change('number: "1"\n', 'number: "1"\n    printed: "7"\n')
    assert [(p.id, p.severity.word) for p in request_folder.problems()] == [("printed-unexplained", "note")]


def test_two_records_that_are_part_of_each_other_are_told(request_folder):
    request_folder.change(RECORD_2, 'number: "2"\n    part_of: "2.1"\n')
    assert request_folder.ids().count("parent-loop") == 2


def test_a_file_of_no_record_is_a_warning_only_where_nothing_is_withheld(request_folder):
    request_folder.change("outcome: withheld\n", "outcome: full\n    file: records/2.1-prices.csv\n")
    request_folder.add("a,b\n", "records/2.1-prices.csv").add("x", "records/draft.txt")
    assert request_folder.ids() == ["file-unnamed"]


def test_any_stray_file_beside_a_withheld_record_is_an_error(request_folder):
    request_folder.add("x", "prices from Jane.xlsx")
    assert request_folder.ids() == ["file-withheld-left"]


def test_several_files_of_one_record_pass_and_each_is_looked_for(request_folder):
    request_folder.change(
        "    file: records/1-letter.pdf\n",
        "    files:\n      - records/1-letter.pdf\n      - path: records/1-plan.png\n        description: A plan\n",
    )
    [problem] = request_folder.problems()
    assert (problem.id, problem.place.line) == ("file-absent", request_folder.line_of("1-plan.png"))


@pytest.mark.parametrize(
    "name", ["records/1 letter.pdf", "records/Llythyr – Ionawr.pdf", "records/a/b/1.tar.gz", "1.csv"]
)
def test_names_of_files_that_anyone_can_save_pass(request_folder, name):
    (request_folder.path / name).parent.mkdir(parents=True, exist_ok=True)
    (request_folder.path / "records/1-letter.pdf").rename(request_folder.path / name)
    request_folder.change("file: records/1-letter.pdf", f'file: "{name}"')
    assert request_folder.ids() == []


@pytest.mark.parametrize(
    "name",
    [
        "records/con.pdf",
        "records/.hidden.pdf",
        "records/1#2.pdf",
        "records/1%2e.pdf",
        "records//1.pdf",
        "records/./1.pdf",
        "records/1.pdf.",
        "records/a\u200bb.pdf",
        "records/" + "x" * 130 + ".pdf",
    ],
)
def test_names_of_files_that_break_or_deceive_are_refused(request_folder, name):
    request_folder.change("file: records/1-letter.pdf", f'file: "{name}"')
    assert "file-name-unsafe" in request_folder.ids()


@pytest.mark.parametrize(
    "path",
    [
        "../x.pdf",
        "records/../../x.pdf",
        "/etc/passwd",
        "C:/x.pdf",
        "\\\\server\\x.pdf",
        "~/x.pdf",
        "https://example.org/x.pdf",
        "file:///etc/passwd",
        "records\\..\\..\\x.pdf",
    ],
)
def test_a_path_that_leads_outside_never_reaches_the_model(request_folder, path):
    request_folder.change("file: records/1-letter.pdf", f"file: '{path}'")
    loaded = request_folder.load()
    assert loaded.request is None
    assert [p.place.line for p in loaded.problems] == [request_folder.line_of(path)]


def test_the_same_title_on_another_day_passes(request_folder):
    request_folder.change("title: E-mails about the closure", "title: Letter to residents of Mill Lane")
    assert request_folder.ids() == []
    request_folder.change("date: 2023-06\n", "date: 2023-05-02\n")
    assert request_folder.ids() == ["title-repeated"]


@pytest.mark.parametrize(
    ("said", "ids"), [("partial", []), ("Partial", []), ("full", ["outcome-differs"]), ("refused", ["outcome-differs"])]
)
def test_an_outcome_of_the_whole_is_compared_with_the_records(request_folder, said, ids):
    assert request_folder.add(f"outcome: {said}\n").ids() == ids
