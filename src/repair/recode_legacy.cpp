#include "repair/recode_legacy.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/utf8.h"
#include "repair/judge_script.h"
#include "repair/recode_single.h"
#include "repair/script_census.h"
#include "repair/suspicion.h"
#include "repair/text_traits.h"

namespace banxin::repair {
namespace {

using language::HanModel;
using Page = DoubleByte::Page;

struct Encoding {
  Page page;
  DamageKind kind;
};
constexpr std::array<Encoding, 5> kEncodings = {{{Page::ShiftJis, DamageKind::ShiftJisMisread},
                                                 {Page::EucJp, DamageKind::EucJpMisread},
                                                 {Page::EucKr, DamageKind::EucKrMisread},
                                                 {Page::Windows1251, DamageKind::CyrillicMisread},
                                                 {Page::Gbk, DamageKind::CyrillicMisread}}};

// The bytes of a line that was read one by one or, where `page` is given, in it.
std::optional<std::string> bytes_of(std::u32string_view line, const DoubleByte* page) {
  std::string out;
  out.reserve(line.size() * 2);
  for (const char32_t c : line) {
    if (page == nullptr || c < 0x80) {
      out += static_cast<char>(single_byte_of(c));
      continue;
    }
    const unsigned bytes = page->spell(c);
    if (bytes == 0) return std::nullopt;
    if (bytes > 0xFF) out += static_cast<char>(bytes >> 8U);
    out += static_cast<char>(bytes & 0xFFU);
  }
  return out;
}

// «ÆØÅ æøå» is Danish: words of some length tell.
bool has_cyrillic_words(std::u32string_view text) {
  constexpr std::size_t long_word = 4;
  constexpr std::size_t fewest = 6;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && text[end] >= 0x400 && text[end] < 0x500)
      ++end;
    if (end - i >= long_word) letters += end - i;
    i = std::max(end, i + 1);
  }
  return letters >= fewest;
}

// The letters that Turkish has beyond ASCII's, by themselves: a list of them.
bool is_turkish_alphabet(std::u32string_view line) {
  constexpr std::u32string_view letters = U"ığüşöçİĞÜŞÖÇâîûÂÎÛ";
  return std::all_of(line.begin(), line.end(), [letters](char32_t c) {
    return c < 0x80 || letters.find(c) != std::u32string_view::npos;
  });
}

bool has_kana(const ScriptCensus& census) {
  return census.hiragana + census.katakana > 0;
}

// OPTIMIZATION: whether bytes may be text of an encoding at all, by their ranges: no table is made
// for those that are not.
bool may_be_in(Page page, std::string_view bytes) {
  int pairs = 0;
  int telling = 0;  // Hangul, kana; in Shift_JIS, what is no half-width kana
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    ++pairs;
    if (page == Page::ShiftJis && lead >= 0xA0 && lead < 0xE0) continue;
    telling += page == Page::EucKr   ? lead >= 0xB0 && lead <= 0xC8
               : page == Page::EucJp ? lead == 0xA4 || lead == 0xA5
                                     : 1;
    ++i;
  }
  switch (page) {
    case Page::EucKr:
      return telling * 3 >= pairs * 2;
    case Page::EucJp:
      return telling > 0;
    case Page::ShiftJis:
      return telling * 8 >= pairs * 7;
    default:
      return true;
  }
}

class Legacy {
 public:
  Legacy(std::vector<Paragraph>& lines, CodePages& pages, const HanModel& model)
      : lines_(lines), pages_(pages), model_(model) {}

  void repair(const std::vector<std::size_t>& damaged, const DoubleByte* page);

 private:
  struct Reading {
    std::u32string text;
    bool looks_right = false;
  };
  Reading read(std::u32string_view line, const DoubleByte* page, const Encoding& encoding);
  bool looks_right(std::u32string_view line,
                   std::u32string_view text,
                   const Encoding& encoding,
                   const DoubleByte* page);

  std::vector<Paragraph>& lines_;
  CodePages& pages_;
  const HanModel& model_;
};

bool Legacy::looks_right(std::u32string_view line,
                         std::u32string_view text,
                         const Encoding& encoding,
                         const DoubleByte* page) {
  constexpr std::size_t fewest_kinds = 4;
  if (!has_variety(text, fewest_kinds)) return false;
  const ScriptCensus census = take_census(text, model_);
  switch (encoding.page) {
    case Page::ShiftJis:
      return is_japanese(census) && (has_kana(census) || page != nullptr);
    case Page::EucJp: {
      if (!is_japanese(census) || !has_kana(census)) return false;
      // GBK has the same kana: only other characters tell the two apart.
      constexpr int clearly = 5;
      constexpr int fewest = 2;
      const std::u32string other = page == nullptr
                                       ? pages_.of(Page::Gbk).decode_all(*bytes_of(line, page))
                                       : std::u32string(line);
      if (page == nullptr && other.empty()) return true;
      const ScriptCensus as_gbk = take_census(other, model_);
      return census.han >= fewest && as_gbk.han >= fewest &&
             as_gbk.han_cost * census.han >= (census.han_cost + clearly * census.han) * as_gbk.han;
    }
    case Page::EucKr: {
      // Four rare Han characters are common syllables by chance now and then.
      constexpr int fewest = 6;
      return is_korean(census) && (page == nullptr || census.hangul >= fewest);
    }
    case Page::Windows1251:
      return page == nullptr && is_cyrillic(census, text) && is_accented_throughout(line) &&
             !is_turkish_alphabet(line) && has_cyrillic_words(text);
    default:
      return page == nullptr && is_cyrillic(census, text);
  }
}

Legacy::Reading Legacy::read(std::u32string_view line,
                             const DoubleByte* page,
                             const Encoding& encoding) {
  Reading out;
  const std::optional<std::string> bytes = bytes_of(line, page);
  const bool is_pairs = encoding.page != Page::Windows1251 && encoding.page != Page::Gbk;
  if (!bytes || (page != nullptr && !is_pairs)) return out;
  out.text = pages_.of(encoding.page).decode_all(*bytes);
  if (out.text.empty() || shows_encodings(line, out.text)) return Reading{};
  out.looks_right = looks_right(line, out.text, encoding, page);
  return out;
}

void Legacy::repair(const std::vector<std::size_t>& damaged, const DoubleByte* page) {
  // Short lines, which do not show their language, follow where most others do.
  constexpr std::size_t enough = 2;
  std::vector<Reading> best;
  std::size_t most = 0;
  Encoding encoding = kEncodings[0];
  for (const Encoding& candidate : kEncodings) {
    const bool any = std::any_of(damaged.begin(), damaged.end(), [&](std::size_t line) {
      const auto bytes = bytes_of(lines_[line].text, page);
      return bytes && may_be_in(candidate.page, *bytes);
    });
    if (!any) continue;
    std::vector<Reading> readings;
    std::size_t characters = 0;
    for (const std::size_t line : damaged) {
      readings.push_back(read(lines_[line].text, page, candidate));
      characters += readings.back().looks_right ? readings.back().text.size() : 0;
    }
    if (characters <= most) continue;
    most = characters;
    best = std::move(readings);
    encoding = candidate;
  }
  const auto right = static_cast<std::size_t>(
      std::count_if(best.begin(), best.end(), [](const Reading& one) { return one.looks_right; }));
  const auto readable = static_cast<std::size_t>(std::count_if(
      best.begin(), best.end(), [](const Reading& one) { return !one.text.empty(); }));
  const bool all =
      right >= enough && right * 3 >= damaged.size() && readable * 8 >= damaged.size() * 7;
  for (std::size_t i = 0; i < best.size(); ++i) {
    if (best[i].text.empty() || (!best[i].looks_right && !all)) continue;
    Paragraph& line = lines_[damaged[i]];
    line.replace_all(std::move(best[i].text), encoding.kind, best[i].looks_right ? 100 : 90);
    line.recoded = true;
  }
}

}  // namespace

void repair_legacy(std::vector<Paragraph>& lines, CodePages& pages, const HanModel& model) {
  std::vector<std::size_t> single;
  std::vector<std::size_t> paired;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::u32string& text = lines[i].text;
    if (!lines[i].suspicious || lines[i].recoded) continue;
    if (is_single_byte_line(text)) {
      if (shows_bytes(text) && !is_utf8_line(text)) single.push_back(i);
    } else if (text.find(kReplacementCharacter) == std::u32string::npos && !is_listing(text) &&
               reads_badly(text, model)) {
      paired.push_back(i);
    }
  }
  Legacy legacy(lines, pages, model);
  if (!single.empty()) legacy.repair(single, nullptr);
  if (!paired.empty()) legacy.repair(paired, &pages.of(Page::Gbk));
}

}  // namespace banxin::repair
