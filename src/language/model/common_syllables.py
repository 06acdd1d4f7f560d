#!/usr/bin/env python3
"""Prints the 256 commonest Hangul syllables of Korean texts, in the order of their codes (see ORIGIN.md).

  python3 common_syllables.py FILE…
"""
import collections
import sys

counts = collections.Counter()
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as text:
        counts.update(c for c in text.read() if "\uac00" <= c < "\ud7a4")
print("".join(sorted(c for c, _ in counts.most_common(256))))
