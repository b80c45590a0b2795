# SPDX-License-Identifier: AGPL-3.0-or-later
"""From settings to what surrounds every page: brand, menu, quick exit, phase line, footer."""

from __future__ import annotations

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
        menu=tuple(map(_link, options.menu)) or MENU,
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
    )
