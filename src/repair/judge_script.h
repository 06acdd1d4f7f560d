#pragma once
// Whether a text of any script looks as texts do: what speaks for a line that was read anew where
// no language model can.
#include <string_view>

#include "repair/byte_slots.h"

namespace banxin::repair {

// Characters that pages are written in.
bool is_everyday(char32_t c);

// A lone Cyrillic or Greek letter inside a Latin word is chance: ESPAÑ….
bool mixes_scripts(std::u32string_view text);

// Whether the only character that was read anew in `text`, of two bytes, stands where such a one
// does not: 5×£35 as 5ף35, 10 Å— as 10 ŗ, ACHÅ™ as ACHř.
bool is_by_chance(std::u32string_view text);

// Greek and Cyrillic words begin with capitals, and hardly go on with one after a small letter.
bool has_case_sense(std::u32string_view text);

// Words of nothing but accented letters: no language that is written in Latin letters has them.
bool is_accented_throughout(std::u32string_view line);

// Whether `text` has so many different characters beyond ASCII. One again and again is no text:
// $掙caang1, $掙zaang6.
bool has_variety(std::u32string_view text, std::size_t fewest);

// `text` from UTF-8 whose known characters are those of `fit`, `fewest` at least beyond U+07FF.
bool is_script(std::u32string_view text, const Utf8Fit& fit, std::size_t fewest);

// A line that speaks of encodings may show what it speaks of: `text` is what it would become.
bool shows_encodings(std::u32string_view line, std::u32string_view text);

}  // namespace banxin::repair
