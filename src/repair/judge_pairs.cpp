#include "repair/judge_pairs.h"

#include <algorithm>
#include <bit>
#include <optional>

#include "base/ascii.h"
#include "base/utf8.h"
#include "repair/judge_script.h"
#include "repair/signs.h"
#include "repair/text_traits.h"

namespace banxin::repair {
using language::HanModel;

// Only two-byte UTF-8 (é, Я): in a Latin or Cyrillic text, or it is chance. The words of a Latin
// text have plain letters, too, and some of them before these: 木漠 is no ľĮ, $艖caa1 no $őcaa1.
bool is_sound(const PairsReading& reading) {
  const std::u32string& text = reading.text;
  int narrow = 0;
  int latin = 0;
  int wordless = 0;  // Latin letters in no word with a plain one
  int inside = 0;    // after a plain one
  int lonely = 0;
  const auto is_mark = [](char32_t c) {
    return (c >= 0x2000 && c < 0x2E80) || (c >= 0x3000 && c < 0x3040) ||
           (c >= 0xFF00 && c < 0xFF66);
  };
  const auto is_wide = [is_mark](char32_t c) {
    return c >= 0x800 && !is_mark(c) && c != kReplacementCharacter;
  };
  if (std::any_of(text.begin(), text.end(), is_wide)) return true;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    int plain = 0;
    int of_latin = 0;
    for (; end < text.size() && (is_ascii_letter(text[end]) || text[end] >= 0x80); ++end) {
      const char32_t c = text[end];
      if (is_mark(c) || c == kReplacementCharacter) continue;
      if (c >= 0x180 && (c < 0x386 || c >= 0x460)) return false;
      narrow += c < 0x80 ? 0 : 1;
      plain += c < 0x80 ? 1 : 0;
      of_latin += c >= 0x80 && c < 0x180 ? 1 : 0;
      const bool goes_on = end > 0 && (c >= 0xC0 ? is_ascii_letter(text[end - 1])
                                                 : c == U'°' && is_ascii_digit(text[end - 1]));
      inside += c < 0x180 && goes_on ? 1 : 0;
    }
    latin += of_latin;
    wordless += plain == 0 ? of_latin : 0;
    lonely += end == at + 1 && text[at] >= 0x80 && text[at] < 0x800 ? 1 : 0;
    at = std::max(end, at + 1);
  }
  if (narrow == 0) return std::any_of(text.begin(), text.end(), is_mark);
  if (latin > 0 && (inside < 2 || wordless * 2 > latin)) return false;
  return narrow >= 2 && lonely * 4 < narrow;
}

bool is_proven_utf8(const PairsReading& reading, const Utf8Fit& fit, std::size_t fewest) {
  return fit.wide >= fewest && reading.guesses.size() <= fit.wide;
}

// Where half of the text is gone (a code chart with empty places), what is guessed is made up.
bool is_mostly_lost(std::u32string_view line) {
  std::size_t lost = 0;  // bytes
  std::size_t known = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char32_t c = line[i];
    if (c == '?') {
      lost += 2;
    } else if (c == kReplacementCharacter) {
      // The second byte of the pair may be there as what it is in ASCII.
      const bool half = i + 1 < line.size() && line[i + 1] >= 0x40 && line[i + 1] < 0x7F;
      lost += half ? 0 : 1;
    } else if (c >= 0x80) {
      ++known;
    }
  }
  return lost > known + 2;
}

namespace {

// Greek, Cyrillic, kana and bopomofo stand side by side in GBK, where Big5 has its commonest
// characters; 0 for all else.
unsigned script_of_gbk(char32_t c) {
  if (c >= 0x391 && c <= 0x3C9) return 1;
  if (c >= 0x401 && c <= 0x451) return 2;
  if (c >= 0x3041 && c <= 0x30F6) return 4;
  return c >= 0x3105 && c <= 0x3129 ? 8 : 0;
}

}  // namespace

// What a double-byte decoder makes of foreign bytes is Han for the most part, or a medley;
// Cyrillic, Greek and rows of stars are what they are.
bool is_mostly_han(std::u32string_view line) {
  int han = 0;
  int other = 0;
  unsigned scripts = 0;
  for (const char32_t c : line) {
    if (c < 0x80 || c == kReplacementCharacter) continue;
    ++(HanModel::is_covered(c) || is_private(c) ? han : other);
    scripts |= script_of_gbk(c);
  }
  constexpr int medley = 3;
  return han > other || (han * 3 > other && std::popcount(scripts) >= medley);
}

namespace {

// Quarter bits for a character beyond ASCII, on the average; nothing for none.
std::optional<int> cost_of_text(std::u32string_view text, const HanModel& model) {
  std::u32string beyond_ascii;
  for (const char32_t c : text) {
    if (c >= 0x80) beyond_ascii += c;
  }
  if (beyond_ascii.empty()) return std::nullopt;
  return model.average_cost(beyond_ascii);
}

}  // namespace

bool is_language(std::u32string_view text, const HanModel& model) {
  constexpr int worst = 58;
  return cost_of_text(text, model).value_or(0) <= worst;
}

bool is_plain_language(std::u32string_view text, const HanModel& model) {
  constexpr int at_most = 46;
  return cost_of_text(text, model).value_or(0) <= at_most;
}

bool is_chinese(std::u32string_view text, const HanModel& model) {
  constexpr int at_most = 42;
  constexpr int enough = 8;
  const auto beyond_ascii =
      std::count_if(text.begin(), text.end(), [](char32_t c) { return c >= 0x80; });
  return beyond_ascii >= enough && cost_of_text(text, model).value_or(0) <= at_most;
}

// Bytes that are valid UTF-8 speak for themselves. Nearly any double-byte text can be read as
// another one, and where the result happens to be common characters, only words tell it from
// chance: each character is likelier after those before it than alone.
bool coheres(const PairsReading& reading, const HanModel& model) {
  constexpr std::size_t fewest = 4;
  constexpr int dearest = 46;
  constexpr int together = 40;
  if (reading.kind == DamageKind::Utf8AsGbk) return true;
  const Coherence words = measure_coherence(reading.text, model);
  return words.characters >= static_cast<int>(fewest) && has_variety(reading.text, fewest) &&
         words.in_context <= dearest * words.characters &&
         words.alone - words.in_context >= together;
}

// Icons and characters of one's own (private use) are no text that was read wrongly, though three
// of four characters of such a text may be private.
bool is_private_text(std::u32string_view line) {
  const auto own = std::count_if(line.begin(), line.end(), is_private);
  const auto beyond_ascii =
      std::count_if(line.begin(), line.end(), [](char32_t c) { return c >= 0x80; });
  return own * 8 > beyond_ascii * 7;
}

}  // namespace banxin::repair
