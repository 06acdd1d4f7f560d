#!/usr/bin/env python3
"""Builds han_model.bin: what language/ knows about Chinese (see ORIGIN.md for the sources and licences).

  python3 build_model.py --arpa lm_sc.arpa --texts WEIGHT:FILE... -o han_model.bin     (needs numpy, opencc)

Layout, little-endian (read by han_model.cpp):
  8 bytes  "BXHAN002"
  u32 x 2  number of buckets, 0
  fold     u16[0xA000 - 0x3400]: the simplified character that stands for this one; 0 for itself,
           1 for itself where traditional text never has it (国, but not 后)
  unigram  u8[0xA000 - 0x3400]: -4 * log2 P(c), 255 for unknown
  backoff  u8[0xA000 - 0x3400]: -4 * log2 of the weight of P(c) after this character, for a bigram
           that is not stored (Katz): large after 控, which hardly anything but 制 follows
  buckets  u64 each: three n-grams of 21 bits, a cuckoo table: 14 bits of fingerprint, 5 of value,
           2 of back-off class (of the n-gram as a context of longer ones; see BACKOFF)
Value v of an n-gram stands for log2 P(last | before) = -v / 2. What an n-gram ends in is stored
too: abcd only with bcd, bcd only with cd.
"""
import argparse
import math
import os
import random
import re
import struct
import subprocess
import sys
import tempfile

import numpy as np

PUNCTUATION = "，。、！？“”‘’：；（）《》…—·「」『』【】～℃\"'/-%+=<>[]*&#$@_~"
FIRST, LAST = 0x3400, 0xA000
ORDER = 4
DISCOUNT = 1.2
WEIGHT_OF_LOST = 6  # how much more n-grams count that tell a lost character; see lost_in_gbk
BACKOFF = (0.7, 0.25, 0.08)  # the classes' borders: 0 above the first, 3 below the last
U64 = np.uint64


def mix(key):
    """splitmix64's finaliser; han_model.cpp has the same."""
    key = (key ^ (key >> U64(30))) * U64(0xBF58476D1CE4E5B9)
    key = (key ^ (key >> U64(27))) * U64(0x94D049BB133111EB)
    return key ^ (key >> U64(31))


def hashes_of(keys, order):
    """Of packed n-grams, 16 bits a token; as han_model.cpp has it."""
    out = np.full(len(keys), min(order, 3), dtype=U64)
    for i in reversed(range(min(order, 3))):
        out = out << U64(17) | keys >> U64(16 * i) & U64(0xFFFF)
    if order == 4:
        out ^= ((keys >> U64(48)) + U64(1)) * U64(0x9E3779B97F4A7C15)
    return mix(out)


def fold_table(folder):
    """Traditional -> simplified, character by character, as OpenCC's t2s has it."""
    every = [chr(c) for c in range(FIRST, LAST)]
    out = subprocess.run(["opencc", "-c", os.path.join(folder, "t2s.json")], input="\n".join(every),
                         capture_output=True, text=True, check=True).stdout.split("\n")
    return {a: b for a, b in zip(every, out) if a != b and len(b) == 1 and FIRST <= ord(b) < LAST}


def simplified_only(folder):
    """Characters that OpenCC never leaves as they are on the way to traditional."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as f:
        subprocess.run(["opencc_dict", "-i", os.path.join(folder, "STCharacters.ocd2"), "-f", "ocd2",
                        "-o", f.name, "-t", "text"], check=True, capture_output=True)
        with open(f.name, encoding="utf-8") as rows:
            pairs = [line.rstrip("\n").split("\t") for line in rows]
    return {a for a, b in pairs if len(a) == 1 and a not in b.split(" ")}


def lost_characters():
    """Characters of Big5 whose bytes are no pair of Windows 936: what repair must guess in every
    line of Big5 that was read as GBK (到 此 於 並 但 更 自 全 ...)."""
    def has(encoding, pair):
        try:
            return pair.decode(encoding)
        except UnicodeDecodeError:
            return ""
    private = [(0xA1, 0xA7, 0x40, 0xA0), (0xAA, 0xAF, 0xA1, 0xFE), (0xF8, 0xFE, 0xA1, 0xFE)]
    out = set()
    for lead in range(0xA1, 0xFA):
        for trail in list(range(0x40, 0x7F)) + list(range(0xA1, 0xFF)):
            c = has("cp950", bytes([lead, trail]))
            own = any(a <= lead <= b and y <= trail <= z for a, b, y, z in private)
            if len(c) == 1 and FIRST <= ord(c) < LAST and not own and not has("gbk", bytes([lead, trail])):
                out.add(ord(c))
    return out


def lost_in_gbk(fold):
    """The same as tokens."""
    return sorted({ord(fold.get(chr(c), chr(c))) for c in lost_characters()})


def token_table(fold):
    """Code unit -> token, as HanModel::token has it; 0: leaves the context alone."""
    table = np.arange(0x10000, dtype=np.uint16)
    for c in range(0x10000):
        ch = chr(c)
        if "0" <= ch <= "9" or 0xFF10 <= c <= 0xFF19:
            table[c] = ord("0")
        elif re.match("[A-Za-zÀ-ÖØ-öø-ɏＡ-Ｚａ-ｚ]", ch):
            table[c] = ord("A")
        elif c != 10 and (c <= 0x20 or c == 0xA0 or c == 0x3000):
            table[c] = 0
    for a, b in list(zip(",.!?:;()―・", "，。！？：；（）—·")) + list(fold.items()):
        table[ord(a)] = ord(b)
    return table


def tokens_of(path, table):
    """A text, one paragraph a line, as tokens; a run of letters or of digits is one."""
    with open(path, encoding="utf-8") as f:
        units = np.frombuffer(("\n" + f.read().strip() + "\n").encode("utf-16-le", "replace"), dtype="<u2")
    tokens = table[units]
    tokens = tokens[tokens != 0]
    again = np.concatenate(([False], tokens[1:] == tokens[:-1]))
    return tokens[~(again & np.isin(tokens, [ord("0"), ord("A"), 10]))]


def is_wanted():
    wanted = np.zeros(0x10000, dtype=bool)
    wanted[FIRST:LAST] = True
    for c in PUNCTUATION + "0A\n":
        wanted[ord(c)] = True
    return wanted


def grams_of(tokens, order, wanted):
    """Packed n-grams and how often they come; none across the end of a line."""
    count = len(tokens) - order + 1
    keys = np.zeros(count, dtype=U64)
    good = np.ones(count, dtype=bool)
    for i in range(order):
        part = tokens[i:i + count]
        keys = keys << U64(16) | part.astype(U64)
        good &= wanted[part]
        if 0 < i < order - 1:
            good &= part != 10
    return np.unique(keys[good], return_counts=True)


def read_arpa(path, wanted, fold):
    """Word n-grams -> expected counts of character n-grams within and across words."""
    counts = [{} for _ in range(ORDER + 1)]
    word, pair, order = {}, {}, 0
    total = 1e8

    def add(parts, n):
        text = "".join(parts)
        first, last = len(parts[0]), len(text) - len(parts[-1])
        for k in range(1, ORDER + 1):
            table = counts[k]
            for i in range(len(text) - k + 1):
                # what one word alone has was counted with it
                if len(parts) == 1 or (i < first and i + k > last):
                    gram = text[i:i + k]
                    table[gram] = table.get(gram, 0) + n
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("\\"):
                m = re.match(r"\\(\d)-grams", line)
                order = int(m.group(1)) if m else 0
                continue
            part = line.split("\t")
            if not order or len(part) < 2 or "<" in part[1]:
                continue
            p, words = 10 ** float(part[0]), ["".join(fold.get(c, c) for c in w) for w in part[1].split(" ")]
            if order == 1:
                n = word[words[0]] = p * total
            elif order == 2:
                n = pair[words[0], words[1]] = word.get(words[0], 0) * p
            else:
                n = pair.get((words[0], words[1]), 0) * p
            add(words, n)
    for k in range(1, ORDER + 1):
        kept = sorted((g, n) for g, n in counts[k].items()
                      if n >= 0.5 and all(ord(c) < 0x10000 and wanted[ord(c)] for c in g))
        keys = np.array([int.from_bytes(g.encode("utf-16-be"), "big") for g, _ in kept], dtype=U64)
        yield k, keys, np.array([n for _, n in kept])


def merged(parts):
    keys = np.concatenate([k for k, _ in parts])
    weights = np.concatenate([w for _, w in parts])
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return keys[starts], np.add.reduceat(weights, starts)


class Level:
    """All n-grams of one length."""

    def __init__(self, order, keys, n, below):
        self.order, self.keys, self.n = order, keys, n
        if order == 1:
            self.p = n / n.sum()
            return
        self.context = below.find(keys >> U64(16))
        self.suffix = below.find(keys & U64((1 << 16 * (order - 1)) - 1))
        known = (self.context >= 0) & (self.suffix >= 0)
        for name in ("keys", "n", "context", "suffix"):
            setattr(self, name, getattr(self, name)[known])
        taken = np.minimum(self.n, DISCOUNT)
        size = len(below.keys)
        whole = np.maximum(np.bincount(self.context, self.n, size), below.n)
        left = 1 - np.bincount(self.context, self.n - taken, size) / whole
        lower = left[self.context] * below.p[self.suffix]
        self.p = (self.n - taken) / whole[self.context] + lower
        self.score = self.n * np.abs(np.log2(self.p / lower)) * (1.5 if order == 2 else 1)
        self.score[self.n < 0.6] = 0

    def favour(self, tokens, weight):
        units = (self.keys >> U64(16 * i) & U64(0xFFFF) for i in range(self.order))
        self.score[np.any([np.isin(u, tokens) for u in units], axis=0)] *= weight

    def find(self, keys):
        at = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[at] == keys, at, -1)


def chosen(levels, least):
    """Which n-grams score well, and what those end in."""
    kept = {level.order: level.score > least for level in levels}
    for level in reversed(levels[1:]):
        kept[level.order - 1][level.suffix[kept[level.order]]] = True
    return kept


def weights_of(level, below, kept):
    """How much of the probability is left to what is not kept, by context (Katz)."""
    size = len(below.keys)
    p = np.bincount(level.context[kept], level.p[kept], size)
    lower = np.bincount(level.context[kept], below.p[level.suffix[kept]], size)
    return np.minimum(1, np.maximum(0.005, 1 - p) / np.maximum(0.005, 1 - lower))


def place_all(hashes, values, buckets):
    first = (hashes & U64(0xFFFFFFFF)) * U64(buckets) >> U64(32)
    second = (mix(hashes) & U64(0xFFFFFFFF)) * U64(buckets) >> U64(32)
    tags = np.maximum(hashes >> U64(32) & U64(0x3FFF), U64(1))
    table = [[] for _ in range(buckets)]
    rng = random.Random(1)
    for item in zip(tags.tolist(), values.tolist(), first.tolist(), second.tolist()):
        at = item[2] if len(table[item[2]]) <= len(table[item[3]]) else item[3]
        for _ in range(2000):
            if len(table[at]) < 3:
                table[at].append(item)
                break
            k = rng.randrange(3)
            item, table[at][k] = table[at][k], item
            at = item[3] if item[2] == at else item[2]
        else:
            raise SystemExit("the table is too full")
    return table


def counted(a, table, fold):
    wanted = is_wanted()
    parts = {k: [] for k in range(1, ORDER + 1)}
    for k, keys, n in read_arpa(a.arpa, wanted, fold):
        parts[k].append((keys, n * a.arpa_weight))
    for item in a.texts:
        weight, path = item.split(":", 1)
        tokens = tokens_of(path, table)
        print(path, len(tokens), "tokens", file=sys.stderr)
        for k in parts:
            keys, n = grams_of(tokens, k, wanted)
            parts[k].append((keys, n * float(weight)))
    levels = []
    for k in range(1, ORDER + 1):
        levels.append(Level(k, *merged(parts.pop(k)), levels[-1] if levels else None))
    return levels


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--arpa", required=True)
    ap.add_argument("--arpa-weight", type=float, default=0.7)
    ap.add_argument("--texts", nargs="+", required=True, metavar="WEIGHT:FILE", help="one paragraph a line")
    ap.add_argument("--opencc", default="/usr/share/opencc")
    ap.add_argument("--entries", type=int, default=2_560_000)
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    fold = fold_table(a.opencc)
    only = simplified_only(a.opencc)
    levels = counted(a, token_table(fold), fold)
    for level in levels[1:]:
        level.favour(lost_in_gbk(fold), WEIGHT_OF_LOST)
    low, high = 0.0, 1e6
    for _ in range(40):
        middle = (low + high) / 2
        size = sum(int(k.sum()) for k in chosen(levels[1:], middle).values())
        low, high = (middle, high) if size > a.entries else (low, middle)
    kept = chosen(levels[1:], high)
    hashes, values = [], []
    for below, level, longer in zip(levels, levels[1:], levels[2:] + [None]):
        mine = kept[level.order]
        value = np.clip(np.round(-2 * np.log2(level.p[mine])), 0, 31).astype(np.int64)
        left = weights_of(longer, level, kept[longer.order])[mine] if longer else np.ones(int(mine.sum()))
        classes = sum((left < border).astype(np.int64) for border in BACKOFF)
        hashes.append(hashes_of(level.keys[mine], level.order))
        values.append(value << 2 | classes)
        print(len(value), "of", len(level.keys), "of order", level.order, file=sys.stderr)
    hashes, values = np.concatenate(hashes), np.concatenate(values)
    buckets = int(len(hashes) / 3 / 0.89) + 1
    table = place_all(hashes, values, buckets)
    singles = {chr(int(k)): float(p) for k, p in zip(levels[0].keys, levels[0].p)}
    left = weights_of(levels[1], levels[0], kept[2])
    left = {chr(int(k)): float(w) for k, w in zip(levels[0].keys, left)}

    def cost(share, most):
        return min(most, round(-4 * math.log2(share)))
    with open(a.o, "wb") as f:
        f.write(b"BXHAN002" + struct.pack("<2I", buckets, 0))
        every = [chr(c) for c in range(FIRST, LAST)]
        for c in every:
            f.write(struct.pack("<H", ord(fold[c]) if c in fold else c in only))
        f.write(bytes(cost(singles[c], 254) if c in singles else 255 for c in every))
        f.write(bytes(cost(left[c], 255) if c in left else 0 for c in every))
        for b in table:
            f.write(struct.pack("<Q", sum((tag << 7 | value) << 21 * i for i, (tag, value, _, _) in enumerate(b))))
    print(os.path.getsize(a.o), "bytes")


if __name__ == "__main__":
    main()
