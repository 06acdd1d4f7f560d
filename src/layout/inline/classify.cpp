#include "layout/inline/classify.h"

#include <unicode/uchar.h>

namespace banxin::layout {
namespace {

CharClass classify_symbol(char32_t c) {
  switch (c) {
    // clang-format off
    case U'「': case U'『': case U'（': case U'《': case U'〈': case U'【': case U'〔': case U'〖':
    case U'［': case U'｛': case U'〘': case U'〚': case U'〝': case U'｟':
    case U'\uFE59': case U'\uFE5B': case U'\uFE5D':
      return CharClass::Opening;
    case U'」': case U'』': case U'）': case U'》': case U'〉': case U'】': case U'〕': case U'〗':
    case U'］': case U'｝': case U'〙': case U'〛': case U'〞': case U'〟': case U'｠':
    case U'\uFE5A': case U'\uFE5C': case U'\uFE5E':
      return CharClass::Closing;
    case U'，': case U'、': case U'\uFE50': case U'\uFE51': return CharClass::Comma;
    case U'；': case U'\uFE54': return CharClass::Semicolon;
    case U'：': case U'\uFE55': return CharClass::Colon;
    case U'。': case U'．': case U'\uFE52': return CharClass::FullStop;
    case U'！': case U'？': case U'\uFE56': case U'\uFE57': return CharClass::Exclamation;
    case U'・': return CharClass::MiddleDot;
    case U'～': case U'〜': case U'゠': return CharClass::Connector;
    case U'\u3000': return CharClass::FullSpace;
    case U'⸺': case U'⸻': return CharClass::Dash;
    case U'⋯': return CharClass::Ellipsis;
    case U'\u200B': case U'\u200C': case U'\u200D': case U'\u200E': case U'\u200F':
    case U'\u202A': case U'\u202B': case U'\u202C': case U'\u202D': case U'\u202E':
    case U'\u2060': case U'\u2066': case U'\u2067': case U'\u2068': case U'\u2069':
    case U'\u00AD': case U'\uFEFF': return CharClass::Control;
    case U'\uFFFC': return CharClass::Object;
    case U'々': case U'〆': case U'〇': case U'〻': return CharClass::Ideograph;
    // clang-format on
    default:
      return CharClass::Other;
  }
}

CharClass classify_by_type(char32_t c) {
  const auto code = static_cast<UChar32>(c);
  const std::int8_t type = u_charType(code);
  switch (type) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharClass::Combining;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharClass::Digit;
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
      return CharClass::Latin;
    case U_SPACE_SEPARATOR:
      return CharClass::Other;
    default:
      return CharClass::LatinMark;
  }
}

bool is_hangul(char32_t c) {
  return (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0x1100 && c <= 0x11FF) ||
         (c >= 0x3130 && c <= 0x318F) || (c >= 0xA960 && c <= 0xA97F);
}

bool is_kana(char32_t c) {
  return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3105 && c <= 0x312F) ||
         (c >= 0x31A0 && c <= 0x31BF) || (c >= 0x31F0 && c <= 0x31FF) ||
         (c >= 0xFF66 && c <= 0xFF9F) || (c >= 0x1AFF0 && c <= 0x1B16F);
}

bool is_han(char32_t c) {
  return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x2E80 && c <= 0x2FFF) ||
         (c >= 0x31C0 && c <= 0x31EF) || (c >= 0x3200 && c <= 0x33FF) ||
         (c >= 0x3021 && c <= 0x3029) || (c >= 0x3038 && c <= 0x303A);
}

}  // namespace

CharClass classify(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return CharClass::Ideograph;
  if (c < 0x80) {
    if (c == U' ') return CharClass::Space;
    if (c == U'\n') return CharClass::NewLine;
    if (c == U'\t') return CharClass::Tab;
    if (c >= U'0' && c <= U'9') return CharClass::Digit;
    if ((c | 0x20U) >= U'a' && (c | 0x20U) <= U'z') return CharClass::Latin;
    return c < 0x20 || c == 0x7F ? CharClass::Control : CharClass::LatinMark;
  }
  const CharClass symbol = classify_symbol(c);
  if (symbol != CharClass::Other) return symbol;
  if (is_hangul(c)) return CharClass::Hangul;
  if (u_getCombiningClass(static_cast<UChar32>(c)) != 0) return CharClass::Combining;
  if (is_kana(c)) return CharClass::Kana;
  if (is_han(c)) return CharClass::Ideograph;
  if (c >= 0xFE00 && c <= 0xFE0F) return CharClass::Combining;
  if (c >= 0xE0100 && c <= 0xE01EF) return CharClass::Combining;
  if ((c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6)) return CharClass::Ideograph;
  return classify_by_type(c);
}

CharClass classify_among_han(char32_t c) {
  switch (c) {
    case U'“':
    case U'‘':
      return CharClass::Opening;
    case U'”':
    case U'’':
      return CharClass::Closing;
    case U'—':
    case U'―':
      return CharClass::Dash;
    case U'…':
    case U'‥':
      return CharClass::Ellipsis;
    case U'·':
    case U'‧':
      return CharClass::MiddleDot;
    default:
      return CharClass::Ideograph;
  }
}

Blank blank_of(CharClass c, font::Region region, bool vertical) {
  const bool centred = region == font::Region::Hant || region == font::Region::HongKong;
  const bool japanese = region == font::Region::Japan;
  switch (c) {
    case CharClass::Opening:
      return Blank::Before;
    case CharClass::Closing:
      return Blank::After;
    case CharClass::MiddleDot:
      return Blank::Both;
    case CharClass::Comma:
    case CharClass::FullStop:
      return centred ? Blank::Both : Blank::After;
    case CharClass::Semicolon:
    case CharClass::Colon:
      if (vertical) return Blank::None;
      return centred || japanese ? Blank::Both : Blank::After;
    case CharClass::Exclamation:
      if (vertical || japanese) return Blank::None;
      return centred ? Blank::Both : Blank::After;
    default:
      return Blank::None;
  }
}

std::int32_t line_break_class(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return U_LB_IDEOGRAPHIC;
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_LINE_BREAK);
}

bool is_east_asian_wide(char32_t c) {
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  if (c < 0x1100 || is_hangul(c)) return false;
  const std::int32_t width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE;
}

}  // namespace banxin::layout
