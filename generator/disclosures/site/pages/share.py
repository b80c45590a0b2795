# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others show in place of a link to an answer: OpenGraph and card tags, a picture, oEmbed.

There is one picture and one oEmbed file for an answer, not for each of its records: a record is shared within its answer,
and files of their own would be most of what a log publishes. What the answer may not tell (counts, records) no picture
tells. A withdrawn answer has neither, so that what is taken down is not shown on elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from ...log.answer import OUTCOMES, Answer
from ...log.share_pictures import SIZE, Pictures, Shared
from .. import addresses
from . import cite, words
from .context import Context

_DAY = 86_400
"""Seconds for which others may keep what they were told: corrections should reach them soon."""
_WIDTH, _HEIGHT = 600, 240
"""Room that the embedded text wants, in CSS pixels."""


def meta(ctx: Context, answer: Answer, *, lean: bool = False) -> list[tuple[str, str]]:
    """Tags for networks (ogp.me) on an answer's page and, `lean`, on those of its records, which are many."""
    named = [("og:site_name", ctx.site_name)] if ctx.site_name else []
    if not ctx.share_pictures or answer.withdrawn:
        return [*named, ("twitter:card", "summary")]
    card = [("og:image", ctx.base + addresses.share_picture(answer.request.reference)), ("twitter:card", "summary_large_image")]
    if lean:
        return card
    shown = _shown(answer)
    return [
        *named,
        *card,
        ("og:image:width", str(SIZE[0])),
        ("og:image:height", str(SIZE[1])),
        ("og:image:alt", f"{shown.title}. {'. '.join(shown.lines)}."),
    ]


def alternates(ctx: Context, answer: Answer) -> tuple[tuple[str, str, str], ...]:
    """<link rel=alternate> by which oEmbed is found (oembed.com, section 4)."""
    if not ctx.base or answer.withdrawn:
        return ()
    return (("application/json+oembed", ctx.base + addresses.oembed(answer.request.reference), ""),)


def files(ctx: Context, answer: Answer, pictures: Pictures | None) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of the picture and of the oEmbed file of an answer that is not withdrawn."""
    if ctx.share_pictures and pictures:
        yield addresses.share_picture(answer.request.reference), pictures.of(_shown(answer))
    if ctx.base:
        yield addresses.oembed(answer.request.reference), _oembed(ctx, answer)


def _shown(answer: Answer) -> Shared:
    tally = words.tally(*(answer.counts[o] for o in ("full", "redacted", "withheld")))
    lines = (OUTCOMES[answer.outcome], *([tally.words] if tally else []))
    return Shared(f"{answer.authority.name} · {answer.request.reference}", answer.request.title, lines, tally.segments if tally else ())


def _oembed(ctx: Context, answer: Answer) -> bytes:
    """A `rich` answer (oEmbed 1.0): a quotation that reads well wherever it is put, with no script and no frame."""
    request = answer.request
    url = ctx.base + addresses.request(request.reference)
    when = cite.released(answer)
    source = ", ".join(filter(None, (answer.authority.name, request.reference, when.words if when else "")))
    summary = f"<p>{escape(request.summary)}</p>" if request.summary else ""
    html = (
        f'<blockquote cite="{escape(url)}" lang="{escape(request.language)}"><p><a href="{escape(url)}">{escape(request.title)}</a></p>'
        f"{summary}<p>{escape(OUTCOMES[answer.outcome])}. {escape(source)}</p></blockquote>"
    )
    data = {
        "version": "1.0", "type": "rich", "title": request.title, "author_name": answer.authority.name,
        "author_url": ctx.base + addresses.listing(addresses.AUTHORITIES, answer.authority.key),
        "provider_name": ctx.site_name, "provider_url": ctx.base, "cache_age": _DAY, "html": html, "width": _WIDTH, "height": _HEIGHT,
    }  # fmt: skip
    if ctx.share_pictures:
        picture = ctx.base + addresses.share_picture(request.reference)
        data |= {"thumbnail_url": picture, "thumbnail_width": SIZE[0], "thumbnail_height": SIZE[1]}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
