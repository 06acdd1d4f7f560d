#include "repair/judge_script.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/utf8.h"
#include "repair/encoding_talk.h"

namespace banxin::repair {
namespace {

bool is_latin_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c < 0x180);
}

bool is_typographic(char32_t c) {
  return (c >= 0x2010 && c <= 0x2026) || c == U'€' || c == U'™' || c == 0xA0 || c == U'•';
}

// Letters of the scripts that have capitals.
bool is_capital(char32_t c) {
  return (c >= 0x391 && c < 0x3AA) || (c >= 0x400 && c < 0x430);
}
bool is_small(char32_t c) {
  return (c >= 0x3AC && c < 0x3CF) || (c >= 0x430 && c < 0x460);
}

// The script of a letter of two bytes, by where it stands.
std::size_t script_of(char32_t c) {
  constexpr std::array<char32_t, 5> begins = {0x250, 0x370, 0x400, 0x530, 0x600};
  std::size_t out = 0;
  while (out < begins.size() && c >= begins[out])
    ++out;
  return out;
}

}  // namespace

// What falls elsewhere (phonetic letters,
// Syriac, Cherokee…) is rather two Latin-1 characters that happen to stand
// together: CAFÉ–BAR.
bool is_everyday(char32_t c) {
  return (c >= 0xA0 && c < 0x180) || (c >= 0x218 && c < 0x21C) || (c >= 0x1CD && c < 0x1DD) ||
         (c >= 0x386 && c < 0x3CF) || (c >= 0x400 && c < 0x460) || (c >= 0x5D0 && c < 0x5F5) ||
         (c >= 0x60C && c < 0x6D5) || (c >= 0x900 && c < 0xE80) || (c >= 0x1E00 && c < 0x1F00) ||
         (c >= 0x2000 && c < 0x2800) || (c >= 0x3000 && c < 0xD7A4) ||
         (c >= 0xF900 && c < 0xFB00) || (c >= 0xFE30 && c < 0xFFF0 && c != 0xFEFF) ||
         c >= 0x1F000 || c == 0x2C6 || c == 0x2DC;
}

bool mixes_scripts(std::u32string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = text[i];
    if (c < 0x386 || c >= 0x700) continue;
    if (i > 0 && is_latin_letter(text[i - 1])) return true;
    if (i + 1 < text.size() && is_latin_letter(text[i + 1])) return true;
  }
  return false;
}

bool is_by_chance(std::u32string_view text) {
  constexpr std::u32string_view words = U"àáèéêìíòóôùúÀÁÈÉÊÌÍÒÓÔÙÚ";
  constexpr std::u32string_view after_capital = U"ÅÔÒÖÙ";  // Ã and one of … ” ’ – ™
  const auto is_high = [](char32_t c) { return c >= 0x80; };
  const auto found = std::find_if(text.begin(), text.end(), is_high);
  if (found == text.end() || *found >= 0x800) return false;
  const auto at = static_cast<std::size_t>(found - text.begin());
  const char32_t c = *found;
  if (c >= 0x250) return c < 0x370 || c >= 0x400;
  if (!is_latin_letter(c) || c == U'×' || c == U'÷') return false;
  const auto letter_at = [text](std::size_t i) {
    return i < text.size() && is_latin_letter(text[i]) ? text[i] : U' ';
  };
  const char32_t before = letter_at(at - 1);
  const char32_t after = letter_at(at + 1);
  if (before == ' ' && after == ' ') return words.find(c) == std::u32string_view::npos;
  const bool ends_capitals = after == ' ' && is_ascii_upper(before);
  if (!ends_capitals) return false;
  const bool small = c >= 0x100 ? c % 2 == 1 : c >= 0xDF;
  return (small && is_ascii_upper(letter_at(at - 2))) ||
         after_capital.find(c) != std::u32string_view::npos;
}

bool has_case_sense(std::u32string_view text) {
  int letters = 0;
  int wrong = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    letters += is_capital(text[i]) || is_small(text[i]) ? 1 : 0;
    wrong += i > 0 && is_capital(text[i]) && is_small(text[i - 1]) ? 1 : 0;
  }
  return wrong * 12 <= letters;
}

bool is_accented_throughout(std::u32string_view line) {
  std::size_t inside = 0;
  std::size_t outside = 0;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    std::size_t high = 0;
    for (; end < line.size() && (line[end] >= 0x80 || (line[end] | 0x20U) - 'a' < 26U); ++end)
      high += line[end] >= 0x80 ? 1 : 0;
    (high == end - i ? inside : outside) += high;
    i = std::max(end, i + 1);
  }
  return inside > 4 * outside;
}

bool has_variety(std::u32string_view text, std::size_t fewest) {
  std::u32string seen;
  for (const char32_t c : text) {
    if (seen.size() == fewest) break;
    if (c >= 0x80 && seen.find(c) == std::u32string::npos) seen += c;
  }
  return seen.size() == fewest;
}

bool is_script(std::u32string_view text, const Utf8Fit& fit, std::size_t fewest) {
  constexpr std::size_t few_letters = 4;
  std::array<std::size_t, 6> letters{};
  std::size_t narrow = 0;
  std::size_t marks = 0;
  std::size_t wide = 0;
  for (const char32_t c : fit.characters) {
    if (!is_everyday(c)) return false;
    if (is_typographic(c)) {
      ++marks;
    } else if (c < 0x800) {
      ++letters[script_of(c)];
      ++narrow;
    } else {
      ++wide;
    }
  }
  const auto lost =
      static_cast<std::size_t>(std::count(text.begin(), text.end(), kReplacementCharacter));
  if (lost * 2 > fit.characters.size() || mixes_scripts(text)) return false;
  if (wide > 0) return wide + marks >= fewest;
  if (narrow == 0) return marks > 0 && lost == 0;
  const std::size_t most = *std::max_element(letters.begin(), letters.end());
  if (most == letters[0]) return true;  // Latin: is_sound() looks at its words
  return most >= few_letters && most * 8 >= narrow * 7 && has_case_sense(text) &&
         has_variety(std::u32string(fit.characters.begin(), fit.characters.end()), few_letters);
}

bool shows_encodings(std::u32string_view line, std::u32string_view text) {
  std::size_t ascii = 0;
  std::size_t healed = 0;
  for (const char32_t c : text) {
    if (c < 0x80) {
      ascii += c > ' ' ? 1 : 0;
    } else {
      healed += c < 0x800 ? 2 : 3;
    }
  }
  return talks_about_encodings(line) && (healed < 24 || healed < ascii / 2);
}

}  // namespace banxin::repair
