#!/usr/bin/env python3
"""Builds word_model.bin: how well the words of Chinese follow each other (WordModel; see ORIGIN.md).

  python3 build_words.py --arpa lm_sc.arpa -o word_model.bin     (needs numpy, opencc)

Layout, little-endian (read by word_model.cpp):
  8 bytes  "BXWORD01"
  u32 x 2  number of buckets, 0
  buckets  u64 each: three n-grams of one to three words in 21 bits, as in han_model.bin: 14 bits of
           fingerprint, 5 of value, 2 of back-off class
Value v is a cost of 2v quarter bits, of single words 24 + 2v; class b a back-off of BACKOFF[b] quarter
bits. Words of more than four characters and n-grams with them are left out.
"""
import argparse
import math
import os
import struct

import numpy as np

from build_model import FIRST, LAST, U64, fold_table, mix, place_all

LONGEST = 4
LEAST = 24  # quarter bits of the commonest word
BACKOFF = (0, 3, 6, 10)
FACTOR = U64(0x9E3779B97F4A7C15)
QUARTER_BITS = -4 * math.log2(10)  # of a logarithm to base 10


def number_of(word):
    """A word as a number: its characters, 16 bits each; 0 for what is no word of Han characters."""
    if not 1 <= len(word) <= LONGEST or not all(FIRST <= ord(c) < LAST for c in word):
        return 0
    return int.from_bytes(word.encode("utf-16-be"), "big")


def read_arpa(path, fold):
    """For each order: rows of word numbers, their costs and the costs of backing off from them."""
    numbers, order, out = {}, 0, {}
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith("\\"):
                order = int(line[1]) if line[1].isdigit() else 0
                continue
            part = line.rstrip("\n").split("\t")
            if not order or len(part) < 2:
                continue
            words = part[1].split(" ")
            for word in words:
                if word not in numbers:
                    numbers[word] = number_of("".join(fold.get(c, c) for c in word))
            row = tuple(numbers[word] for word in words)
            if 0 in row:
                continue
            cost = float(part[0]) * QUARTER_BITS
            back_off = float(part[2]) * QUARTER_BITS if len(part) > 2 else 0.0
            # Two spellings of a word that fold to one: the commoner decides.
            known = out.setdefault(order, {}).get(row)
            if known is None or cost < known[0]:
                out[order][row] = (cost, back_off)
    return out


def keys_of(rows):
    """As word_model.cpp has it."""
    key = rows[:, 0]
    for word in rows.T[1:]:
        key = mix(key) ^ word * FACTOR
    return key


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--arpa", required=True)
    ap.add_argument("--opencc", default="/usr/share/opencc")
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    hashes, values = [], []
    for order, grams in sorted(read_arpa(a.arpa, fold_table(a.opencc)).items()):
        rows = np.array(sorted(grams), dtype=U64).reshape(-1, order)
        costs = np.array([grams[row] for row in sorted(grams)])
        value = np.clip(np.round((costs[:, 0] - (LEAST if order == 1 else 0)) / 2), 0, 31).astype(np.int64)
        nearest = np.abs(costs[:, 1:] - np.array(BACKOFF)).argmin(1)
        hashes.append(mix(keys_of(rows)))
        values.append(value << 2 | nearest)
        print(len(rows), "of", order, "words")
    hashes, values = np.concatenate(hashes), np.concatenate(values)
    buckets = int(len(hashes) / 3 / 0.89) + 1
    table = place_all(hashes, values, buckets)
    with open(a.o, "wb") as f:
        f.write(b"BXWORD01" + struct.pack("<2I", buckets, 0))
        for b in table:
            f.write(struct.pack("<Q", sum((tag << 7 | value) << 21 * i for i, (tag, value, _, _) in enumerate(b))))
    print(os.path.getsize(a.o), "bytes")


if __name__ == "__main__":
    main()
