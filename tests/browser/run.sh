#!/usr/bin/env bash
# Makes pages and looks at them in a browser. Installs what it needs; WEAKNO names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")"

export CHROMIUM="${CHROMIUM:-/usr/bin/chromium}"
if [ ! -x "$CHROMIUM" ]; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
    echo "no browser at $CHROMIUM: install chromium, or name one with CHROMIUM=…" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium > /dev/null
fi
npm ci --no-audit --no-fund --silent
if [ -z "${WEAKNO:-}" ]; then
  WEAKNO="$(cargo build --release -p weakno-cli --message-format=json-render-diagnostics \
    | sed -n 's/.*"executable":"\([^"]*\/weakno\)".*/\1/p')"
fi
export WEAKNO
node --test report.test.mjs
