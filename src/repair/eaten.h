#pragma once
// Which ASCII character a decoder ate together with the byte before it. Only
// those below @ are eaten: the others are valid second bytes.
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "repair/beam.h"

namespace banxin::repair {

struct EatenCharacter {
  char32_t character = 0;
  int cost = 0;  // quarter bits
};

// The candidates of one line, remembered as long as the search stays at one place: its hypotheses
// ask for the same again and again.
class EatenCharacters {
 public:
  EatenCharacters(const TextTraits& traits, const language::HanModel& model)
      : traits_(traits), model_(model) {}

  // Candidates, each with its cost, between the character `before` and `line` from `at` on; not
  // beyond the next call. `beam` pays.
  std::span<const EatenCharacter> candidates(char32_t before,
                                             std::u32string_view line,
                                             std::size_t at,
                                             Beam& beam);

 private:
  const TextTraits& traits_;
  const language::HanModel& model_;
  std::size_t at_ = 0;
  std::unordered_map<char32_t, std::vector<EatenCharacter>> known_;
};

}  // namespace banxin::repair
