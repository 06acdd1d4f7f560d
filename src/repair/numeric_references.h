#pragma once
// Character references that stand in text as text: &#20013; &amp;#20013;
// &ldquo;.
#include <optional>
#include <string>
#include <string_view>

#include "repair/damage.h"

namespace banxin::repair {

// Replaces every decimal or hexadecimal reference to a character beyond ASCII;
// true when there was one. For lines that are known to be damaged: an encoder
// for the web writes so what its encoding lacks.
bool resolve_numeric_references(std::u32string& text);

// The same as one symbol each, so that a search sees a character among characters: kGivenSymbol
// and its code.
inline constexpr char32_t kGivenSymbol = 0x1000000;
std::u32string mark_numeric_references(std::u32string_view text);
inline bool is_given_symbol(char32_t symbol) {
  return symbol >= kGivenSymbol;
}
inline char32_t character_of_symbol(char32_t symbol) {
  return symbol % kGivenSymbol;
}

// A line that shows references where it should show characters, healed: all its
// characters beyond ASCII are references, or several in a row are. A single
// one, in code or in a text that explains it, stays. Nothing when the line is
// what it should be.
std::optional<std::u32string> heal_references(std::u32string_view line);

}  // namespace banxin::repair
