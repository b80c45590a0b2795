#!/bin/sh
# SPDX-License-Identifier: AGPL-3.0-or-later
# Installs what the tests need beside Python where that is allowed, and says what to do where it is not: a Chromium for
# the browser tests, Tesseract for reading scans, and for releases nginx and an OpenSSH server, which are not started. It
# never fails: without them the tests themselves do, or say so.
here=$(dirname "$0")/browser

found() { "${PYTHON:-python3}" "$here/chromium.py" >/dev/null 2>&1; }

# What drives the browser needs a library that the barest Debian lacks.
driven() { "${PYTHON:-python3}" -m playwright --version >/dev/null 2>&1; }

browses() { [ "${DISCLOSURES_BROWSER:-}" = skip ] || { found && driven; }; }

reads() { command -v tesseract >/dev/null 2>&1; }

# Servers lie in a folder of root's programs, which is not on everyone's path.
has() { command -v "$1" >/dev/null 2>&1 || [ -x "${SERVERS:-/usr/sbin}/$1" ]; }

serves() { has nginx && has sshd; }

browses && reads && serves && exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then may="env"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then may="sudo -n env"
  else may=""
  fi
  if [ -n "$may" ]; then
    echo "Installing what the tests need: Chromium, Tesseract, nginx, OpenSSH"
    $may DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    reads || $may DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-eng >/dev/null
    # Only for root itself, as in a container: on a person's own machine a new server is that person's decision. It is not started.
    if ! serves && [ "$may" = env ]; then
      quiet=/usr/sbin/policy-rc.d
      if [ -e "$quiet" ]; then quiet=""; else printf '#!/bin/sh\nexit 101\n' >"$quiet" && chmod +x "$quiet"; fi
      for name in nginx-light openssh-server; do
        env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" >/dev/null
      done
      [ -z "$quiet" ] || rm -f "$quiet"
    fi
    # Debian also has one without windows, which is twice as fast. Ubuntu's `chromium` can be a pointer to a snap, so what was installed has to prove itself.
    for name in "chromium-headless-shell chromium" chromium chromium-browser; do
      browses || $may DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libatomic1 $name >/dev/null
    done
  fi
fi

browses || cat "$here/no-chromium.txt"
reads || echo "No Tesseract was found: the tests that read scans are skipped. As root on Debian: apt-get install tesseract-ocr"
serves || echo "No nginx or no OpenSSH server was found: tests of releases that need them are skipped. As root on Debian: apt-get install nginx-light openssh-server"
