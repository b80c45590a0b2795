# SPDX-License-Identifier: AGPL-3.0-or-later
"""Problems that are met while a folder is read, before any check can run. They are described here for the manual."""

from __future__ import annotations

from ...problems import Severity
from .registry import Check, describe

_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE

describe(
    Check("yaml-syntax", _E, "A line of request.yaml cannot be read",
          "Each line is `key: value`, an item after a dash, or part of a longer text; lines that belong together start in the same column.",
          "The program cannot guess what was meant.", "title: Letters: January", 'title: "Letters: January"'),
    Check("yaml-duplicate-key", _E, "A key is written twice", "Within one part, each key stands once.",
          "Only one of the two could count, and nobody would know which.", "status: draft\nstatus: published", "status: published"),
    Check("yaml-alias", _E, "An anchor or alias is used", "Values are written out where they belong, not with `&name` and `*name`.",
          "They hide what a line says, and a few of them can fill a computer's memory.", "title: *same", 'title: "Letters"'),
    Check("yaml-tag", _E, "A tag is used", "Values carry no tags such as `!!str`: every value is read as text.",
          "Tags can ask a program to do more than read.", "number: !!str 8.10", "number: 8.10"),
    Check("yaml-documents", _E, "The file holds more than one document", "One file holds one request.",
          "Only the first would be read.", "…\n---\nreference: second", "each request in a folder of its own"),
    Check("yaml-key", _E, "A bracket stands where a key is expected", "A key is a plain word.",
          "It is usually a text that starts with a bracket and lacks its quotes.", "{a: 1}: text", '"{a: 1}": text'),
    Check("yaml-empty-item", _E, "An item of a list is empty", "Each dash is followed by an item.",
          "An empty item could be a slip or a missing part.", "subjects:\n  - roads\n  -", "subjects:\n  - roads"),
    Check("yaml-depth", _E, "Lists are nested too deeply", "No more than 20 levels of lists and keys.",
          "A request never needs as many; deep nesting can stop a program.", "[[[[[[…", "[a, b]"),
    Check("file-too-large", _E, "A text file is too large", "request.yaml has at most 1 MB, Markdown files at most 2 MB.",
          "Long material belongs in a released file.", "response.md of 5 MB", "records/1-annex.pdf"),
    Check("file-too-many", _E, "The folder holds too many files", "A folder holds at most 5,000 files.",
          "It is usually a whole drive copied by accident.", "20,000 files", "the files that are released"),
    Check("file-unreadable", _E, "A file cannot be read", "The program needs to be allowed to read each file.",
          "What cannot be read cannot be checked.", "chmod 000 request.yaml", "chmod 644 request.yaml"),
    Check("file-empty", _E, "A text file is empty", "request.yaml and the Markdown files hold text.",
          "It is usually a file that was saved before it was written.", "response.md of 0 bytes", "response.md with the answer"),
    Check("file-outside", _E, "A link leads outside the folder", "Everything in the folder is a plain file inside it.",
          "What lies outside could be anything, and would be published.", "records/1.pdf -> /home/officer/1.pdf", "records/1.pdf"),
    Check("text-not-utf-8", _E, "A text file is not UTF-8", "Text files are saved with the encoding UTF-8.",
          "Other encodings turn names and quotation marks into something else.", "saved as Windows-1252", "saved as UTF-8"),
    Check("text-bom", _W, "A text file starts with a byte order mark", "UTF-8 needs no byte order mark.",
          "Some programs show it, and comparisons stumble over it.", "saved as UTF-8 with BOM", "saved as UTF-8"),
    Check("text-line-ends", _N, "A text file has Windows line ends", "Lines end with LF alone.",
          "Mixed line ends make every line look changed.", "CRLF", "LF"),
    Check("request-missing", _E, "The folder holds no request.yaml", "A request's folder holds request.yaml.",
          "Everything about the request is told there.", "requests/2022/17/ without request.yaml", "requests/2022/17/request.yaml"),
    Check("request-nested", _E, "A request lies inside another", "Each request has a folder of its own, beside the others.",
          "The files of one would be taken for files of the other.", "17/18/request.yaml", "18/request.yaml"),
    Check("key-unknown", _E, "A key is not part of the format", "Only the keys that the manual lists may be used.",
          "A misspelt key would be left out without a word.", "tilte: Letters", "title: Letters"),
    Check("key-missing", _E, "A key is missing", "Some keys are always needed, such as `reference` and `title`.",
          "The page cannot be made without them.", "reference: FOI-17", "reference: FOI-17\ntitle: Letters"),
    Check("value-unknown", _E, "A value is not one of those allowed", "Some keys take one of a few words.",
          "The page says something different for each of them.", "outcome: partial", "outcome: redacted"),
    Check("value-wrong", _E, "A value cannot be used", "Dates are days of the calendar, paths stay inside the folder, and so on.",
          "The program never guesses what was meant.", "received: 2022-02-30", "received: 2022-02-28"),
    Check("value-shape", _E, "A text, list or set of keys stands where another belongs",
          "Each key takes one of the three; the manual says which.", "The value could not be shown.", "title: [Letters]", "title: Letters"),
)
