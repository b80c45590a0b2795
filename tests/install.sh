#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Installs what the tests need beside Python where that is allowed, and says what to do where it is not: a Chromium for
# the browser tests, Tesseract for reading scans. It never fails: without them the tests themselves do, or say so.
here=$(dirname "$0")/browser

found() { "${PYTHON:-python3}" "$here/chromium.py" >/dev/null 2>&1; }

# What drives the browser needs a library that the barest Debian lacks.
driven() { "${PYTHON:-python3}" -m playwright --version >/dev/null 2>&1; }

browses() { [ "${DISCLOSURES_BROWSER:-}" = skip ] || { found && driven; }; }

reads() { command -v tesseract >/dev/null 2>&1; }

browses && reads && exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then may="env"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then may="sudo -n env"
  else may=""
  fi
  if [ -n "$may" ]; then
    echo "Installing what the tests need: Chromium, Tesseract"
    $may DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    reads || $may DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-eng >/dev/null
    # Ubuntu's `chromium` can be a pointer to a snap, so what was installed has to prove itself.
    for name in chromium chromium-browser; do
      browses || $may DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libatomic1 "$name" >/dev/null
    done
  fi
fi

browses || cat "$here/no-chromium.txt"
reads || echo "No Tesseract was found: the tests that read scans are skipped. As root on Debian: apt-get install tesseract-ocr"
