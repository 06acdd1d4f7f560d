#pragma once
// Byte slots: a line as the bytes that its decoder read, those that it could not read included.
// What a decoder leaves of a byte pair that is no character to it differs: Windows 936 one `?` for
// the pair (recode_pairs reads those); Python, and browsers before an ASCII character, one U+FFFD
// for the first byte, and the second is read on; browsers and Java otherwise one U+FFFD for both;
// `iconv -c` nothing at all.
#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include "repair/double_byte.h"

namespace banxin::repair {

enum class Loss : std::uint8_t {
  OneByte,   // U+FFFD for a byte
  TwoBytes,  // U+FFFD for a pair, or for a byte before an ASCII character
  NoSign,    // the byte is gone
  NoSigns,   // the pair is gone, or the byte before an ASCII character
};

struct Decoder {
  const DoubleByte& page;
  Loss loss = Loss::OneByte;
  bool extended = false;  // reads the rows that only some decoders read
  bool euro = false;      // reads 0x80 as € (Windows 936, browsers)
};

using ByteSet = std::bitset<256>;

struct Slot {
  enum class Kind : std::uint8_t { Byte, Lost, MaybeLost, Literal };
  Kind kind = Kind::Byte;
  bool joined = false;       // the second of a pair that was lost as a whole
  char32_t value = 0;        // the byte; or the character, which stands for itself
  std::uint32_t symbol = 0;  // in the line
  std::uint32_t set = 0;     // of the bytes that a lost one may be, in Slots::sets

  bool is_byte() const { return kind == Kind::Byte; }
  bool is_lost() const { return kind == Kind::Lost || kind == Kind::MaybeLost; }
  bool is_ascii() const { return is_byte() && value < 0x80; }
};

struct Slots {
  std::vector<Slot> slots;
  std::vector<ByteSet> sets;
  std::size_t literals = 0;  // beyond ASCII
  std::size_t lost = 0;

  const ByteSet& set_of(const Slot& slot) const { return sets[slot.set]; }
};

// The line as the bytes that `decoder` read.
Slots spell_line(std::u32string_view line, const Decoder& decoder);

// How much of it is UTF-8, bytes that are there considered only.
struct Utf8Fit {
  std::size_t wide = 0;              // whole characters from U+0800
  std::size_t narrow = 0;            // whole characters of two bytes
  std::size_t stray = 0;             // bytes in none
  std::vector<char32_t> characters;  // beyond ASCII
};
Utf8Fit measure_utf8(const Slots& line);

// For Loss::NoSign and NoSigns: where bytes are missing, slots for them.
void add_missing(Slots& line, const Decoder& decoder);

}  // namespace banxin::repair
