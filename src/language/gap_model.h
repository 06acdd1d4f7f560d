#pragma once
// GapModel: which character stood where Big5 read as GBK left nothing. Only some 140 characters are
// lost that way, most of them common ones (到 此 於 並 但 更 自 全), and always the same; so it is
// a question of few answers, and a network that looks at seven tokens on either side knows more of
// them than n-grams, which see three. Origin: model/ORIGIN.md.
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "language/window_network.h"

namespace banxin::language {

class GapModel {
 public:
  GapModel();

  static constexpr std::size_t kReach = 7;  // tokens on either side
  static constexpr char32_t kGap = 1;       // the token of another gap
  // HanModel's tokens: those before the gap, the nearest first, then those after it; '\n' beyond
  // the line.
  using Context = std::array<char32_t, 2 * kReach>;

  // The index of a character, -1 when it is none that may be lost.
  int find(char32_t character) const;

  // What the character of this index costs in any gap, in quarter bits.
  int usual_cost(std::size_t index) const;

  // What each costs in the gap, in quarter bits, beyond what it costs in any: below zero where the
  // context speaks for it.
  std::vector<int> costs(const Context& context) const;

 private:
  std::span<const std::uint16_t> characters_;  // sorted
  std::span<const float> usual_;               // log2 of their share of all gaps
  WindowNetwork network_;
};

}  // namespace banxin::language
