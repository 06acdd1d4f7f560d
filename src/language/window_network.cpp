#include "language/window_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/assert.h"
#include "language/sorted_codes.h"

namespace banxin::language {

WindowNetwork::WindowNetwork(EmbeddedFile file) {
  // Little-endian: "BXNET001", u32 of rows, positions, width, units, answers and a zero, then the
  // arrays in the order below, the tokens at an even place.
  std::array<std::uint32_t, 6> counts{};
  std::size_t at = 8 + sizeof counts;
  BANXIN_ASSERT(file.size > at && std::memcmp(file.data, "BXNET001", 8) == 0,
                "not a file that build_networks.py makes");
  std::memcpy(counts.data(), file.data + 8, sizeof counts);
  const std::size_t rows = counts[0];
  positions_ = counts[1];
  width_ = counts[2];
  units_ = counts[3];
  answers_ = counts[4];
  const auto take = [&]<typename T>(std::span<const T>& place, std::size_t count) {
    place = {reinterpret_cast<const T*>(file.data + at), count};
    at += count * sizeof(T);
  };
  take(unit_factors_, units_);
  take(unit_biases_, units_);
  take(factors_, answers_);
  take(biases_, answers_);
  take(rows_, rows * width_);
  take(hidden_, positions_ * width_ * units_);
  take(weights_, units_ * answers_);
  at += at % 2;
  take(tokens_, rows - 1);
  BANXIN_ASSERT(file.size == at, "a network's file is cut");
}

std::size_t WindowNetwork::row_of(char32_t token) const {
  return row_in(tokens_, token);
}

void WindowNetwork::sum_up(std::span<const char32_t> tokens, Sums& sums) const {
  const bool is_first = sums.of_units.empty();
  sums.of_units.resize(units_);
  sums.tokens.resize(positions_);
  for (std::size_t position = 0; position < std::min(tokens.size(), positions_); ++position) {
    const char32_t token = tokens[position];
    const std::int8_t* row = rows_.data() + row_of(token) * width_;
    const std::int8_t* last = rows_.data() + row_of(sums.tokens[position]) * width_;
    sums.tokens[position] = token;
    if (!is_first && row == last) continue;
    const std::int8_t* hidden = hidden_.data() + position * width_ * units_;
    for (std::size_t i = 0; i < width_; ++i, hidden += units_) {
      const std::int32_t value = row[i] - (is_first ? 0 : last[i]);
      for (std::size_t unit = 0; unit < units_; ++unit)
        sums.of_units[unit] += value * hidden[unit];
    }
  }
}

std::vector<float> WindowNetwork::ask(std::span<const char32_t> tokens) const {
  Sums sums;
  return ask(tokens, sums);
}

std::vector<float> WindowNetwork::ask(std::span<const char32_t> tokens, Sums& sums) const {
  sum_up(tokens, sums);
  std::vector<float> out(answers_);
  for (std::size_t unit = 0; unit < units_; ++unit) {
    const float active =
        static_cast<float>(sums.of_units[unit]) * unit_factors_[unit] + unit_biases_[unit];
    if (active <= 0) continue;
    const std::int8_t* weights = weights_.data() + unit * answers_;
    for (std::size_t i = 0; i < answers_; ++i)
      out[i] += active * static_cast<float>(weights[i]);
  }
  double whole = 0;
  for (std::size_t i = 0; i < answers_; ++i) {
    out[i] = out[i] * factors_[i] + biases_[i];
    whole += std::exp2(static_cast<double>(out[i]));
  }
  const auto rest = static_cast<float>(std::log2(whole));
  for (float& answer : out)
    answer -= rest;
  return out;
}

}  // namespace banxin::language
