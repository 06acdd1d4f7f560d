#include "input/language_cost.h"

#include <array>

#include "base/ascii.h"
#include "base/utf8.h"

namespace banxin::input {
namespace {

using language::HanModel;

// The commoner syllables of Korean, about two thirds of running text.
constexpr std::u32string_view kCommonHangul =
    U"이다는을의에가고하지로도기사한를은어서리스자시나인아그대해수일정과부라만"
    U"전으보장주있원비제상"
    U"구들것"
    U"했면조거니음개안여무신경성학선소세계적유동생모화공국민회중오우마년도말연"
    U"치문간위당저발방미관"
    U"업된"
    U"될되드트크진현단분못산심내물때실식초파포설추려행영요게까불르명배통표히";

int hangul(char32_t c) {
  return kCommonHangul.find(c) != std::u32string_view::npos ? 24 : 38;
}

bool is_cyrillic(char32_t c) {
  return c >= 0x400 && c < 0x460;
}
bool is_cyrillic_capital(char32_t c) {
  return c >= 0x400 && c < 0x430;
}

// By how common the letters are in Russian.
int cyrillic(char32_t c, char32_t before) {
  constexpr std::u32string_view order = U"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
  const bool capital = is_cyrillic_capital(c);
  const char32_t lower = !capital ? c : c >= 0x410 ? c + 0x20 : c + 0x50;
  const std::size_t place = order.find(lower);
  const int letter = place == std::u32string_view::npos ? 48 : 13 + static_cast<int>(place);
  // A capital in the middle of a word is what KOI8-R and windows-1251 make of
  // each other.
  const bool inside = is_cyrillic(before) && !is_cyrillic_capital(before);
  return letter + (capital ? (inside ? 48 : 10) : 0);
}

// Letters of Latin-1 and Latin Extended-A: at home beside ASCII letters.
int latin(char32_t c, char32_t before, char32_t after) {
  constexpr std::u32string_view common = U"éèàêçùôîâûëïöäüßåøæñóíáúãõœąęłśćżźńžščřěýůőűğşıİ";
  const bool company = is_ascii_letter(before) || is_ascii_letter(after);
  const int letter = common.find(c) != std::u32string_view::npos ? 28 : 42;
  return letter + (company ? 0 : 28);
}

// A mark over or under a consonant stands after one; the letters for Pali and old spellings are
// rare.
int thai(char32_t c, char32_t before) {
  const bool above = c == 0xE31 || (c >= 0xE34 && c <= 0xE3A) || (c >= 0xE47 && c <= 0xE4E);
  const bool before_above = before == 0xE31 || (before >= 0xE34 && before <= 0xE39);
  const bool consonant = before >= 0xE01 && before <= 0xE2E;
  if (above) return consonant || (before_above && c >= 0xE47) ? 20 : 90;
  constexpr std::u32string_view rare = U"ฃฅฆฌฎฏฐฑฒฬฮฦฯๅ๏๚๛";
  const bool leading = before >= 0xE40 && before <= 0xE44;
  if (rare.find(c) != std::u32string_view::npos) return 52;
  return leading && !(c >= 0xE01 && c <= 0xE2E) ? 80 : 25;
}

int mark(char32_t c) {
  if (c >= 0x2010 && c <= 0x2026) return 34;  // dashes, quotation marks, ellipsis
  constexpr std::u32string_view common = U"\u00A0«»·°§©®€×–—™•";
  return common.find(c) != std::u32string_view::npos ? 40 : 62;
}

int script_cost(char32_t c, char32_t before, char32_t after) {
  if (c < 0xA0) return 100;  // C1 controls
  if (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7) return latin(c, before, after);
  if (c < 0x100 || (c >= 0x2000 && c < 0x2200)) return mark(c);
  const bool in_latin = is_ascii_letter(before) || is_ascii_letter(after);
  if (c >= 0x370 && c < 0x400) return in_latin ? 64 : 24;
  if (is_cyrillic(c)) return cyrillic(c, before) + (in_latin ? 40 : 0);
  if ((c >= 0x5D0 && c < 0x5EB) || (c >= 0x620 && c < 0x660)) return in_latin ? 64 : 23;
  if (c >= 0xE01 && c < 0xE5C) return in_latin ? 64 : thai(c, before);
  if (c >= 0x1E00 && c < 0x1F00) return latin(c, before, after);
  if (c >= 0x3041 && c < 0x3097) return 22;
  if (c >= 0x30A1 && c < 0x30FF) return 28;
  if (c >= 0xAC00 && c < 0xD7A4) return hangul(c);
  if (c >= 0xFF61 && c < 0xFFA0) return 66;  // half-width katakana: what Shift_JIS makes of all
  if (c >= 0xE000 && c < 0xF900) return 110;
  if (c >= 0xFF01 && c < 0xFF5F) return 40;
  if (c >= 0x3000 && c < 0x3020) return 30;
  if (c >= 0x1F000 && c < 0x1FB00) return 60;
  return 80;
}

bool is_chinese_mark(char32_t c) {
  constexpr std::u32string_view marks = U"，。、！？“”‘’：；（）《》…—·「」『』";
  return marks.find(c) != std::u32string_view::npos;
}

}  // namespace

LanguageCost language_cost(std::string_view text, const HanModel& model) {
  LanguageCost out;
  language::HanContext context;
  char32_t before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCharacter d = decode_utf8(text, at);
    at += d.length;
    const char32_t c = d.code_point;
    if (c < 0x80) {
      if (c != '\r') context.add(model.token(c));
      before = c;
      continue;
    }
    ++out.characters;
    const char32_t token = model.token(c);
    const bool cjk_around = before >= 0x2E80 || (at < text.size() && (text[at] & 0x80) != 0);
    if (c == kReplacementCharacter) {
      ++out.replaced;
      out.cost += kReplacedCost;
    } else if (HanModel::is_covered(c)) {
      const int han = model.cost(context, token);
      // Kanji among kana follow other laws than the model's.
      out.cost += out.kana > 0 && han > 46 ? 46 : han;
    } else if (is_chinese_mark(c) && cjk_around) {
      out.cost += model.cost(context, token);
    } else {
      const char32_t after = at < text.size() ? decode_utf8(text, at).code_point : ' ';
      out.cost += script_cost(c, before, after);
      out.kana += c >= 0x3041 && c < 0x30FF ? 1 : 0;
    }
    context.add(token);
    before = c;
  }
  return out;
}

}  // namespace banxin::input
