#!/usr/bin/env python3
"""Builds han_model.bin: what language/ knows about Chinese (see ORIGIN.md for the sources and licences).

  python3 build_model.py --arpa lm_sc.arpa --novels DIR... --opencc /usr/share/opencc -o han_model.bin

Layout, little-endian (read by han_model.cpp):
  8 bytes  "BXHAN001"
  u32 x 2  number of buckets, 0
  fold     u16[0xA000 - 0x3400]: the simplified character that stands for this one
  unigram  u8[0xA000 - 0x3400]: -4 * log2 P(c), 255 for unknown
  buckets  u16[4] each: n-gram entries, a cuckoo table: 11 bits of fingerprint, 5 bits of value
Value v of a bigram ab or trigram abc stands for log2 P(last | before) = -v / 2.
"""
import argparse
import collections
import math
import os
import random
import re
import struct
import subprocess

HAN = re.compile("[\u3400-\u9fff]")
PUNCTUATION = "，。、！？“”‘’：；（）《》…—·「」『』"
FIRST, LAST = 0x3400, 0xA000
MASK = (1 << 64) - 1


def mix(key):
    """splitmix64's finaliser; han_model.cpp has the same."""
    key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    key = (key ^ (key >> 27)) * 0x94D049BB133111EB & MASK
    return key ^ (key >> 31)


def key_of(gram):
    key = len(gram)
    for c in gram:
        key = key << 17 | ord(c)
    return key


def places(gram, buckets):
    h = mix(key_of(gram))
    first = (h & 0xFFFFFFFF) * buckets >> 32
    tag = (h >> 32 & 0x7FF) or 1
    second = ((h >> 43) * buckets) >> 21
    return first, second, tag


def read_arpa(path):
    """Word n-grams -> expected character counts within and across words."""
    uni, bi, tri = (collections.Counter() for _ in range(3))
    word, pair, order = {}, {}, 0
    total = 1e9

    def inside(w, n):
        for c in w:
            uni[c] += n
        for i in range(len(w) - 1):
            bi[w[i:i + 2]] += n
        for i in range(len(w) - 2):
            tri[w[i:i + 3]] += n

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("\\"):
            m = re.match(r"\\(\d)-grams", line)
            order = int(m.group(1)) if m else 0
            continue
        part = line.split("\t")
        if not order or len(part) < 2 or "<" in part[1]:
            continue
        p, words = 10 ** float(part[0]), part[1].split(" ")
        if order == 1:
            word[words[0]] = p * total
            inside(words[0], p * total)
        elif order == 2:
            a, b = words
            n = word.get(a, 0) * p
            pair[a, b] = n
            bi[a[-1] + b[0]] += n
            if len(a) > 1:
                tri[a[-2:] + b[0]] += n
            if len(b) > 1:
                tri[a[-1] + b[:2]] += n
        else:
            a, b, c = words
            if len(b) == 1:
                tri[a[-1] + b + c[0]] += pair.get((a, b), 0) * p
    return uni, bi, tri


def read_texts(folders):
    """Running text with its punctuation; digits are 0, Latin letters A, line ends \\n."""
    uni, bi, tri = (collections.Counter() for _ in range(3))
    for folder in folders:
        for base, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                if not name.endswith((".html", ".txt")):
                    continue
                text = open(os.path.join(base, name), encoding="utf-8").read()
                text = re.sub(r"<style.*?</style>", "", text, flags=re.S)
                for line in re.split(r"\n|</p>", text):
                    line = re.sub(r"<[^>]*>|&\w+;|\s|　", "", line)
                    if not HAN.search(line):
                        continue
                    line = re.sub("[0-9]", "0", re.sub("[A-Za-z]", "A", line))
                    line = "\n" + line + "\n"
                    for c in line:
                        uni[c] += 1
                    for i in range(len(line) - 1):
                        bi[line[i:i + 2]] += 1
                    for i in range(len(line) - 2):
                        tri[line[i:i + 3]] += 1
    return uni, bi, tri


def wanted(gram):
    return all(FIRST <= ord(c) < LAST or c in PUNCTUATION or c in "0A\n" for c in gram)


def fold_table(folder):
    """Traditional -> simplified, character by character, as OpenCC's t2s has it."""
    every = [chr(c) for c in range(FIRST, LAST)]
    out = subprocess.run(["opencc", "-c", os.path.join(folder, "t2s.json")], input="\n".join(every),
                         capture_output=True, text=True, check=True).stdout.split("\n")
    return {a: b for a, b in zip(every, out) if a != b and len(b) == 1 and FIRST <= ord(b) < LAST}


def place_all(entries, buckets):
    table = [[] for _ in range(buckets)]
    rng = random.Random(1)
    for gram, value in entries:
        first, second, tag = places(gram, buckets)
        item, at = (tag, value, first, second), first if len(table[first]) <= len(table[second]) else second
        for _ in range(2000):
            if len(table[at]) < 4:
                table[at].append(item)
                break
            k = rng.randrange(4)
            item, table[at][k] = table[at][k], item
            at = item[3] if item[2] == at else item[2]
        else:
            raise SystemExit("the table is too full")
    return table


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--arpa", required=True)
    ap.add_argument("--novels", nargs="+", required=True)
    ap.add_argument("--opencc", default="/usr/share/opencc")
    ap.add_argument("--entries", type=int, default=620_000)
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    uni, bi, tri = read_arpa(a.arpa)
    t_uni, t_bi, t_tri = read_texts(a.novels)
    fold = fold_table(a.opencc)

    def folded(counter):
        out = collections.Counter()
        for gram, n in counter.items():
            if wanted(gram):
                out["".join(fold.get(c, c) for c in gram)] += n
        return out
    uni, bi, tri, t_uni, t_bi, t_tri = map(folded, (uni, bi, tri, t_uni, t_bi, t_tri))
    # The running text gives what the word model lacks: punctuation and line ends. Between
    # characters it counts little, because its language is four hundred years old.
    scale = sum(uni.values()) / sum(t_uni.values())

    def merged(modern, texts):
        out = collections.Counter(modern)
        for gram, n in texts.items():
            plain = all(FIRST <= ord(c) < LAST for c in gram)
            if n >= (3 if plain else 2):
                out[gram] += n * scale * (0.05 if plain else 1.0)
        return out
    uni, bi, tri = merged(uni, t_uni), merged(bi, t_bi), merged(tri, t_tri)
    total = sum(uni.values())
    after1, after2 = collections.Counter(), collections.Counter()
    for g, n in bi.items():
        after1[g[0]] += n
    for g, n in tri.items():
        after2[g[:2]] += n
    p1 = {c: n / total for c, n in uni.items()}
    p2 = {g: n / max(after1[g[0]], uni[g[0]]) for g, n in bi.items()}
    entries = []
    for g, p in p2.items():  # how much worse would the shorter model do, weighted by how often
        entries.append((bi[g] * abs(math.log2(p / (0.4 * p1.get(g[1], 1e-9)))) * 1.5, g, p))
    for g, n in tri.items():
        p = n / max(after2[g[:2]], bi.get(g[:2], 0), 1e-9)
        backoff = 0.4 * p2.get(g[1:], 0.4 * p1.get(g[2], 1e-9))
        entries.append((n * abs(math.log2(p / backoff)), g, p))
    entries.sort(reverse=True)
    entries = [(g, min(31, max(0, round(-2 * math.log2(min(1, p)))))) for _, g, p in entries[:a.entries]]
    print(len(entries), "entries,", sum(len(g) == 2 for g, _ in entries), "bigrams of", len(bi), "and", len(tri))
    buckets = int(len(entries) / 4 / 0.95) + 1
    table = place_all(entries, buckets)
    with open(a.o, "wb") as f:
        f.write(b"BXHAN001" + struct.pack("<2I", buckets, 0))
        for c in range(FIRST, LAST):
            f.write(struct.pack("<H", ord(fold.get(chr(c), chr(c)))))
        f.write(bytes(min(254, round(-4 * math.log2(p1[chr(c)]))) if chr(c) in p1 else 255
                      for c in range(FIRST, LAST)))
        for b in table:
            items = [tag << 5 | value for tag, value, _, _ in b]
            f.write(struct.pack("<4H", *(items + [0] * (4 - len(items)))))
    print(os.path.getsize(a.o), "bytes")


if __name__ == "__main__":
    main()
