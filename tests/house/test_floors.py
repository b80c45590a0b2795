# SPDX-License-Identifier: AGPL-3.0-or-later
"""The house stands: rooms import only from the floors below, and each outside library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "generator" / "disclosures"

GROUND = {"problems", "store", "unseen", "overriding"}
FLOORS: dict[str, set[str]] = {
    "problems": set(),
    "store": set(),
    "unseen": set(),
    "overriding": set(),
    "documents": {"problems"},
    "law": {"problems"},
    "safety": {"problems", "store", "documents", "unseen", "overriding"},
    "casework": {"problems", "store", "law", "unseen", "overriding"},
    "reading": {"problems", "store", "documents", "safety", "unseen"},
    "cluster": {"problems", "store", "settings", "casework", "documents", "safety", "reading", "overriding"},
    "log": {"problems", "store", "law", "casework", "documents", "safety", "reading"},
    "site": {"problems", "store", "law", "casework", "log"},
    "release": {"problems", "store"},
    "links": {"problems", "store"},
    "settings": {"problems", "casework"},
    "configuration": {"problems", "settings"},
    "dressing": {"problems", "settings", "site"},
    "build": {"problems", "store", "settings", "dressing", "law", "casework", "cluster", "links", "log", "site", "safety"},
    "serving": {"problems", "store", "settings", "configuration", "dressing", "safety", "site", "build", "release"},
    "commands": {
        "problems", "store", "settings", "configuration", "law", "casework", "documents", "safety", "reading", "cluster", "links", "log",
        "site", "build", "serving", "release",
    },  # fmt: skip
    "mkdocs_plugin": {"problems", "store", "settings", "build", "site"},
    "cli": {"problems", "commands"},
}
"""Each room with the rooms it may stand on. An import that is not here is an arrow that nobody declared.

`build` stands on `safety` for two things: the gate, and the look at everything that is about to be published. The site itself
cannot reach it.
"""

DOORS = {
    "pymupdf": {"documents/pdf.py"},
    "pikepdf": {"documents/pdf_structure.py", "documents/pdf_rewrite.py"},
    "openpyxl": {"documents/sheet.py"},
    "PIL": {"documents/page_picture.py", "documents/share_picture.py"},
    "mkdocs": {"site/frame.py", "mkdocs_plugin.py"},
    "nh3": {"site/markdown.py"},
    "comrak": {"site/markdown.py"},
    "markdown": {"site/markdown.py"},
    "click": {"cli.py", "commands/"},
    "http": {"links/fetch.py", "serving/server.py"},
    "distributed": {"cluster/scheduler.py"},
    "dask": {"cluster/scheduler.py"},
    "boto3": {"cluster/s3.py", "release/s3.py"},
    "botocore": {"cluster/s3.py", "release/s3.py"},
    "watchdog": {"serving/watch.py"},
    "Stemmer": {"site/search/words.py"},
    "paramiko": {"release/sftp.py"},
    "cryptography": {"release/signing.py"},
}


def modules() -> list[Path]:
    return sorted(HOUSE.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(HOUSE).parts[0]
    return first.removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Absolute dotted names of everything a module imports, wherever in it, with the line."""
    package = ("disclosures", *path.relative_to(HOUSE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            if node.module is None or stem == "disclosures":
                yield from ((f"{stem}.{alias.name}", node.lineno) for alias in node.names)
            else:
                yield stem, node.lineno


def arrows(path: Path) -> Iterator[tuple[str, int]]:
    """Other rooms that a module imports."""
    for name, line in imports(path):
        parts = name.split(".")
        if parts[0] == "disclosures" and len(parts) > 1 and parts[1] != room(path) and parts[1] != "__version__":
            yield parts[1], line


@pytest.mark.parametrize("path", modules(), ids=lambda p: p.relative_to(HOUSE).as_posix())
def test_a_module_imports_only_from_floors_below(path: Path) -> None:
    if room(path) == "__init__":
        assert not list(arrows(path))
        return
    allowed = FLOORS[room(path)]
    wrong = [f"{path.relative_to(ROOT)}:{line} imports {name}" for name, line in arrows(path) if name not in allowed]
    assert not wrong


def test_no_floor_stands_on_itself() -> None:
    def below(name: str, seen: tuple[str, ...] = ()) -> None:
        assert name not in seen, f"{' -> '.join([*seen, name])} is a circle"
        for other in FLOORS[name]:
            below(other, (*seen, name))

    for name in FLOORS:
        below(name)


def test_every_room_is_declared() -> None:
    assert {room(path) for path in modules()} - {"__init__", "__main__"} == set(FLOORS) & {room(p) for p in modules()}


@pytest.mark.parametrize("library", sorted(DOORS))
def test_each_outside_library_has_one_door(library: str) -> None:
    for path in modules():
        inside = path.relative_to(HOUSE).as_posix()
        if any(name.split(".")[0] == library for name, _ in imports(path)):
            assert any(inside == door or (door.endswith("/") and inside.startswith(door)) for door in DOORS[library]), inside


def test_the_detector_sees_an_arrow_that_goes_up(tmp_path: Path) -> None:
    assert ("site", 1) in [(n.split(".")[1], line) for n, line in _found("from ..site import addresses\n", "law/x.py")]
    assert ("site", 2) in [(n.split(".")[1], line) for n, line in _found("def f():\n    import disclosures.site.tree\n", "law/x.py")]


def _found(text: str, where: str) -> list[tuple[str, int]]:
    class Fake(type(HOUSE)):
        def read_text(self, *_, **__):  # type: ignore[override]
            return text

    return list(imports(Fake(HOUSE / where)))


CODE = [*modules(), *sorted((ROOT / "theme").rglob("*.*")), *sorted((ROOT / "tests").rglob("*.py"))]


@pytest.mark.parametrize("path", [p for p in CODE if p.suffix in {".py", ".css", ".js", ".html"}], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_source_files_name_their_licence_and_stay_small(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert "SPDX-License-Identifier: AGPL-3.0-or-later" in "\n".join(lines[:2]), "the first lines name no licence"
    limit = 900 if path.suffix == ".css" else 400
    assert len(lines) <= limit, f"{len(lines)} lines: split it by reason"
