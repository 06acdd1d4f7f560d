#pragma once
// UTF-8 byte by byte, for searches that hold a character begun.
#include <cstdint>

namespace banxin::repair {

struct Utf8Fed {
  std::uint32_t state = 0;  // the next one; 0: between characters
  char32_t character = 0;   // that the byte ends, 0 when it ends none
  bool valid = false;
};

// The value of the character begun sits in the lower 21 bits of the state, above it the number of
// bytes still to come.
inline constexpr unsigned kUtf8Missing = 24;
inline std::uint32_t utf8_missing(std::uint32_t state) {
  return state >> kUtf8Missing;
}
Utf8Fed feed_utf8(std::uint32_t state, unsigned byte);

}  // namespace banxin::repair
