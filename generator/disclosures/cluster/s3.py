# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store in a bucket of S3, or of a server that speaks S3 (MinIO, Ceph). The one door to boto3.

Keys and settings of access are boto3's own (environment, profile, role of the machine): none stands in mkdocs.yml, and none
travels through the scheduler. S3 shows a put whole or not at all; the SHA-256 beside each object tells one that was damaged
or shortened since, which then counts as absent.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from ..store import Store, address, sha256
from .shared import StoreUnusable

_ABSENT = {"NoSuchKey", "404"}
_PATIENT = {"connect_timeout": 10, "read_timeout": 60, "retries": {"max_attempts": 5, "mode": "standard"}}
_SUMS = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}
"""Not every server knows Amazon's newer checksums; ours stands beside each object."""


class S3(Store):
    """What a store keeps, as objects `prefix/kind/ab/abcd…`."""

    def __init__(self, url: str, endpoint: str = ""):
        """`url` is `s3://bucket/prefix`; `endpoint` the address of a server that is not Amazon's."""
        super().__init__(None)
        self.url = url
        self.bucket, _, prefix = url.removeprefix("s3://").partition("/")
        self.prefix = prefix.strip("/") + "/" if prefix.strip("/") else ""
        config = Config(max_pool_connections=32, **_PATIENT, **_SUMS)
        with self._told():
            self._client = boto3.client("s3", endpoint_url=endpoint or None, config=config)

    def get_bytes(self, kind: str, *key: str) -> bytes | None:
        """What was kept under `key`; None when it is absent or not what was put. Raises StoreUnusable."""
        try:
            with self._told():
                found = self._client.get_object(Bucket=self.bucket, Key=self._name(kind, key))
                data = found["Body"].read()
        except _Absent:
            return None
        return data if sha256(data) == found["Metadata"].get("sha256") else None

    def put_bytes(self, kind: str, *key: str, data: bytes) -> None:
        """Keep `data` under `key`. Raises StoreUnusable."""
        with self._told():
            self._client.put_object(
                Bucket=self.bucket, Key=self._name(kind, key), Body=data, Metadata={"sha256": sha256(data)}
            )

    def remove(self, kind: str, *key: str) -> None:
        """Keep nothing under `key` any more. Raises StoreUnusable."""
        with self._told():
            self._client.delete_object(Bucket=self.bucket, Key=self._name(kind, key))

    def sweep(self, kind: str, age: float) -> None:
        """Remove what was kept under `kind` more than `age` seconds ago. Raises StoreUnusable."""
        before = datetime.now(UTC) - timedelta(seconds=age)
        with self._told():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=f"{self.prefix}{kind}/")
            for one in (one for page in pages for one in page.get("Contents", ())):
                if one["LastModified"] < before:
                    self._client.delete_object(Bucket=self.bucket, Key=one["Key"])

    def _name(self, kind: str, key: tuple[str, ...]) -> str:
        return self.prefix + address(kind, key)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """boto3's errors in plain words."""
        try:
            yield
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in _ABSENT:
                raise _Absent from None
            raise StoreUnusable(f"{self.url} cannot be used: {error}") from None
        except (BotoCoreError, ValueError) as error:
            raise StoreUnusable(f"{self.url} cannot be used: {error}") from None


class _Absent(Exception):
    """There is no such object."""
