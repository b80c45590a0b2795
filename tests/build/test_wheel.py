# SPDX-License-Identifier: AGPL-3.0-or-later
"""The wheel carries everything: installed elsewhere, it builds a site without this repository."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from . import small_log


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out),
                    str(small_log.ROOT)], check=True, timeout=300)  # fmt: skip
    return next(out.glob("*.whl"))


def test_the_wheel_holds_no_tests_and_no_requests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert not [n for n in names if n.startswith(("tests/", "requests/", "content/", "theme/"))]
    for needed in ("disclosures/theme/base.html", "disclosures/theme/assets/style/tokens.css", "disclosures/law/regimes/uk-foia-2000.yaml",
                   "disclosures/law/holidays/uk.yaml"):  # fmt: skip
        assert needed in names


def test_a_site_is_built_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """The environment is empty but for the wheel; the libraries it depends on are lent by the one that runs the tests."""
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True, timeout=120)
    packages = next((venv / "lib").glob("python*/site-packages"))
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(packages), str(wheel)],
                   check=True, timeout=120)  # fmt: skip
    lent = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    (packages / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")
    log = tmp_path / "log"
    log.mkdir()
    config = small_log.make(log)
    config.write_text(config.read_text(encoding="utf-8").replace(f"theme: {{name: material, custom_dir: {small_log.ROOT / 'theme'}}}",
                                                                  "theme: {name: material}"), encoding="utf-8")  # fmt: skip
    python = venv / "bin" / "python"
    where = subprocess.run([python, "-c", "import disclosures; print(disclosures.__file__)"], capture_output=True, text=True, check=True, cwd=log)
    assert str(venv) in where.stdout
    done = subprocess.run([python, "-c", "from disclosures.cli import main; main()", "build"], capture_output=True, text=True, cwd=log,
                          check=False, timeout=180)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (log / "site" / "requests" / "sc-24-001" / "index.html").is_file()
