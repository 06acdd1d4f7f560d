#!/usr/bin/env bash
# lint.sh BUILD [FILE…]: clang-tidy over the named files; without any, over the modules that are known to
# be clean (below; the others are formatted and compile without warnings, and are to be added).
clean='base language input dom html repair article book css style font image layout/inline paint pdf cover publish batch cli'
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

check() {
  local file=$1 command hash
  command=$(python3 - "$build" "$file" <<'P'
import json, os, shlex, sys
build, wanted = sys.argv[1], os.path.realpath(sys.argv[2])
for entry in json.load(open(os.path.join(build, "compile_commands.json"))):
    if os.path.realpath(os.path.join(entry["directory"], entry["file"])) == wanted:
        words = shlex.split(entry["command"])
        words = [w for w in words if not w.endswith("ccache")]
        out = words.index("-o")
        print("cd", shlex.quote(entry["directory"]), "&&", shlex.join(words[:out] + words[out + 2:] + ["-E", "-P", "-o", "-"]))
        break
P
  )
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

if [ $# -gt 0 ]; then printf '%s\0' "$@"; else for module in $clean; do git ls-files -z "src/$module/*.cpp"; done; fi |
  xargs -0 -P "$(nproc)" -I{} bash -c 'check "$1"' _ {}
