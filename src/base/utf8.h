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

// decode_utf8() for any bytes.
DecodedCharacter decode_any_utf8(std::string_view text, std::size_t position);

// The character at `position` (< text.size()); an ill-formed sequence is one U+FFFD for each
// maximal subpart (Encoding Standard, "UTF-8 decoder").
inline DecodedCharacter decode_utf8(std::string_view text, std::size_t position) {
  // OPTIMIZATION: ASCII, and the three bytes of nearly all Chinese, Japanese and Korean; E0 and ED
  // narrow their second byte, and are left to the other.
  const char* at = text.data() + position;
  const auto first = static_cast<unsigned char>(at[0]);
  if (first < 0x80) return {first, 1};
  if (first > 0xE0 && first < 0xF0 && first != 0xED && text.size() - position > 2) {
    const std::uint32_t second = static_cast<unsigned char>(at[1]) ^ 0x80U;
    const std::uint32_t third = static_cast<unsigned char>(at[2]) ^ 0x80U;
    if ((second | third) < 0x40) return {(first & 0xFU) << 12U | second << 6U | third, 3};
  }
  return decode_any_utf8(text, position);
}

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
