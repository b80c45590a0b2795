# SPDX-License-Identifier: AGPL-3.0-or-later
import struct

import pytest

from disclosures.safety.examine import prepare

from ..making import findings, published
from ..pictures import FRAME, chunk, dots, gif, jpeg, png, raw_png, segment, tiff, webp

RULE = "IMAGE-EXTRA-FRAME"


@pytest.mark.parametrize("data", [dots("jpg"), png(), gif(), webp(), tiff({})], ids=["jpeg", "png", "gif", "webp", "tiff"])
def test_a_single_picture_is_not_reported(data):
    assert findings(data, "a", RULE) == []


def test_a_second_picture_behind_a_photograph_is_found_and_gone_from_the_copy():
    second = jpeg(segment(0xFE, b"Harbottle"))
    data = jpeg(segment(0xE2, b"MPF\0" + bytes(20)), tail=second)
    assert len(findings(data, "a", RULE)) == 1
    assert b"Harbottle" not in published(data, "a")


def frame(number):
    return chunk(b"fcTL", struct.pack(">IIIIIHHBB", number, 1, 1, 0, 0, 1, 1, 0, 0))


ROW = b"\0abc"
MOVING = {
    "a GIF": gif(FRAME, FRAME),
    "a PNG": raw_png(1, 1, 2, ROW, chunk(b"acTL", struct.pack(">II", 2, 0)), frame(0), frame(1)),
    "a WebP": webp(webp()[12:]),
}


@pytest.mark.parametrize("data", MOVING.values(), ids=MOVING)
def test_an_animation_holds_the_file_back(data):
    _, (copy,) = prepare(data, "a")
    assert {finding.rule for finding in copy.findings} == {RULE}


def test_a_scan_of_several_pages_is_refused_with_a_cure():
    first, copies = prepare(tiff({}, {}), "scan.tif")
    assert copies == ()
    assert [(f.rule, f.cure) for f in first.findings][-1] == ("DAMAGED", "Save the scan as PDF")


def test_a_picture_shown_only_where_animations_are_not_known_counts_as_one_more():
    shown = raw_png(3, 1, 0, ROW)
    data = shown[:33] + chunk(b"acTL", struct.pack(">II", 1, 0)) + shown[33:-12] + frame(0) + chunk(b"fdAT", b"\0\0\0\1x") + shown[-12:]
    assert len(findings(data, "a", RULE)) == 1
