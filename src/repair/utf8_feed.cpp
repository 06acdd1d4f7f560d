#include "repair/utf8_feed.h"

namespace banxin::repair {

Utf8Fed feed_utf8(std::uint32_t state, unsigned byte) {
  const std::uint32_t missing = utf8_missing(state);
  const std::uint32_t value = state & 0x1FFFFFU;
  if (missing == 0) {
    if (byte < 0x80) return {0, static_cast<char32_t>(byte), true};
    if (byte < 0xC2 || byte > 0xF4) return {};
    const std::uint32_t more = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
    return {more << kUtf8Missing | (byte & (0x3FU >> more)), 0, true};
  }
  if ((byte & 0xC0U) != 0x80) return {};
  const std::uint32_t next = value << 6U | (byte & 0x3FU);
  if (missing > 1) {
    // E0 80, F0 80: overlong forms
    if (next == 0 || (missing == 2 && next < 0x20 && value == 0)) return {};
    return {(missing - 1) << kUtf8Missing | next, 0, true};
  }
  const bool surrogate = next >= 0xD800 && next < 0xE000;
  return {0, static_cast<char32_t>(next), next >= 0x80 && next <= 0x10FFFF && !surrogate};
}

}  // namespace banxin::repair
