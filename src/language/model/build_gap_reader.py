#!/usr/bin/env python3
"""Builds gap_reader.bin: which character Big5 read as GBK lost, from its whole line (gap_reader.h; see
ORIGIN.md for the sources and licences).

  python3 build_gap_reader.py --texts FILE[:SKIP] ... [--converted FILE[:SKIP] ...] [--taiwan FILE[:SKIP] ...]
                              [--minutes 180] [--rate 1e-3] [--from EARLIER.bin|STATE.pt] [--state STATE.pt]
                              -o OUT.bin                                                         (needs PyTorch)
Texts as for build_networks.py; those under --taiwan are turned from Taiwan's characters to OpenCC's.

A state goes along the text from either end (gated recurrent units: Cho et al., 2014). What it is before
and after a place, and the rows of the seven tokens on either side, go through one layer of units to the
answers. All other gaps of a text are filled when one is asked about, as they are once a line was read; some
are filled wrongly or open, as they would be.

Training is Adam over shuffled pieces of 64 tokens, for so many minutes of processor time; kept is the mean
of the last weights. --from goes on where an earlier run ended, from a .bin as nearly as its bytes tell. What
is learnt is the same from run to run, the bytes are not.

Layout, little-endian: "BXGRU002"; u32 of rows, width, state, units, answers and a zero; int32 of factors
(of weights, in 1/2^36) and biases (in 1/4096), the shares of all answers (in quarter bits); int8 of the
rows, of the weights; at an even place u16 of the characters and of the tokens of all rows but the first,
sorted.
"""
import argparse
import math
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from build_networks import GAP, LEAST, LETTER, NEW_LINE, REACH, Gap, lines_of

WIDTH, STATE, UNITS = 96, 128, 768
ROWS = 6142
PIECE = 64
BATCH = 192
HIGHEST_RATE = 1e-3
KEPT = 0.998  # of the mean of all weights, each step
WRONG, OPEN, UNKNOWN = 0.04, 0.06, 0.02  # of the gaps, of the gaps, of all tokens


class Product(torch.autograd.Function):
    """x times the transposed weights, in half of the bits and half of the time."""

    @staticmethod
    def forward(ctx, x, weights):
        x, weights = x.bfloat16(), weights.bfloat16()
        ctx.save_for_backward(x, weights)
        return (x @ weights.t()).float()

    @staticmethod
    def backward(ctx, slope):
        x, weights = ctx.saved_tensors
        slope = slope.bfloat16()
        return (slope @ weights).float(), (slope.t() @ x).float()


class Recurrence(torch.autograd.Function):
    """The states after each of the inputs [time][text][gate]; the gates are reset, update, new."""

    @staticmethod
    def forward(ctx, inputs, weights, biases):
        steps, texts, _ = inputs.shape
        turned = weights.bfloat16().t().contiguous()
        gates = torch.empty(steps, texts, 4 * STATE)
        states = torch.zeros(steps + 1, texts, STATE)
        for i in range(steps):
            own = torch.mm(states[i].bfloat16(), turned).float().add_(biases)
            both = torch.sigmoid(inputs[i, :, :2 * STATE] + own[:, :2 * STATE])
            last = own[:, 2 * STATE:]
            new = torch.tanh(torch.addcmul(inputs[i, :, 2 * STATE:], both[:, :STATE], last))
            states[i + 1] = torch.lerp(new, states[i], both[:, STATE:])
            gates[i] = torch.cat([both, new, last], 1)
        ctx.save_for_backward(gates, states, weights)
        return states[1:].clone()

    @staticmethod
    def backward(ctx, slope):
        gates, states, weights = ctx.saved_tensors
        steps, texts, _ = gates.shape
        reset, update, new, last = gates.split(STATE, 2)
        of_update = (states[:-1] - new) * (update * (1 - update))
        of_new = (1 - update) * (1 - new * new)
        of_reset = last * (reset * (1 - reset))
        halved = weights.bfloat16()
        carried = torch.zeros(texts, STATE)
        inner = torch.empty(steps, texts, 3 * STATE, dtype=torch.bfloat16)
        outer = torch.empty(steps, texts, 3 * STATE)
        for i in range(steps - 1, -1, -1):
            down = slope[i] + carried
            fresh = down * of_new[i]
            outer[i] = torch.cat([fresh * of_reset[i], down * of_update[i], fresh], 1)
            inner[i, :, :2 * STATE] = outer[i, :, :2 * STATE]
            inner[i, :, 2 * STATE:] = fresh * reset[i]
            carried = torch.mm(inner[i], halved).float().addcmul_(down, update[i])
        flat = inner.reshape(steps * texts, -1)
        before = states[:-1].reshape(steps * texts, STATE).bfloat16()
        return outer, (flat.t() @ before).float(), flat.float().sum(0)


class Reader(nn.Module):
    def __init__(self, rows, answers):
        super().__init__()
        self.rows = nn.Parameter(torch.randn(rows, WIDTH) * 0.3)
        for end in "lr":
            self.register_parameter(end + "_inputs", nn.Parameter(torch.randn(3 * STATE, WIDTH) * 0.06))
            self.register_parameter(end + "_weights", nn.Parameter(torch.randn(3 * STATE, STATE) * 0.06))
            self.register_parameter(end + "_input_biases", nn.Parameter(torch.zeros(3 * STATE)))
            self.register_parameter(end + "_biases", nn.Parameter(torch.zeros(3 * STATE)))
        size = 2 * REACH * WIDTH + 2 * STATE
        self.layer = nn.Parameter(torch.randn(UNITS, size) * (2 / size) ** 0.5)
        self.layer_biases = nn.Parameter(torch.zeros(UNITS))
        self.out = nn.Parameter(torch.randn(len(answers), UNITS) * (1 / UNITS) ** 0.5)
        self.out_biases = nn.Parameter(torch.tensor(np.log((answers + 1) / (answers + 1).sum()),
                                                    dtype=torch.float32))

    def run(self, end, texts):
        p = dict(self.named_parameters())
        numbers = self.rows[texts].reshape(-1, WIDTH)
        inputs = Product.apply(numbers, p[end + "_inputs"]) + p[end + "_input_biases"]
        return Recurrence.apply(inputs.view(*texts.shape, 3 * STATE), p[end + "_weights"], p[end + "_biases"])

    def forward(self, texts, places, new_line):
        """Of texts [time][text], at places (times, texts)."""
        at, text = places
        start = torch.zeros(1, texts.shape[1], STATE)
        left = torch.cat([start, self.run("l", texts)[:-1]])
        right = torch.cat([self.run("r", texts.flip(0)).flip(0)[1:], start])
        padded = F.pad(texts, (0, 0, REACH, REACH), value=new_line)
        near = torch.stack([padded[at + REACH + k, text] for k in range(-REACH, REACH + 1) if k], 1)
        seen = torch.cat([self.rows[near].reshape(len(at), -1), left[at, text], right[at, text]], 1)
        units = torch.relu(Product.apply(seen, self.layer) + self.layer_biases)
        return units @ self.out.t() + self.out_biases


def stream(blocks, maker):
    """The tokens of the blocks one after the other, and of gaps the answer (-1 elsewhere)."""
    text = "\n".join(line for block in blocks for line in block) + "\n"
    units = np.frombuffer(text.encode("utf-16-le", "replace"), dtype="<u2")
    tokens = maker.table[units]
    units, tokens = units[tokens != 0], tokens[tokens != 0]
    again = np.concatenate(([False], tokens[1:] == tokens[:-1])) & np.isin(tokens, [ord("0"), LETTER])
    return tokens[~again].astype(np.uint16), maker.answer[units[~again]].astype(np.int16)


def pieces_of(rows, answers, rng):
    """Pieces with several gaps, most of the others left out: they cost the same and teach less."""
    first = int(rng.integers(0, PIECE))
    count = (len(rows) - first) // PIECE
    rows, answers = (x[first:first + count * PIECE].reshape(count, PIECE) for x in (rows, answers))
    gaps = (answers >= 0).sum(1)
    kept = np.flatnonzero((gaps >= 4) | ((gaps == 3) & (rng.random(count) < 0.5)))
    rng.shuffle(kept)
    for i in range(0, len(kept) - BATCH + 1, BATCH):
        batch = kept[i:i + BATCH]
        yield (torch.tensor(x[batch].astype(np.int64)).t().contiguous() for x in (rows, answers))


def train(reader, rows, answers, minutes, highest, tokens_of):
    """`tokens_of`: the rows of the lost characters, of a gap and of a new line."""
    lost, gap, new_line = tokens_of
    rng = np.random.default_rng(1)
    mover = torch.optim.Adam(reader.parameters(), lr=highest, betas=(0.9, 0.98), eps=1e-7)
    begun, step, loss_of = time.process_time(), 0, []
    mean = [p.detach().clone() for p in reader.parameters()]
    while True:
        for texts, wanted in pieces_of(rows, answers, rng):
            part = (time.process_time() - begun) / (minutes * 60)
            if part >= 1:
                with torch.no_grad():
                    for p, m in zip(reader.parameters(), mean):
                        p.copy_(m)
                return
            chance, is_gap = torch.rand(texts.shape), wanted >= 0
            wrong = is_gap & (chance < WRONG)
            texts[wrong] = lost[torch.randint(0, len(lost), (int(wrong.sum()),))]
            texts[is_gap & (chance > WRONG) & (chance < WRONG + OPEN)] = gap
            texts[chance > 1 - UNKNOWN] = 0
            rate = highest * min(1, (step + 1) / 100) * max(0.01, 0.5 * (1 + math.cos(math.pi * part)))
            for group in mover.param_groups:
                group["lr"] = rate
            places = torch.nonzero(is_gap, as_tuple=True)
            loss = F.cross_entropy(reader(texts, places, new_line), wanted[places])
            mover.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            mover.step()
            step += 1
            with torch.no_grad():
                for p, m in zip(reader.parameters(), mean):
                    m.lerp_(p, 1 - min(KEPT, (1 + step) / (10 + step)))
            loss_of.append(loss.item() * math.log2(math.e))
            if step % 100 == 0:
                print(step, "%.0f %%, %.3f bits" % (100 * part, np.mean(loss_of[-100:])), file=sys.stderr,
                      flush=True)


def packed(reader, tokens, maker, answers):
    p = {name: value.detach().numpy().astype(np.float64) for name, value in reader.named_parameters()}
    row_factor = np.abs(p["rows"]).max() / 127
    state_factor = 1 / (1 << 14)

    def eighth(weights):
        factors = np.maximum(np.abs(weights).max(1), 1e-9) / 127
        return factors, np.round(weights / factors[:, None]).astype(np.int8).tobytes()

    def factors(values):
        return np.round(values * 2.0 ** 36).astype("<i4").tobytes()

    def biases(values):
        return np.round(values * 4096).astype("<i4").tobytes()
    out = b"BXGRU002" + struct.pack("<6I", len(p["rows"]), WIDTH, STATE, UNITS, len(answers), 0)
    weights = np.round(p["rows"] / row_factor).astype(np.int8).tobytes()
    for end in "lr":
        own, own_weights = eighth(p[end + "_weights"])
        input_factors, input_weights = eighth(p[end + "_inputs"])
        # What is not multiplied by the reset gate may as well come with the input.
        both = np.arange(3 * STATE) < 2 * STATE
        moved = np.where(both, p[end + "_biases"], 0)
        out += (factors(own * state_factor) + factors(input_factors * row_factor) +
                biases(p[end + "_biases"] - moved) + biases(p[end + "_input_biases"] + moved))
        weights += own_weights + input_weights
    near = 2 * REACH * WIDTH
    near_factors, of_tokens = eighth(p["layer"][:, :near])
    far_factors, of_states = eighth(p["layer"][:, near:])
    out += factors(near_factors * row_factor) + factors(far_factors * state_factor) + biases(p["layer_biases"])
    layer = np.concatenate([np.frombuffer(x, np.int8).reshape(UNITS, -1) for x in (of_tokens, of_states)], 1)
    # The last layer answers in bits, from units in 1/64.
    per_bit = np.log2(np.e)
    out_factors, of_units = eighth(p["out"])
    out += factors(out_factors * per_bit / 64) + biases(p["out_biases"] * per_bit)
    out += np.round(-4 * np.log2((answers + 1) / (answers + 1).sum())).astype("<i4").tobytes()
    out += weights + layer.tobytes() + of_units
    return (out + b"\0" * (len(out) % 2) + np.array(maker.lost).astype("<u2").tobytes() +
            tokens.astype("<u2").tobytes())


def unpacked(path):
    """A state of training with the weights of what packed() wrote."""
    with open(path, "rb") as f:
        data = f.read()
    count, _, _, _, answers, _ = struct.unpack_from("<6I", data, 8)
    at = 32

    def take(kind, *shape):
        nonlocal at
        found = np.frombuffer(data, kind, int(np.prod(shape)), at).reshape(shape)
        at += found.nbytes
        return found if kind == "<u2" else found.astype(np.float64)

    def factors(number):
        return take("<i4", number) / 2.0 ** 36
    p, scales = {}, {}
    for end in "lr":
        scales[end + "_weights"], scales[end + "_inputs"] = factors(3 * STATE), factors(3 * STATE)
        p[end + "_biases"], p[end + "_input_biases"] = take("<i4", 3 * STATE) / 4096, take("<i4", 3 * STATE) / 4096
    near, far, p["layer_biases"] = factors(UNITS), factors(UNITS), take("<i4", UNITS) / 4096
    per_bit = np.log2(np.e)
    out, p["out_biases"] = factors(answers) * 64 / per_bit, take("<i4", answers) / 4096 / per_bit
    take("<i4", answers)
    # What belongs to the rows and what to the weights they meet is lost; the size they began with will do.
    rows = take("i1", count, WIDTH)
    row_factor, state_factor = 0.3 / rows.std(), 1 / (1 << 14)
    p["rows"] = rows * row_factor
    for end in "lr":
        for name, size, factor in (("_weights", STATE, state_factor), ("_inputs", WIDTH, row_factor)):
            p[end + name] = take("i1", 3 * STATE, size) * scales[end + name][:, None] / factor
    size = 2 * REACH * WIDTH
    layer = take("i1", UNITS, size + 2 * STATE)
    p["layer"] = np.concatenate([layer[:, :size] * near[:, None] / row_factor,
                                 layer[:, size:] * far[:, None] / state_factor], 1)
    p["out"] = take("i1", answers, UNITS) * out[:, None]
    at += at % 2
    take("<u2", answers)
    return {"reader": {name: torch.tensor(value, dtype=torch.float32) for name, value in p.items()},
            "tokens": torch.tensor(take("<u2", count - 1).astype(np.int64))}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for kind in ("texts", "converted", "taiwan"):
        ap.add_argument("--" + kind, nargs="*", default=[], metavar="FILE[:SKIP]")
    ap.add_argument("--opencc", default="/usr/share/opencc")
    ap.add_argument("--minutes", type=float, default=180)
    ap.add_argument("--rate", type=float, default=HIGHEST_RATE)
    ap.add_argument("--from", dest="earlier", metavar="EARLIER.bin|STATE.pt")
    ap.add_argument("--state", metavar="STATE.pt")
    ap.add_argument("-o", required=True)
    a = ap.parse_args()
    torch.manual_seed(1)
    maker = Gap(a.opencc)
    parts = [stream(lines_of(source, configuration), maker)
             for configuration, sources in (("", a.texts), ("s2t", a.converted), ("tw2t", a.taiwan))
             for source in sources]
    tokens, answer = (np.concatenate(part) for part in zip(*parts))
    count = np.bincount(tokens, minlength=0x10000)
    answers = np.bincount(answer[answer >= 0], minlength=maker.answers)
    if a.earlier:
        earlier = unpacked(a.earlier) if a.earlier.endswith(".bin") else torch.load(a.earlier)
        kept = earlier["tokens"].numpy()
    else:
        count[GAP] = max(count[GAP], LEAST)
        kept = np.flatnonzero(count >= LEAST)
        kept = np.sort(kept[np.argsort(-count[kept], kind="stable")[:ROWS]])
    row = np.zeros(0x10000, dtype=np.int16)
    row[kept] = np.arange(1, len(kept) + 1)
    reader = Reader(len(kept) + 1, answers)
    if a.earlier:
        reader.load_state_dict(earlier["reader"])
    lost = torch.tensor(row[maker.table[maker.lost]].astype(np.int64))
    train(reader, row[tokens], answer, a.minutes, a.rate, (lost, int(row[GAP]), int(row[NEW_LINE])))
    if a.state:
        torch.save({"reader": reader.state_dict(), "tokens": torch.tensor(kept.astype(np.int64))}, a.state)
    with open(a.o, "wb") as f:
        f.write(packed(reader, kept, maker, answers))


if __name__ == "__main__":
    main()
