#include "font/character_sets.h"

#include <unicode/uchar.h>

namespace banxin::font {

bool is_han_or_wide(char32_t c) {
  return (c >= 0x2E80 && c <= 0xA4CF) ||  // radicals to Yi, with kana, bopomofo, Han
         (c >= 0x1100 && c <= 0x11FF) ||  // hangul jamo
         (c >= 0xA960 && c <= 0xA97F) || (c >= 0xAC00 && c <= 0xD7FF) ||  // hangul
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE10 && c <= 0xFE1F) ||
         (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         (c >= 0x1AFF0 && c <= 0x1B16F) || (c >= 0x1F200 && c <= 0x1F2FF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x02EA || c == 0x02EB || c == 0x02C7 ||
         c == 0x02CA || c == 0x02CB || c == 0x02D9;
}

bool is_shared_mark(char32_t c) {
  switch (c) {
    case 0x00B7:
    case 0x2014:
    case 0x2015:
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x2025:
    case 0x2026:
    case 0x2027:
    case 0x22EF:
    case 0x2E3A:
    case 0x2E3B:
    case 0x00D7:
    case 0x203B:
      return true;
    default:
      return c >= 0x2460 && c <= 0x24FF;
  }
}

bool is_unassigned(char32_t code_point) {
  const int8_t type = u_charType(static_cast<UChar32>(code_point));
  return type == U_UNASSIGNED || type == U_SURROGATE || type == U_CONTROL_CHAR;
}

}  // namespace banxin::font
