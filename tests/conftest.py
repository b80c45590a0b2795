# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample site, built once in a run of the tests, however many workers share it; and one browser for each worker."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from disclosures.cli import main; main()"]
NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""The tests never leave this machine, not even from a tab that cannot be watched from its start."""
BUILT = (0, 4)
"""Exit codes of a built site; with 4 the gate held files back."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their argument: they may differ each time they are made, and no worker would know another's tests."""
    return argname if isinstance(val, bytes) else None


def _build(config: Path, site: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "generator"), os.environ.get("PYTHONPATH"))))}
    for verb, ends in (("build", BUILT), ("export", (0,))):
        done = subprocess.run(
            [*COMMAND, verb, "--config", str(config), "--site", str(site)],
            cwd=config.parent, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode in ends, f"`disclosures {verb}` ended with {done.returncode}:\n{done.stdout}{done.stderr}"


def _once(folder: Path, name: str, make: Callable[[Path], None]) -> Path:
    """`folder`/`name`, made by the first worker that comes; the others wait for it."""
    target = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (target / "index.html").is_file():
            make(target)
    return target


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def site(shared: Path) -> Path:
    """The sample site, as `make site` builds it."""
    return _once(shared, "site", lambda target: _build(ROOT / "mkdocs.yml", target))


@pytest.fixture(scope="session")
def site_with(shared: Path, site: Path) -> Callable[..., Path]:
    """Builds the sample site with other settings of the plugin: `site_with("name", per_page=5)`."""

    def build(name: str, **settings: object) -> Path:
        def make(target: Path) -> None:
            config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
            config["docs_dir"] = str(ROOT / config["docs_dir"])
            config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
            plugin = next(one["disclosures"] for one in config["plugins"] if "disclosures" in one)
            plugin.update(requests=str(ROOT / "requests"), cache=str(ROOT / ".cache" / "disclosures"), **settings)
            file = shared / f"{name}-settings" / "mkdocs.yml"
            file.parent.mkdir(exist_ok=True)
            file.write_text(yaml.safe_dump(config, sort_keys=False, allow_unicode=True), encoding="utf-8")
            _build(file, target)

        return _once(shared, name, make)

    return build


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[..., Browser]]:
    """Gives the browser of this worker, which is started once: the quickest there is, or with `windows=True` one that has any.

    Without one the test fails: what was not tried has not passed.
    """
    begun: dict[str, Browser] = {}
    find = cache(chromium.find)  # it asks each program that it finds
    with sync_playwright() as playwright:

        def browser(windows: bool = False) -> Browser:
            path = find(windows)
            if not path:
                (pytest.skip if os.environ.get("DISCLOSURES_BROWSER") == "skip" else pytest.fail)(chromium.MISSING)
            if path not in begun:
                begun[path] = playwright.chromium.launch(executable_path=path, chromium_sandbox=False, args=[NO_OTHER_HOST])
            return begun[path]

        yield browser
        for one in begun.values():
            one.close()


@pytest.fixture(scope="session")
def browser(browsers: Callable[..., Browser]) -> Browser:
    """The one that most tests use."""
    return browsers()
