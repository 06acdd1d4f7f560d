#include "base/utf8.h"

#include <array>
#include <cstring>

namespace banxin {
namespace {

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t count_continuations(std::string_view text) {
  std::size_t count = 0;
  std::size_t at = 0;
  // OPTIMIZATION: eight bytes at a time: bit 7 is set in those that count, and bit 6 is not.
  for (std::uint64_t block = 0; at + sizeof block <= text.size(); at += sizeof block) {
    std::memcpy(&block, text.data() + at, sizeof block);
    block = block >> 7U & ~(block >> 6U) & 0x0101010101010101U;
    count += (block * 0x0101010101010101U) >> 56U;
  }
  for (; at < text.size(); ++at)
    count += is_continuation(text[at]) ? 1 : 0;
  return count;
}

// What the first byte of a sequence promises; the bounds are those of its second byte
// (Encoding Standard §8.1: the lead bytes E0, ED, F0 and F4 narrow them).
struct Lead {
  std::size_t length;
  unsigned char lower, upper;
};

Lead classify_lead(unsigned char byte) {
  if (byte < 0x80) return {1, 0, 0};
  if (byte < 0xC2) return {0, 0, 0};
  if (byte < 0xE0) return {2, 0x80, 0xBF};
  if (byte < 0xF0) {
    return {3, static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
            static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
  }
  if (byte < 0xF5) {
    return {4, static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
            static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
  }
  return {0, 0, 0};
}

}  // namespace

DecodedCharacter decode_any_utf8(std::string_view text, std::size_t position) {
  const auto first = static_cast<unsigned char>(text[position]);
  const Lead lead = classify_lead(first);
  if (lead.length == 1) return {first, 1};
  if (lead.length == 0) return {kReplacementCharacter, 1};
  char32_t code_point = first & (0xFFU >> (lead.length + 1));
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (position + i >= text.size()) return {kReplacementCharacter, i};
    const auto byte = static_cast<unsigned char>(text[position + i]);
    const bool fits = i == 1 ? byte >= lead.lower && byte <= lead.upper : (byte & 0xC0U) == 0x80U;
    if (!fits) return {kReplacementCharacter, i};
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  return {code_point, lead.length};
}

DecodedCharacter decode_utf8_before(std::string_view text, std::size_t position) {
  for (std::size_t back = 1; back <= 4 && back <= position; ++back) {
    if (is_continuation(text[position - back])) continue;
    const DecodedCharacter character = decode_utf8(text, position - back);
    if (character.length == back) return character;
    break;
  }
  return {kReplacementCharacter, 1};
}

void append_utf8(std::string& out, char32_t code_point) {
  const std::uint32_t c = code_point;
  const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
  if (c < 0x80) {
    out.push_back(byte(c));
  } else if (c < 0x800) {
    const std::array bytes{byte(0xC0U | (c >> 6U)), byte(0x80U | (c & 0x3FU))};
    out.append(bytes.data(), bytes.size());
  } else if (c < 0x10000) {
    const std::array bytes{byte(0xE0U | (c >> 12U)), byte(0x80U | ((c >> 6U) & 0x3FU)),
                           byte(0x80U | (c & 0x3FU))};
    out.append(bytes.data(), bytes.size());
  } else {
    const std::array bytes{byte(0xF0U | (c >> 18U)), byte(0x80U | ((c >> 12U) & 0x3FU)),
                           byte(0x80U | ((c >> 6U) & 0x3FU)), byte(0x80U | (c & 0x3FU))};
    out.append(bytes.data(), bytes.size());
  }
}

std::u32string to_utf32(std::string_view text) {
  std::u32string out;
  // A text that is kept takes no more than it needs.
  out.reserve(text.size() - count_continuations(text));
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter character = decode_utf8(text, i);
    out.push_back(character.code_point);
    i += character.length;
  }
  return out;
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  for (const char32_t code_point : text)
    append_utf8(out, code_point);
  return out;
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); i += decode_utf8(text, i).length)
    ++count;
  return count;
}

bool is_valid_utf8(std::string_view text) {
  return valid_utf8_prefix(text) == text.size();
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    // OPTIMIZATION: eight ASCII bytes at a time.
    std::uint64_t block = 0;
    if (at + sizeof block <= text.size()) {
      std::memcpy(&block, text.data() + at, sizeof block);
      if ((block & 0x8080808080808080ULL) == 0) {
        at += sizeof block;
        continue;
      }
    }
    // OPTIMIZATION: nearly all Chinese, Japanese and Korean, as in decode_utf8().
    const char* bytes = text.data() + at;
    const auto first = static_cast<unsigned char>(bytes[0]);
    if (first > 0xE0 && first < 0xF0 && first != 0xED && text.size() - at > 2 &&
        ((static_cast<unsigned char>(bytes[1]) ^ 0x80U) |
         (static_cast<unsigned char>(bytes[2]) ^ 0x80U)) < 0x40) {
      at += 3;
      continue;
    }
    const Lead lead = classify_lead(first);
    if (lead.length == 0 || at + lead.length > text.size()) return at;
    for (std::size_t i = 1; i < lead.length; ++i) {
      const auto byte = static_cast<unsigned char>(text[at + i]);
      if (i == 1 ? byte < lead.lower || byte > lead.upper : (byte & 0xC0U) != 0x80U) return at;
    }
    at += lead.length;
  }
  return at;
}

void replace_noncharacters(std::string& text) {
  for (std::size_t i = 2; i < text.size(); ++i) {
    const auto last = static_cast<unsigned char>(text[i]);
    const auto before = static_cast<unsigned char>(text[i - 1]);
    const auto first = static_cast<unsigned char>(text[i - 2]);
    if (first == 0xEF && before == 0xB7 && last >= 0x90 && last <= 0xAF) {
      text[i - 1] = static_cast<char>(0xBF);
      text[i] = static_cast<char>(0xBD);
    } else if ((last == 0xBE || last == 0xBF) && before == 0xBF &&
               (first == 0xEF || (i > 2 && (first & 0xCFU) == 0x8FU &&
                                  static_cast<unsigned char>(text[i - 3]) >= 0xF0))) {
      text[i] = static_cast<char>(0xBD);  // U+nFFFD
    }
  }
}

}  // namespace banxin
