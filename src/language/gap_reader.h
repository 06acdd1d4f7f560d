#pragma once
// GapReader: which character stood where Big5 read as GBK left nothing. Only some 130 characters
// are lost that way, most of them common ones (到 此 於 並 但 更 自 全), and always the same; so it
// is a question of few answers, and a network that reads the whole line from both ends knows more
// of them than n-grams, which see three tokens. Origin: model/ORIGIN.md.
//
// From each end a state goes along the line (gated recurrent units: Cho et al., 2014); what it is
// beside a place, and the seven tokens on either side, go through one layer of units to the
// answers. All of it integers, so that every machine decides alike.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/embedded.h"

namespace banxin::language {

class GapReader {
 public:
  GapReader();

  static constexpr char32_t kGap = 1;  // the token of a gap

  // The index of a character, -1 when it is none that may be lost.
  int find(char32_t character) const;
  std::size_t answers() const { return characters_.size(); }

  // A place of a line, and what is read instead of its neighbours where that is not 0.
  struct Place {
    std::size_t at = 0;
    char32_t before = 0;
    char32_t after = 0;
  };

  // What each character costs at each of `places` beyond what it costs in any gap, in quarter bits:
  // [place][character]; below zero where the context speaks for it. `tokens` is a line in
  // HanModel's tokens, without what HanContext skips; other gaps in it may be filled with what is
  // guessed of them.
  std::vector<std::vector<int>> costs(std::span<const char32_t> tokens,
                                      std::span<const Place> places);

 private:
  static constexpr std::size_t kWidth = 96;   // numbers of a token
  static constexpr std::size_t kState = 128;  // of a state
  static constexpr std::size_t kReach = 7;    // tokens on either side
  static constexpr std::size_t kUnits = 768;  // of the layer
  static constexpr std::size_t kTokens = 2 * kReach * kWidth;
  static constexpr std::size_t kStates = 2 * kState;

  using State = std::array<std::int16_t, kState>;
  // From one end; the weights of its units side by side: reset, update, new.
  struct Direction {
    std::vector<std::int16_t> weights;  // [unit][state]
    std::vector<std::int16_t> inputs;   // [unit][number of the token]
    std::span<const std::int32_t> factors;
    std::span<const std::int32_t> input_factors;
    std::span<const std::int32_t> biases;
    std::span<const std::int32_t> input_biases;
    std::vector<std::int32_t> known;  // [row][unit]: what a token adds
    std::vector<bool> is_known;       // [row]
  };

  void unpack();
  std::size_t row_of(char32_t token) const;
  const std::int32_t* added_by(Direction& direction, std::size_t row);
  State next(Direction& direction, const State& before, std::size_t row);
  // Both states beside each token of a line: before it from the left, after it from the right.
  struct States {
    std::vector<std::size_t> rows;
    std::vector<State> left;
    std::vector<State> right;
  };
  States read(std::span<const char32_t> tokens);
  void look(const States& line, const Place& place, std::int16_t* into);
  std::vector<int> answer(const std::array<std::int16_t, kUnits>& units) const;

  EmbeddedFile file_;
  std::span<const std::uint16_t> characters_;  // sorted
  std::span<const std::uint16_t> tokens_;      // sorted; row 0 is of all others
  std::vector<std::int16_t> rows_;             // OPTIMIZATION: unpacked when first asked
  std::array<Direction, 2> directions_;
  std::vector<std::int16_t> layer_;  // [unit][token numbers, states]
  std::vector<std::int16_t> out_;    // [answer][unit]
  std::span<const std::int32_t> token_factors_;
  std::span<const std::int32_t> state_factors_;
  std::span<const std::int32_t> unit_biases_;
  std::span<const std::int32_t> out_factors_;
  std::span<const std::int32_t> out_biases_;
  std::span<const std::int32_t> usual_;  // cost of its share of all gaps
  std::vector<std::int16_t> sigmoid_;
};

}  // namespace banxin::language
