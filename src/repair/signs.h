#pragma once
// What a decoder leaves where it had no character.
#include "base/utf8.h"

namespace banxin::repair {

// The sign of a character that is gone.
inline bool is_sign(char32_t c) {
  return c == '?' || c == kReplacementCharacter;
}
// Of the private use area, where decoders put the pairs of user-defined rows.
inline bool is_private(char32_t c) {
  return c >= 0xE000 && c < 0xF900;
}

}  // namespace banxin::repair
