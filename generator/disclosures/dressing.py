# SPDX-License-Identifier: AGPL-3.0-or-later
"""From settings to what surrounds every page: brand, menu, quick exit, phase line, footer."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable
from pathlib import Path

from .settings import LinkSetting, Settings
from .site import addresses
from .site.pages.chrome import FOOTER, HINTS, MENU
from .site.views.chrome import Chrome, Consent, Phase, QuickExit
from .site.views.parts import Link


def _link(setting: LinkSetting) -> Link:
    return Link(setting.text, setting.href, note=setting.section)


def chrome(settings: Settings, assets: dict[str, tuple[str, bytes]]) -> Chrome:
    """The site's chrome; `assets` tells the addresses of style sheet and scripts."""
    options = settings.options
    brand, out, phase, analytics = options.brand, options.quick_exit, options.phase, options.analytics
    name = brand.name or settings.site_name
    return Chrome(
        name=name,
        short_name=brand.short_name or name,
        strapline=brand.strapline,
        strapline_short=brand.strapline_short,
        mark=brand.mark,
        menu=tuple(map(_link, options.menu)) or tuple(link for link in MENU if options.search or link.href != addresses.SEARCH),
        quick_exit=QuickExit(out.url, out.label, "" if out.key == "off" else out.key, HINTS[out.key]) if out.url else None,
        phase=Phase(phase.tag, phase.text, _link(phase.feedback) if phase.feedback else None) if phase else None,
        consent=Consent(analytics.script, analytics.what, analytics.days, Link("Cookies", "cookies/")) if analytics else None,
        footer=tuple(map(_link, options.footer.links)) or FOOTER,
        footer_text=options.footer.text,
        stylesheet=assets["style"][0],
        script=assets["script"][0],
        consent_script=assets["consent"][0] if "consent" in assets else "",
        base_url=settings.site_url,
        language="en",
        feed=addresses.FEED,
        search=addresses.OPENSEARCH if options.search else "",
    )


def folders(settings: Settings) -> list[Path]:
    """Where templates and assets are looked for: the web team's own, then ours, then Material's, whose icons may serve."""
    house = Path(__file__).parent
    packaged = house / "theme" if (house / "theme").is_dir() else house.parents[1] / "theme"  # in the repository
    own = [settings.theme] if settings.theme and settings.theme != packaged.resolve() else []
    beneath = importlib.util.find_spec("material")
    material = [Path(path) / "templates" for path in beneath.submodule_search_locations or ()] if beneath else []
    return [*own, packaged, *material]


def changing(folders: Iterable[Path]) -> list[Path]:
    """Those of them that are no part of an installation: what is installed changes only as a whole."""
    return [folder for folder in folders if not {"site-packages", "dist-packages"} & set(folder.parts)]
