# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is set on each object in a bucket, and what a cache before it is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import boto3
import pytest

from disclosures.release import s3, served
from disclosures.release.where import Where, open_target

from . import made
from .conftest import Place
from .made import Site

pytestmark = pytest.mark.xdist_group("release-targets")


@pytest.fixture
def place(place_of: Callable[[str], Place]) -> Place:
    return place_of("s3")


def head(place: Place, path: str) -> dict:
    client = boto3.client("s3", endpoint_url=place.where.endpoint)
    return client.head_object(Bucket=place.where.s3.split("/")[2], Key=f"log/{path}")


def test_an_ordinary_page_is_no_redirect_and_no_page_is_kept_long(place: Place, tmp_path: Path):
    old, _ = made.two(tmp_path)
    place.open().publish(made.release(old))
    for path in made.shown(old):
        found = head(place, path)
        assert "WebsiteRedirectLocation" not in found
        assert found["ContentType"] == served.content_type(path)
        assert found["CacheControl"] == served.cache_control(path)
        assert ("immutable" in found["CacheControl"]) == (path.startswith("assets/") or path.endswith(".webp")), path


def test_a_redirect_page_is_answered_by_the_storage_itself_and_is_an_ordinary_page_again_later(place: Place, tmp_path: Path):
    site = Site(tmp_path / "site").add("a-1", letter=b"%PDF one")
    site.moved["requests/A-1/"] = "requests/a-1/"
    place.open().publish(made.release(site.write().folder))
    assert head(place, "requests/A-1/index.html")["WebsiteRedirectLocation"] == "/log/requests/a-1/"
    site.moved["requests/A-1/"] = "answers/"
    place.open().publish(made.release(site.write().folder))
    assert head(place, "requests/A-1/index.html")["WebsiteRedirectLocation"] == "/log/answers/"
    place.open().rollback()
    assert head(place, "requests/A-1/index.html")["WebsiteRedirectLocation"] == "/log/requests/a-1/"


def test_headers_that_change_with_the_program_reach_files_that_do_not(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    old, _ = made.two(tmp_path)
    place.open().publish(made.release(old))
    monkeypatch.setattr(s3, "cache_control", lambda path: "no-store")
    done = place.open().publish(made.release(old))
    assert (done.files, done.nothing) == (0, False)
    assert head(place, "index.html")["CacheControl"] == "no-store"


def test_contents_that_no_release_needs_are_forgotten(place: Place, tmp_path: Path):
    for number in range(4):
        site = Site(tmp_path / "site").add("a-1", letter=b"%PDF" + bytes([48 + number])).write()
        place.open(keep=1).publish(made.release(site.folder))
    client = boto3.client("s3", endpoint_url=place.where.endpoint)
    kept = client.list_objects_v2(Bucket=place.where.s3.split("/")[2], Prefix="log/.disclosures/objects/")["Contents"]
    data = [client.get_object(Bucket=place.where.s3.split("/")[2], Key=one["Key"])["Body"].read() for one in kept]
    assert sorted(one for one in data if one.startswith(b"%PDF")) == [b"%PDF2", b"%PDF3"]


def test_the_cache_before_it_is_told_what_to_ask_for_again(place: Place, storage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL_CLOUDFRONT", storage)
    client = boto3.client("cloudfront")
    origin = {"Id": "x", "DomainName": "x.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
    config = {"CallerReference": "x", "Comment": "", "Enabled": True, "Origins": {"Quantity": 1, "Items": [origin]},
              "DefaultCacheBehavior": {"TargetOriginId": "x", "ViewerProtocolPolicy": "https-only"}}  # fmt: skip
    id = client.create_distribution(DistributionConfig=config)["Distribution"]["Id"]
    old, new = made.two(tmp_path)
    target = open_target(Where(**{**place.where.__dict__, "distribution": id}), tmp_path, tmp_path)
    target.publish(made.release(old))
    assert client.list_invalidations(DistributionId=id)["InvalidationList"].get("Items", []) == []
    target.publish(made.release(new))
    (one,) = client.list_invalidations(DistributionId=id)["InvalidationList"]["Items"]
    paths = client.get_invalidation(DistributionId=id, Id=one["Id"])["Invalidation"]["InvalidationBatch"]["Paths"]["Items"]
    assert {"/", "/requests/b-2/", "/requests/b-2/files/1-letter.pdf", "/requests/c-3/files/1-map.pdf"} <= set(paths)
    assert "/requests/a-1/files/1-letter.pdf" not in paths
