#pragma once
// WindowNetwork: a small network that answers one question about a place in a text from the tokens
// around it: each token is a row of numbers, the rows side by side go through one layer of units,
// and out come probabilities of a few answers. What the positions and the answers mean is its
// owner's (gap_model.h, eaten_model.h). Integers but for the last steps.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "language/embedded.h"

namespace banxin::language {

class WindowNetwork {
 public:
  // `file` is what model/build_networks.py makes; it stays where it is.
  explicit WindowNetwork(EmbeddedFile file);

  std::size_t positions() const { return positions_; }
  std::size_t answers() const { return answers_; }

  // What was summed up for the last question: the next one pays for the tokens in which it differs.
  struct Sums {
    std::vector<char32_t> tokens;
    std::vector<std::int32_t> of_units;
  };

  // log2 of the probability of each answer. `tokens` has one a position.
  std::vector<float> ask(std::span<const char32_t> tokens, Sums& sums) const;
  std::vector<float> ask(std::span<const char32_t> tokens) const;

 private:
  std::size_t row_of(char32_t token) const;
  void sum_up(std::span<const char32_t> tokens, Sums& sums) const;

  std::size_t positions_ = 0;
  std::size_t width_ = 0;  // numbers of a row
  std::size_t units_ = 0;
  std::size_t answers_ = 0;
  std::span<const float> unit_factors_;
  std::span<const float> unit_biases_;
  std::span<const float> factors_;
  std::span<const float> biases_;
  std::span<const std::int8_t> rows_;
  std::span<const std::int8_t> hidden_;    // [position][width][unit]
  std::span<const std::int8_t> weights_;   // [unit][answer]
  std::span<const std::uint16_t> tokens_;  // sorted; row 0 is of all others
};

}  // namespace banxin::language
