#pragma once
// How well a decoded text reads as language, over all the scripts that an
// undeclared page may be in: the yardstick by which readings of the same bytes
// are compared.
#include <string_view>

#include "language/han_model.h"

namespace banxin::input {

// What an ill-formed sequence costs: as much as four bad characters, so that a reading with a few
// of them still beats one that is valid nonsense.
constexpr long kReplacedCost = 320;

struct LanguageCost {
  long cost = 0;        // quarter bits, of all characters beyond ASCII
  long characters = 0;  // beyond ASCII
  long replaced = 0;    // U+FFFD among them
  long kana = 0;        // hiragana and katakana among them

  // Without what the characters cost that could not be decoded.
  long cost_of_read() const { return cost - replaced * kReplacedCost; }
  long average() const { return characters == 0 ? 0 : cost / characters; }
};

// `text` is UTF-8.
LanguageCost language_cost(std::string_view text, const language::HanModel& model);

}  // namespace banxin::input
