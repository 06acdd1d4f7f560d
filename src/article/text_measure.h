#pragma once
// How much a run of text says, whatever its script: a Han character carries about as much as two or
// three Latin letters, so that every threshold is written once, in Latin letters.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace banxin::article {

struct TextMeasure {
  float weight = 0;  // in Latin letters
  std::uint32_t characters = 0;
  std::uint32_t ideographs = 0;  // Han, kana, Hangul
  std::uint32_t letters = 0;     // of other scripts
  std::uint32_t digits = 0;
  std::uint32_t sentence_ends = 0;
  std::uint32_t commas = 0;

  bool is_east_asian() const { return ideographs * 2 > letters; }
  void add(const TextMeasure& other);
};

TextMeasure measure_text(std::string_view text);

// White space, also the ideographic and the no-break space, the zero-width ones and the BOM.
bool is_space(char32_t character);
bool is_ideograph(char32_t character);  // Han, kana, Hangul
// Letters, digits and ideographs; everything else is punctuation, a symbol or space.
bool is_word_character(char32_t character);

// Every run of white space as one space, none at the ends.
std::string collapse_spaces(std::string_view text);

// Letters, digits and ideographs only, full-width forms narrowed, Latin letters in lower case: two
// texts that differ in punctuation and spacing alone have the same key.
std::string comparison_key(std::string_view text);

// FNV-1a, the same on every machine.
std::uint64_t hash_text(std::string_view text);

bool contains(std::string_view text, std::string_view part);
bool contains_any(std::string_view text, std::span<const std::string_view> parts);

}  // namespace banxin::article
