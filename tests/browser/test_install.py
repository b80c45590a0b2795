# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding what the tests need beside Python, a Chromium and Tesseract, or installing it, or saying in plain words what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INSTALL = HERE.parent / "install.sh"
SYSTEM = ("dirname", "cat", "env", "sh")


@pytest.fixture
def machine(tmp_path: Path):
    """A machine with hardly any commands but Tesseract and two servers; `machine(name=script, …)` adds some and runs install.sh.

    Returns (output, calls).
    """
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in SYSTEM:
        (commands / name).symlink_to(next(p for p in (Path("/usr/bin") / name, Path("/bin") / name) if p.exists()))

    def run(skip: bool = False, python: str = sys.executable, reads: bool = True, serves: bool = True, **scripts: str) -> tuple[str, list[str]]:
        calls = tmp_path / "calls"
        calls.touch()
        scripts |= {"tesseract": "exit 0"} if reads else {}
        scripts |= {"nginx": "exit 0", "sshd": "exit 0"} if serves else {}
        for name, script in scripts.items():
            file = commands / name.replace("_", "-")
            file.write_text(f"#!/bin/sh\necho {file.name} \"$@\" >> {calls}\n{script}\n")
            file.chmod(0o755)
        environment = {"PATH": str(commands), "PYTHON": python, "SERVERS": str(commands), **({"DISCLOSURES_BROWSER": "skip"} if skip else {})}
        done = subprocess.run(["/bin/sh", str(INSTALL)], env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout, calls.read_text().splitlines()

    return run


def installs(name: str) -> str:
    """An apt-get that puts a working browser beside itself when asked for `name`."""
    made = f'"$(dirname "$0")/{name}"'
    return f"""case "$*" in *install*" {name}") printf '#!/bin/sh\\nexit 0\\n' > {made}; /bin/chmod +x {made} ;; esac"""


def test_nothing_is_done_where_a_browser_is_found(machine):
    said, calls = machine(chromium="exit 0", apt_get="exit 0", id="echo 0")
    assert said == ""
    assert calls == ["chromium --version"]


def test_nothing_is_done_where_the_browser_tests_are_to_be_skipped(machine):
    said, calls = machine(skip=True, apt_get="exit 0", id="echo 0")
    assert (said, calls) == ("", [])


def test_root_gets_the_browser_of_the_distribution(machine):
    said, calls = machine(apt_get=installs("chromium"), id="echo 0")
    assert "Installing" in said
    assert "No Chromium was found" not in said
    asked = [one.split()[1] for one in calls if one.startswith("apt-get")]
    assert asked == ["update", "install"]


def test_where_there_is_no_browser_without_windows_the_other_one_is_asked_for_alone(machine):
    apt = installs("chromium").replace("*install*", '*"-recommends libatomic1"')
    said, calls = machine(apt_get=apt, id="echo 0")
    assert "No Chromium was found" not in said
    asked = [one.partition(" libatomic1 ")[2] for one in calls if " libatomic1 " in one]
    assert asked == ["chromium-headless-shell chromium", "chromium"]


def test_tesseract_is_installed_where_it_lacks_with_a_browser_or_without(machine):
    for skip in (False, True):
        said, calls = machine(reads=False, skip=skip, chromium="exit 0", apt_get=installs("tesseract-ocr-eng"), id="echo 0")
        assert "Installing" in said
        assert any("tesseract-ocr" in one for one in calls)
        assert not [one for one in calls if one.endswith(" chromium")]


def test_servers_are_installed_for_root_alone(machine):
    said, calls = machine(serves=False, chromium="exit 0", apt_get="exit 0", id="echo 1000", sudo='shift; "$@"')
    assert not [one for one in calls if "nginx" in one or "openssh-server" in one]
    assert "apt-get install nginx-light openssh-server" in said


def test_a_pointer_to_a_snap_is_no_browser_and_the_other_name_is_tried(machine):
    said, calls = machine(apt_get=installs("chromium-browser"), id="echo 0", chromium="exit 1")
    assert "No Chromium was found" not in said
    assert any(one.endswith(" chromium-browser") for one in calls)


def test_sudo_is_used_only_where_it_asks_for_no_password(machine):
    said, calls = machine(apt_get=installs("chromium"), id="echo 1000", sudo="exit 1")
    assert "No Chromium was found" in said
    assert not [one for one in calls if one.startswith("apt-get")]


@pytest.mark.parametrize("scripts", [{}, {"apt_get": "exit 100", "id": "echo 0"}], ids=["no-apt", "apt-fails"])
def test_what_cannot_be_installed_is_told_with_the_cure(machine, scripts):
    said, _ = machine(reads=False, **scripts)
    assert "apt-get install chromium" in said
    assert "apt-get install tesseract-ocr" in said
    assert "DISCLOSURES_BROWSER=skip" in said


@pytest.mark.parametrize(("choice", "word"), [("", "errors="), ("skip", "skipped=")])
def test_without_a_browser_the_tests_fail_unless_a_person_chose_to_skip_them(tmp_path: Path, choice: str, word: str):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'run'}", f"--junitxml={tmp_path / 'told.xml'}",
         str(HERE / "test_axe.py") + "::test_axe_finds_nothing_in_the_open_menu_of_a_phone"],
        cwd=HERE.parents[1], env={**os.environ, "PATH": str(tmp_path), "CHROMIUM": "", "DISCLOSURES_BROWSER": choice, "PYTEST_XDIST_WORKER": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) is (choice == "skip")
    assert f'{word}"1"' in (tmp_path / "told.xml").read_text()
    assert "No Chromium was found" in done.stdout


def test_a_browser_without_its_driver_is_not_enough(machine, tmp_path: Path):
    """The barest Debian lacks a library that the driver needs: it is installed though Chromium is there."""
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *playwright*) exit 127 ;; esac\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    _, calls = machine(python=str(python), chromium="exit 0", apt_get="exit 0", id="echo 0")
    assert any("libatomic1" in one for one in calls if one.startswith("apt-get install"))
