#include "language/readings_table.h"

#include <cstring>
#include <string>

#include "base/assert.h"
#include "base/utf8.h"
#include "language/embedded.h"

namespace banxin::language {
namespace {

constexpr char32_t kFirst = 0x3400;
constexpr char32_t kLast = 0xA000;

// Lower case and one form: ɡ (U+0261) is g, ă ĕ ĭ ŏ ŭ (a common slip) are the third tone.
char32_t normal_letter(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  switch (c) {
    case 0x261:
      return 'g';
    case 0x103:
      return 0x1CE;
    case 0x115:
      return 0x11B;
    case 0x12D:
      return 0x1D0;
    case 0x14F:
      return 0x1D2;
    case 0x16D:
      return 0x1D4;
    default:
      return c;
  }
}

std::string normal_syllable(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter c = decode_utf8(text, at);
    append_utf8(out, normal_letter(c.code_point));
    at += c.length;
  }
  return out;
}

}  // namespace

ReadingsTable::ReadingsTable() {
  const EmbeddedFile file = embedded_readings();
  BANXIN_ASSERT(file.size > 16 && std::memcmp(file.data, "BXPIN001", 8) == 0,
                "readings.bin is not the file that build_readings.py makes");
  std::uint32_t references = 0;
  std::memcpy(&syllable_count_, file.data + 8, sizeof syllable_count_);
  std::memcpy(&references, file.data + 12, sizeof references);
  start_ = reinterpret_cast<const std::uint16_t*>(file.data + 16);
  references_ = start_ + (kLast - kFirst + 1);
  offsets_ = references_ + references;
  text_ = reinterpret_cast<const char*>(offsets_ + syllable_count_ + 1);
}

std::string_view ReadingsTable::syllable(std::uint32_t index) const {
  return {text_ + offsets_[index], static_cast<std::size_t>(offsets_[index + 1] - offsets_[index])};
}

bool ReadingsTable::is_reading_of(char32_t character, std::string_view wanted) const {
  if (character < kFirst || character >= kLast || wanted.empty()) return false;
  const std::string normal = normal_syllable(wanted);
  const std::size_t at = character - kFirst;
  for (std::size_t i = start_[at]; i < start_[at + 1]; ++i) {
    if (syllable(references_[i]) == normal) return true;
  }
  return false;
}

std::string_view ReadingsTable::first_reading(char32_t character) const {
  if (character < kFirst || character >= kLast) return {};
  const std::size_t at = character - kFirst;
  return start_[at] == start_[at + 1] ? std::string_view() : syllable(references_[start_[at]]);
}

bool ReadingsTable::is_syllable(std::string_view wanted) const {
  const std::string normal = normal_syllable(wanted);
  for (std::uint32_t i = 0; i < syllable_count_; ++i) {
    if (syllable(i) == normal) return true;
  }
  return false;
}

}  // namespace banxin::language
