# SPDX-License-Identifier: AGPL-3.0-or-later
"""axe finds nothing on any kind of page, in any mode: no violation, and nothing that it would leave to a person."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from . import axe, sample

MODES = {
    "light": {},
    "dark": {"dark": True},
    "phone": {"width": 320, "height": 640},
    "forced-colours": {"forced": True},
}
DEFECTS = {
    "a picture without words": ("image-alt", "main.insertAdjacentHTML('beforeend', '<img src=/images/mark.svg>')"),
    "pale words": ("color-contrast", "main.insertAdjacentHTML('beforeend', '<p>Pale</p>'); main.lastChild.style.cssText = 'color:#ccc;background:#fff'"),
    "words outside all landmarks": ("region", "document.body.insertAdjacentHTML('beforeend', '<p>Lost words</p>')"),
    "a button without a name": ("button-name", "main.insertAdjacentHTML('beforeend', '<button></button>')"),
}
STAY = re.compile(r'<meta http-equiv="refresh"[^>]*>')


@pytest.mark.parametrize("defect", DEFECTS)
def test_axe_sees_a_defect_that_is_put_in_and_nothing_beside_it(reader, defect):
    rule, damage = DEFECTS[defect]
    reader.open("about/")
    reader.page.evaluate(f"() => {{ const main = document.querySelector('main .wrap') || document.querySelector('main'); {damage} }}")
    found = axe.findings(reader.page)
    assert found
    assert all(f"violation {rule}:" in line for line in found), found


def test_the_sample_has_every_template(site: Path):
    assert sorted(sample.pages(site)) == sorted(sample.TEMPLATES)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("template", sample.TEMPLATES)
def test_axe_finds_nothing(visit, site: Path, template: str, mode: str):
    reader = visit(**MODES[mode])
    found = []
    for address in sample.of(site, template):
        if template == "redirect":  # it leads on at once; it is looked at as someone sees it who had that switched off
            reader.rewrite(address, STAY.search((site / address / "index.html").read_text(encoding="utf-8"))[0], "")
        reader.open(address)
        reader.page.evaluate("() => document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
        found += [f"{address} {line}" for line in axe.findings(reader.page)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_in_the_open_menu_of_a_phone(phone):
    phone.open("about/")
    phone.page.get_by_text("Menu", exact=True).click()
    assert phone.page.get_by_role("link", name="Exemptions").is_visible()
    assert not axe.findings(phone.page, ".menu")
