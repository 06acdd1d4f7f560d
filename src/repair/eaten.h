#pragma once
// Which ASCII character a decoder ate together with the byte before it. Only
// those below @ are eaten: the others are valid second bytes.
#include <string_view>
#include <vector>

#include "repair/text_traits.h"

namespace banxin::repair {

struct EatenCharacter {
  char32_t character = 0;
  int cost = 0;  // quarter bits
};

// Candidates, each with its cost, between the character `before` and the text
// `rest`.
std::vector<EatenCharacter> eaten_candidates(char32_t before,
                                             std::u32string_view rest,
                                             const TextTraits& traits,
                                             const language::HanModel& model);

}  // namespace banxin::repair
