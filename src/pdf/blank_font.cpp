#include "pdf/blank_font.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace banxin::pdf {
namespace {

constexpr std::uint16_t kUnitsPerEm = 1000;

class Table {
 public:
  Table& u16(unsigned value) {
    bytes += static_cast<char>(value >> 8U & 0xFFU);
    bytes += static_cast<char>(value & 0xFFU);
    return *this;
  }
  Table& u32(std::uint32_t value) { return u16(value >> 16U).u16(value & 0xFFFFU); }
  Table& zeros(std::size_t count) {
    bytes.append(count, '\0');
    return *this;
  }
  std::string bytes;
};

std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t sum = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    sum += std::uint32_t{static_cast<unsigned char>(bytes[at])} << (24 - 8 * (at % 4));
  }
  return sum;
}

std::string make_name() {
  // Name 6, PostScript name, for Windows in UTF-16.
  constexpr std::string_view kName = "BanxinBlank";
  Table table;
  table.u16(0).u16(1).u16(18);
  table.u16(3).u16(1).u16(0x409).u16(6).u16(static_cast<unsigned>(kName.size() * 2)).u16(0);
  for (const char c : kName)
    table.u16(static_cast<unsigned char>(c));
  return table.bytes;
}

// A triangle of one unit in the middle of the em (OpenType, table glyf).
std::string make_speck() {
  constexpr unsigned kX = 500, kY = 350;
  Table glyph;
  glyph.u16(1).u16(kX).u16(kY).u16(kX + 1).u16(kY + 1);  // contours, bounding box
  glyph.u16(2).u16(0);                                   // last point, no instructions
  glyph.bytes.append(3, '\1');                           // on the curve, coordinates in words
  glyph.u16(kX).u16(1).u16(0xFFFF);                      // x: 500, 501, 500
  glyph.u16(kY).u16(0).u16(1);                           // y: 350, 350, 351
  glyph.zeros(1);
  return glyph.bytes;
}

using Tables = std::vector<std::pair<std::string_view, std::string>>;

// OpenType 1.9: the tables that a TrueType font embedded in a PDF must have (ISO 32000-1 §9.9).
Tables make_tables(unsigned count) {
  Table head;
  head.u32(0x00010000).u32(0x00010000).u32(0).u32(0x5F0F3CF5).u16(3).u16(kUnitsPerEm);
  head.zeros(16);                                                       // created, modified
  head.u16(0).u16(0).u16(0).u16(0).u16(0).u16(8).u16(2).u16(1).u16(0);  // long loca
  Table hhea;
  hhea.u32(0x00010000).u16(800).u16(0xFF38).u16(0).u16(kUnitsPerEm);  // descent −200
  hhea.zeros(22).u16(1);                                              // one long metric
  Table hmtx;
  hmtx.u16(kUnitsPerEm).u16(0).zeros((count - 1) * std::size_t{2});
  Table maxp;
  maxp.u32(0x00010000).u16(count).u16(0).u16(0).u16(0).u16(0).u16(2).zeros(16);
  const std::string speck = make_speck();
  Table loca, glyf;
  loca.u32(0);
  for (unsigned glyph = 0; glyph < count; ++glyph) {
    glyf.bytes += speck;
    loca.u32(static_cast<std::uint32_t>(glyf.bytes.size()));
  }
  Table post;
  post.u32(0x00030000).zeros(28);
  return {{"glyf", glyf.bytes}, {"head", head.bytes}, {"hhea", hhea.bytes},  {"hmtx", hmtx.bytes},
          {"loca", loca.bytes}, {"maxp", maxp.bytes}, {"name", make_name()}, {"post", post.bytes}};
}

}  // namespace

std::string make_blank_font(std::uint16_t glyphs) {
  const Tables tables = make_tables(glyphs + 1U);
  Table file;
  file.u32(0x00010000).u16(static_cast<unsigned>(tables.size())).u16(128).u16(3).u16(0);
  std::size_t offset = 12 + tables.size() * 16;
  for (const auto& [tag, bytes] : tables) {
    file.bytes += tag;
    file.u32(checksum(bytes)).u32(static_cast<std::uint32_t>(offset));
    file.u32(static_cast<std::uint32_t>(bytes.size()));
    offset += (bytes.size() + 3) / 4 * 4;
  }
  for (const auto& [tag, bytes] : tables) {
    file.bytes += bytes;
    file.zeros((4 - bytes.size() % 4) % 4);
  }
  return file.bytes;
}

}  // namespace banxin::pdf
