# SPDX-License-Identifier: AGPL-3.0-or-later
"""What asks for a reason stays back until an officer wrote one; then it goes out, and the build says so."""

from __future__ import annotations

from pathlib import Path

from . import small_log

OVERRIDE = """\
    file:
      path: records/1-letter.pdf
      overrides:
        - {rule: OUTCOME, reason: The words were removed without a box., by: Head of Information, date: 2024-03-19}
"""


def test_a_file_without_a_redaction_is_not_published_as_redacted_until_a_reason_is_written(tmp_path: Path) -> None:
    small_log.make(tmp_path)
    request = tmp_path / "requests" / "2024" / "SC-24-001" / "request.yaml"
    plain = request.read_text(encoding="utf-8")
    redacted = plain.replace("outcome: full", "outcome: redacted") + "exemptions:\n  - {code: s40(2), protects: a name, records: ['1']}\n"
    response = request.with_name("response.md")
    response.write_text("## Our answer\n\nOne letter is released. A name is removed under section 40(2), because release would "
                        "be unfair. You can ask for an internal review, and then go to the Information Commissioner.\n", encoding="utf-8")  # fmt: skip
    published = tmp_path / "site" / "requests" / "sc-24-001" / "files" / "1-letter.pdf"

    request.write_text(redacted, encoding="utf-8")
    held = small_log.run("build", "--config", tmp_path / "mkdocs.yml")
    assert held.returncode == 4, held.stdout + held.stderr
    assert "no redaction is visible" in held.stdout and not published.exists()

    request.write_text(redacted.replace("    file: records/1-letter.pdf\n", OVERRIDE), encoding="utf-8")
    passed = small_log.run("build", "--config", tmp_path / "mkdocs.yml")
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert published.is_file()
