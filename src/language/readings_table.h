#pragma once
// The Mandarin readings of Han characters, from Unihan (model/ORIGIN.md). Readings are pinyin
// syllables with tone marks, lower case, composed (NFC).
#include <cstdint>
#include <string_view>

namespace banxin::language {

class ReadingsTable {
 public:
  ReadingsTable();

  // Whether `syllable` is one of the character's readings. Written ü or v, ɡ or g, and with the
  // neutral tone's missing mark, it is the same syllable.
  bool is_reading_of(char32_t character, std::string_view wanted) const;
  // The commonest reading, "" for a character that has none (a mark, a letter, one beyond the BMP).
  std::string_view first_reading(char32_t character) const;
  // Whether `syllable` is a reading of any character.
  bool is_syllable(std::string_view wanted) const;

 private:
  std::string_view syllable(std::uint32_t index) const;

  std::uint32_t syllable_count_;
  const std::uint16_t* start_;
  const std::uint16_t* references_;
  const std::uint16_t* offsets_;
  const char* text_;
};

}  // namespace banxin::language
