#pragma once
// The one table of character classes: what a character is to line breaking, to the squeezing of
// punctuation, to the spacing of Han beside Latin and to justification. clreq §3.1, jlreq §3.9 and
// appendix A, UAX #14, CSS Text 4 §8.3 (fullwidth opening, closing, middle dot…).
#include <cstdint>

#include "font/language.h"

namespace banxin::layout {

enum class CharClass : std::uint8_t {
  Ideograph,  // Han, and full-width Latin, which behaves like it
  Kana,       // kana and bopomofo
  Hangul,
  Opening,      // 「『（《〈【 and “ ‘ in Han surroundings
  Closing,      // 」』）》〉】 and ” ’ in Han surroundings
  Comma,        // ，、
  Semicolon,    // ；
  Colon,        // ：
  FullStop,     // 。．
  Exclamation,  // ！？
  MiddleDot,    // ・·‧
  Dash,         // — ⸺ in Han surroundings
  Ellipsis,     // … ⋯ ‥ in Han surroundings
  Connector,    // ～ 〜 ゠
  FullSpace,    // U+3000
  Space,        // U+0020 and what CSS treats alike
  Tab,
  NewLine,  // a forced break
  Latin,    // letters of alphabets
  Digit,
  LatinMark,  // other marks and symbols of Western text
  Combining,  // belongs to the character before it
  Object,     // an atomic inline
  Anchor,     // stands for an empty inline box; not a character
  Control,    // draws nothing: bidi controls, joiners, soft hyphens
  Other,
};

// Of a character by itself; marks shared by Han and Latin count as LatinMark here and are resolved
// by their surroundings (itemize).
CharClass classify(char32_t code_point);

// The class of a shared mark (is_shared_mark) that stands among Han.
CharClass classify_among_han(char32_t code_point);

// Han, kana, full-width punctuation: what is set solid, without blanks between words.
constexpr bool is_han_like(CharClass c) {
  return c <= CharClass::Kana || (c >= CharClass::Opening && c <= CharClass::FullSpace);
}
constexpr bool is_mark(CharClass c) {
  return c >= CharClass::Opening && c <= CharClass::MiddleDot;
}
// CSS Text 4 §8.4: what `text-autospace` calls an ideograph.
constexpr bool is_ideograph(CharClass c) {
  return c == CharClass::Ideograph || c == CharClass::Kana;
}

// Where the blank half of a full-width mark lies along the line.
enum class Blank : std::uint8_t { None, Before, After, Both };

// typography.md §2: Taiwan and Hong Kong centre their pause marks; in Japan ：；！？ are centred;
// in vertical lines ！？：； are not adjustable.
Blank blank_of(CharClass c, font::Region region, bool vertical);

// The classes of UAX #14 that the breaker tells apart, from ICU, with the tailoring of CSS Text 4
// §5 applied later.
std::int32_t line_break_class(char32_t code_point);

// East Asian Width F or W without hangul, for the transformation of segment breaks (CSS Text 4
// §4.1.3).
bool is_east_asian_wide(char32_t code_point);

}  // namespace banxin::layout
