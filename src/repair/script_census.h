#pragma once
// Script census: what a text consists of, and whether that is how Japanese, Korean or Russian look.
// It decides between the encodings that the same bytes may be, where no language model can.
#include <string_view>

#include "language/han_model.h"

namespace banxin::repair {

struct ScriptCensus {
  int han = 0;
  int han_cost = 0;  // of the Han characters by themselves, the rarest alike
  int hiragana = 0;
  int katakana = 0;
  int half_width_kana = 0;
  int hangul = 0;
  int common_hangul = 0;
  int cyrillic = 0;
  int vowels = 0;  // of the Cyrillic
  int latin = 0;   // beyond ASCII
  int marks = 0;
  int other = 0;
};
ScriptCensus take_census(std::u32string_view text, const language::HanModel& model);

bool is_japanese(const ScriptCensus& census);
bool is_korean(const ScriptCensus& census);
bool is_cyrillic(const ScriptCensus& census, std::u32string_view text);

}  // namespace banxin::repair
