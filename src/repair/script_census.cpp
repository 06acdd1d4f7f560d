#include "repair/script_census.h"

#include <algorithm>

#include "repair/judge_script.h"

namespace banxin::repair {
namespace {

using language::HanModel;

// The 256 commonest syllables of Korean prose, nine of ten that it has (language/model/ORIGIN.md).
constexpr std::u32string_view kCommonSyllables =
    U"가각간감값같개객거건것게결경계고공과관구규그기까께나내넌노는능니다단달당대더데도동되된될"
    U"됩두드든들디따때떤또라래러런렇레렌려력로록루류르른를름리릭린릴립링마만많매먼메며면명모목"
    U"무문므미및바반발방배백버번법벤변별보복본부분불브비사상새생서선설성세션소속수순스습시식신"
    U"실싶아안않알애앱야어언업없었에여역연열영예오올와완외요용우운워원위유으은을음응의이인일읽"
    U"임입있자작장재저적전점접정제져조존주중지직진집째참채처체초최추출치칙커컴코콘크클키타태택"
    U"터통트특튼티팅파패퍼페포폼표프플필하한할함합항해핸했행현형호화확환활후히";

// What a character costs at most: those of Japan alone are unknown to a model of Chinese.
constexpr int kRare = 56;

bool is_mark(char32_t c) {
  return (c >= 0x2010 && c <= 0x2026) || (c >= 0x3000 && c <= 0x301F) || c == U'・' || c == U'〜' ||
         (c >= 0xFF01 && c <= 0xFF5E) || c == 0xA0 || c == U'·' || c == U'※' || c == U'→' ||
         c == U'№' || c == U'«' || c == U'»' || c == U'℃';
}

}  // namespace

ScriptCensus take_census(std::u32string_view text, const HanModel& model) {
  constexpr std::u32string_view vowels = U"АЕИОУЫЭЮЯаеиоуыэюяІЄЇіїєёЁ";
  ScriptCensus out;
  for (const char32_t c : text) {
    if (c < 0x80) continue;
    if (is_mark(c)) {
      ++out.marks;
    } else if (HanModel::is_covered(c) || c == U'々') {
      ++out.han;
      out.han_cost += std::min(model.cost_of(c), kRare);
    } else if (c >= 0x3041 && c <= 0x3096) {
      ++out.hiragana;
    } else if ((c >= 0x30A1 && c <= 0x30FA) || c == U'ー') {
      ++out.katakana;
    } else if (c >= 0xFF61 && c <= 0xFF9F) {
      ++out.half_width_kana;
    } else if (c >= 0xAC00 && c < 0xD7A4) {
      ++out.hangul;
      out.common_hangul += std::binary_search(kCommonSyllables.begin(), kCommonSyllables.end(), c);
    } else if (c >= 0x400 && c < 0x460) {
      ++out.cyrillic;
      out.vowels += vowels.find(c) != std::u32string_view::npos ? 1 : 0;
    } else if (c >= 0xC0 && c < 0x200) {
      ++out.latin;
    } else {
      ++out.other;
    }
  }
  return out;
}

bool is_japanese(const ScriptCensus& census) {
  constexpr int fewest = 4;
  constexpr int usual = 53;
  constexpr int common = 46;
  const int kana = census.hiragana + census.katakana;
  const int text = kana + census.han;
  const int foreign = census.hangul + census.cyrillic + census.latin + census.other;
  if (text < fewest || foreign * 12 > text || census.half_width_kana * 8 > text) return false;
  if (kana < fewest || kana * 4 < text) return census.han_cost <= common * census.han;
  return census.han_cost <= usual * census.han &&
         (census.hiragana * 4 >= census.katakana || census.han == 0);
}

bool is_korean(const ScriptCensus& census) {
  constexpr int fewest = 4;
  const int foreign = census.han + census.hiragana + census.katakana + census.half_width_kana +
                      census.cyrillic + census.latin + census.other;
  return census.hangul >= fewest && foreign * 8 <= census.hangul &&
         census.common_hangul * 5 >= census.hangul * 3;
}

bool is_cyrillic(const ScriptCensus& census, std::u32string_view text) {
  constexpr int fewest = 5;
  const int foreign = census.han + census.hiragana + census.katakana + census.half_width_kana +
                      census.hangul + census.latin + census.other;
  return census.cyrillic >= fewest && foreign * 12 <= census.cyrillic &&
         census.vowels * 10 >= census.cyrillic * 3 && census.vowels * 10 <= census.cyrillic * 6 &&
         has_case_sense(text);
}

}  // namespace banxin::repair
