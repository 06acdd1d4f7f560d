#include "repair/recode_single.h"

#include <array>

#include "base/ascii.h"
#include "repair/encoding_talk.h"
#include "repair/judge_script.h"
#include "repair/numeric_references.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// windows-1252's own characters for the bytes 80 to 9F; 0 where it has none
// (browsers then give the C1 control with the byte's value: Encoding Standard,
// index windows-1252).
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// What windows-1254 has instead: programs take what is no Turkish for it, too.
struct Turkish {
  char16_t character;
  unsigned char byte;
};
constexpr std::array<Turkish, 6> kTurkish = {
    {{U'Ğ', 0xD0}, {U'İ', 0xDD}, {U'Ş', 0xDE}, {U'ğ', 0xF0}, {U'ı', 0xFD}, {U'ş', 0xFE}}};

// The byte that Latin-1, windows-1252 or -1254 shows as this character, or -1. No
// character has two.
int byte_of(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  for (std::size_t i = 0; i < kWindows1252.size(); ++i) {
    if (kWindows1252[i] == c) return static_cast<int>(0x80 + i);
  }
  for (const Turkish& turkish : kTurkish) {
    if (turkish.character == c) return turkish.byte;
  }
  return -1;
}

std::string bytes_of(std::u32string_view line) {
  std::string bytes;
  bytes.reserve(line.size());
  for (const char32_t c : line)
    bytes += static_cast<char>(byte_of(c));
  return bytes;
}

struct Utf8Reading {
  std::u32string text;
  int sequences = 0;
  bool whole = false;  // no byte was left over
};

// à is C3 A0. Where A0 was saved as a space and spaces were folded, one stands for both: before a
// word or a number. But Portuguese has às and àquele, and in Vietnamese words go on after it.
bool wants_space(std::string_view rest, bool in_word) {
  if (rest.empty() || (!is_ascii_alphanumeric(rest[0]) && !(rest[0] & '\x80'))) return false;
  for (const std::string_view portuguese : {"s ", "quel", "quil"}) {
    if (!in_word && rest.starts_with(portuguese)) return false;
  }
  return true;
}
bool is_vietnamese(std::string_view bytes) {
  return bytes.find("\xE1\xBA") != std::string_view::npos ||
         bytes.find("\xE1\xBB") != std::string_view::npos;
}

// Strict UTF-8, but for one habit of editors: the byte A0 (a no-break space)
// saved as a space.
Utf8Reading read_utf8(std::string_view bytes) {
  Utf8Reading out;
  const bool vietnamese = is_vietnamese(bytes);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    if (first < 0x80) {
      out.text += static_cast<char32_t>(first);
      ++at;
      continue;
    }
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > bytes.size()) return out;
    char32_t c = first & (0xFFU >> (length + 1));
    bool strict = true;
    for (std::size_t i = 1; i < length; ++i) {
      auto next = static_cast<unsigned char>(bytes[at + i]);
      if (next == ' ') {
        next = 0xA0;
        strict = false;
      }
      if ((next & 0xC0U) != 0x80) return out;
      c = c << 6U | (next & 0x3FU);
    }
    const bool overlong = (length == 3 && c < 0x800) || (length == 4 && c < 0x10000);
    if (overlong || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) return out;
    const bool in_word = !out.text.empty() && is_ascii_letter(out.text.back());
    out.text += c;
    out.sequences += strict ? 1 : 0;
    at += length;
    if (!strict && c == U'à' && !vietnamese && wants_space(bytes.substr(at), in_word)) {
      out.text += U' ';
    }
  }
  out.whole = true;
  return out;
}

struct Counts {
  int ascii = 0;
  int wide = 0;    // from U+0800: three bytes and more of UTF-8
  int narrow = 0;  // two bytes
  int strange = 0;
};

Counts count(std::u32string_view text) {
  Counts out;
  for (const char32_t c : text) {
    if (c < 0x80) {
      out.ascii += c > ' ' ? 1 : 0;
    } else if (c < 0x800) {
      ++out.narrow;
    } else {
      ++out.wide;
    }
    if (c >= 0x80 && !is_everyday(c)) ++out.strange;
  }
  return out;
}

// A line drawn with one character (ÄÄÄÄÄÄ: ─ of a DOS code page) is no text in any encoding; but
// two of GBK's wide spaces are ¡¡¡¡.
bool draws_line(std::u32string_view line) {
  constexpr std::size_t long_run = 6;
  std::size_t run = 0;
  for (std::size_t i = 0; i < line.size() && run < long_run; ++i) {
    const bool counts = line[i] >= 0x80 && line[i] != U'¡';
    run = !counts ? 0 : i > 0 && line[i - 1] == line[i] ? run + 1 : 1;
  }
  return run >= long_run;
}

}  // namespace

bool is_single_byte_character(char32_t character) {
  return byte_of(character) >= 0;
}

char32_t windows_1252(unsigned char byte) {
  const bool own = byte >= 0x80 && byte < 0xA0 && kWindows1252[byte - 0x80] != 0;
  return own ? kWindows1252[byte - 0x80] : byte;
}

int single_byte_of(char32_t character) {
  return byte_of(character);
}

bool is_utf8_line(std::u32string_view line) {
  const Utf8Reading reading = read_utf8(bytes_of(line));
  return reading.whole && reading.sequences > 0;
}

bool is_single_byte_line(std::u32string_view line) {
  bool high = false;
  for (const char32_t c : line) {
    if (c < 0x80) continue;
    if (byte_of(c) < 0) return false;
    high = true;
  }
  return high;
}

bool may_be_code_page(std::u32string_view line) {
  constexpr int fewest = 4;  // pairs, and more side by side than one
  bool cyrillic = false;
  bool latin = false;
  int adjacent = 0;
  char32_t before = 0;
  for (const char32_t c : line) {
    if (c >= 0x460 && (c < 0x490 || c > 0x491) && (c < 0x2010 || c > 0x2122)) return false;
    cyrillic = cyrillic || (c >= 0x400 && c < 0x492);
    latin = latin || (c >= 0x102 && c < 0x17F);
    adjacent += before >= 0x80 && c >= 0x80 ? 1 : 0;
    before = c;
  }
  if (adjacent < fewest) return false;
  return cyrillic ? !has_case_sense(line) : latin && is_accented_throughout(line);
}

bool shows_bytes(std::u32string_view line) {
  int utf8 = 0;
  int pairs = 0;
  int before = 0;
  for (const char32_t c : line) {
    const int byte = c < 0x80 ? 0 : byte_of(c);
    if (byte < 0) return false;
    utf8 += before >= 0xC2 && before <= 0xF4 && (byte ^ 0x80) < 0x40 ? 1 : 0;
    utf8 += (before == 0xC3 || before >= 0xE0) && c == ' ' ? 1 : 0;
    // French spaces its guillemets: « text ».
    // Marks of GBK and Big5, and marks of windows-1252 read as Latin-1.
    pairs += (before == 0xA1 || before == 0xA8) && byte >= 0xA1 ? 2 : 0;
    pairs += c >= 0x91 && c <= 0x97 ? 2 : 0;
    const bool spacing = c == 0xA0 || c == U'«' || c == U'»';
    pairs += before >= 0x81 && byte >= 0xA1 && !spacing ? 1 : 0;
    before = spacing ? 0 : byte;
  }
  return (utf8 > 0 || pairs > 1) && !draws_line(line);
}

std::optional<Recoded> recode_utf8(std::u32string_view line, const HanModel& model) {
  Recoded out;
  std::u32string now(line);
  for (int round = 0; round < 3 && is_single_byte_line(now); ++round) {
    Utf8Reading reading = read_utf8(bytes_of(now));
    if (!reading.whole || reading.sequences == 0) break;
    const Counts counts = count(reading.text);
    const bool again = is_single_byte_line(reading.text) && read_utf8(bytes_of(reading.text)).whole;
    if (counts.strange > 0 && !again) break;
    if (mixes_scripts(reading.text) || shows_encodings(line, reading.text)) break;
    if (reading.sequences == 1 && !again && round == 0 && is_by_chance(reading.text)) break;
    now = std::move(reading.text);
    out.text = now;
  }
  if (out.text.empty()) return std::nullopt;
  // CJK that says nothing was no CJK.
  const Counts counts = count(out.text);
  if (counts.wide > 3 && model.average_cost(out.text) > language::kUnknownCost) return std::nullopt;
  return out;
}

namespace {

// The bytes as GBK or Big5, whichever is Chinese.
std::optional<Recoded> read_chinese(std::string_view bytes,
                                    const HanModel& model,
                                    const DoubleByte& gbk,
                                    const DoubleByte& big5) {
  std::optional<Recoded> best;
  int best_cost = 0;
  const auto attempt = [&](const DoubleByte& page, DamageKind kind) {
    std::u32string text = page.decode_all(bytes);
    resolve_numeric_references(text);
    int sum = 0;
    int han = 0;
    int other = 0;
    int glued = 0;  // to Latin words, as accented letters are
    language::HanContext context;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char32_t c = text[i];
      const bool is_alone = i + 1 == text.size() || !HanModel::is_covered(text[i + 1]);
      glued += HanModel::is_covered(c) && i > 0 && is_ascii_letter(text[i - 1]) && is_alone ? 1 : 0;
      const char32_t token = model.token(c);
      if (HanModel::is_covered(c)) {
        sum += model.cost(context, token);
        ++han;
      } else if (c >= 0x80 && (c < 0x2010 || c >= 0xE000) && (c < 0xFF00 || c >= 0xFF5F)) {
        ++other;
      }
      context.add(token);
    }
    constexpr int chinese = 56;  // twice what Chinese costs is still far from chance
    if (han < 2 || glued * 2 >= han || other * 4 > han || sum > han * chinese) return;
    if (best && sum >= best_cost) return;
    best = Recoded{std::move(text), kind, sum < han * 48 ? 100 : 90};
    best_cost = sum;
  };
  attempt(gbk, DamageKind::GbkAsSingleByte);
  attempt(big5, DamageKind::Big5AsSingleByte);
  return best;
}

}  // namespace

std::optional<Recoded> recode_code_page(std::u32string_view line,
                                        const HanModel& model,
                                        CodePages& pages) {
  constexpr std::size_t fewest = 4;
  for (const auto page : {DoubleByte::Page::Windows1251, DoubleByte::Page::Windows1250}) {
    const bool may_be = page == DoubleByte::Page::Windows1251 ? !has_case_sense(line)
                                                              : is_accented_throughout(line);
    if (!may_be) continue;
    const DoubleByte& table = pages.of(page);
    std::string bytes;
    for (const char32_t c : line) {
      const unsigned byte = c < 0x80 ? c : table.spell(c);
      if (byte == 0) break;
      bytes += static_cast<char>(byte);
    }
    if (bytes.size() < line.size()) continue;
    auto read = read_chinese(bytes, model, pages.of(DoubleByte::Page::Gbk),
                             pages.of(DoubleByte::Page::Big5));
    if (!read || read->certainty < 100 || !has_variety(read->text, fewest)) continue;
    if (shows_encodings(line, read->text)) return std::nullopt;
    read->kind = DamageKind::GbkAsCodePage;
    return read;
  }
  return std::nullopt;
}

std::optional<Recoded> recode_double_byte(std::u32string_view line,
                                          const HanModel& model,
                                          const DoubleByte& gbk,
                                          const DoubleByte& big5) {
  auto best = read_chinese(bytes_of(line), model, gbk, big5);
  if (best && talks_about_encodings(line) && count(best->text).wide < 12) return std::nullopt;
  return best;
}

}  // namespace banxin::repair
