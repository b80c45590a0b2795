# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store in a bucket: what is damaged, shortened or not its own is not found, and a cluster works through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from disclosures.cluster.s3 import S3
from disclosures.cluster.shared import Shared, StoreUnusable
from disclosures.store import Store, address

from . import made_log
from .machines import KEYS, Machines, end

BUCKET = "disclosures-test"


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with Machines(tmp_path_factory.mktemp("s3")) as machines:
        machines.scheduler()
        yield machines


@pytest.fixture(scope="module")
def endpoint(machines: Machines) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in KEYS.items():
            patch.setenv(name, value)
        address = machines.s3()
        client(address).create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": KEYS["AWS_DEFAULT_REGION"]})
        yield address


def client(endpoint: str) -> Any:
    return boto3.client("s3", endpoint_url=endpoint)


@pytest.fixture
def store(endpoint: str, request: pytest.FixtureRequest) -> S3:
    """A prefix of its own for each test."""
    return S3(f"s3://{BUCKET}/{request.node.name[:60]}", endpoint)


def names(endpoint: str, prefix: str) -> list[str]:
    found = client(endpoint).list_objects_v2(Bucket=BUCKET, Prefix=prefix)
    return [one["Key"].removeprefix(prefix) for one in found.get("Contents", ())]


@pytest.mark.parametrize("spoil", [
    lambda body, sums: (body[:-1], sums),
    lambda body, sums: (b"", sums),
    lambda body, sums: (body.replace(b"1", b"2"), sums),
    lambda body, sums: (body, {}),
], ids=["shortened", "emptied", "changed", "without its sum"])  # fmt: skip
def test_a_spoilt_object_counts_as_absent_and_can_be_put_again(store: S3, endpoint: str, spoil) -> None:
    store.put_bytes("kind", "a", "b", data=b"[1]")
    name = store.prefix + address("kind", ("a", "b"))
    found = client(endpoint).get_object(Bucket=BUCKET, Key=name)
    body, sums = spoil(found["Body"].read(), found["Metadata"])
    client(endpoint).put_object(Bucket=BUCKET, Key=name, Body=body, Metadata=sums)
    assert store.get_bytes("kind", "a", "b") is None and store.get_json("kind", "a", "b") is None
    store.put_bytes("kind", "a", "b", data=b"[1]")
    assert store.get_json("kind", "a", "b") == [1]


def test_what_was_never_put_or_was_removed_is_absent(store: S3) -> None:
    assert store.get_bytes("kind", "a") is None
    store.put_json("kind", "a", value={"ä": 1})
    assert store.get_json("kind", "a") == {"ä": 1}
    assert store.get_bytes("kind", "a", "") is None and store.get_bytes("other", "a") is None
    store.remove("kind", "a")
    store.remove("kind", "a")
    assert store.get_bytes("kind", "a") is None


def test_only_what_is_old_and_of_its_kind_is_swept(store: S3) -> None:
    store.put_bytes("uncleared", "a", data=b"1")
    store.put_bytes("kept", "a", data=b"1")
    store.sweep("uncleared", 3600)
    assert store.get_bytes("uncleared", "a") == b"1"
    store.sweep("uncleared", -3600)  # everything is older than what is still to come
    assert store.get_bytes("uncleared", "a") is None and store.get_bytes("kept", "a") == b"1"


def test_a_folder_and_a_bucket_keep_under_the_same_names(store: S3, endpoint: str, tmp_path: Path) -> None:
    folder = Store(tmp_path)
    for one in (store, folder):
        one.put_json("kind", "a", "b", value=[1])
    assert names(endpoint, store.prefix) == [p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()]


def test_only_what_serves_other_machines_leaves_this_one(store: S3, endpoint: str, tmp_path: Path) -> None:
    shared = Shared(tmp_path, store)
    shared.put_bytes("pages", "a", data=b"1")
    shared.put_json("canary", "a", value=True)
    assert names(endpoint, store.prefix) == []
    shared.put_bytes("reading", "a", data=b"1")
    assert names(endpoint, store.prefix) == [address("reading", ("a",))]
    fresh = Shared(tmp_path / "other", store)
    assert fresh.get_bytes("reading", "a") == b"1" and Store(tmp_path / "other").get_bytes("reading", "a") == b"1"
    assert fresh.get_bytes("pages", "a") is None


@pytest.mark.parametrize("where", ["s3://no-such-bucket", "elsewhere"])
def test_a_bucket_that_cannot_be_used_is_no_empty_one(endpoint: str, where: str) -> None:
    store = S3(where, endpoint) if where != "elsewhere" else S3(f"s3://{BUCKET}", "http://127.0.0.1:9")
    with pytest.raises(StoreUnusable, match="cannot be used"):
        store.get_bytes("kind", "a")


def test_a_cluster_works_through_a_bucket_and_leaves_nothing_uncleared(machines: Machines, endpoint: str, tmp_path: Path) -> None:
    worker = machines.worker()
    machines.wait_for_workers(1)
    files = {"a.pdf": made_log.letter("one"), "b.pdf": made_log.letter("two")}
    setting = {"scheduler": machines.address, "store": f"s3://{BUCKET}/run", "endpoint": endpoint}
    config = made_log.write(tmp_path / "log", files, **setting)
    code, said = machines.run(config, "ahead")
    assert (code, said.splitlines()[-1]) == (0, "2 files: 2 done now, 0 done before, 0 left for the build.")
    kinds = [name.split("/")[0] for name in names(endpoint, "run/")]
    assert sorted(kinds) == sorted(2 * ["ahead", "cleared", "gate", "pictures", "reading", "shown"])
    code, said = machines.run(config, "ahead")
    assert (code, said.splitlines()[-1]) == (0, "2 files: 0 done now, 2 done before, 0 left for the build.")
    end(worker)


def test_workers_with_another_bucket_of_that_name_are_told(machines: Machines, endpoint: str, tmp_path: Path) -> None:
    """Each machine has its own endpoint in its environment: the same name, two servers."""
    other = Machines(tmp_path)
    with other:
        elsewhere = other.s3()
        client(elsewhere).create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": KEYS["AWS_DEFAULT_REGION"]})
        machines.environment["AWS_ENDPOINT_URL"] = endpoint
        worker = machines.worker(AWS_ENDPOINT_URL=elsewhere)
        machines.wait_for_workers(1)
        config = made_log.write(tmp_path / "log", {"a.pdf": made_log.letter("new")}, scheduler=machines.address, store=f"s3://{BUCKET}/other")
        code, said = machines.run(config, "ahead")
        assert code == 3 and "mkdocs.yml:9:9: error: the worker tcp://127.0.0.1:" in said and "does not find" in said
        end(worker)
        assert names(endpoint, "other/") == []
