#include "repair/recode_marks.h"

#include <array>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "repair/judge_script.h"
#include "repair/recode_single.h"

namespace banxin::repair {
namespace {

using language::HanModel;
using Page = DoubleByte::Page;

bool is_letter(char32_t c) {
  return is_ascii_letter(c) || (c >= 0xC0 && c < 0x460);
}

// The letters of the languages that are written so.
bool is_usual_letter(char32_t c) {
  constexpr std::u32string_view usual = U"àáâäåæçèéêëìíîïñòóôöøùúûüßœÉÀÖÄÜ";
  return usual.find(c) != std::u32string_view::npos;
}

bool is_latin_text(std::u32string_view line) {
  constexpr std::size_t fewest = 3;
  std::size_t letters = 0;
  std::size_t high = 0;
  for (const char32_t c : line) {
    letters += is_ascii_letter(c) ? 1 : 0;
    high += c >= 0x80 ? 1 : 0;
  }
  return high > 0 && letters >= fewest && letters > high;
}

// What GBK makes of a mark or an accented letter with the letter behind it: a character that hardly
// occurs, unlike the 株 of "A株" and the 點 of "Dian點".
bool may_hold_letter(char32_t c, unsigned gbk_pair, const HanModel& model) {
  constexpr int rare = 75;  // quarter bits
  return is_ascii_letter(gbk_pair & 0xFFU) && model.cost_of(c) >= rare;
}

bool is_small_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 0xDF && c < 0x100) || c == U'œ';
}

// Whether no capital follows a small letter.
bool keeps_case(std::u32string_view word) {
  for (std::size_t i = 1; i < word.size(); ++i) {
    if (is_small_letter(word[i - 1]) && is_letter(word[i]) && !is_small_letter(word[i]))
      return false;
  }
  return true;
}

// Whether the characters that GBK made of a letter and the next one stand inside words and leave
// them their case, as a headword (鵖 aihaf), a name or a variable ($纁fan1) does not.
bool stands_in_words(std::u32string_view line, const DoubleByte& gbk) {
  int inside = 0;
  int alone = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] < 0x80) continue;
    const unsigned pair = gbk.encode(line[i]);
    const char32_t letter = windows_1252(static_cast<unsigned char>(pair >> 8U));
    const char32_t before = i > 0 ? line[i - 1] : U' ';
    const char32_t after = i + 1 < line.size() ? line[i + 1] : U' ';
    if (is_usual_letter(letter) &&
        !keeps_case(std::u32string{before, letter, static_cast<char32_t>(pair & 0xFFU), after})) {
      return false;
    }
    inside += is_letter(before) ? 1 : 0;
    alone += !is_letter(before) && !is_letter(after) && after < 0x80 ? 1 : 0;
  }
  return inside > 0 && alone <= inside;
}

// Nothing where the line was not read in the page, GBK (null: byte by byte).
std::optional<std::string> bytes_in(std::u32string_view line,
                                    const DoubleByte* page,
                                    const HanModel& model) {
  std::string out;
  for (const char32_t c : line) {
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (page == nullptr) {
      const int byte = single_byte_of(c);
      if (byte < 0) return std::nullopt;
      out += static_cast<char>(byte);
    } else {
      const unsigned pair = page->encode(c);
      if (pair == 0 || !may_hold_letter(c, pair, model)) return std::nullopt;
      out += static_cast<char>(pair >> 8U);
      out += static_cast<char>(pair & 0xFFU);
    }
  }
  return out;
}

std::u32string as_windows_1252(std::string_view bytes) {
  std::u32string out;
  for (const char byte : bytes)
    out += windows_1252(static_cast<unsigned char>(byte));
  return out;
}

// Whether every mark stands where it should, and some stand where nothing else would.
bool is_well_placed(std::u32string_view text) {
  bool quoted = false;
  int sure = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c < 0x80) continue;
    const char32_t before = i > 0 ? text[i - 1] : U' ';
    const char32_t after = i + 1 < text.size() ? text[i + 1] : U'\n';
    if (is_usual_letter(c)) {
      if (!is_letter(before) && !is_letter(after) && c != U'à' && c != U'À') return false;
      sure += is_ascii_letter(before) || is_ascii_letter(after) ? 1 : 0;
      continue;
    }
    if (place_cost(c, {before, after, quoted}) >= kOutOfPlace) return false;
    sure += (c == U'’' && is_letter(before) && is_letter(after)) || (c == U'”' && quoted) ||
                    (c == U'—' && before == ' ' && after == ' ')
                ? 1
                : 0;
    if (c == U'“' || c == U'”') quoted = c == U'“';
  }
  return sure > 0;
}

}  // namespace

int place_cost(char32_t mark, const MarkPlace& place) {
  const char32_t before = place.before;
  const char32_t after = place.after;
  const bool space_before = before == 0 || before == ' ' || before == 0xA0;
  const bool space_after = after == ' ' || after == U'\n';
  const bool word_before = is_letter(before) || is_ascii_digit(before);
  const bool word_after = is_letter(after) || is_ascii_digit(after);
  switch (mark) {
    case U'—':
    case U'–':
      if (space_before && space_after) return mark == U'–' ? 4 : 0;
      if (is_ascii_digit(before) && is_ascii_digit(after)) return mark == U'–' ? 0 : 8;
      return word_before && word_after ? 12 : kOutOfPlace;
    case U'’':
      if (after == U'\n') return word_before ? 30 : kOutOfPlace;
      return word_before && word_after ? 0 : word_before && !place.quoted ? 10 : kOutOfPlace;
    case U'‘':
      return space_before && !space_after ? 16 : kOutOfPlace;
    case U'“':
      return !space_after && !word_before && !place.quoted ? 0 : kOutOfPlace;
    case U'”':
      return !space_before && !word_after && place.quoted ? -8 : kOutOfPlace;
    case U'…':
      return !word_before ? kOutOfPlace : after == U'\n' ? 0 : 20;
    default:
      return kOutOfPlace;
  }
}

std::optional<std::u32string> recode_marks(std::u32string_view line,
                                           CodePages& pages,
                                           const HanModel& model) {
  if (!is_latin_text(line)) return std::nullopt;
  const bool single = is_single_byte_line(line);
  const DoubleByte* page = single ? nullptr : &pages.of(Page::Gbk);
  const std::optional<std::string> bytes = bytes_in(line, page, model);
  if (!bytes || (page != nullptr && !stands_in_words(line, *page))) return std::nullopt;
  std::array<std::u32string, 3> readings;
  if (single) readings[0] = pages.of(Page::Gbk).decode_all(*bytes);
  readings[1] = pages.of(Page::Big5).decode_all(*bytes);
  readings[2] = as_windows_1252(*bytes);
  for (std::u32string& reading : readings) {
    if (reading.empty() || reading == line || !is_well_placed(reading)) continue;
    if (shows_encodings(line, reading)) return std::nullopt;
    return std::move(reading);
  }
  return std::nullopt;
}

}  // namespace banxin::repair
