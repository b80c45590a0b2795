# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a reader can prove, and what the published manifest may not tell."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from disclosures.problems import ReleaseError
from disclosures.release import manifest, proof, prove, signing

from . import made
from .made import SITE, Site, Tree


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site").add("a-1", letter=b"%PDF one").write()


@pytest.fixture
def key(tmp_path: Path) -> bytes:
    signing.new_key(tmp_path / "key.pem")
    return (tmp_path / "key.pem").read_bytes()


def published(site: Site, key: bytes | None = None) -> Path:
    """The site with its proof, as readers get it."""
    release = made.release(site.folder, key)
    for name in ("release.json", "release.json.sig", "release-key.pem"):
        if name in release.manifest.files:
            site.put(name, release.read(name))
    return site.folder


def reading(folder: Path):
    return lambda name: (folder / name).read_bytes()


def test_a_file_that_no_page_names_is_not_listed(site: Site):
    site.put("draft-of-c-3.pdf", b"%PDF not yet")
    site.put("images/mark.svg", b"<svg/>")
    site.put("about/index.html", b'<img src="../images/mark.svg">')
    tree = Tree(site.folder)
    assert proof.unnamed(manifest.Manifest(tree.files), tree.read) == ["draft-of-c-3.pdf"]
    listed = json.loads((published(site) / "release.json").read_bytes())["files"]
    assert "draft-of-c-3.pdf" not in listed and "images/mark.svg" in listed


def test_what_programs_find_without_a_page_is_listed(site: Site):
    site.put("search/words/1a.txt", b"lamp")
    site.put("sitemaps/2024.xml", b"<urlset/>")
    site.put("sitemap.xml", b"<loc>sitemaps/2024.xml</loc>")
    listed = manifest.read((published(site) / "release.json").read_bytes(), "it").files
    assert {"search/words/1a.txt", "sitemaps/2024.xml"} <= listed.keys()


def test_what_only_a_host_reads_is_not_listed(site: Site):
    for name in ("_headers", "CNAME"):
        site.put(name, b"x")
    assert {"_headers", "CNAME"}.isdisjoint(json.loads((published(site) / "release.json").read_bytes())["files"])


def test_the_list_says_nothing_of_time_or_person(site: Site):
    assert set(json.loads((published(site) / "release.json").read_bytes())) == {"format", "site", "files"}


def test_a_site_with_a_file_of_that_name_is_refused(site: Site):
    site.put("release.json", b"{}")
    with pytest.raises(ReleaseError, match=r"has a release\.json of its own"):
        made.release(site.folder)


def test_a_released_file_is_found_and_another_is_not(site: Site):
    public, wrong, remarks = prove.signature(reading(published(site)))
    assert (wrong, remarks) == ([], ["The manifest is not signed."])
    pdf = site.folder / "requests/a-1/files/1-letter.pdf"
    assert prove.places(public, manifest.hash_file(pdf)) == ["requests/a-1/files/1-letter.pdf"]
    pdf.write_bytes(b"%PDF forged")
    assert prove.places(public, manifest.hash_file(pdf)) == []


def test_a_signature_is_accepted_and_its_key_is_named(site: Site, key: bytes):
    folder = published(site, key)
    _, wrong, remarks = prove.signature(reading(folder))
    assert wrong == []
    assert signing.fingerprint((folder / "release-key.pem").read_bytes()) in remarks[0]
    assert prove.signature(reading(folder), (folder / "release-key.pem").read_bytes())[1] == []


def test_a_list_that_was_changed_after_signing_is_found(site: Site, key: bytes):
    folder = published(site, key)
    (folder / "release.json").write_bytes((folder / "release.json").read_bytes().replace(b"a-1", b"a-2"))
    assert prove.signature(reading(folder))[1] == ["the signature does not belong to this manifest and key"]


def test_a_list_signed_with_another_key_is_found(site: Site, key: bytes, tmp_path: Path):
    folder = published(site, key)
    other = signing.new_key(tmp_path / "other.pem")
    assert prove.signature(reading(folder), other)[1] == ["the signature does not belong to this manifest and key"]


def test_a_signature_that_was_taken_away_is_found_by_who_knows_the_key(site: Site, key: bytes):
    folder = published(site, key)
    public = (folder / "release-key.pem").read_bytes()
    (folder / "release.json.sig").unlink()
    assert prove.signature(reading(folder), public)[1] == ["the manifest bears no signature"]


def test_openssl_accepts_the_signature_as_the_manual_shows(site: Site, key: bytes):
    folder = published(site, key)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "release-key.pem", "-rawin", "-in", "release.json", "-sigfile", "release.json.sig"]
    assert b"Verified Successfully" in subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout


def test_sha256sum_prints_the_number_that_is_in_the_list(site: Site):
    folder = published(site)
    pdf = folder / "requests/a-1/files/1-letter.pdf"
    printed = subprocess.run(["sha256sum", str(pdf)], capture_output=True, text=True, check=True).stdout.split()[0]
    listed = json.loads((folder / "release.json").read_bytes())["files"]["requests/a-1/files/1-letter.pdf"]
    assert listed == f"{printed} {pdf.stat().st_size}"


@pytest.mark.parametrize("pem", [b"", b"nonsense", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_what_is_no_key_is_refused_with_a_cure(pem: bytes):
    with pytest.raises(ReleaseError, match="is no Ed25519 key"):
        signing.sign(b"x", pem)


def test_a_new_key_is_for_its_owner_alone_and_never_overwrites(tmp_path: Path):
    signing.new_key(tmp_path / "key.pem")
    assert (tmp_path / "key.pem").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "key.pem").read_bytes()
    with pytest.raises(ReleaseError, match="is there already"):
        signing.new_key(tmp_path / "key.pem")
    assert (tmp_path / "key.pem").read_bytes() == before


@pytest.mark.parametrize(("library", "words"), [("cryptography", "signing"), ("boto3", "s3"), ("paramiko", "sftp")])
def test_without_an_extra_the_message_names_it(library: str, words: str, tmp_path: Path):
    work = {
        "cryptography": "from disclosures.release import signing; signing.sign(b'x', b'y')",
        "boto3": "from pathlib import Path; from disclosures.release.where import *; open_target(typed('s3://foi'), Path('.'), Path('.'))",
        "paramiko": "from pathlib import Path; from disclosures.release.where import *; open_target(typed('sftp://foi/x'), Path('.'), Path('.'))",
    }[library]
    code = f"import sys; sys.modules['{library}'] = None\n{work}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"pip install 'disclosures[{words}]'" in done.stderr


def test_the_libraries_of_other_targets_are_not_loaded(tmp_path: Path):
    code = ("import sys; from pathlib import Path; from disclosures.release.where import *; "
            f"open_target(typed({str(tmp_path)!r}), Path('.'), Path('.')); import disclosures.commands.release.publish; "
            "print(sorted({'boto3', 'paramiko', 'cryptography', 'mkdocs', 'pymupdf'} & set(sys.modules)))")  # fmt: skip
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["live", "ftp://foi.example.org/x", "s3:/foi"])
def test_a_target_of_no_known_kind_is_refused(text: str):
    from disclosures.release.where import typed

    if "/" in text and "://" not in text:
        assert typed(text).folder == text
        return
    with pytest.raises(ReleaseError, match="is no target of the settings"):
        typed(text)


def test_the_site_has_its_address_in_the_list(site: Site):
    assert json.loads((published(site) / "release.json").read_bytes())["site"] == SITE
