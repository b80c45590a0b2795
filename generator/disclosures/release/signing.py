# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ed25519 signatures (RFC 8032): the one door to the library `cryptography`, loaded only where a key is used.

Keys are PEM files as OpenSSL and this module write them (PKCS #8, SubjectPublicKeyInfo), so that a signature can be checked
without this program:

    openssl pkeyutl -verify -pubin -inkey release-key.pem -rawin -in release.json -sigfile release.json.sig
"""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

from ..problems import ReleaseError
from ..store import sha256

VARIABLE = "DISCLOSURES_RELEASE_KEY"
"""An environment variable may hold the private key's PEM text, for build servers that keep secrets so."""


def _library() -> tuple[ModuleType, ModuleType, type[Exception]]:
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise ReleaseError(
            "signatures need the library cryptography, which is not installed", "Type: pip install 'disclosures[signing]'"
        ) from None
    return ed25519, serialization, InvalidSignature


def new_key(path: Path) -> bytes:
    """Write a new private key that only its owner can read, and return the public one as PEM. Refuses to overwrite a file."""
    ed25519, serialization, _ = _library()
    key = ed25519.Ed25519PrivateKey.generate()
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    data = key.private_bytes(serialization.Encoding.PEM, form, plain)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ReleaseError(f"{path} is there already", "Name another file: a key that is lost cannot be made again.") from None
    except OSError as error:
        raise ReleaseError(f"{path} cannot be written: {error.strerror}", "Name a file in a folder of your own.") from None
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return _public(key)


def private_key(path: Path | None) -> bytes | None:
    """The private key's PEM text: from the environment, or from `path`; None when neither is given."""
    if text := os.environ.get(VARIABLE):
        return text.encode()
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReleaseError(f"the key {path} cannot be read: {error.strerror}", "Correct `release: key:` in mkdocs.yml.") from None


def sign(data: bytes, pem: bytes) -> tuple[bytes, bytes]:
    """(signature of 64 bytes, public key as PEM). Raises ReleaseError when the key is no Ed25519 key without a password."""
    ed25519, serialization, _ = _library()
    try:
        key = serialization.load_pem_private_key(pem, None)
        if not isinstance(key, ed25519.Ed25519PrivateKey):
            raise ValueError
    except (ValueError, TypeError):
        raise ReleaseError(
            "the key for signing is no Ed25519 key in PEM form without a password", "Make one with `disclosures release key FILE`."
        ) from None
    return key.sign(data), _public(key)


def verified(data: bytes, signature: bytes, public_pem: bytes) -> bool:
    """Whether `signature` was made over `data` with the key that belongs to this public one."""
    ed25519, serialization, invalid = _library()
    try:
        key = serialization.load_pem_public_key(public_pem)
        if not isinstance(key, ed25519.Ed25519PublicKey):
            return False
        key.verify(signature, data)
        return True
    except (ValueError, TypeError, invalid):
        return False


def fingerprint(public_pem: bytes) -> str:
    """A short name of a public key, for people to compare: the SHA-256 of its DER form, in groups of four."""
    _, serialization, _ = _library()
    try:
        key = serialization.load_pem_public_key(public_pem)
    except (ValueError, TypeError):
        raise ReleaseError("the public key cannot be read", "Fetch it again from the site.") from None
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    digest = sha256(key.public_bytes(serialization.Encoding.DER, form))[:32]
    return " ".join(digest[i : i + 4] for i in range(0, 32, 4))


def _public(key) -> bytes:
    _, serialization, _ = _library()
    return key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
