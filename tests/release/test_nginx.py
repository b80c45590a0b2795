# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real nginx with the generated rules: no page of the sample site breaks its policy, and each file is served as it should be."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from disclosures.release import headers, links, manifest, prove, served
from disclosures.release.where import Where, open_target

from . import made, servers
from .made import Site

pytestmark = [pytest.mark.xdist_group("release-nginx")]
REPORT = "document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))"


@pytest.fixture(scope="module")
def rules(site: Path) -> str:
    moved = links.redirects(manifest.of_tree(site).files, made.Tree(site).read)
    assert moved
    return headers.KINDS["nginx"](moved)


@pytest.fixture(scope="module")
def nginx(site: Path, rules: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The sample site, released to a folder and served from there."""
    if not servers.program("nginx"):
        pytest.skip("no nginx is installed: as root on Debian, apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("nginx")
    open_target(Where("live", folder=str(folder / "web")), folder, folder).publish(made.release(site))
    with servers.nginx(folder, folder / "web/current", rules) as url:
        yield url


def get(url: str, **asked: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in lower case, and bytes; redirects are not followed."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    opener = urllib.request.build_opener(Stay)
    try:
        with opener.open(urllib.request.Request(url, headers=asked), timeout=20) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, error.read()


@pytest.mark.browser
def test_no_page_of_the_sample_site_breaks_the_policy(nginx: str, site: Path, browser: Browser):
    context = browser.new_context(service_workers="block")
    context.add_init_script(REPORT)
    wrong, page = [], context.new_page()
    page.on("console", lambda message: wrong.append(f"{page.url}: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: wrong.append(f"{page.url}: {answer.url} {answer.status}") if answer.status >= 400 and not page.url.endswith("404.html") else None)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html") if "http-equiv" not in path.read_text(encoding="utf-8")[:600])
    assert len(pages) > 100
    for path in pages:
        answer = page.goto(f"{nginx}/{path.removesuffix('index.html')}")
        assert answer.headers["content-security-policy"] == headers.POLICY
    context.close()
    assert wrong == []


@pytest.mark.browser
def test_the_browser_does_report_what_the_policy_forbids(nginx: str, browser: Browser):
    context = browser.new_context()
    context.add_init_script(REPORT)
    wrong, page = [], context.new_page()
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(f"{nginx}/")
    page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'window.broken = 1'; document.head.append(s); }")
    page.evaluate("() => { document.body.setAttribute('style', 'color: red'); }")
    broken = page.evaluate("() => window.broken")
    context.close()
    assert broken is None
    assert any("script-src" in one for one in wrong) and any("style-src" in one for one in wrong)


def test_every_answer_bears_every_header(nginx: str, site: Path):
    asset = next(site.glob("assets/*.css")).relative_to(site).as_posix()
    pdf = next(site.rglob("*.pdf")).relative_to(site).as_posix()
    for path in ("", asset, pdf, "release.json", "nothing-here/"):
        status, sent, _ = get(f"{nginx}/{path}")
        assert status == (404 if path == "nothing-here/" else 200)
        assert {name: sent.get(name.lower()) for name in headers.HEADERS} == dict(headers.HEADERS), path


def test_hashed_names_are_kept_a_year_and_pages_are_asked_for_again(nginx: str, site: Path):
    long = [p.relative_to(site).as_posix() for pattern in ("assets/*", "requests/*/records/*/pages/*.webp") for p in list(site.glob(pattern))[:2]]
    assert len(long) == 4
    for path in (*long, "", "feed.xml", "requests/01-foi-22-023334/request.json"):
        cached = get(f"{nginx}/{path}")[1]["cache-control"]
        assert ("immutable" in cached, "max-age=0" in cached) == (path in long, path not in long), path


def test_each_kind_of_file_has_its_type(nginx: str, site: Path):
    ends = {p.suffix: p.relative_to(site).as_posix() for p in sorted(site.rglob("*")) if p.is_file()}
    assert {".html", ".css", ".js", ".json", ".csv", ".pdf", ".webp", ".xml", ".svg"} <= set(ends)
    for path in ends.values():
        sent = get(f"{nginx}/{path}")[1]["content-type"]
        plain = {"application/xml": "text/xml", "text/javascript": "application/javascript"}
        kind, _, charset = served.content_type(path).partition(";")
        assert sent.split(";")[0] in (kind, plain.get(kind)), path
        assert not charset or "charset=utf-8" in sent, path


def test_text_is_compressed_and_pdfs_are_not(nginx: str, site: Path):
    pdf = next(site.rglob("*.pdf")).relative_to(site).as_posix()
    assert get(f"{nginx}/", **{"Accept-Encoding": "gzip"})[1].get("content-encoding") == "gzip"
    assert "content-encoding" not in get(f"{nginx}/{pdf}", **{"Accept-Encoding": "gzip"})[1]


def test_another_spelling_of_a_reference_is_redirected_by_the_server(nginx: str):
    status, sent, _ = get(f"{nginx}/requests/01.FOI.22.023334/")
    assert status == 301
    assert sent["location"].endswith("/requests/01-foi-22-023334/")


def test_an_unknown_address_gets_the_sites_own_page(nginx: str, site: Path):
    status, _, data = get(f"{nginx}/nothing-here/")
    assert (status, data) == (404, (site / "404.html").read_bytes())


def test_the_rules_cause_no_warning_of_nginx(nginx: str, rules: str, tmp_path: Path):
    config = tmp_path / "nginx.conf"
    rules = rules.replace("include mime.types;", "include /etc/nginx/mime.types;")
    config.write_text(f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ server {{ listen 127.0.0.1:1; {rules} }} }}\n")
    done = subprocess.run([servers.program("nginx"), "-t", "-c", str(config)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "[warn]" not in done.stderr, done.stderr


def test_what_readers_get_is_proved_over_http_and_a_changed_byte_is_found(nginx: str, site: Path):
    found = prove.over_http(nginx)
    assert (found.wrong, found.files) == ((), len(json.loads(get(f"{nginx}/release.json")[2])["files"]))


def test_a_reader_never_meets_a_dead_link_while_releases_change(tmp_path: Path, rules: str):
    if not servers.program("nginx"):
        pytest.skip("no nginx is installed: as root on Debian, apt-get install nginx-light")
    trees = []
    for number in range(2):
        site = Site(tmp_path / f"v{number}", f"body{{--v:{number}}}").add("a-1", text=f"version {number}", letter=b"%PDF one").write()
        trees.append(site.folder)
    target = open_target(Where("live", folder=str(tmp_path / "web"), keep=1), tmp_path, tmp_path)
    target.publish(made.release(trees[0]))
    (tmp_path / "nginx").mkdir()
    with servers.nginx(tmp_path / "nginx", tmp_path / "web/current", rules) as url:
        wrong, read, ended = [], [0], threading.Event()

        def reader() -> None:
            while not ended.is_set():
                for page in ("", "requests/a-1/", "answers/"):
                    status, _, data = get(f"{url}/{page}")
                    if status != 200:
                        wrong.append(f"{page} answers with {status}")
                    for style in re.findall(rb'href="([^"]+\.css)"', data):
                        if get(f"{url}/{page}{style.decode()}")[0] != 200:
                            wrong.append(f"{page} links to {style.decode()}")
                    read[0] += 1

        thread = threading.Thread(target=reader)
        thread.start()
        for number in range(12):
            target.publish(made.release(trees[(number + 1) % 2]))
        while read[0] < 10 and thread.is_alive():
            ended.wait(0.05)
        ended.set()
        thread.join(60)
    assert wrong == []
    assert read[0] >= 10


@pytest.mark.parametrize(("kind", "program"), [("apache", "apache2"), ("caddy", "caddy")])
def test_the_rules_for_other_servers_do_the_same_where_these_are_installed(kind: str, program: str):
    if not servers.program(program):
        pytest.skip(f"no {program} is installed")
    with tempfile.TemporaryDirectory(dir="/tmp", prefix="disclosures-") as name:  # Apache leaves root's rights, and has to get here
        folder = Path(name)
        folder.chmod(0o755)
        site = Site(folder / "site").add("a-1", letter=b"%PDF one")
        site.moved["requests/A.1/"] = "requests/a-1/"
        site.write().put("404.html", b"<h1>Not here</h1>")
        rules = headers.KINDS[kind]({"requests/A.1/index.html": "requests/a-1/index.html"})
        with servers.other(kind, folder, site.folder, rules) as url:
            asset = next(site.folder.glob("assets/*")).relative_to(site.folder).as_posix()
            picture = next(site.folder.rglob("*.webp")).relative_to(site.folder).as_posix()
            for path, status in (("", 200), (asset, 200), (picture, 200), ("requests/a-1/files/1-letter.pdf", 200), ("nothing/", 404)):
                answer, sent, data = get(f"{url}/{path}")
                assert answer == status, path
                assert {name: sent.get(name.lower()) for name in headers.HEADERS} == dict(headers.HEADERS), path
                assert ("immutable" in sent["cache-control"]) == (path in (asset, picture)), path
            assert data == b"<h1>Not here</h1>"
            status, sent, _ = get(f"{url}/requests/A.1/")
            assert (status, sent["location"].removeprefix(url)) == (301, "/requests/a-1/")
            assert get(f"{url}/")[1]["content-type"].lower() == "text/html; charset=utf-8"
            assert get(f"{url}/{picture}")[1]["content-type"] == "image/webp"
            site.put(".secret", b"x")
            assert get(f"{url}/.secret")[0] == 404


def test_each_form_of_the_rules_sends_the_same_policy():
    for kind, write in headers.KINDS.items():
        assert headers.POLICY in write({}), kind
    assert not re.search(r"unsafe|https?:|\*|data:", headers.POLICY)


def test_an_address_that_could_break_a_servers_rules_keeps_its_page():
    for kind, write in headers.KINDS.items():
        assert "evil" not in write({'requests/evil";}/index.html': "requests/a-1/index.html"}), kind


def test_the_files_for_hosts_that_read_rules_hold_headers_and_redirects():
    moved = {"requests/A.1/index.html": "requests/a-1/index.html"}
    files = headers.beside("netlify", moved)
    assert files["_redirects"] == b"/requests/A.1/ /requests/a-1/ 301\n"
    assert headers.POLICY.encode() in files["_headers"]
    assert headers.beside("", moved) == {}
    assert b'RedirectMatch 301 "^/requests/A\\.1/$" "/requests/a-1/"' in headers.beside("apache", moved)[".htaccess"]
