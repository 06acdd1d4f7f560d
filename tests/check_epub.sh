#!/usr/bin/env bash
# check_epub.sh [--quick] [BIN_FOLDER]: publishes the samples and, where they are, the outside suites as
# EPUB and has EPUBCheck and Ace judge every one. 0 errors, 0 warnings, 0 violations, or it fails.
# --quick: the text of every page against its EPUB's, and the validators on a handful.
# BANXIN_SUITES: the suites' folder; BANXIN_VALIDATE: the script that runs the validators on its
# arguments and ends with 0 when they find nothing.
set -uo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
quick=no
if [ "${1:-}" = --quick ]; then quick=yes; shift; fi
bin=${1:-$top/build/dev/bin}
suites=${BANXIN_SUITES:-$top/../shared/suites}
validate=${BANXIN_VALIDATE:-$top/../shared/tools/validate/validate.sh}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
made=()

unpack() { [ -f "$suites/$1" ] && tar -xf "$suites/$1" -C "$work"; }

# publish NAME INPUT OPTION...: one EPUB, by the command where it is built, else by the writer alone.
publish() {
  local name=$1 input=$2 status
  shift 2
  local output=$work/$name.epub
  if [ -x "$bin/banxin" ]; then
    "$bin/banxin" "$input" "$@" --progress never -q -o "$output" 2>"$work/$name.err"
  else
    "$bin/banxin_epub_writer" "$output" "$input" 2>"$work/$name.err"
  fi
  status=$?
  # 1: done, with something lost that the report names (a picture that is not there).
  if [ $status -gt 1 ] || [ ! -s "$output" ]; then
    echo "FAIL $name: status $status: $(head -c 300 "$work/$name.err")"
    failed=$((failed + 1))
    return
  fi
  made+=("$output")
}

same_text() {
  "$bin/banxin_epub_writer" --check-text "$work/text.epub" "$1" 2>"$work/text.err" && return
  echo "FAIL text of $1: $(grep -a -A1 differs "$work/text.err" | head -c 400)"
  failed=$((failed + 1))
}

for archive in bench/article bench/novel bench/reference bench/bigtable extract-dev; do
  unpack "$archive.tar.xz" || echo "skipped: $suites/$archive.tar.xz is not there"
done

for page in "$work"/{article,novel,reference,bigtable}/*.html "$work"/extract-dev/{cjk,hard}/pages/*.html; do
  [ -f "$page" ] && same_text "$page"
done

for name in article bigtable novel reference; do
  [ -f "$work/$name/$name.html" ] && publish "bench-$name" "$work/$name/$name.html"
done
[ -f "$work/article/article.html" ] && publish vertical "$work/article/article.html" --vertical
for sample in "$top"/samples/*/; do
  [ -d "$sample" ] && publish "sample-$(basename "$sample")" "$sample"
done
count=0
for page in "$work"/extract-dev/{cjk,hard}/pages/*.html; do
  [ -f "$page" ] || continue
  count=$((count + 1))
  if [ $quick = yes ] && [ $((count % 20)) -ne 1 ]; then continue; fi
  base=$(basename "$page" .html)
  publish "never-$base" "$page" --article never
  [ -x "$bin/banxin" ] && publish "always-$base" "$page" --article always
done

echo "${#made[@]} publications made"
if [ ! -x "$validate" ]; then
  echo "skipped: no validators at $validate"
else
  for epub in "${made[@]}"; do
    if ! "$validate" "$epub" >"$work/verdict" 2>&1 || grep -qE 'warning=[1-9]' "$work/verdict"; then
      failed=$((failed + 1))
      cat "$work/verdict"
    fi
  done
fi
echo "$failed failed"
[ "$failed" -eq 0 ]
