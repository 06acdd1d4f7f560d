#!/usr/bin/env python3
"""Builds readings.bin, the Mandarin readings of each Han character, from Unihan (see ORIGIN.md).

  python3 build_readings.py --unihan Unihan_Readings.txt.bz2 -o readings.bin

Layout, little-endian (read by readings_table.cpp):
  8 bytes  "BXPIN001"
  u32 x 2  number of syllables, number of references
  start    u16[0xA000 - 0x3400 + 1]: where a character's references begin
  refs     u16 each: index of a syllable, the commonest first
  offsets  u16[syllables + 1] into the bytes that follow: UTF-8, composed, with tone marks
"""
import argparse
import bz2
import re
import struct
import unicodedata

FIRST, LAST = 0x3400, 0xA000
FIELDS = ("kMandarin", "kHanyuPinlu", "kTGHZ2013", "kXHC1983", "kHanyuPinyin")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--unihan", default="/usr/share/unicode/Unihan_Readings.txt.bz2")
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    found = {}
    for line in bz2.open(a.unihan, "rt", encoding="utf-8"):
        part = line.rstrip("\n").split("\t")
        if len(part) != 3 or part[1] not in FIELDS:
            continue
        c = int(part[0][2:], 16)
        if FIRST <= c < LAST:
            text = re.sub(r"[0-9.,*]+:|\(\d+\)", " ", part[2]).replace(",", " ")
            found.setdefault(c, {})[part[1]] = [unicodedata.normalize("NFC", w) for w in text.split()]
    syllables, refs, start = {}, [], []
    for c in range(FIRST, LAST):
        start.append(len(refs))
        seen = []
        for field in FIELDS:
            # the big historical dictionary only where nothing newer knows the character
            if field == "kHanyuPinyin" and seen:
                continue
            for w in found.get(c, {}).get(field, []):
                if w not in seen:
                    seen.append(w)
        refs += [syllables.setdefault(w, len(syllables)) for w in seen]
    start.append(len(refs))
    words = b"".join(w.encode() for w in syllables)
    offsets, at = [], 0
    for w in syllables:
        offsets.append(at)
        at += len(w.encode())
    offsets.append(at)
    with open(a.o, "wb") as f:
        f.write(b"BXPIN001" + struct.pack("<2I", len(syllables), len(refs)))
        for row in (start, refs, offsets):
            f.write(struct.pack("<%dH" % len(row), *row))
        f.write(words)
    print(len(syllables), "syllables,", len(refs), "readings,", sum(map(len, (start, refs, offsets))) * 2 + at + 16, "bytes")


if __name__ == "__main__":
    main()
