# SPDX-License-Identifier: AGPL-3.0-or-later
"""The recipe of each specimen, by reference and record number.

In the retold request only the records that its answer ties to section 40(2) carry that label, as does the place of the
signature; every other gap there has no label, since the answer does not say what it is under.
"""

from __future__ import annotations

from .recipe import Recipe

_MAYOR, _PRIVATE = "Mayor's Office", "Commissioner's Private Office"
_COMMISSIONER = "Office of the Commissioner"
_UNLABELLED, _S40 = ("",), ("s40(2)",)


def _chain(points: int, **more) -> Recipe:
    return Recipe(_MAYOR, _PRIVATE, points=points, labels=_UNLABELLED, **more)


def _letter(points: int, to: str = "Office of the Mayor of London", **more) -> Recipe:
    return Recipe(_COMMISSIONER, to, points=points, labels=_UNLABELLED, every=3, signature="s40(2)", **more)


RETOLD = {
    "1": _chain(4),
    "2": Recipe(_PRIVATE, f"{_MAYOR}; Home Secretary's office", points=8, labels=_UNLABELLED),
    "3": _letter(7),
    "4": _chain(6, every=1),
    "5": Recipe(_PRIVATE, _MAYOR, points=5, labels=_UNLABELLED),
    "6": _letter(9, to="Office of the Home Secretary; Office of the Mayor of London"),
    "7": _letter(5),
    "8": Recipe(_PRIVATE, _MAYOR, points=5, labels=_S40),
    "8.1": Recipe("Metropolitan Police Service", points=14, labels=_S40, whole_page="s40(2)"),
    "9": _letter(12),
    "10": Recipe(_PRIVATE, _MAYOR, points=1, labels=_S40, every=1),
    "10.1": Recipe("Metropolitan Police Service", points=20, labels=_S40, whole_page="s40(2)"),
    "11": _chain(3),
    "12": Recipe("Commissioner's Chief of Staff", "MOPAC and MPS staff", points=5, labels=_UNLABELLED),
    "13": _letter(6, whole_page=""),
    "14": _letter(4),
    "15": Recipe("Corporate Services", points=38),
}

_PAIR = "s23(1) or s24(1)"
_FULL_LETTER, _FULL_REPORT = Recipe("Head of the service", "Those concerned", points=5), Recipe("The service", points=9)

RECIPES = {
    "01.FOI.22.023334": RETOLD,
    "NMC-22-0041": {
        "1": Recipe("Regeneration team", points=10, labels=("s43(2)",), every=3),
        "2": Recipe("Head of markets", "Traders of the market hall", points=5),
    },
    "NMC-23-0011": {
        "1": Recipe("Countryside team", points=12),
        "1.1": Recipe("Countryside team", points=8),
        "2": Recipe("Countryside team", "Finance team", points=3),
    },
    "NMC-24-0088": {
        "1": Recipe("Countryside team", points=16, labels=("reg 12(5)(g)", "reg 13"), whole_page="reg 12(5)(g)"),
        "2": Recipe("Countryside team", "Volunteers of the survey", points=4, labels=("reg 13",), every=3),
    },
    "NMC-25-0030": {"1": _FULL_REPORT, "2": _FULL_LETTER},
    "NMC-25-0061": {
        "1": Recipe("Safety group", points=14, labels=(_PAIR, "s31(1)(a)"), whole_page=_PAIR),
        "2": Recipe("Events team", "Harbour office", points=9, labels=("s40(2)", _PAIR)),
        "3": Recipe("Events team", "Harbour office", points=6, labels=("s40(2)", _PAIR), every=1),
    },
    "GAC-22-011": {"1": _FULL_REPORT, "2": _FULL_LETTER},
    "GAC-23-019": {
        "1": Recipe("Property team", points=13, labels=("s33(1)(b)",), every=3),
        "2": Recipe("Property board", "Property team", points=7, labels=("s38(1)(b)", "s33(1)(b)")),
    },
    "GAC-25-004": {"2": Recipe("Roads and bridges team", points=7)},
    "CLE-24-0007": {"1": Recipe("Waste service", points=6), "2": Recipe("Waste service", "Residents", points=4)},
    "BEA-2024-00042": {
        "1": Recipe("Purchasing office", points=22, labels=("(b)(4)", "(b)(6)"), whole_page="(b)(4)"),
        "2": Recipe("Purchasing office", "Supplier", points=1, labels=("(b)(6)",), every=1),
    },
    "BEA-2025-00007": {"1": _FULL_REPORT, "2": _FULL_LETTER},
}
