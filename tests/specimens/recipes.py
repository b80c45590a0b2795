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

RECIPES = {"01.FOI.22.023334": RETOLD}
