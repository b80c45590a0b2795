#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Installs Tesseract for the tests of scans where that is allowed. It never fails: without it those tests say so.
command -v tesseract >/dev/null 2>&1 && exit 0
[ "${DISCLOSURES_OCR:-}" = skip ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then may="env"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then may="sudo -n env"
  else may=""
  fi
  if [ -n "$may" ]; then
    echo "Installing Tesseract for the tests of scans"
    $may DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    $may DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-eng >/dev/null && exit 0
  fi
fi

echo "Tesseract is not installed, and could not be: scans are not tested. On Debian: apt-get install tesseract-ocr"
