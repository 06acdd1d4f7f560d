// BMP: uncompressed pictures of 1, 4, 8, 16, 24 and 32 bits a pixel. Compressed ones are refused:
// the web has none.
#include <array>
#include <bit>
#include <cstdlib>

#include "image/codecs.h"

namespace banxin::image {
namespace {

constexpr std::uint32_t kUncompressed = 0;
constexpr std::uint32_t kBitFields = 3;

struct Layout {
  int width = 0, height = 0;
  bool top_down = false;
  std::uint32_t bits = 0;
  std::size_t offset = 0;  // of the pixels
  std::size_t palette = 0;
  std::size_t palette_entry = 4;
  std::array<std::uint32_t, 4> masks{};  // red, green, blue, alpha; 0 when there is none
};

Result<Layout> read_layout(std::string_view bytes) {
  if (bytes.size() < 26) return broken("its BMP header is cut off");
  Layout layout;
  layout.offset = le32(bytes, 10);
  const std::uint32_t header = le32(bytes, 14);
  layout.palette = std::size_t{14} + header;
  if (header == 12) {
    layout.width = static_cast<int>(le16(bytes, 18));
    layout.height = static_cast<int>(le16(bytes, 20));
    layout.bits = le16(bytes, 24);
    layout.palette_entry = 3;
    return layout;
  }
  if (header < 40 || header > 124) return broken("its BMP header is damaged");
  layout.width = static_cast<int>(le32(bytes, 18));
  const auto height = static_cast<std::int32_t>(le32(bytes, 22));
  layout.top_down = height < 0;
  if (height == INT32_MIN) return broken("its BMP header is damaged");
  layout.height = std::abs(height);
  layout.bits = le16(bytes, 28);
  const std::uint32_t compression = le32(bytes, 30);
  if (compression != kUncompressed && compression != kBitFields) {
    return broken("it is a compressed BMP; save it as PNG");
  }
  if (compression == kBitFields) {
    for (std::size_t i = 0; i < 3; ++i)
      layout.masks[i] = le32(bytes, 54 + i * 4);
    if (header >= 56) layout.masks[3] = le32(bytes, 66);
    if (header == 40) layout.palette += 12;
  } else if (layout.bits == 16) {
    layout.masks = {0x7C00, 0x03E0, 0x001F, 0};
  } else if (layout.bits == 32) {
    layout.masks = {0xFF0000, 0xFF00, 0xFF, 0};
  }
  return layout;
}

std::uint8_t channel(std::uint32_t pixel, std::uint32_t mask, std::uint8_t without) {
  if (mask == 0) return without;
  const std::uint32_t most = mask >> static_cast<unsigned>(std::countr_zero(mask));
  const std::uint32_t value = (pixel & mask) >> static_cast<unsigned>(std::countr_zero(mask));
  return static_cast<std::uint8_t>(std::uint64_t{value} * 255 / most);
}

void put_pixel(
    const Layout& layout, std::string_view bytes, std::size_t row, int x, std::uint8_t* out) {
  const auto column = static_cast<std::size_t>(x);
  out[3] = 0xFF;
  if (layout.bits == 24) {
    for (std::size_t c = 0; c < 3; ++c)
      out[c] = static_cast<std::uint8_t>(byte_at(bytes, row + column * 3 + 2 - c));
    return;
  }
  if (layout.bits >= 16) {
    const std::uint32_t pixel =
        layout.bits == 16 ? le16(bytes, row + column * 2) : le32(bytes, row + column * 4);
    for (std::size_t c = 0; c < 4; ++c)
      out[c] = channel(pixel, layout.masks[c], c == 3 ? 0xFF : 0);
    return;
  }
  const std::size_t per_byte = 8 / layout.bits;
  const unsigned shift = static_cast<unsigned>((per_byte - 1 - column % per_byte) * layout.bits);
  const std::uint32_t index =
      (byte_at(bytes, row + column / per_byte) >> shift) & ((1U << layout.bits) - 1U);
  const std::size_t entry = layout.palette + index * layout.palette_entry;
  for (std::size_t c = 0; c < 3; ++c)
    out[c] = static_cast<std::uint8_t>(byte_at(bytes, entry + 2 - c));
}

}  // namespace

Result<Header> read_bmp(std::string_view bytes) {
  BANXIN_TRY(const Layout layout, read_layout(bytes));
  const std::uint32_t bits = layout.bits;
  if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) {
    return broken("its BMP header is damaged");
  }
  Header header;
  header.format = Format::Bmp;
  header.width = layout.width;
  header.height = layout.height;
  return header;
}

Result<Pixels> decode_bmp(std::string_view bytes) {
  BANXIN_TRY(const Layout layout, read_layout(bytes));
  const std::size_t stride = (static_cast<std::size_t>(layout.width) * layout.bits + 31) / 32 * 4;
  // The rows are there, or it is no picture: memory is never taken for pixels that are not.
  if (layout.offset > bytes.size() ||
      bytes.size() - layout.offset < stride * static_cast<std::size_t>(layout.height)) {
    return broken("its BMP data is cut off");
  }
  Pixels pixels;
  pixels.width = layout.width;
  pixels.height = layout.height;
  pixels.rgba.resize(static_cast<std::size_t>(pixels.width) *
                     static_cast<std::size_t>(pixels.height) * 4);
  std::uint8_t* out = pixels.rgba.data();
  for (int y = 0; y < pixels.height; ++y) {
    const int stored = layout.top_down ? y : pixels.height - 1 - y;
    const std::size_t row = layout.offset + stride * static_cast<std::size_t>(stored);
    for (int x = 0; x < pixels.width; ++x, out += 4) {
      put_pixel(layout, bytes, row, x, out);
      if (out[3] != 0xFF) pixels.opaque = false;
    }
  }
  return pixels;
}

}  // namespace banxin::image
