#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Installs a Chromium for the browser tests where that is allowed, and says what to do where it is not.
# It never fails: without a Chromium the tests themselves do.
here=$(dirname "$0")

found() { "${PYTHON:-python3}" "$here/chromium.py" >/dev/null 2>&1; }

# What drives the browser needs a library that the barest Debian lacks.
driven() { "${PYTHON:-python3}" -m playwright --version >/dev/null 2>&1; }

found && driven && exit 0
[ "${DISCLOSURES_BROWSER:-}" = skip ] && exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then may="env"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then may="sudo -n env"
  else may=""
  fi
  if [ -n "$may" ]; then
    echo "Installing Chromium for the browser tests"
    $may DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    # Ubuntu's `chromium` can be a pointer to a snap, so what was installed has to prove itself.
    for name in chromium chromium-browser; do
      $may DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libatomic1 "$name" >/dev/null && found && exit 0
    done
  fi
fi

cat "$here/no-chromium.txt"
