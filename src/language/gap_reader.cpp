#include "language/gap_reader.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "base/assert.h"
#include "language/sorted_codes.h"

namespace banxin::language {
namespace {

// Fixed point: states in 1/16384, sums in 1/4096, units of the layer in 1/64, factors of weights in
// 1/2^36.
constexpr int kStateBits = 14;
constexpr int kSumBits = 12;
constexpr int kUnitBits = 6;
constexpr int kFactorBits = 36 - kSumBits;
// Beyond ±8 a sigmoid is flat.
constexpr std::int32_t kFlat = 8 << kSumBits;
constexpr int kSigmoidStep = 4;  // bits of a sum that the table leaves out

// Of constant length, so that compilers take many numbers at once.
template <std::size_t count>
std::int32_t product(const std::int16_t* a, const std::int16_t* b) {
  std::int32_t sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    sum += a[i] * b[i];
  return sum;
}

std::int32_t scaled(std::int32_t sum, std::int32_t factor) {
  return static_cast<std::int32_t>((std::int64_t{sum} * factor) >> kFactorBits);
}

std::int32_t sigmoid_at(const std::vector<std::int16_t>& table, std::int32_t sum) {
  const std::int32_t place = std::clamp(sum, -kFlat, kFlat) + kFlat;
  return table[static_cast<std::size_t>(place >> kSigmoidStep)];
}

std::vector<std::int16_t> make_sigmoid() {
  std::vector<std::int16_t> out((2 * kFlat >> kSigmoidStep) + 1);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const double sum = (static_cast<double>(i << kSigmoidStep) - kFlat) / (1 << kSumBits);
    out[i] = static_cast<std::int16_t>(std::lround((1 << kStateBits) / (1 + std::exp(-sum))));
  }
  return out;
}

std::vector<std::int16_t> widened(const unsigned char* from, std::size_t count) {
  const auto* bytes = reinterpret_cast<const std::int8_t*>(from);
  return {bytes, bytes + count};
}

}  // namespace

// Little-endian: "BXGRU002"; u32 of rows, width, state, units, answers and a zero; int32 of the
// factors and biases, int8 of the weights in the order of unpack(); at an even place u16 of the
// characters and of the tokens of all rows but the first, sorted.
GapReader::GapReader() : file_(embedded_gap_reader()) {
  std::array<std::uint32_t, 6> counts{};
  BANXIN_ASSERT(file_.size > 8 + sizeof counts && std::memcmp(file_.data, "BXGRU002", 8) == 0,
                "not a file that build_gap_network.py makes");
  std::memcpy(counts.data(), file_.data + 8, sizeof counts);
  BANXIN_ASSERT(counts[1] == kWidth && counts[2] == kState && counts[3] == kUnits,
                "gap_reader.bin is of another form");
  const std::size_t rows = counts[0];
  const std::size_t answers = counts[4];
  const std::size_t end = file_.size - 2 * (answers + rows - 1);
  characters_ = {reinterpret_cast<const std::uint16_t*>(file_.data + end), answers};
  tokens_ = {reinterpret_cast<const std::uint16_t*>(file_.data + end + 2 * answers), rows - 1};
}

void GapReader::unpack() {
  if (!rows_.empty()) return;
  std::size_t at = 8 + 6 * sizeof(std::uint32_t);
  const auto numbers = [&](std::span<const std::int32_t>& place, std::size_t count) {
    place = {reinterpret_cast<const std::int32_t*>(file_.data + at), count};
    at += count * sizeof(std::int32_t);
  };
  const auto weights = [&](std::vector<std::int16_t>& place, std::size_t count) {
    place = widened(file_.data + at, count);
    at += count;
  };
  const std::size_t rows = tokens_.size() + 1;
  constexpr std::size_t gates = 3 * kState;
  for (Direction& direction : directions_) {
    numbers(direction.factors, gates);
    numbers(direction.input_factors, gates);
    numbers(direction.biases, gates);
    numbers(direction.input_biases, gates);
    direction.known.resize(rows * gates);
    direction.is_known.resize(rows);
  }
  numbers(token_factors_, kUnits);
  numbers(state_factors_, kUnits);
  numbers(unit_biases_, kUnits);
  numbers(out_factors_, answers());
  numbers(out_biases_, answers());
  numbers(usual_, answers());
  weights(rows_, rows * kWidth);
  for (Direction& direction : directions_) {
    weights(direction.weights, gates * kState);
    weights(direction.inputs, gates * kWidth);
  }
  weights(layer_, kUnits * (kTokens + kStates));
  weights(out_, answers() * kUnits);
  BANXIN_ASSERT(at + at % 2 + 2 * (answers() + rows - 1) == file_.size, "gap_reader.bin is cut");
  sigmoid_ = make_sigmoid();
}

int GapReader::find(char32_t character) const {
  return answer_of(characters_, character);
}

std::size_t GapReader::row_of(char32_t token) const {
  return row_in(tokens_, token);
}

const std::int32_t* GapReader::added_by(Direction& direction, std::size_t row) {
  constexpr std::size_t gates = 3 * kState;
  std::int32_t* out = direction.known.data() + row * gates;
  if (direction.is_known[row]) return out;
  direction.is_known[row] = true;
  const std::int16_t* numbers = rows_.data() + row * kWidth;
  for (std::size_t unit = 0; unit < gates; ++unit) {
    const std::int32_t sum = product<kWidth>(numbers, direction.inputs.data() + unit * kWidth);
    out[unit] = scaled(sum, direction.input_factors[unit]) + direction.input_biases[unit];
  }
  return out;
}

GapReader::State GapReader::next(Direction& direction, const State& before, std::size_t row) {
  const std::int32_t* input = added_by(direction, row);
  const auto sum_of = [&](std::size_t unit) {
    const std::int32_t sum =
        product<kState>(before.data(), direction.weights.data() + unit * kState);
    return scaled(sum, direction.factors[unit]) + direction.biases[unit];
  };
  State out;
  for (std::size_t i = 0; i < kState; ++i) {
    const std::int32_t reset = sigmoid_at(sigmoid_, input[i] + sum_of(i));
    const std::int32_t update = sigmoid_at(sigmoid_, input[kState + i] + sum_of(kState + i));
    const std::int32_t own = (reset * sum_of(2 * kState + i)) >> kStateBits;
    // tanh(x) is 2 σ(2x) - 1.
    const std::int32_t fresh =
        2 * sigmoid_at(sigmoid_, 2 * (input[2 * kState + i] + own)) - (1 << kStateBits);
    out[i] = static_cast<std::int16_t>(fresh + ((update * (before[i] - fresh)) >> kStateBits));
  }
  return out;
}

GapReader::States GapReader::read(std::span<const char32_t> tokens) {
  States out;
  out.rows.push_back(row_of(U'\n'));
  for (const char32_t token : tokens)
    out.rows.push_back(row_of(token));
  out.rows.push_back(out.rows.front());
  out.left.resize(out.rows.size() + 1);
  out.right.resize(out.rows.size() + 1);
  for (std::size_t i = 0; i < out.rows.size(); ++i)
    out.left[i + 1] = next(directions_[0], out.left[i], out.rows[i]);
  for (std::size_t i = out.rows.size(); i > 0; --i)
    out.right[i - 1] = next(directions_[1], out.right[i], out.rows[i - 1]);
  return out;
}

// The numbers of the tokens around a place, then the states before and after it.
void GapReader::look(const States& line, const Place& place, std::int16_t* into) {
  const std::size_t at = place.at + 1;  // after the line's beginning
  const std::size_t before = place.before == 0 ? line.rows[at - 1] : row_of(place.before);
  const std::size_t after = place.after == 0 ? line.rows[at + 1] : row_of(place.after);
  for (std::size_t i = 0; i < 2 * kReach; ++i) {
    const std::size_t beyond = at + i + (i < kReach ? 0 : 1);  // further by kReach
    const bool inside = beyond >= kReach && beyond - kReach < line.rows.size();
    std::size_t row = inside ? line.rows[beyond - kReach] : line.rows.front();
    if (i + 1 == kReach) row = before;
    if (i == kReach) row = after;
    into = std::copy_n(rows_.data() + row * kWidth, kWidth, into);
  }
  const State left =
      place.before == 0 ? line.left[at] : next(directions_[0], line.left[at - 1], before);
  const State right =
      place.after == 0 ? line.right[at + 1] : next(directions_[1], line.right[at + 2], after);
  into = std::copy(left.begin(), left.end(), into);
  std::copy(right.begin(), right.end(), into);
}

std::vector<int> GapReader::answer(const std::array<std::int16_t, kUnits>& units) const {
  std::vector<double> bits(answers());
  double whole = 0;
  for (std::size_t i = 0; i < bits.size(); ++i) {
    const std::int32_t sum = product<kUnits>(units.data(), out_.data() + i * kUnits);
    const std::int32_t scaled_sum = scaled(sum, out_factors_[i]) + out_biases_[i];
    bits[i] = static_cast<double>(scaled_sum) / (1 << kSumBits);
    whole += std::exp2(bits[i]);
  }
  std::vector<int> out;
  for (std::size_t i = 0; i < bits.size(); ++i)
    out.push_back(static_cast<int>(std::lround(4 * (std::log2(whole) - bits[i]))) - usual_[i]);
  return out;
}

std::vector<std::vector<int>> GapReader::costs(std::span<const char32_t> tokens,
                                               std::span<const Place> places) {
  unpack();
  const States line = read(tokens);
  constexpr std::size_t inputs = kTokens + kStates;
  constexpr std::size_t at_once = 64;  // more take memory and save no time
  std::vector<std::int16_t> seen(std::min(places.size(), at_once) * inputs);
  std::vector<std::array<std::int16_t, kUnits>> units(std::min(places.size(), at_once));
  std::vector<std::vector<int>> out;
  for (std::size_t first = 0; first < places.size(); first += at_once) {
    const std::size_t count = std::min(at_once, places.size() - first);
    for (std::size_t i = 0; i < count; ++i)
      look(line, places[first + i], seen.data() + i * inputs);
    for (std::size_t unit = 0; unit < kUnits; ++unit) {
      const std::int16_t* weights = layer_.data() + unit * inputs;
      for (std::size_t i = 0; i < count; ++i) {
        const std::int16_t* from = seen.data() + i * inputs;
        const std::int32_t of_tokens = product<kTokens>(from, weights);
        const std::int32_t of_states = product<kStates>(from + kTokens, weights + kTokens);
        const std::int32_t sum = scaled(of_tokens, token_factors_[unit]) +
                                 scaled(of_states, state_factors_[unit]) + unit_biases_[unit];
        units[i][unit] =
            static_cast<std::int16_t>(std::clamp(sum >> (kSumBits - kUnitBits), 0, 0x7FFF));
      }
    }
    for (std::size_t i = 0; i < count; ++i)
      out.push_back(answer(units[i]));
  }
  return out;
}

}  // namespace banxin::language
