#pragma once
// What repair found and healed: the report of every function of this module.
// Offsets are bytes of the text that was given.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace banxin::repair {

enum class DamageKind : std::uint8_t {
  Utf8AsSingleByte,  // UTF-8 read as Latin-1 or windows-1252, once or twice
  GbkAsSingleByte,
  Big5AsSingleByte,
  Utf8AsGbk,
  Big5AsGbk,
  GbkAsBig5,
  Utf8AsBig5,
  Utf8AsShiftJis,
  Utf8AsEucKr,
  Utf8AsWindows1250,
  Utf8AsWindows1251,
  Utf8AsMacRoman,
  Utf8AsCp437,
  GbkAsCodePage,    // GBK or Big5 as windows-1250 or -1251
  ShiftJisMisread,  // these as Latin-1, windows-1252 or GBK
  EucJpMisread,
  EucKrMisread,
  CyrillicMisread,
  MarksMisread,   // typographic marks of a Latin text
  GbkOutOfStep,   // GBK cut or robbed of a byte inside a character, pairs read
                  // across characters
  EntityAsText,   // character references shown as text
  LostCharacter,  // taken from another copy of the same text
  Reading,        // pinyin pasted after a character
};
inline constexpr std::size_t kDamageKinds = 24;  // at most
std::string_view damage_name(DamageKind kind);

struct HealedSpan {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string before;
  std::string after;
  DamageKind kind = DamageKind::Utf8AsSingleByte;
  int certainty = 100;  // per cent
};

// What nothing can heal (U+FFFD, 锟斤拷), or was not searched to the end.
struct LostPlace {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text;
};

struct RepairReport {
  std::vector<HealedSpan> healed;  // by offset
  std::vector<LostPlace> lost;
  std::vector<LostPlace> given_up;  // lines, by how they begin
};

}  // namespace banxin::repair
