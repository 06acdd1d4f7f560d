#!/usr/bin/env python3
"""Builds the networks of language/ (WindowNetwork; see ORIGIN.md for the sources and licences).

  python3 build_networks.py gap|eaten|cut --texts FILE[:SKIP] ... [--converted FILE[:SKIP] ...] -o OUT.bin
                                                                   (needs numpy, better with OpenBLAS)
Each text has a paragraph a line (gather_texts.py). Of FILE:4 every fourth block of lines is taken. Texts
under --converted are turned to traditional characters first (OpenCC).

gap    which character Big5 read as GBK lost, from HanModel's tokens around it: gap_model.h
eaten  which ASCII character went with the last byte of UTF-8 read as GBK: eaten_model.h
cut    the last six bits of the character that lost that byte, likewise

Layout, little-endian: "BXNET001"; u32 of rows, positions, width, units, answers, 0; float32 of factors
and biases of the units, of the answers (in log2); int8 of rows, of the units' weights [position][width]
[unit], of the answers' [unit][answer]; u16 of the tokens of all rows but the first, sorted, at an even
place. gap: before it u32 of characters, float32 of log2 of their shares, u16 of the characters, filled
up to four bytes.

Training is Adam over shuffled batches from a fixed seed; another BLAS rounds otherwise, so the bytes may
differ from machine to machine, not what is learnt.
"""
import argparse
import re
import struct
import subprocess
import sys

import numpy as np

from build_model import FIRST, LAST, fold_table, lost_characters, token_table

REACH = 7  # tokens on either side
REACHES = 9  # the same for eaten and cut
BLOCK = 40  # lines that tell how a document is written
BATCH = 1024
HIGHEST_RATE = 2e-3
UNKNOWN = 0.08  # of the tokens are hidden while training, or rare neighbours would decide alone
LEAST = 5  # how often a token must come to have a row of its own
SHAPES = {"gap": (64, 640, 4), "eaten": (48, 512, 4), "cut": (40, 320, 2.5)}  # width, units, rounds

# The tokens of eaten_model.cpp.
GAP, NEW_LINE, LETTER = 1, 10, ord("A")
EATEN, SOME_HAN, OTHER, GROUP = 0xE000, 0xE001, 0xE013, 0xE100
MARKS = {0x2000 >> 6: 0xE010, 0x3000 >> 6: 0xE011, 0xFF00 >> 6: 0xE012}
END = 32
# Marks that come in pairs: 0 brackets, 1 quotes, 2 titles; what they are of.
PAIRS = (["(", "（", ")", "）"], ["“「", "”」"], ["《【〈『", "》】〉』"])
PAIRED = {ord(c): (kind, value + 1) for kind, marks in enumerate(PAIRS) for value, same in enumerate(marks)
          for c in same}
# What a clause holds, and where it began (CutLine): 吗 or 什么, 多么 or 太.
CLAUSE = 64
STOPS, ASKING, EXCLAIMING = (frozenset(map(ord, marks)) for marks in ("。？！；?!;\n", "吗么呢哪谁何几否怎", "太真多竟啊吧请勿别必"))
RUNS = re.compile("[^\x00-\x7f]+|[A-Za-z]+|[\x00-\x7f]")
HABITS = [re.compile(habit) for habit in
          ["[\u3400-\u9fff]" + after for after in (" [A-Za-z]", "[A-Za-z]", r" \d", r"\d", "[，：；？！]", "[,:;]")] +
          ["（", r"\(", "[“「]", '"', "[。！？：；]$",
           "[。，：；！？”）] [^\x00-\x7f]", "[。，：；！？”）][^\x00-\x7f]"] +
          ["[\u3400-\u9fff]" + after for after in (r" \(", r"\(", ' "', '"')]]


def lines_of(source, configuration):
    """Blocks of lines; `configuration` of OpenCC, or empty."""
    path, _, skip = source.partition(":")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    if configuration:
        text = subprocess.run(["opencc", "-c", configuration + ".json"], input=text, capture_output=True, text=True,
                              check=True).stdout
    lines = text.strip("\n").split("\n")
    blocks = [lines[i:i + BLOCK] for i in range(0, len(lines), BLOCK)]
    return blocks[::int(skip or 1)]


class Gap:
    """Instances of lost characters of Big5."""

    def __init__(self, opencc):
        self.lost = sorted(lost_characters())
        self.table = token_table(fold_table(opencc))
        self.answer = np.full(0x10000, -1, dtype=np.int64)
        self.answer[self.lost] = np.arange(len(self.lost))
        self.answers = len(self.lost)

    def instances(self, blocks):
        pad = "\n" * (REACH + 1)
        text = pad + "\n".join(line for block in blocks for line in block) + pad
        units = np.frombuffer(text.encode("utf-16-le", "replace"), dtype="<u2")
        tokens = self.table[units]
        units, tokens = units[tokens != 0], tokens[tokens != 0]
        again = np.concatenate(([False], tokens[1:] == tokens[:-1])) & np.isin(tokens, [ord("0"), LETTER])
        units, tokens = units[~again], tokens[~again].copy()
        answer = self.answer[units]
        tokens[answer >= 0] = GAP
        places = np.flatnonzero(answer >= 0)
        out = np.empty((len(places), 2 * REACH), dtype=np.uint16)
        for base, step in ((0, -1), (REACH, 1)):
            beyond = np.zeros(len(places), dtype=bool)
            for i in range(REACH):
                column = np.where(beyond, NEW_LINE, tokens[places + step * (i + 1)])
                beyond |= column == NEW_LINE
                out[:, base + i] = column
        return out, answer[places]


class Eaten:
    """Instances of characters of UTF-8 read as GBK whose last byte went with an ASCII character."""

    def __init__(self, opencc, of_cut):
        self.fold, self.of_cut = fold_table(opencc), of_cut
        self.answers = 64 if of_cut else END + 1

    def token(self, character):
        code = ord(self.fold.get(character, character))
        return code if code < 0x10000 and not 0xD800 <= code < 0xF900 else 0

    def read(self, line, odd):
        """The tokens of a line as they can be read, and the places: (token, character cut, ASCII eaten).
        With odd = 0 the pairs begin at the second byte: as if one had gone before."""
        tokens, places, runs = [], [], RUNS.findall(line)
        skip = False
        for run, after in zip(runs, runs[1:] + [None]):
            if skip:
                skip = False
            elif run[0] <= "\x7f":
                tokens.append(LETTER if run[0].isalpha() else max(ord(run[0]), ord(" ")))
            elif len(run.encode("utf-8", "replace")) % 2 == odd and (after is None or after < "@"):
                cut = ord(run[-1])
                tokens += [self.token(c) for c in run[:-1]]
                places.append((len(tokens), cut, END if after is None else ord(after) - ord(" ")))
                tokens += [SOME_HAN if FIRST <= cut < LAST else MARKS.get(cut >> 6, OTHER), EATEN]
                skip = after is not None
            else:
                tokens += [self.token(c) for c in run]
        return tokens, places

    def cut_token(self, cut):
        if FIRST <= cut < LAST:
            return GROUP + (cut >> 6)
        return MARKS.get(cut >> 6, 0) if self.of_cut else cut if cut < 0x10000 else OTHER

    def instances(self, blocks):
        rows, answers = [], []
        for block in blocks:
            habits = [np.array([len(h.findall(line)) for h in HABITS] + [1]) for line in block]
            whole = sum(habits)
            for line, own in zip(block, habits):
                style = style_of((whole - own).tolist())
                for odd in (0, 1):
                    tokens, places = self.read(line, odd)
                    marks = Marks(tokens) if places else None
                    for at, cut, eaten in places:
                        token = self.cut_token(cut)
                        # Half-width question marks at the end are those of lists of questions.
                        if eaten < 0 or token == 0 or (eaten == ord("?") - ord(" ") and at + 2 == len(tokens)):
                            continue
                        # The mark that ends a clause is guessed with what the clause holds.
                        clause = [mood_of(tokens[:at])] if self.of_cut else []
                        rows.append(window(tokens, at) + [token] + style + marks.around(at) + clause)
                        answers.append(cut & 63 if self.of_cut else eaten)
        return np.array(rows, dtype=np.uint16), np.array(answers, dtype=np.int64)


def style_of(habits):
    def spaces(spaced, tight):
        return 0 if spaced + tight == 0 else 1 if spaced > tight else 2

    def kinds(full, half):
        return 0 if full + half < 3 else 1 if half * 20 < full else 3 if half > full else 2
    ended, lines = habits[10], habits[17]
    ends = 0 if lines < 5 else 1 if ended * 3 < lines else 2 if ended * 3 < lines * 2 else 3
    return [0xE020 + spaces(*habits[:2]), 0xE024 + spaces(*habits[2:4]), 0xE028 + kinds(*habits[4:6]),
            0xE060 + kinds(*habits[6:8]), 0xE064 + kinds(*habits[8:10]), 0xE068 + ends,
            0xE090 + spaces(*habits[11:13]), 0xE094 + spaces(*habits[13:15]),
            0xE098 + spaces(*habits[15:17])]


def mood_of(tokens):
    """Whether the clause that `tokens` end in asks or exclaims."""
    asks = exclaims = 0
    for token in tokens[:-CLAUSE - 1:-1]:
        if token in STOPS:
            break
        asks |= token in ASKING
        exclaims |= token in EXCLAIMING
    return 0xE0A0 + exclaims * 2 + asks


def window(tokens, at):
    before, after = tokens[max(0, at - REACHES):at][::-1], tokens[at + 2:at + 2 + REACHES]
    return (before + [NEW_LINE] * (REACHES - len(before)) + after + [NEW_LINE] * (REACHES - len(after)))


class Marks:
    """What of the marks that come in pairs stands before and after each token of a line."""

    def __init__(self, tokens):
        self.kinds = [PAIRED.get(t, (-1, 0)) for t in tokens]
        self.before = [self.seen(self.kinds, n)[:-1] for n in range(3)]
        self.after = [self.seen(self.kinds[::-1], n)[::-1][1:] for n in range(3)]
        self.quotes, self.eaten = [0], [0]
        for token in tokens:
            self.quotes.append(self.quotes[-1] + (token == ord('"')))
            self.eaten.append(self.eaten[-1] + (token == EATEN))
        # EATEN up to the next bracket
        self.until, count = [0], 0
        for token, (kind, _) in zip(tokens[::-1], self.kinds[::-1]):
            count = 0 if kind == 0 else count + (token == EATEN)
            self.until.append(count)
        self.until.reverse()

    @staticmethod
    def seen(kinds, wanted):
        out = [0]
        for kind, value in kinds:
            out.append(value if kind == wanted else out[-1])
        return out + [0]

    def around(self, at):
        after = at + 2
        rest = self.quotes[-1] - self.quotes[after]
        more = 1 if self.eaten[-1] > self.eaten[after] else 0
        quoted = self.quotes[at] % 2 * 3 + (0 if rest == 0 else 1 if rest % 2 else 2)
        opened, closed = self.before[0][at], self.after[0][after]
        opened, closed = opened if opened < 3 else 0, closed - 2 if closed > 2 else 0
        return [0xE030 + more * 6 + quoted,
                0xE040 + min(self.until[after], 2) * 9 + opened * 3 + closed,
                0xE070 + self.before[1][at] * 3 + self.after[1][after],
                0xE080 + self.before[2][at] * 3 + self.after[2][after]]


class Network:
    def __init__(self, rows, positions, shape, answers):
        self.rng = np.random.default_rng(1)
        width, units, _ = shape
        size = positions * width
        self.p = {"rows": self.rng.normal(0, 0.1, (rows, width)),
                  "hidden": self.rng.normal(0, (2 / size) ** 0.5, (size, units)),
                  "biases": np.zeros(units),
                  "weights": self.rng.normal(0, (1 / units) ** 0.5, (units, len(answers))),
                  "usual": np.log(answers + 1) - np.log(answers + 1).max()}
        self.p = {name: value.astype(np.float32) for name, value in self.p.items()}
        self.mean = {name: np.zeros_like(value) for name, value in self.p.items()}
        self.square = {name: np.zeros_like(value) for name, value in self.p.items()}

    def step(self, x, y, rate, number):
        p = self.p
        numbers = p["rows"][x].reshape(len(x), -1)
        units = np.maximum(numbers @ p["hidden"] + p["biases"], 0)
        out = units @ p["weights"] + p["usual"]
        out = np.exp(out - out.max(1, keepdims=True))
        out /= out.sum(1, keepdims=True)
        right = np.arange(len(y))
        loss = -np.log2(out[right, y] + 1e-9).mean()
        out[right, y] -= 1
        out /= len(y)
        back = (out @ p["weights"].T) * (units > 0)
        slopes = {"weights": units.T @ out, "usual": out.sum(0), "hidden": numbers.T @ back,
                  "biases": back.sum(0)}
        for name, slope in slopes.items():
            self.move(name, slice(None), slope, rate, number)
        tokens = x.reshape(-1)
        order = np.argsort(tokens, kind="stable")
        starts = np.flatnonzero(np.concatenate(([True], np.diff(tokens[order]) != 0)))
        by_row = (back @ p["hidden"].T).reshape(len(tokens), -1)
        slope = np.add.reduceat(by_row[order], starts, axis=0)
        self.move("rows", tokens[order][starts], slope, rate, number)
        return loss

    def move(self, name, where, slope, rate, number):
        mean, square = self.mean[name], self.square[name]
        mean[where] = 0.9 * mean[where] + 0.1 * slope
        square[where] = 0.98 * square[where] + 0.02 * slope ** 2
        step = mean[where] / (1 - 0.9 ** number) / (np.sqrt(square[where] / (1 - 0.98 ** number)) + 1e-7)
        self.p[name][where] -= rate * step

    def train(self, x, y, rounds):
        steps = int(rounds * len(y) / BATCH)
        order, at, loss = self.rng.permutation(len(y)), 0, 0.0
        for number in range(1, steps + 1):
            if at + BATCH > len(y):
                order, at = self.rng.permutation(len(y)), 0
            batch = order[at:at + BATCH]
            at += BATCH
            tokens = x[batch].astype(np.int64)
            tokens[self.rng.random(tokens.shape) < UNKNOWN] = 0
            rate = HIGHEST_RATE * min(1, number / 100) * max(0.005, 0.5 * (1 + np.cos(np.pi * number / steps)))
            loss += self.step(tokens, y[batch], rate, number)
            if number % 500 == 0:
                print(number, "of", steps, "%.3f bits" % (loss / 500), file=sys.stderr, flush=True)
                loss = 0.0

    def packed(self, tokens):
        def eighth(value, axis):
            factor = np.maximum(np.abs(value).max(axis), 1e-9) / 127
            return factor, np.round(value / factor).astype(np.int8)
        p, per_bit = self.p, np.log2(np.e)
        row_factor, rows = eighth(p["rows"], None)
        unit_factors, hidden = eighth(p["hidden"], 0)
        answer_factors, weights = eighth(p["weights"], 0)
        width = rows.shape[1]
        out = b"BXNET001" + struct.pack("<6I", len(rows), len(hidden) // width, width, len(weights),
                                        weights.shape[1], 0)
        for floats in (row_factor * unit_factors, p["biases"], answer_factors * per_bit, p["usual"] * per_bit):
            out += floats.astype("<f4").tobytes()
        out += rows.tobytes() + hidden.tobytes() + weights.tobytes()
        return out + b"\0" * (len(out) % 2) + tokens.astype("<u2").tobytes()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=sorted(SHAPES))
    ap.add_argument("--texts", nargs="*", default=[], metavar="FILE[:SKIP]")
    ap.add_argument("--converted", nargs="*", default=[], metavar="FILE[:SKIP]")
    ap.add_argument("--opencc", default="/usr/share/opencc")
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    maker = Gap(a.opencc) if a.what == "gap" else Eaten(a.opencc, a.what == "cut")
    parts = [maker.instances(lines_of(source, configuration))
             for configuration, sources in (("", a.texts), ("s2t", a.converted)) for source in sources]
    x, y = (np.concatenate(part) for part in zip(*parts))
    count = np.bincount(x.reshape(-1), minlength=0x10000)
    tokens = np.flatnonzero(count >= LEAST)
    tokens = np.sort(tokens[np.argsort(-count[tokens], kind="stable")[:4095]])
    row = np.zeros(0x10000, dtype=np.uint16)
    row[tokens] = np.arange(1, len(tokens) + 1)
    answers = np.bincount(y, minlength=maker.answers)
    network = Network(len(tokens) + 1, x.shape[1], SHAPES[a.what], answers)
    network.train(row[x], y, SHAPES[a.what][2])
    head = b""
    if a.what == "gap":
        shares = np.log2((answers + 1) / (answers + 1).sum())
        head = (struct.pack("<I", len(shares)) + shares.astype("<f4").tobytes() +
                np.array(maker.lost).astype("<u2").tobytes())
        head += b"\0" * (-len(head) % 4)
    with open(a.o, "wb") as f:
        f.write(head + network.packed(tokens))


if __name__ == "__main__":
    main()
