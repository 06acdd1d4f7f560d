// The decoders without multi-byte indexes: single-byte encodings, UTF-16, replacement and
// x-user-defined (Encoding Standard §9, §14).
#include <algorithm>
#include <array>

#include "input/decoders.h"

namespace banxin::input {
namespace {

struct SingleByteTable {
  Encoding encoding;
  std::array<std::uint16_t, 128> upper;  // of the bytes 80-FF; 0 is not assigned
};
constexpr SingleByteTable kSingleByteTables[] = {
#include "input/single_byte_tables.inc"
};

}  // namespace

void decode_single_byte(Encoding encoding, std::string_view bytes, DecoderOutput& out) {
  const auto* table =
      std::find_if(std::begin(kSingleByteTables), std::end(kSingleByteTables),
                   [encoding](const SingleByteTable& row) { return row.encoding == encoding; });
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      out.text += c;
    } else if (encoding == Encoding::XUserDefined) {
      out.put(0xF780U + byte - 0x80U);
    } else if (table->upper[byte - 0x80U] != 0) {
      out.put(table->upper[byte - 0x80U]);
    } else {
      out.fault();
    }
  }
}

void decode_utf16(std::string_view bytes, ByteOrder order, DecoderOutput& out) {
  const std::size_t low = order == ByteOrder::Little ? 0 : 1;
  const auto unit_at = [&](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[at + low]) |
                                 (static_cast<unsigned char>(bytes[at + 1 - low]) << 8U));
  };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = unit_at(at);
    if (unit < 0xD800 || unit > 0xDFFF) {
      out.put(unit);
      continue;
    }
    const char32_t next = unit < 0xDC00 && at + 3 < bytes.size() ? unit_at(at + 2) : 0;
    if (next < 0xDC00 || next > 0xDFFF) {
      // A lead surrogate and half a unit at the end are one fault.
      if (unit < 0xDC00 && at + 3 == bytes.size()) at = bytes.size() - 2;
      out.fault();
      continue;
    }
    out.put(0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00));
    at += 2;
  }
  if (at < bytes.size()) out.fault();
}

void decode_bytes(Encoding encoding, std::string_view bytes, DecoderOutput& out) {
  switch (encoding) {
    case Encoding::Gbk:
    case Encoding::Gb18030:
      return decode_gb18030(bytes, out);
    case Encoding::Big5:
      return decode_big5(bytes, out);
    case Encoding::EucJp:
      return decode_euc_jp(bytes, out);
    case Encoding::Iso2022Jp:
      return decode_iso_2022_jp(bytes, out);
    case Encoding::ShiftJis:
      return decode_shift_jis(bytes, out);
    case Encoding::EucKr:
      return decode_euc_kr(bytes, out);
    case Encoding::Utf16be:
      return decode_utf16(bytes, ByteOrder::Big, out);
    case Encoding::Utf16le:
      return decode_utf16(bytes, ByteOrder::Little, out);
    case Encoding::Replacement:
      // Encodings that are not safe to read: the whole text is one U+FFFD.
      if (!bytes.empty()) out.fault();
      return;
    default:
      return decode_single_byte(encoding, bytes, out);
  }
}

}  // namespace banxin::input
