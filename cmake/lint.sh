#!/usr/bin/env bash
# lint.sh BUILD [FILE…]: clang-tidy over the named files; without any, over all of src/.
# A file that was clean in exactly this form (preprocessed text, configuration, tool) is not looked at
# again: its hash is kept in the user's cache.
set -euo pipefail
build=$1
shift
cache=${XDG_CACHE_HOME:-$HOME/.cache}/banxin/lint
mkdir -p "$cache"
export build cache
tool=$(clang-tidy --version | tr -d '\n')$(sha256sum <.clang-tidy)
export tool

# How each file is preprocessed, a line each: file, tab, command.
commands=$(mktemp)
trap 'rm -f "$commands"' EXIT
export commands
python3 - "$build" >"$commands" <<'P'
import json, os, shlex, sys
for entry in json.load(open(os.path.join(sys.argv[1], "compile_commands.json"))):
    words = [w for w in shlex.split(entry["command"]) if not w.endswith("ccache")]
    out = words.index("-o")
    preprocess = shlex.join(words[:out] + words[out + 2:] + ["-E", "-P", "-o", "-"])
    file = os.path.realpath(os.path.join(entry["directory"], entry["file"]))
    print(file, "cd " + shlex.quote(entry["directory"]) + " && " + preprocess, sep="\t")
P

check() {
  local file=$1 command hash
  command=$(grep -m1 -F "$(realpath "$file")"$'\t' "$commands" | cut -f2-)
  [ -n "$command" ] || { echo "$file: not in any target of $build" >&2; return 1; }
  hash=$({ echo "$tool$file"; bash -c "$command"; } | sha256sum | cut -c1-40)
  [ ! -e "$cache/$hash" ] || return 0
  local report
  if report=$(clang-tidy -p "$build" --quiet "$file" 2>/dev/null); then
    : >"$cache/$hash"
  else
    printf '%s\n' "$report"
    return 1
  fi
}
export -f check

if [ $# -eq 0 ]; then
  mapfile -t files < <(git ls-files 'src/*.cpp')
  set -- "${files[@]}"
fi
printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -I{} bash -c 'check "$1"' _ {}
