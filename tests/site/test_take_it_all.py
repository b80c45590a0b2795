# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log as data: no more than the pages say, valid by its own descriptions, and its examples run as they are printed."""

from __future__ import annotations

import csv
import functools
import hashlib
import io
import json
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jsonschema
import pytest

from disclosures.site import bundle, tables

BASE = "https://disclosures.example/"
EXAMPLE = re.compile(r"^```(sh|python)\n(.*?)^```$", re.S | re.M)
PAGE = Path(__file__).parents[2] / "content" / "data.md"


def load(path: Path):
    return json.loads(path.read_text(encoding="utf-8"))


def here(site: Path, url: str) -> Path:
    """The file of the site at an address."""
    assert url.startswith(BASE)
    path = site / url.removeprefix(BASE)
    return path / "index.html" if url.endswith("/") else path


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8"), newline=""), strict=True))


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    """The site on a server of its own; ends in /."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(site))
    handler.log_message = lambda *_: None  # type: ignore[attr-defined]
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()


def test_a_withdrawn_answer_gives_its_notice_and_nothing_else(site: Path) -> None:
    gone = [one for path in (site / "requests").rglob("request.json") if (one := load(path)).get("withdrawn")]
    assert gone
    for one in gone:
        assert not {"records", "exemptions", "summary", "subjects", "notes", "history"} & one.keys()
        assert not list(here(site, one["url"]).parent.glob("*.zip"))


def test_what_neither_confirms_nor_denies_has_no_count_and_no_line_in_any_table(site: Path) -> None:
    silent = [row for path in site.glob("data/[2u]*/requests.csv") for row in table(path) if row["outcome"] == "Neither confirmed nor denied"]
    assert silent and all(not row[name] for row in silent for name in ("records", "released_in_full", "redacted", "withheld", "archive"))
    references = {row["reference"] for row in silent}
    assert not [row for path in site.glob("data/[2u]*/records.csv") for row in table(path) if row["reference"] in references]


@pytest.mark.parametrize("data", [b"", b"x" * 70_000])
def test_equal_contents_make_equal_zips(data: bytes) -> None:
    one, other = (bundle.zipped("x", [("a.pdf", data), ("files/b.csv", b"1\r\n")]) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.testzip() is None and archive.namelist() == ["x/a.pdf", "x/files/b.csv", "x/SHA256SUMS"]


def test_every_zip_holds_what_stands_beside_it_and_nothing_else(site: Path) -> None:
    archives = list((site / "requests").rglob("*.zip"))
    assert len(archives) > 5
    for path in archives:
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            names = {name.split("/", 1)[1]: archive.read(name) for name in archive.namelist()}
        sums = names.pop("SHA256SUMS").decode()
        assert {name: (path.parent / name).read_bytes() for name in names} == names
        assert dict(reversed(line.split("  ")) for line in sums.splitlines()) == {n: hashlib.sha256(b).hexdigest() for n, b in names.items()}
        assert {p.name for p in (path.parent / "files").iterdir() if p.is_file()} == {n.removeprefix("files/") for n in names if n[:6] == "files/"}


def test_every_json_file_is_valid_by_its_schema(site: Path) -> None:
    schemas = {name: load(site / "data" / "schemas" / f"{name}.json") for name in ("request", "year", "log", "foi")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    found = {"request": list((site / "requests").rglob("request.json")), "year": list(site.glob("data/[2u]*/log.json")), "log": [site / "data" / "log.json"],
             "foi": [site / ".well-known" / "foi.json"]}  # fmt: skip
    assert len(found["request"]) > 10 and len(found["year"]) > 2
    for name, files in found.items():
        for path in files:
            jsonschema.validate(load(path), schemas[name])


def test_the_schemas_refuse_what_is_wrong(site: Path) -> None:
    good = load(site / "requests" / "01-foi-22-023334" / "request.json")
    schema = load(site / "data" / "schemas" / "request.json")
    for wrong in ({"dates": {"received": "1 May"}}, {"records": [{"number": 8.1}]}, {"withdrawn": {"date": "2024-05-01", "reason": "x"}}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(good | wrong, schema)


def test_the_years_hold_every_answer_once_and_lead_to_each_other(site: Path) -> None:
    log = load(site / "data" / "log.json")
    every, before = [], None
    for page in log["pages"]:
        year = load(here(site, page["url"]))
        assert year["previous"] == before and len(year["requests"]) == page["count"]
        before = page["url"]
        every += [one["reference"] for one in year["requests"]]
        assert [row["reference"] for row in table(site / "data" / year["year"] / "requests.csv")] == every[-len(year["requests"]) :]
    assert sorted(every) == sorted(load(path)["reference"] for path in (site / "requests").rglob("request.json"))
    assert len(every) == log["count"] == len(set(every))


def test_every_address_in_the_data_is_there(site: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in [*site.glob("data/**/*.json*"), *site.glob("data/**/*.csv")])
    addresses = {url for url in re.findall(re.escape(BASE) + r'[^\s",;]*', text) if "{" not in url and not re.search(r"/data/(\d{4}|undated)/$", url)}
    assert len(addresses) > 100
    assert [url for url in addresses if not here(site, url).is_file()] == []


def test_the_tables_are_rfc_4180_without_a_byte_order_mark(site: Path) -> None:
    for path in site.glob("data/[2u]*/*.csv"):
        raw = path.read_bytes()
        assert not raw.startswith(b"\xef\xbb\xbf") and raw.endswith(b"\r\n")
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
        assert tuple(rows[0]) == tables.COLUMNS[path.stem]
        assert {len(row) for row in rows} == {len(rows[0])}


def test_tables_are_what_their_descriptions_say(site: Path) -> None:
    package = load(site / "data" / "datapackage.json")
    files = {path.relative_to(site / "data").as_posix() for path in site.glob("data/[2u]*/*.csv")}
    assert {one["path"] for one in package["resources"]} == files
    for one in package["resources"]:
        raw = (site / "data" / one["path"]).read_bytes()
        assert (one["bytes"], one["hash"]) == (len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}")
        schema = load(site / "data" / one["schema"])
        rows = table(site / "data" / one["path"])
        assert [field["name"] for field in schema["fields"]] == list(csv.reader([raw.decode().split("\r\n")[0]]))[0]
        for field in schema["fields"]:
            assert field["description"]
            if field["type"] == "integer":
                assert all(row[field["name"]].isdigit() or not row[field["name"]] for row in rows)
        beside = load((site / "data" / one["path"]).with_name("csv-metadata.json"))
        columns = {entry["url"]: [c["name"] for c in entry["tableSchema"]["columns"]] for entry in beside["tables"]}
        assert columns[Path(one["path"]).name] == [field["name"] for field in schema["fields"]]


def test_the_catalogue_offers_each_year_in_each_form(site: Path) -> None:
    catalogue = load(site / "data" / "catalogue.jsonld")
    offered = [d["dcat:downloadURL"]["@id"] for dataset in catalogue["dcat:dataset"] for d in dataset["dcat:distribution"]]
    assert sorted(here(site, url).relative_to(site).as_posix() for url in offered) == sorted(
        path.relative_to(site).as_posix() for path in [*site.glob("data/[2u]*/*.csv"), *site.glob("data/[2u]*/log.json")]
    )


def test_every_path_of_the_interface_is_there(site: Path) -> None:
    paths = load(site / "data" / "openapi.json")["paths"]
    assert set(paths) == {"/data/log.json", "/data/{year}/log.json", "/requests/{request}/request.json"}
    for path, told in paths.items():
        assert list(site.glob(re.sub(r"\{.*?\}", "*", path[1:])))
        assert (site / "data" / told["get"]["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]).is_file()


def examples() -> list[tuple[str, str]]:
    return EXAMPLE.findall(PAGE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(len(examples())))
def test_the_examples_of_the_page_run_as_they_are_printed(served: str, site: Path, tmp_path: Path, number: int) -> None:
    language, code = examples()[number]
    (tmp_path / "sitecustomize.py").write_text(
        "import urllib.request as r\n_open = r.urlopen\n"
        f"r.urlopen = lambda url, *more: _open(url.replace({BASE!r}, {served!r}), *more)\n", encoding="utf-8")  # fmt: skip
    code = code.replace("{{ site address }}", served)
    command = [sys.executable, "-c", code] if language == "python" else ["sh", "-ec", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False, env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "PYTHONPATH": str(tmp_path)})
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    if "datasette" in code:
        assert json.loads(done.stdout) and all("/requests/" in row["page"] for row in json.loads(done.stdout))
    elif "sqlite3" in code:
        cited = [row["cited"] for path in site.glob("data/[2u]*/exemptions.csv") for row in table(path)]
        assert dict(reversed(line.split("\t")) for line in told) == {law: str(cited.count(law)) for law in cited}
    elif "answer" in code and language == "python":
        assert len(told) == load(site / "data" / "log.json")["count"]
    elif language == "python":
        assert int(told[0].split()[0]) == sum(len(table(path)) for path in site.glob("data/[2u]*/records.csv"))


def test_the_page_links_every_table(site: Path) -> None:
    html = (site / "data" / "index.html").read_text(encoding="utf-8")
    assert "{{" not in html
    for path in [*site.glob("data/[2u]*/*.csv"), *site.glob("data/[2u]*/log.json"), *site.glob("data/*.json*"), *(site / "data" / "schemas").glob("[!er]*.json")]:
        if not path.name.endswith((".table.json", "metadata.json")):
            assert f'href="{path.relative_to(site / "data").as_posix()}"' in html, path
