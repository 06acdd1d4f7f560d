#!/usr/bin/env bash
# check_epub_text.sh BANXIN BANXIN_EPUB_TEXT: each page of data/epub as EPUB, and its text beside the page's.
# What EPUBCheck and Ace say of them: check_epub.sh.
set -uo pipefail
pages=$(cd "$(dirname "${BASH_SOURCE[0]}")/data/epub" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
for page in "$pages"/*.html; do
  "$1" "$page" --article never -q --progress never -o "$work/book.epub" 2>"$work/errors"
  [ $? -le 1 ] && "$2" "$work/book.epub" "$page" --article never 2>>"$work/errors" && continue
  echo "$page: $(head -c 400 "$work/errors")"
  failed=$((failed + 1))
done
echo "$failed failed"
[ "$failed" -eq 0 ]
