# SPDX-License-Identifier: AGPL-3.0-or-later
"""Programs that others wrote accept what the data says of itself: a reader of CSV on the Web, one of RDF, rules of data portals."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyshacl
import pytest
import rdflib
from csvw.metadata import CSVW

from disclosures.site import addresses, described
from disclosures.site.described import Publisher
from disclosures.site.tables import COLUMNS

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

RULES = rdflib.Graph().parse(Path(__file__).with_name("dcat-ap.ttl"), format="turtle")
DCAT, SPDX = rdflib.Namespace("http://www.w3.org/ns/dcat#"), rdflib.Namespace("http://spdx.org/rdf/terms#")
BASE = "https://disclosures.example/"
OURS = Publisher("Small log", BASE, "All rights reserved", (("Small Council", "foi@small.example"), ("Town", "")))
FILES = {address: ("ab" * 32, 7) for address in [*(addresses.year_csv("2024", name) for name in COLUMNS), addresses.year_json("2024")]}


def graph(data: bytes, place: str = f"{BASE}data/catalogue.jsonld") -> rdflib.Graph:
    return rdflib.Graph().parse(data=data, format="json-ld", publicID=place)


def complaints(data: bytes) -> str:
    valid, _, told = pyshacl.validate(graph(data), shacl_graph=RULES, ont_graph=RULES, inference="rdfs")
    return "" if valid else told


def test_the_catalogue_is_what_data_portals_ask_for(site: Path) -> None:
    assert complaints((site / "data" / "catalogue.jsonld").read_bytes()) == ""


def test_a_licence_and_a_body_without_an_address_for_mail_are_told_as_portals_read_them() -> None:
    assert complaints(described.catalogue({"2024": 2}, FILES, OURS)) == ""


@pytest.mark.parametrize(("old", "new"), [
    ('"dcat:endDate": "2024-12-31"', '"dcat:endDate": "the last day"'), ('"@type": "dcterms:RightsStatement"', '"@type": "dcterms:Agent"'),
    ('"dcat:accessURL"', '"dcat:other"'), ('"foaf:name"', '"foaf:nick"'),
])  # fmt: skip
def test_the_rules_refuse_a_catalogue_that_is_wrong(old: str, new: str) -> None:
    good = described.catalogue({"2024": 2}, FILES, OURS).decode()
    assert old in good and complaints(good.replace(old, new).encode())


def test_the_catalogue_tells_size_and_hash_of_each_file(site: Path) -> None:
    told = graph((site / "data" / "catalogue.jsonld").read_bytes())
    every = list(told.subjects(rdflib.RDF.type, DCAT.Distribution))
    assert len(every) == 4 * len(list(site.glob("data/[2u]*/log.json"))) > 4
    for one in every:
        data = (site / str(one).removeprefix(BASE)).read_bytes()
        assert int(told.value(one, DCAT.byteSize)) == len(data)
        assert str(told.value(told.value(one, SPDX.checksum), SPDX.checksumValue)) == hashlib.sha256(data).hexdigest()


def test_without_a_public_address_the_catalogue_leads_to_the_files_beside_it() -> None:
    told = graph(described.catalogue({"2024": 2}, FILES, Publisher("Small log", "", "", ())), "https://mirror.example/foi/data/catalogue.jsonld")
    assert {str(one) for one in told.objects(None, DCAT.downloadURL)} == {f"https://mirror.example/foi/{address}" for address in FILES}


def test_a_reader_of_csv_on_the_web_finds_every_row_and_its_types(site: Path) -> None:
    found = sorted(site.glob("data/[2u]*/csv-metadata.json"))
    assert len(found) > 2
    for path in found:
        read = CSVW(str(path), validate=True)
        assert read.is_valid, [str(one.message) for one in read.warnings]
        rows = {table.url.string: list(table.iterdicts(strict=True)) for table in read.tables}
        log = json.loads(path.with_name("log.json").read_text(encoding="utf-8"))
        assert [row["reference"] for row in rows["requests.csv"]] == [one["reference"] for one in log["requests"]]
        assert {type(row["records"]) for row in rows["requests.csv"]} <= {int, type(None)}
        assert {row["reference"] for row in rows["records.csv"]} <= {row["reference"] for row in rows["requests.csv"]}
