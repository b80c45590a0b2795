# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small built sites, in versions, and what is needed to release them. Every page names its version and links to real files."""

from __future__ import annotations

import json
from pathlib import Path

from disclosures.release import links, manifest, proof
from disclosures.release.manifest import Entry, Manifest
from disclosures.release.record import Release
from disclosures.store import sha256

SITE = "https://foi.example.org/"
PAGE = """<!doctype html>
<html lang="en"><head><title>%(title)s</title><link rel="stylesheet" href="%(up)sassets/site.%(hash)s.css"></head>
<body><main><h1>%(title)s</h1><p>%(text)s</p><ul>%(links)s</ul></main></body></html>
"""
REDIRECT = '<!doctype html>\n<html lang="en">\n<head>\n<meta http-equiv="refresh" content="0; url=%s">\n</head>\n</html>\n'


class Site:
    """A built site in a folder: change it through its methods, then `write` it."""

    def __init__(self, folder: Path, style: str = "body{}"):
        self.folder, self.style = folder, style
        self.requests: dict[str, dict] = {}
        self.moved: dict[str, str] = {}
        self.notices: dict[str, str] = {}

    def add(self, slug: str, title: str = "Potholes", text: str = "We hold one letter.", **files: bytes) -> Site:
        """A request with a record for each file: `add("a-1", letter=b"…")` publishes files/1-letter.pdf."""
        self.requests[slug] = {"title": title, "text": text, "files": files}
        return self

    def write(self) -> Site:
        """Write everything; what was there before is gone."""
        for old in sorted(self.folder.rglob("*"), reverse=True):
            old.rmdir() if old.is_dir() else old.unlink()
        style = f"assets/site.{sha256(self.style.encode())[:10]}.css"
        self.put(style, self.style.encode())
        for slug, one in self.requests.items():
            self._request(slug, one)
        for slug, reason in self.notices.items():
            self._page(f"requests/{slug}/", "Withdrawn", reason, [])
        for old, new in self.moved.items():
            self.put(f"{old}index.html", (REDIRECT % f"../../{new}").encode())
        listed = [*self.requests, *self.notices]
        self._page("answers/", "Answers", f"{len(listed)} answers", [f"../requests/{slug}/" for slug in listed])
        self._page("", "Home", f"{len(listed)} answers", ["answers/", *(f"requests/{slug}/" for slug in listed)])
        self.put("feed.xml", "".join(f"<id>{slug}</id>" for slug in listed).encode())
        return self

    def _request(self, slug: str, one: dict) -> None:
        home, records = f"requests/{slug}/", []
        for number, (name, data) in enumerate(one["files"].items(), 1):
            path = f"{home}files/{number}-{name}.pdf"
            picture = f"pages/{sha256(data)[:16]}.webp"
            self.put(path, data)
            self.put(f"{home}records/{number}/{picture}", b"RIFF" + data)
            self._page(f"{home}records/{number}/", f"Record {number}", name, [f"../../files/{number}-{name}.pdf", "../../"],
                       f'<img class="p" src="{picture}" alt="">')  # fmt: skip
            records.append({"number": str(number), "url": f"{SITE}{home}records/{number}/",
                            "files": [{"url": f"{SITE}{path}", "sha256": sha256(data)}]})  # fmt: skip
        names = [f"files/{number}-{name}.pdf" for number, name in enumerate(one["files"], 1)]
        self._page(home, one["title"], one["text"], [*names, *(f"records/{r['number']}/" for r in records), "request.json"])
        told = {"reference": slug.upper(), "title": one["title"], "records": records}
        self.put(f"{home}request.json", json.dumps(told).encode())

    def _page(self, address: str, title: str, text: str, to: list[str], more: str = "") -> None:
        up = "../" * address.count("/")
        items = "".join(f'<li><a href="{href}">{href}</a></li>' for href in to) + more
        digest = sha256(self.style.encode())[:10]
        self.put(f"{address}index.html", (PAGE % {"title": title, "text": text, "up": up, "hash": digest, "links": items}).encode())

    def put(self, path: str, data: bytes) -> None:
        """One file."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


class Tree:
    """A source to compare with (see requests.Source)."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.files = manifest.of_tree(folder, SITE).files

    def read(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()


def release(folder: Path, key: bytes | None = None, by: str = "ada@test") -> Release:
    """A tree ready to go, with its public manifest."""
    tree = Tree(folder)
    whole = Manifest(tree.files, SITE)
    extras = proof.extras(whole, proof.unnamed(whole, tree.read), key)
    files = {**tree.files, **{path: Entry(sha256(data), len(data)) for path, data in extras.items()}}
    moved = links.redirects(tree.files, tree.read)
    return Release(Manifest(files, SITE), lambda path: extras[path] if path in extras else tree.read(path), by=by, redirects=moved)


def shown(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def two(tmp: Path) -> tuple[Path, Path]:
    """An old and a new site: request `a-1` stays, `b-2` changes its letter, `c-3` comes, and the style sheet changes."""
    old, new = tmp / "old", tmp / "new"
    Site(old).add("a-1", letter=b"%PDF one").add("b-2", "Lamps", letter=b"%PDF two").write()
    Site(new, "body{color:#111}").add("a-1", letter=b"%PDF one").add("b-2", "Lamps", note=b"%PDF two, better").add("c-3", "Trees", map=b"%PDF three").write()
    return old, new
