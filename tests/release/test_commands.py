# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line of a release, as a person or a build server meets it."""

from __future__ import annotations

import json
import re
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from disclosures.cli import cli
from disclosures.commands.progress import Sending
from disclosures.commands.release import VERBS
from disclosures.release.headers import KINDS
from tests.build import small_log

from .made import Site

pytestmark = pytest.mark.xdist_group("release-commands")


def run(*arguments: str | Path, config: Path | None = None, code: int = 0) -> str:
    """The command in this process; what it printed."""
    asked = [*map(str, arguments), *(["--config", str(config)] if config else [])]
    done = CliRunner().invoke(cli, asked, standalone_mode=False)
    told = done.output + (str(done.exception) if done.exception and not isinstance(done.exception, SystemExit) else "")
    found = getattr(done.exception, "exit_code", getattr(done.exception, "code", None)) if done.exception else done.exit_code
    assert found == code, told
    return told


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """mkdocs.yml of a log with two targets; its site is made, not built."""
    config = tmp_path / "log/mkdocs.yml"
    config.parent.mkdir()
    config.write_text(
        "site_name: Small\nsite_url: https://foi.example.org/\nplugins:\n  - disclosures:\n      authorities: {small: {name: Small Council}}\n"
        "      release:\n        targets: {live: {folder: ../web, keep: 2}, spare: {folder: ../spare}}\n"
    )
    Site(tmp_path / "site").add("a-1", letter=b"%PDF one").write()
    return config


def release(*arguments: str | Path, log: Path, code: int = 0) -> str:
    return run("release", *arguments, "--tree", log.parent.parent / "site", config=log, code=code)


def test_a_dry_run_changes_nothing_and_says_what_would_travel_in_order(log: Path):
    told = release("publish", "live", "--dry-run", log=log)
    assert not (log.parent.parent / "web").exists()
    steps = re.findall(r"(?m)^send +(\S+)", told)
    assert steps[0].startswith("assets/") and steps[-1] == "release.json"
    assert steps.index("requests/a-1/files/1-letter.pdf") < steps.index("requests/a-1/index.html") < steps.index("index.html")


def test_a_plan_changes_nothing_and_its_page_is_written_where_it_was_asked_for(log: Path, tmp_path: Path):
    told = release("plan", "live", "--html", tmp_path / "plan.html", log=log)
    assert "The first release" in told and "This release may go." in told
    assert not (tmp_path / "web").exists()
    assert "<title>Release plan for live</title>" in (tmp_path / "plan.html").read_text()
    assert json.loads(release("plan", "live", "--format", "json", log=log))["may_go"] is True


def test_a_target_must_be_named_when_there_are_several(log: Path):
    assert "name the target: live, spare" in release("publish", log=log, code=2)


def test_an_unknown_target_is_refused_with_the_forms_that_are_known(log: Path):
    assert "“lvie” is no target of the settings" in release("publish", "lvie", log=log, code=5)


def test_a_mistake_in_the_settings_is_told_with_its_line(log: Path):
    log.write_text(log.read_text().replace("keep: 2", "keeep: 2"))
    assert "keeep" in release("plan", "live", log=log, code=3)


def test_only_the_tree_that_was_planned_is_published_when_that_is_asked(log: Path, tmp_path: Path):
    planned = json.loads(release("plan", "live", "--format", "json", log=log))["tree"]
    Site(tmp_path / "site").add("a-1", letter=b"%PDF another").write()
    assert "not the one that was planned" in release("publish", "live", "--planned", planned[:16], log=log, code=5)
    Site(tmp_path / "site").add("a-1", letter=b"%PDF one").write()
    release("publish", "live", "--planned", planned[:16], log=log)


def test_an_error_refuses_a_release_and_a_reason_is_kept(log: Path, tmp_path: Path):
    release("publish", "live", log=log)
    Site(tmp_path / "site").add("b-2", letter=b"%PDF one").write()
    assert "refused: 1 error" in release("plan", "live", log=log, code=1)
    assert "release-address-gone" in release("publish", "live", log=log, code=5)
    assert (tmp_path / "web/current/requests/a-1/index.html").is_file()
    release("publish", "live", "--override", "release-address-gone", "--reason", "It was a test.", "--by", "Ada", log=log)
    told = run("release", "history", "live", config=log)
    assert "override release-address-gone by Ada: It was a test." in told


def test_the_way_back_and_the_proof(log: Path, tmp_path: Path):
    release("publish", "live", log=log)
    Site(tmp_path / "site").add("a-1", "Holes", letter=b"%PDF one").write()
    release("publish", "live", log=log)
    assert "is live again" in run("release", "rollback", "live", config=log)
    assert "all " in run("release", "verify", "live", config=log)
    (tmp_path / "web/current/requests/a-1/index.html").write_text("altered")
    told = run("release", "verify", "live", config=log, code=5)
    assert "WRONG: requests/a-1/index.html has other bytes than were released" in told


def test_a_file_that_was_taken_out_by_hand_never_comes_back_and_one_that_moved_may(log: Path, tmp_path: Path):
    Site(tmp_path / "site").add("a-1", letter=b"%PDF one", note=b"%PDF two").write()
    release("publish", "live", log=log)
    Site(tmp_path / "site").add("a-1", note=b"%PDF two", letter=b"%PDF one").write()  # under other names
    release("publish", "live", log=log)
    run("release", "rollback", "live", config=log)
    Site(tmp_path / "site").add("a-1", letter=b"%PDF one").write()
    release("publish", "live", log=log)
    assert "no earlier release" in run("release", "rollback", "live", config=log, code=5)
    assert [path for path in (tmp_path / "web").rglob("*.pdf") if path.read_bytes() == b"%PDF two"] == []


def test_a_reader_proves_a_file_with_the_signed_list(log: Path, tmp_path: Path):
    told = run("release", "key", tmp_path / "key.pem")
    print_of_key = told.rsplit(": ", 1)[1].strip()
    log.write_text(log.read_text().replace("      release:\n", "      release:\n        key: ../key.pem\n"))
    release("publish", "live", log=log)
    current = tmp_path / "web/current"
    pdf = tmp_path / "downloaded.pdf"
    pdf.write_bytes(b"%PDF one")
    told = run("verify", pdf, "--site", current, config=log)
    assert "released at https://foi.example.org/requests/a-1/files/1-letter.pdf" in told and print_of_key in told
    pdf.write_bytes(b"%PDF forged")
    assert "NOT among the files that are released now" in run("verify", pdf, "--site", current, config=log, code=5)


def test_a_key_among_what_is_published_is_refused(log: Path):
    (log.parent / "docs").mkdir()
    run("release", "key", log.parent / "docs/key.pem")
    log.write_text(log.read_text().replace("      release:\n", "      release:\n        key: docs/key.pem\n"))
    assert "lies among what is published" in release("publish", "live", log=log, code=5)


def test_a_plan_and_a_proof_need_no_key_when_the_site_is_asked_over_http(log: Path, tmp_path: Path):
    release("publish", "live", log=log)
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """The terminal is for the tests."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "web/current")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/"
        Site(tmp_path / "site").add("a-1", letter=b"%PDF one").add("b-2", "Lamps", map=b"%PDF two").write()
        assert "Added: B-2, Lamps" in release("plan", url, log=log)
        assert "are as released" in run("release", "verify", url, config=log)
        (tmp_path / "web/current/feed.xml").write_text("altered")
        assert "feed.xml has other bytes" in run("release", "verify", url, config=log, code=5)
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_rules_for_a_server_hold_the_redirects_of_a_tree(kind: str, log: Path, tmp_path: Path):
    site = Site(tmp_path / "site").add("a-1", letter=b"%PDF one")
    site.moved["requests/A-1/"] = "requests/a-1/"
    site.write()
    told = run("release", "headers", kind, "--tree", site.folder, config=log)
    assert ("requests/A-1/" in told) == (kind not in ("netlify", "cloudfront"))
    assert "frame-ancestors 'none'" in told


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_a_file_for_a_build_server_names_only_commands_and_options_that_exist(host: str):
    text = run("release", "ci", host)
    assert yaml.safe_load(text)
    commands = re.findall(r"(?m)disclosures ((?:release )?[a-z]+)((?: +[^\n>|]+)?)", re.sub(r"(?m)^ *#.*$|disclosures\[.*", "", text))
    found = {name for name, _ in commands if name.split()[0] in ("release", "check")}
    assert {"check", "release plan", "release publish", "release verify"} <= found
    for name, rest in commands:
        if name in found:
            helped = run(*name.split(), "--help")
            assert [option for option in re.findall(r"--[a-z-]+", rest) if option not in helped] == []


def test_a_pull_requests_job_is_given_no_secret():
    jobs = yaml.safe_load(run("release", "ci", "github"))["jobs"]
    assert "secrets." not in json.dumps(jobs["review"])
    assert "secrets." in json.dumps(jobs["publish"])


def test_a_file_for_a_build_server_is_not_written_over_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    run("release", "ci", "gitlab", "--write")
    assert yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text())
    assert "is there already" in run("release", "ci", "gitlab", "--write", code=2)


def test_every_verb_has_help():
    for verb in VERBS:
        assert len(run("release", verb, "--help")) > 100


def test_progress_tells_files_bytes_and_what_is_left():
    from io import StringIO

    out, now = StringIO(), [0.0]
    told = Sending("Sending", out, patience=1, every=1, clock=lambda: now[0])
    told(1, 4, 1_000_000, 8_000_000)
    assert out.getvalue() == ""
    now[0] = 2.0
    told(2, 4, 4_000_000, 8_000_000)
    now[0] = 4.0
    told(4, 4, 8_000_000, 8_000_000)
    assert out.getvalue() == "Sending: 2 of 4 files, 4.0 of 8.0 MB, 2 s left\nSending: 4 of 4 files, 8.0 of 8.0 MB, 0 s left\n"


def test_a_log_is_built_compared_and_published_and_an_error_in_it_leaves_what_is_live(tmp_path: Path):
    config = small_log.make(tmp_path / "log")
    done = small_log.run("release", "publish", tmp_path / "web", "--config", config)
    assert done.returncode == 0, done.stdout + done.stderr
    plan = small_log.run("release", "plan", tmp_path / "web", "--config", config, "--format", "json")
    found = json.loads(plan.stdout)
    assert (found["compared_with_log"], found["requests"], found["send"]["files"]) == (True, [], 0)
    live = small_log.tree(tmp_path / "web")
    request = tmp_path / "log/requests/2024/SC-24-001/request.yaml"
    request.write_text(request.read_text().replace("outcome: full", "outcome: nonsense"))
    for verb in ("plan", "publish"):
        done = small_log.run("release", verb, tmp_path / "web", "--config", config)
        assert done.returncode == 1 and "request.yaml:" in done.stdout and "What is live was left as it is" in done.stderr
    assert small_log.tree(tmp_path / "web") == live
