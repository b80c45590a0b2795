# SPDX-License-Identifier: AGPL-3.0-or-later
"""An address that was published resolves for ever: it shows what it showed, or leads to where that is now, or to a notice."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from disclosures.site.published import Settling
from disclosures.site.registered import Register

from . import small_log

HOME = "requests/sc-24-001/"
FILE = f"{HOME}files/1-letter.pdf"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A small log whose addresses are in the register."""
    small_log.make(tmp_path)
    assert build(tmp_path).returncode == 0
    done = small_log.run("addresses", "update", "--config", tmp_path / "mkdocs.yml")
    assert done.returncode == 0, done.stderr
    return tmp_path


def build(log: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return small_log.run("build", "--config", log / "mkdocs.yml", *more)


def change(log: Path, old: str, new: str, number: str = "001") -> None:
    path = log / "requests" / "2024" / f"SC-24-{number}" / "request.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def withdraw(log: Path, more: str = "") -> None:
    change(log, "regime:", f"status: withdrawn\nwithdrawn: {{date: 2024-05-01, reason: It named someone.}}\n{more}regime:")


def explain(log: Path) -> None:
    change(log, "records:\n", f"history: [{{date: {date.today()}, what: It was corrected.}}]\nrecords:\n")


def leads_to(log: Path, address: str) -> str:
    """Where the page at an address sends its reader, from the site's root; empty when it shows something itself."""
    page = (log / "site" / address / "index.html").read_text(encoding="utf-8")
    found = re.search(r'http-equiv="refresh" content="0; url=(.*?)"', page)
    return str(Path("/", address, found[1]).resolve())[1:] + "/" if found else ""


def registered(log: Path) -> list[str]:
    return [line.split(" ")[0] for file in sorted((log / "published").glob("2*.txt")) for line in file.read_text(encoding="utf-8").splitlines() if line[:1] == "/"]


def test_nothing_is_said_while_every_address_stays(log: Path) -> None:
    change(log, "Letters of the first kind", "Letters of another title")
    done = build(log)
    assert (done.returncode, done.stdout) == (0, "")
    again = small_log.run("addresses", "update", "--config", log / "mkdocs.yml")
    assert "in the register already" in again.stdout


def test_a_folder_that_moves_keeps_its_addresses_and_a_site_may_change_its_name(log: Path) -> None:
    (log / "requests" / "archive").mkdir()
    (log / "requests" / "2024" / "SC-24-001").rename(log / "requests" / "archive" / "first")
    config = log / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("https://small.example/log/", "https://other.example/"), encoding="utf-8")
    done = build(log)
    assert (done.returncode, done.stdout) == (0, "")
    assert (log / "site" / FILE).is_file()


def test_the_register_holds_what_is_cited_and_not_what_shifts(log: Path) -> None:
    lines = registered(log)
    assert {"/", f"/{HOME}", f"/{HOME}records/1/", f"/{FILE}", "/subjects/letters/"} <= set(lines)
    assert not [line for line in lines if "/assets/" in line or "sitemap" in line or line == "/requests/SC-24-001/" or ".webp" in line]
    assert lines == sorted(set(lines))
    assert (log / "published" / ".gitattributes").read_text(encoding="utf-8") == "*.txt merge=union\n"


def test_a_deleted_request_is_refused_with_line_and_cure_and_the_site_stays(log: Path) -> None:
    before = small_log.tree(log / "site")
    shutil.rmtree(log / "requests" / "2024" / "SC-24-001")
    done = build(log)
    assert done.returncode == 1
    told = re.search(r"published/20\d\d\.txt:(\d+): error: (.*)\n", done.stdout)
    assert told and f"/{HOME} was published and is not there any more, with" in told[2]
    file = next((log / "published").glob("2*.txt"))
    assert file.read_text(encoding="utf-8").splitlines()[int(told[1]) - 1].startswith(f"/{HOME}")
    assert "status: withdrawn" in done.stdout and "moved_from:" in done.stdout
    assert small_log.tree(log / "site") == before
    assert build(log, "--fresh").returncode == 1


def test_a_draft_is_no_way_to_take_an_answer_down(log: Path) -> None:
    change(log, "regime:", "status: draft\nregime:")
    done = build(log)
    assert done.returncode == 1 and "[address-lost]" in done.stdout


def test_everything_of_a_withdrawn_answer_leads_to_the_notice(log: Path) -> None:
    withdraw(log)
    assert build(log).returncode == 0
    for address in (f"{HOME}records/1/", FILE, f"{HOME}schedule.csv"):
        assert leads_to(log, address) == HOME
    assert "It named someone." in (log / "site" / HOME / "index.html").read_text(encoding="utf-8")
    assert build(log, "--fresh").returncode == 0
    assert leads_to(log, FILE) == HOME
    change(log, "status: withdrawn\nwithdrawn: {date: 2024-05-01, reason: It named someone.}\n", "")
    assert build(log).returncode == 0
    assert (log / "site" / FILE).read_bytes().startswith(b"%PDF") and leads_to(log, f"{HOME}records/1/") == ""


def test_below_an_answer_that_says_nothing_no_old_address_leads_anywhere(log: Path) -> None:
    folder, silent = log / "requests" / "2024" / "SC-24-001", small_log.ROOT / "requests" / "2023" / "NMC-23-0150"
    shutil.rmtree(folder)
    shutil.copytree(silent, folder)
    change(log, "NMC-23-0150", "SC-24-001")
    change(log, "authority: northmere-council", "authority: small")
    done = build(log)
    assert done.returncode == 0, done.stdout
    left = {p.relative_to(log / "site" / HOME).as_posix() for p in (log / "site" / HOME).rglob("*") if p.is_file()}
    own = {"index.html", "request.json", "answer.txt", "asked.txt", "cite.bib", "cite.ris", "cite.json", "oembed.json", "share.png"}
    assert left == own, left ^ own
    assert small_log.run("addresses", "rules", "--for", "netlify", "--config", log / "mkdocs.yml").stdout == ""


def test_one_exemption_that_became_a_pair_leads_nowhere_by_itself() -> None:
    place = (Path("published/2024.txt"), 1)
    old = {f"exemptions/uk-foia-2000/{law}/": place for law in ("s23-1", "s40-2", "s24-1")}
    shown = {"exemptions/", "exemptions/uk-foia-2000/s23-1-or-s24-1/"}
    settled = Settling(Register(old), shown, {}, {}).all()
    assert {address: lead.target for address, lead in settled.leads.items()} == {"exemptions/uk-foia-2000/s40-2/": "exemptions/"}
    assert not [problem for problem in settled.problems if "s23" in problem.message or "s24" in problem.message]


def test_a_corrected_reference_takes_every_address_along(log: Path) -> None:
    change(log, "reference: SC-24-001", "reference: SC-24-011\nmoved_from: SC-24-001")
    explain(log)
    assert build(log).returncode == 0
    assert leads_to(log, HOME) == "requests/sc-24-011/"
    assert leads_to(log, f"{HOME}records/1/") == "requests/sc-24-011/records/1/"
    assert leads_to(log, FILE) == "requests/sc-24-011/files/1-letter.pdf/"
    served = small_log.run("addresses", "rules", "--for", "nginx", "--config", log / "mkdocs.yml").stdout
    assert f'"/log/{FILE}" "/log/requests/sc-24-011/files/1-letter.pdf";' in served


def test_a_corrected_number_takes_the_record_along(log: Path) -> None:
    change(log, 'number: "1"', 'number: "1.1"\n    moved_from: "1"')
    explain(log)
    assert build(log).returncode == 0
    assert leads_to(log, f"{HOME}records/1/") == f"{HOME}records/1.1/"


def test_an_old_reference_that_another_request_has_is_refused(log: Path) -> None:
    change(log, "reference: SC-24-001", "reference: SC-24-001\nmoved_from: SC-24-002")
    done = build(log)
    assert done.returncode == 1 and "[address-taken]" in done.stdout and "SC-24-001/request.yaml" in done.stdout


def test_a_replaced_file_wants_a_line_and_the_message_gives_it(log: Path) -> None:
    folder = log / "requests" / "2024" / "SC-24-001"
    (folder / "records" / "1-letter.pdf").rename(folder / "records" / "1-letter-2.pdf")
    change(log, "1-letter.pdf", "1-letter-2.pdf")
    done = build(log)
    assert done.returncode == 1
    line = re.search(r"add the line “(.*?)” to moved\.txt", done.stdout)
    assert line
    (log / "published" / "moved.txt").write_text(f"{line[1]}\n", encoding="utf-8")
    explain(log)
    assert build(log).returncode == 0
    assert leads_to(log, FILE) == HOME


def test_an_address_that_tells_too_much_can_be_given_up_with_a_reason(log: Path) -> None:
    withdraw(log)
    moved = log / "published" / "moved.txt"
    moved.write_text(f"/{FILE} -\n", encoding="utf-8")
    done = build(log)
    assert done.returncode == 1 and "moved.txt:1: error:" in done.stdout and "no reason" in done.stdout
    moved.write_text(f"/{FILE} - the name of the file named someone\n", encoding="utf-8")
    assert build(log).returncode == 0
    assert not (log / "site" / FILE).exists()


def test_a_subject_that_empties_leads_to_the_list_with_a_warning_and_a_renamed_one_to_its_new_name(log: Path) -> None:
    for number in ("001", "002"):
        change(log, "subjects: [letters]", "subjects: [post]", number)
    done = build(log)
    assert done.returncode == 0 and "[address-emptied]" in done.stdout
    assert leads_to(log, "subjects/letters/") == "subjects/"
    assert "[address-emptied]" in build(log).stdout, "a build with nothing to do forgets the warning"
    (log / "published" / "moved.txt").write_text("/subjects/letters/ /subjects/post/\n", encoding="utf-8")
    done = build(log)
    assert (done.returncode, done.stdout) == (0, "")
    assert leads_to(log, "subjects/letters/") == "subjects/post/"


@pytest.mark.parametrize("line", ["<<<<<<< main", "requests/x/", "/a/ /b/"])
def test_a_line_that_is_no_address_is_told(log: Path, line: str) -> None:
    file = next((log / "published").glob("2*.txt"))
    file.write_text(f"{line}\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    done = build(log)
    assert done.returncode == 1 and f"{file}:1: error:" in done.stdout and "[address-register]" in done.stdout
