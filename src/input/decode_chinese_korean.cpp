// gb18030 (and gbk), Big5 and EUC-KR decoders (Encoding Standard §10.2, §11.1, §13.1).
#include <algorithm>

#include "input/character_index.h"
#include "input/decoders.h"

namespace banxin::input {
namespace {

struct Range {
  std::uint32_t pointer;
  std::uint32_t code_point;
};
constexpr Range kGb18030Ranges[] = {
#include "input/gb18030_ranges.inc"
};

// "Index gb18030 ranges code point", 0 for null.
char32_t ranges_code_point(std::uint32_t pointer) {
  if ((pointer > 39419 && pointer < 189000) || pointer > 1237575) return 0;
  if (pointer == 7457) return 0xE7C7;
  const auto* after =
      std::upper_bound(std::begin(kGb18030Ranges), std::end(kGb18030Ranges), pointer,
                       [](std::uint32_t wanted, const Range& row) { return wanted < row.pointer; });
  const Range& row = *(after - 1);
  return row.code_point + pointer - row.pointer;
}

// Four bytes from `at`, whose first is a lead byte and whose second is a digit. The number of bytes
// that were read: bytes after a fault are read again.
std::size_t decode_four_bytes(std::string_view bytes, std::size_t at, DecoderOutput& out) {
  const std::size_t left = bytes.size() - at;
  if (left >= 3 && !is_in(byte_at(bytes, at + 2), 0x81, 0xFE)) {
    out.fault();
    return 1;
  }
  if (left < 4) {
    out.fault();
    return left;
  }
  if (!is_in(byte_at(bytes, at + 3), 0x30, 0x39)) {
    out.fault();
    return 1;
  }
  const std::uint32_t pointer =
      (((byte_at(bytes, at) - 0x81) * 10 + byte_at(bytes, at + 1) - 0x30) * 126 +
       byte_at(bytes, at + 2) - 0x81) *
          10 +
      byte_at(bytes, at + 3) - 0x30;
  const char32_t code_point = ranges_code_point(pointer);
  if (code_point == 0) {
    out.fault();
  } else {
    out.put(code_point);
  }
  return 4;
}

// A fault of a two-byte sequence: an ASCII trail byte is read again, so that no markup is lost.
std::size_t pair_fault(std::uint32_t trail, DecoderOutput& out) {
  out.fault();
  return trail < 0x80 ? 1 : 2;
}

}  // namespace

void decode_gb18030(std::string_view bytes, DecoderOutput& out) {
  CharacterIndex index(CharacterIndex::Name::Gb18030);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint32_t lead = byte_at(bytes, at);
    if (lead < 0x80) {
      out.text += bytes[at++];
      continue;
    }
    if (lead == 0x80 || lead == 0xFF || at + 1 == bytes.size()) {
      if (lead == 0x80) {
        out.put(0x20AC);
      } else {
        out.fault();
      }
      ++at;
      continue;
    }
    const std::uint32_t trail = byte_at(bytes, at + 1);
    if (is_in(trail, 0x30, 0x39)) {
      at += decode_four_bytes(bytes, at, out);
      continue;
    }
    const bool fits = is_in(trail, 0x40, 0x7E) || is_in(trail, 0x80, 0xFE);
    const std::uint32_t pointer = (lead - 0x81) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41);
    const char32_t code_point = fits ? index.code_point(pointer) : 0;
    if (code_point == 0) {
      at += pair_fault(trail, out);
    } else {
      out.put(code_point);
      at += 2;
    }
  }
}

void decode_big5(std::string_view bytes, DecoderOutput& out) {
  CharacterIndex index(CharacterIndex::Name::Big5);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint32_t lead = byte_at(bytes, at);
    if (lead < 0x80) {
      out.text += bytes[at++];
      continue;
    }
    if (lead == 0x80 || lead == 0xFF || at + 1 == bytes.size()) {
      out.fault();
      ++at;
      continue;
    }
    const std::uint32_t trail = byte_at(bytes, at + 1);
    const bool fits = is_in(trail, 0x40, 0x7E) || is_in(trail, 0xA1, 0xFE);
    const std::uint32_t pointer = (lead - 0x81) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62);
    // Four pointers stand for a letter and a combining mark.
    if (fits && (pointer == 1133 || pointer == 1135 || pointer == 1164 || pointer == 1166)) {
      out.put(pointer < 1150 ? 0xCA : 0xEA);
      out.put(pointer == 1133 || pointer == 1164 ? 0x304 : 0x30C);
      at += 2;
      continue;
    }
    const char32_t code_point = fits ? index.code_point(pointer) : 0;
    if (code_point == 0) {
      at += pair_fault(trail, out);
    } else {
      out.put(code_point);
      at += 2;
    }
  }
}

void decode_euc_kr(std::string_view bytes, DecoderOutput& out) {
  CharacterIndex index(CharacterIndex::Name::EucKr);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::uint32_t lead = byte_at(bytes, at);
    if (lead < 0x80) {
      out.text += bytes[at++];
      continue;
    }
    if (lead == 0x80 || lead == 0xFF || at + 1 == bytes.size()) {
      out.fault();
      ++at;
      continue;
    }
    const std::uint32_t trail = byte_at(bytes, at + 1);
    const bool fits = is_in(trail, 0x41, 0xFE);
    const char32_t code_point = fits ? index.code_point((lead - 0x81) * 190 + trail - 0x41) : 0;
    if (code_point == 0) {
      at += pair_fault(trail, out);
    } else {
      out.put(code_point);
      at += 2;
    }
  }
}

}  // namespace banxin::input
