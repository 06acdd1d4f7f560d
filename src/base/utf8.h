#pragma once
// UTF-8, the one encoding of text inside. Text that enters is valid (input/ replaces what is not by
// U+FFFD); these functions still take any bytes and never read past the end.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace banxin {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

struct DecodedCharacter {
  char32_t code_point = 0;
  std::size_t length = 0;  // bytes consumed, at least 1
};

// The character at `position` (< text.size()); an ill-formed sequence is one U+FFFD for each
// maximal subpart (Encoding Standard, "UTF-8 decoder").
DecodedCharacter decode_utf8(std::string_view text, std::size_t position);

// The character that ends just before `position` (> 0), with its length.
DecodedCharacter decode_utf8_before(std::string_view text, std::size_t position);

void append_utf8(std::string& out, char32_t code_point);

std::u32string to_utf32(std::string_view text);
std::string to_utf8(std::u32string_view text);

std::size_t count_characters(std::string_view text);
bool is_valid_utf8(std::string_view text);
// Noncharacters (U+FDD0–FDEF, U+nFFFE, U+nFFFF) → replacement characters of as many bytes: what
// must not be interchanged (Unicode §23.7) stays inside. `text` is valid UTF-8.
void replace_noncharacters(std::string& text);
// How many bytes from the beginning are whole, well-formed characters.
std::size_t valid_utf8_prefix(std::string_view text);

}  // namespace banxin
