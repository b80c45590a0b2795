# SPDX-License-Identifier: AGPL-3.0-or-later
"""Addresses: plain, safe, and found from any page."""

from __future__ import annotations

import pytest

from disclosures.site import addresses


def test_an_absolute_address_is_left_as_it_is() -> None:
    for address in ("https://example.org/a?b#c", "mailto:a@example.org", "#note-1"):
        assert addresses.relative(address, "requests/x/") == address


@pytest.mark.parametrize(("target", "base", "expected"), [
    ("", "", "./"),
    ("", "requests/x/", "../../"),
    ("requests/x/", "requests/x/", "./"),
    ("requests/x/", "requests/x/records/8.1/", "../../"),
    ("requests/x/#records", "requests/x/", "#records"),
    ("assets/site.css", "404.html", "assets/site.css"),
    ("answers/page-2/", "answers/", "page-2/"),
    ("exemptions/a/b/", "exemptions/a/c/", "../b/"),
])  # fmt: skip
def test_an_address_of_the_site_is_found_from_the_page(target: str, base: str, expected: str) -> None:
    assert addresses.relative(target, base) == expected


def test_a_reference_has_one_address_and_its_other_spellings_lead_there() -> None:
    assert addresses.request("01.FOI.22.023334") == "requests/01-foi-22-023334/"
    assert addresses.aliases("plain") == ("requests/PLAIN/",)
    assert addresses.aliases("01.FOI.22.023334") == (
        "requests/01.FOI.22.023334/", "requests/01.foi.22.023334/", "requests/01-FOI-22-023334/",
    )  # fmt: skip
    assert all(".." not in alias and "//" not in alias for alias in addresses.aliases("../../x/Y"))


def test_records_printed_alike_have_addresses_of_their_own() -> None:
    assert addresses.record("A", "8.1") == "requests/a/records/8.1/"
    assert addresses.record("A", "8.10") != addresses.record("A", "8.1")
