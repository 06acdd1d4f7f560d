#!/usr/bin/env python3
"""Builds han_model.bin: what language/ knows about Chinese (see ORIGIN.md for the sources and licences).

  python3 build_model.py --arpa lm_sc.arpa --novels DIR... --opencc /usr/share/opencc -o han_model.bin

Layout, little-endian (read by han_model.cpp):
  8 bytes  "BXHAN001"
  u32 x 2  number of buckets, 0
  fold     u16[0xA000 - 0x3400]: the simplified character that stands for this one; 0 for itself,
           1 for itself where traditional text never has it (国, but not 后)
  unigram  u8[0xA000 - 0x3400]: -4 * log2 P(c), 255 for unknown
  backoff  u8[0xA000 - 0x3400]: -4 * log2 of the weight of P(c) after this character, for a bigram
           that is not stored (Katz): large after 控, which hardly anything but 制 follows
  buckets  u64 each: three n-grams of 21 bits, a cuckoo table: 14 bits of fingerprint, 5 of value,
           2 of back-off class (of the bigram as a context of trigrams; see BACKOFF)
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
import tempfile

HAN = re.compile("[\u3400-\u9fff]")
PUNCTUATION = "，。、！？“”‘’：；（）《》…—·「」『』"
FIRST, LAST = 0x3400, 0xA000
MASK = (1 << 64) - 1
BACKOFF = (0.7, 0.25, 0.08)  # the classes' borders: 0 above the first, 3 below the last


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
    tag = (h >> 32 & 0x3FFF) or 1
    second = (mix(h) & 0xFFFFFFFF) * buckets >> 32
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
    return uni, bi, tri, word, pair


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


HALF = str.maketrans(",.!?:;()", "，。！？：；（）")


def read_modern(path):
    """Running text of our time, a paragraph a line; written as the model's tokens."""
    uni, bi, tri = (collections.Counter() for _ in range(3))
    for line in open(path, encoding="utf-8"):
        line = re.sub(r"\s|　", "", line)
        if not HAN.search(line):
            continue
        line = re.sub("[0-9]", "0", re.sub("[A-Za-z]", "A", line)).translate(HALF)
        line = "\n" + line + "\n"
        uni.update(line)
        bi.update(map("".join, zip(line, line[1:])))
        tri.update(map("".join, zip(line, line[1:], line[2:])))
    return uni, bi, tri


def wanted(gram):
    return all(FIRST <= ord(c) < LAST or c in PUNCTUATION or c in "0A\n" for c in gram)


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
        rows = [line.rstrip("\n").split("\t") for line in open(f.name, encoding="utf-8")]
    return {a for a, b in rows if len(a) == 1 and a not in b.split(" ")}


# What stands after and before digits in modern text (ours, by hand: no source has digits).
AFTER_DIGIT = "年年年月月日日个元万亿多多余岁人次名家号时点分秒米届位条项种至到倍层章节页版台部件所间天周小公万元美以后前%"
BEFORE_DIGIT = "在在于为从从达达第第第约近至到到过共有了了是的年月后前每超破自各仅占增长降升"


def add_clauses(word, pair, uni, bi, tri, texts):
    """What begins and ends a clause in modern text: the word model has no punctuation, so the
    words' first and last characters stand in, weighted by how much oftener the running texts have
    the character there than elsewhere."""
    t_uni, t_bi = texts
    total, t_total = sum(uni.values()), sum(t_uni.values())
    marks = "，。、！？“”：；（）《》\n"
    starts, ends = collections.Counter(), collections.Counter()
    for g, n in t_bi.items():
        if g[0] in marks:
            starts[g[1]] += n
        if g[1] in marks:
            ends[g[0]] += n
    s_total, e_total = sum(starts.values()), sum(ends.values())

    def ratio(counter, c_total, c):
        expected = t_uni[c] / t_total * c_total
        return min(4.0, max(0.05, (counter[c] + 3) / (expected + 3)))
    first, last, second = (collections.Counter() for _ in range(3))
    for w, n in word.items():
        r = ratio(starts, s_total, w[0])
        first[w[0]] += n * r
        last[w[-1]] += n * ratio(ends, e_total, w[-1])
        if len(w) > 1:
            second[w[:2]] += n * r
    for (a, b), n in pair.items():
        if len(a) == 1:
            second[a + b[0]] += n * ratio(starts, s_total, a)
    f_total, l_total = sum(first.values()), sum(last.values())
    for mark in marks + "A0":
        share = {"，": 0.06, "。": 0.03, "\n": 0.02, "A": 0.01, "0": 0.01}.get(mark, 0.006) * total
        uni[mark] = max(uni[mark], share)
        if mark == "0":
            for c in AFTER_DIGIT:
                bi["0" + c] += share * 0.4 / len(AFTER_DIGIT)
            for c in BEFORE_DIGIT:
                bi[c + "0"] += share * 0.4 / len(BEFORE_DIGIT)
            share *= 0.2
        if mark not in "”）》":
            for c, n in first.items():
                bi[mark + c] += share * 0.8 * n / f_total
            if mark in "，。\n":
                for g, n in second.items():
                    tri[mark + g] += share * 0.8 * n / f_total
        if mark not in "“（《\n":
            for c, n in last.items():
                bi[c + mark] += share * 0.8 * n / l_total


def place_all(entries, buckets):
    table = [[] for _ in range(buckets)]
    rng = random.Random(1)
    for gram, value in entries:
        first, second, tag = places(gram, buckets)
        item, at = (tag, value, first, second), first if len(table[first]) <= len(table[second]) else second
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


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--arpa", required=True)
    ap.add_argument("--novels", nargs="+", required=True)
    ap.add_argument("--modern", nargs="*", default=[], metavar="SHARE:FILE",
                    help="texts of our time, one paragraph a line, and their weight beside the word model's 1")
    ap.add_argument("--opencc", default="/usr/share/opencc")
    ap.add_argument("--entries", type=int, default=470_000)
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    uni, bi, tri, word, pair = read_arpa(a.arpa)
    t_uni, t_bi, t_tri = read_texts(a.novels)
    add_clauses(word, pair, uni, bi, tri, (t_uni, t_bi))
    fold = fold_table(a.opencc)
    only = simplified_only(a.opencc)

    def folded(counter):
        out = collections.Counter()
        for gram, n in counter.items():
            if wanted(gram):
                out["".join(fold.get(c, c) for c in gram)] += n
        return out
    uni, bi, tri, t_uni, t_bi, t_tri = map(folded, (uni, bi, tri, t_uni, t_bi, t_tri))
    # The running text gives what the word model lacks: punctuation and line ends. Between
    # characters it counts little, because its language is four hundred years old.
    scale = sum(uni.values()) / sum(t_uni.values()) * 0.4

    def merged(modern, texts):
        out = collections.Counter(modern)
        for gram, n in texts.items():
            plain = all(FIRST <= ord(c) < LAST for c in gram)
            if n >= (3 if plain else 2):
                out[gram] += n * scale * (0.12 if plain else 1.0)
        return out
    words_total = sum(uni.values())
    uni, bi, tri = merged(uni, t_uni), merged(bi, t_bi), merged(tri, t_tri)
    for share, path in (item.split(":", 1) for item in a.modern):
        m_uni, m_bi, m_tri = map(folded, read_modern(path))
        m_scale = words_total * float(share) / sum(m_uni.values())
        for whole, part, least in ((uni, m_uni, 1), (bi, m_bi, 2), (tri, m_tri, 2)):
            for gram, n in part.items():
                if n >= least:
                    whole[gram] += n * m_scale
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
        backoff = 0.6 * p2.get(g[1:], 0.4 * p1.get(g[2], 1e-9))
        entries.append((n * abs(math.log2(p / backoff)), g, p))
    entries.sort(reverse=True)
    entries = entries[:a.entries]
    kept1, kept1_uni, kept2, kept2_bi = (collections.Counter() for _ in range(4))
    for _, g, p in entries:
        if len(g) == 2:
            kept1[g[0]] += p
            kept1_uni[g[0]] += p1.get(g[1], 0)
        else:
            kept2[g[:2]] += p
            kept2_bi[g[:2]] += p2.get(g[1:], 0)

    def weight(kept, kept_below):
        return min(1.0, max(0.005, 1 - kept) / max(0.005, 1 - kept_below))

    def backoff_class(g):
        w = weight(kept2[g], kept2_bi[g]) if g in kept2 else 1.0
        return sum(w < border for border in BACKOFF)
    entries = [(g, min(31, max(0, round(-2 * math.log2(min(1, p))))), backoff_class(g) if len(g) == 2 else 0)
               for _, g, p in entries]
    print(len(entries), "entries,", sum(len(g) == 2 for g, _, _ in entries), "bigrams of", len(bi), "and", len(tri))
    buckets = int(len(entries) / 3 / 0.89) + 1
    table = place_all(((g, v << 2 | c) for g, v, c in entries), buckets)
    with open(a.o, "wb") as f:
        f.write(b"BXHAN001" + struct.pack("<2I", buckets, 0))
        every = [chr(c) for c in range(FIRST, LAST)]
        for c in every:
            f.write(struct.pack("<H", ord(fold[c]) if c in fold else c in only))
        f.write(bytes(min(254, round(-4 * math.log2(p1[c]))) if c in p1 else 255 for c in every))
        f.write(bytes(min(255, round(-4 * math.log2(weight(kept1[c], kept1_uni[c])))) if c in p1 else 0
                      for c in every))
        for b in table:
            f.write(struct.pack("<Q", sum((tag << 7 | value) << 21 * i for i, (tag, value, _, _) in enumerate(b))))
    print(os.path.getsize(a.o), "bytes")


if __name__ == "__main__":
    main()
