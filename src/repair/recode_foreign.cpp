#include "repair/recode_foreign.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "repair/judge_pairs.h"
#include "repair/judge_script.h"
#include "repair/recode_bytes.h"
#include "repair/suspicion.h"

namespace banxin::repair {
namespace {

using Page = DoubleByte::Page;

bool is_half_width_kana(char32_t c) {
  return c >= 0xFF61 && c <= 0xFF9F;
}
bool is_hangul(char32_t c) {
  return c >= 0xAC00 && c < 0xD7A4;
}
bool is_cyrillic(char32_t c) {
  return c >= 0x400 && c < 0x500;
}

bool is_one_of(std::u32string_view those, char32_t c) {
  return those.find(c) != std::u32string_view::npos;
}

// What pages of single bytes make of first bytes, or of others, as texts in them hardly have it.
constexpr std::u32string_view kOf1250 = U"ĂĹăĺćč";
constexpr std::u32string_view kOfMac = U"√≈≠∞≤≥∂∑∏π∫Ω";
constexpr std::u32string_view kOf437 = U"├┬╨╤ΓπΣσµτΦΘ";

// Which pages the characters of a line may come from, so that no table is made for nothing.
bool may_come_from(Page page, std::u32string_view line) {
  constexpr std::u32string_view leads = U"縺繧繝窶";  // what Shift_JIS makes of E381 to E383, E280
  if (page == Page::MacRoman && line.find(U"‚Ä") != std::u32string_view::npos) return true;
  return std::any_of(line.begin(), line.end(), [&](char32_t c) {
    switch (page) {
      case Page::ShiftJis:
        return is_half_width_kana(c) || is_one_of(leads, c);
      case Page::EucKr:
        return is_hangul(c);
      case Page::Windows1250:
        return is_one_of(kOf1250, c);
      case Page::Windows1251:
        return is_cyrillic(c);
      case Page::MacRoman:
        return is_one_of(kOfMac, c);
      case Page::Cp437:
        return is_one_of(kOf437, c);
      default:
        return language::HanModel::is_covered(c);
    }
  });
}

// A page of single bytes lost one byte for a `?` in the middle of a character.
std::u32string mark_lost_bytes(std::u32string_view line, const DoubleByte& page) {
  std::u32string out(line);
  int missing = 0;
  for (char32_t& c : out) {
    if (c < 0x80) {
      if (c == '?' && missing > 0) c = kReplacementCharacter;
      missing = c == kReplacementCharacter ? missing - 1 : 0;
      continue;
    }
    const unsigned byte = page.spell(c);
    const int begun = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC2 ? 1 : 0;
    missing = begun > 0 ? begun : std::max(0, missing - 1);
  }
  return out;
}

// Windows reads pairs of Shift_JIS that are no character as ・. As its own bytes, 81 45, that would
// be the end of a character and E: too rare to count.
std::u32string mark_lost_pairs(std::u32string_view line) {
  std::u32string out(line);
  std::replace(out.begin(), out.end(), U'・', kReplacementCharacter);
  return out;
}

// How many characters from U+0800 must be there whole. Of pages with Han characters, pairs are
// UTF-8 by chance now and then; what the others make of UTF-8 is no text at all.
std::size_t fewest_whole(Page page, std::size_t lost) {
  if (page == Page::Gbk || page == Page::Big5) return lost == 0 ? 3 : 4;
  return lost == 0 ? 2 : 3;
}

}  // namespace

bool is_telling_of_pages(char32_t c) {
  return is_one_of(kOf1250, c) || is_one_of(kOfMac, c) || is_one_of(kOf437, c) || c == U'‚';
}

bool shows_code_page(std::u32string_view line) {
  constexpr std::u32string_view greek_of_437 = U"αΓπΣσµτΦΘΩδφε";
  constexpr std::u32string_view ligatures_of_mac = U"ﬁﬂ\uF8FF";
  bool telling = false;
  std::size_t high = 0;
  std::size_t adjacent = 0;
  char32_t before = 0;
  for (const char32_t c : line) {
    const bool is_greek = c >= 0x370 && c < 0x400;
    if (is_greek ? !is_one_of(greek_of_437, c)
                 : ((c >= 0x400 && c < 0x2000) || c >= 0x2600) && !is_one_of(ligatures_of_mac, c)) {
      return false;
    }
    if (c >= 0x80) {
      ++high;
      adjacent += before >= 0x80 ? 1 : 0;
      telling = telling || (is_telling_of_pages(c) && c != U'‚') || (before == U'‚' && c == U'Ä');
    }
    before = c;
  }
  return telling && adjacent * 2 >= high;
}

std::optional<PairsReading> recode_foreign(std::u32string_view line, const PairsContext& context) {
  constexpr std::array<Page, 8> pages = {Page::Gbk,         Page::Windows1251, Page::ShiftJis,
                                         Page::Big5,        Page::EucKr,       Page::MacRoman,
                                         Page::Windows1250, Page::Cp437};
  constexpr std::size_t longest = 1U << 16U;
  std::optional<PairsReading> best;
  if (line.size() > longest || is_listing(line)) return best;
  Utf8Fit best_fit;
  for (const Page page : pages) {
    if (!may_come_from(page, line)) continue;
    const DoubleByte& table = context.pages.of(page);
    const std::u32string read = page >= Page::Windows1250 ? mark_lost_bytes(line, table)
                                : page == Page::ShiftJis  ? mark_lost_pairs(line)
                                                          : std::u32string(line);
    const Slots bytes = spell_line(read, {table, Loss::OneByte, true, true});
    const Utf8Fit fit = measure_utf8(bytes);
    if (!fits_utf8(fit, bytes) || (page == Page::Gbk && !is_foreign(fit))) continue;
    if (fit.wide * 3 + fit.narrow * 2 <= best_fit.wide * 3 + best_fit.narrow * 2) continue;
    auto reading = recode_bytes_as_utf8(read, page, context);
    if (!reading) continue;
    const std::size_t fewest = fewest_whole(page, bytes.lost);
    reading->proven = is_foreign(fit) ? is_sound(*reading) && is_script(reading->text, fit, fewest)
                                      : is_proven_utf8(*reading, fit, fewest) &&
                                            is_language(reading->text, context.model);
    if (!reading->proven) continue;
    best = std::move(reading);
    best_fit = fit;
  }
  if (best && shows_encodings(line, best->text)) best.reset();
  if (best) best->coheres = true;
  return best;
}

}  // namespace banxin::repair
