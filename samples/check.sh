#!/usr/bin/env bash
# check.sh BANXIN OUT: what publish.sh made is sound, and no text was lost on the way.
set -euo pipefail
banxin=$(readlink -f "$1")
out=$(readlink -f "$2")
cd "$(dirname "$(readlink -f "$0")")"
exec python3 check.py "$banxin" "$out"
