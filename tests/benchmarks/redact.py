# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a redacted line gives away about the name that stood in it: `python -m tests.benchmarks.redact [every]`."""

from __future__ import annotations

import math
import sys

from tests.redact import names

FONTS = {"helv": "Helvetica", "tiro": "Times", "hebo": "Helvetica bold", "cour": "Courier"}


def main(every: int = 1) -> None:
    people = names.names(every)
    print(f"{len(people):,} made names, {math.log2(len(people)):.1f} bits each")
    print(f"{'':<16}{'exact gap':>12}" + "".join(f"{layout:>14}" for layout in names.LAYOUTS))
    for font, said in FONTS.items():
        told = [names.given_away(people, font, layout) for layout in names.LAYOUTS.values()]
        print(f"{said:<16}{names.gap_alone(people, font):>12.2f}" + "".join(f"{bits:>14.2f}" for bits in told), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
