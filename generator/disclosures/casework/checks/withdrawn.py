# SPDX-License-Identifier: AGPL-3.0-or-later
"""Publications that were taken down."""

from __future__ import annotations

from collections.abc import Iterator

from ...problems import Problem, Severity
from ..case import Case
from .registry import Check, check

REASON = Check(
    id="withdrawn-incomplete",
    severity=Severity.ERROR,
    title="A withdrawal lacks its date and reason",
    what="With `status: withdrawn` there is a `withdrawn` part with `date` and `reason`.",
    why="The address stays, and shows readers when and why the answer was taken down.",
    before="status: withdrawn",
    after="status: withdrawn\nwithdrawn:\n  date: 2023-05-02\n  reason: It showed a name in error.",
)
STATUS = Check(
    id="withdrawn-status",
    severity=Severity.ERROR,
    title="A withdrawal is written down but the request is not withdrawn",
    what="A `withdrawn` part goes with `status: withdrawn`.",
    why="Otherwise the answer stays online although somebody meant to take it down.",
    before="status: published\nwithdrawn: {date: 2023-05-02, reason: It showed a name in error.}",
    after="status: withdrawn",
)
FILES = Check(
    id="withdrawn-files",
    severity=Severity.WARNING,
    title="Files of a withdrawn answer are still in the folder",
    what="The folder of a withdrawn request is expected to hold no released files.",
    why="They are not published, but they travel with every copy of the folder.",
    before="records/ still holds the files",
    after="the files are removed from the folder",
)


@check(REASON, STATUS, FILES)
def withdrawn(case: Case) -> Iterator[Problem]:
    request = case.request
    if request.status == "withdrawn" and request.withdrawn is None:
        yield case.problem(
            REASON,
            ("status",),
            "the request is withdrawn, and neither date nor reason is given",
            "Add `withdrawn:` with `date:` and `reason:`.",
        )
    if request.withdrawn and request.status == "published":
        yield case.problem(
            STATUS,
            ("withdrawn",),
            f"a withdrawal is written down, but the status is `{request.status}`",
            "Write `status: withdrawn`, or delete the part `withdrawn`.",
            also=[("status",)],
        )
    if request.status == "withdrawn" and case.loaded.files:
        yield case.about_file(
            FILES,
            case.loaded.files[0],
            f"{case.loaded.files[0]} still lies in the folder of a withdrawn answer",
            "Remove it from the folder, unless it will be published again.",
        )
