#!/usr/bin/env bash
# publish.sh BANXIN OUT: every sample with the command that publishes it, into OUT.
set -euo pipefail
banxin=$(readlink -f "$1")
mkdir -p "$2"
out=$(readlink -f "$2")
cd "$(dirname "$(readlink -f "$0")")"
run() { printf '$ %s\n' "${*/#$banxin/banxin}"; "$@"; }

# A saved news page: GBK, page chrome, readings pasted after characters, the article twice.
run "$banxin" news/page.html -o "$out/news.epub" -o "$out/news.pdf"

# A folder of eight chapters with pictures, notes, a table and a vertical poem; book.toml lists them.
run "$banxin" book -o "$out/book.epub" -o "$out/book.pdf"

# The same, set in vertical lines.
run "$banxin" book --vertical -o "$out/vertical.epub" -o "$out/vertical.pdf"

# One Japanese page in the theme for articles, one English page in its own style.
run "$banxin" japanese/page.html -o "$out/japanese.epub" -o "$out/japanese.pdf"
run "$banxin" english/page.html -o "$out/english.epub" -o "$out/english.pdf"
