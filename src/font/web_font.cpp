#include "font/web_font.h"

#include <woff2/decode.h>
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace banxin::font {
namespace {

constexpr std::size_t kLargestFont = 64U << 20U;

std::uint32_t read_32(std::string_view data, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8U | static_cast<unsigned char>(data[at + i]);
  return value;
}

std::uint16_t read_16(std::string_view data, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(data[at]) << 8U |
                                    static_cast<unsigned char>(data[at + 1]));
}

void append_32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out += static_cast<char>(value >> shift & 0xFFU);
}

void append_16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value >> 8U & 0xFFU);
  out += static_cast<char>(value & 0xFFU);
}

Error broken() {
  return {ErrorCode::Unusable, "font", "is not a font file, or is damaged"};
}

struct WoffTable {
  std::uint32_t tag, offset, packed, length, checksum;
};

// WOFF 1.0 §4: a header of 44 bytes, then 20 bytes a table.
Result<std::vector<WoffTable>> read_woff_tables(std::string_view data) {
  const std::size_t count = read_16(data, 12);
  if (count == 0 || 44 + count * 20 > data.size()) return broken();
  std::vector<WoffTable> tables;
  std::size_t total = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = 44 + i * 20;
    WoffTable table{read_32(data, at), read_32(data, at + 4), read_32(data, at + 8),
                    read_32(data, at + 12), read_32(data, at + 16)};
    if (table.offset > data.size() || table.packed > data.size() - table.offset ||
        table.packed > table.length || table.length > kLargestFont) {
      return broken();
    }
    total += table.length;
    if (total > kLargestFont) return broken();
    tables.push_back(table);
  }
  std::sort(tables.begin(), tables.end(),
            [](const auto& a, const auto& b) { return a.tag < b.tag; });
  return tables;
}

Result<std::string> unpack_woff(std::string_view data) {
  if (data.size() < 44) return broken();
  BANXIN_TRY(const std::vector<WoffTable> tables, read_woff_tables(data));
  std::string out;
  append_32(out, read_32(data, 4));
  const auto count = static_cast<std::uint32_t>(tables.size());
  std::uint32_t power = 1;
  std::uint32_t exponent = 0;
  for (; power * 2 <= count; power *= 2)
    ++exponent;
  append_16(out, count);
  append_16(out, power * 16);
  append_16(out, exponent);
  append_16(out, (count - power) * 16);
  std::size_t offset = 12 + tables.size() * 16;
  for (const WoffTable& table : tables) {
    append_32(out, table.tag);
    append_32(out, table.checksum);
    append_32(out, static_cast<std::uint32_t>(offset));
    append_32(out, table.length);
    offset += (table.length + 3U) & ~std::size_t{3};
  }
  for (const WoffTable& table : tables) {
    const std::size_t start = out.size();
    out.resize(start + ((table.length + 3U) & ~std::size_t{3}));
    if (table.packed == table.length) {
      std::copy_n(data.data() + table.offset, table.length, out.data() + start);
      continue;
    }
    uLongf length = table.length;
    if (uncompress(reinterpret_cast<Bytef*>(out.data() + start), &length,
                   reinterpret_cast<const Bytef*>(data.data() + table.offset),
                   table.packed) != Z_OK ||
        length != table.length) {
      return broken();
    }
  }
  return out;
}

Result<std::string> unpack_woff2(std::string_view data) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(data.data());
  const std::size_t expected = woff2::ComputeWOFF2FinalSize(bytes, data.size());
  if (expected == 0 || expected > kLargestFont) return broken();
  std::string out;
  woff2::WOFF2StringOut target(&out);
  target.SetMaxSize(kLargestFont);
  if (!woff2::ConvertWOFF2ToTTF(bytes, data.size(), &target)) return broken();
  out.resize(target.Size());
  return out;
}

}  // namespace

Result<std::string> unpack_web_font(std::string bytes) {
  if (bytes.size() < 12 || bytes.size() > kLargestFont) return broken();
  const std::string_view magic = std::string_view(bytes).substr(0, 4);
  if (magic == "wOFF") return unpack_woff(bytes);
  if (magic == "wOF2") return unpack_woff2(bytes);
  if (magic == "OTTO" || magic == "true" || magic == "ttcf" ||
      magic == std::string_view("\0\1\0\0", 4)) {
    return bytes;
  }
  return broken();
}

}  // namespace banxin::font
