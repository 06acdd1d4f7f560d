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

// Which pages the characters of a line may come from, so that no table is made for nothing.
bool may_come_from(Page page, std::u32string_view line) {
  constexpr std::u32string_view leads = U"縺繧繝窶";  // what Shift_JIS makes of E381 to E383, E280
  return std::any_of(line.begin(), line.end(), [&](char32_t c) {
    switch (page) {
      case Page::ShiftJis:
        return is_half_width_kana(c) || leads.find(c) != std::u32string_view::npos;
      case Page::EucKr:
        return is_hangul(c);
      case Page::Windows1251:
        return is_cyrillic(c);
      default:
        return language::HanModel::is_covered(c);
    }
  });
}

// How many characters from U+0800 must be there whole. Of pages with Han characters, pairs are
// UTF-8 by chance now and then; what the others make of UTF-8 is no text at all.
std::size_t fewest_whole(Page page, std::size_t lost) {
  if (page == Page::Gbk || page == Page::Big5) return lost == 0 ? 3 : 4;
  return lost == 0 ? 2 : 3;
}

}  // namespace

std::optional<PairsReading> recode_foreign(std::u32string_view line, const PairsContext& context) {
  constexpr std::array<Page, 5> pages = {Page::Gbk, Page::Windows1251, Page::ShiftJis, Page::Big5,
                                         Page::EucKr};
  constexpr std::size_t longest = 1U << 16U;
  std::optional<PairsReading> best;
  if (line.size() > longest || is_listing(line)) return best;
  Utf8Fit best_fit;
  for (const Page page : pages) {
    if (!may_come_from(page, line)) continue;
    const Slots bytes = spell_line(line, {context.pages.of(page), Loss::OneByte, true, true});
    const Utf8Fit fit = measure_utf8(bytes);
    if (!fits_utf8(fit, bytes) || (page == Page::Gbk && !is_foreign(fit))) continue;
    if (fit.wide * 3 + fit.narrow * 2 <= best_fit.wide * 3 + best_fit.narrow * 2) continue;
    auto reading = recode_bytes_as_utf8(line, page, context);
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
