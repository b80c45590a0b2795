# SPDX-License-Identifier: AGPL-3.0-or-later
from ..making import findings, pdf, secret

RULE = "REDACT-UNAPPLIED"


def test_an_applied_redaction_is_not_reported():
    def applied(page):
        page.add_redact_annot(secret(page), fill=(0, 0, 0))
        page.apply_redactions()

    assert findings(pdf(applied), rule=RULE) == []


def test_a_redaction_that_was_only_marked_is_found():
    found = findings(pdf(lambda page: page.add_redact_annot(secret(page), text="Harbottle")), rule=RULE)
    assert [one.where for one in found] == ["page 1"]


def test_a_mark_with_nothing_under_it_is_found_too():
    assert findings(pdf(lambda page: page.add_redact_annot((300, 300, 400, 320))), rule=RULE)
