// GIF89a through giflib: the first frame, on the canvas.
#include <gif_lib.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "image/codecs.h"

namespace banxin::image {
namespace {

struct Input {
  std::string_view bytes;
  std::size_t at = 0;
};

int read_bytes(GifFileType* gif, GifByteType* out, int length) {
  auto& input = *static_cast<Input*>(gif->UserData);
  const std::size_t count =
      std::min(static_cast<std::size_t>(std::max(0, length)), input.bytes.size() - input.at);
  std::memcpy(out, input.bytes.data() + input.at, count);
  input.at += count;
  return static_cast<int>(count);
}

struct Close {
  void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using Gif = std::unique_ptr<GifFileType, Close>;

// Reads records up to the first picture; the transparent index of the graphic control before it,
// −1 when there is none.
bool find_first_frame(GifFileType* gif, int& transparent) {
  GifRecordType type = UNDEFINED_RECORD_TYPE;
  while (DGifGetRecordType(gif, &type) == GIF_OK && type != TERMINATE_RECORD_TYPE) {
    if (type == IMAGE_DESC_RECORD_TYPE) return DGifGetImageDesc(gif) == GIF_OK;
    if (type != EXTENSION_RECORD_TYPE) continue;
    int code = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(gif, &code, &block) != GIF_OK) return false;
    if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr) {
      GraphicsControlBlock control;
      if (DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK) {
        transparent = control.TransparentColor;
      }
    }
    while (block != nullptr) {
      if (DGifGetExtensionNext(gif, &block) != GIF_OK) return false;
    }
  }
  return false;
}

struct Target {
  Pixels* pixels;
  const ColorMapObject* colours;
  int transparent;
};

void put_row(const Target& target, const std::vector<GifByteType>& row, int left, int top) {
  Pixels& pixels = *target.pixels;
  if (top < 0 || top >= pixels.height) return;
  const std::size_t start = static_cast<std::size_t>(top) * static_cast<std::size_t>(pixels.width);
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::size_t x = static_cast<std::size_t>(left) + i;
    if (x >= static_cast<std::size_t>(pixels.width)) break;
    if (row[i] == target.transparent || row[i] >= target.colours->ColorCount) continue;
    const GifColorType& colour = target.colours->Colors[row[i]];
    std::uint8_t* out = pixels.rgba.data() + (start + x) * 4;
    out[0] = colour.Red;
    out[1] = colour.Green;
    out[2] = colour.Blue;
    out[3] = 0xFF;
  }
}

// GIF89a, appendix E: four passes over the rows.
constexpr struct { int start, step; } kInterlace[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

// False when no row could be read.
bool read_frame(GifFileType* gif, const Target& target) {
  const GifImageDesc& frame = gif->Image;
  std::vector<GifByteType> row(static_cast<std::size_t>(std::max(0, frame.Width)));
  int rows = 0;
  const auto read_row = [&](int y) {
    if (row.empty() || DGifGetLine(gif, row.data(), frame.Width) != GIF_OK) return false;
    put_row(target, row, frame.Left, frame.Top + y);
    ++rows;
    return true;
  };
  bool good = true;
  if (frame.Interlace) {
    for (const auto& pass : kInterlace) {
      for (int y = pass.start; good && y < frame.Height; y += pass.step)
        good = read_row(y);
    }
  } else {
    for (int y = 0; good && y < frame.Height; ++y)
      good = read_row(y);
  }
  return rows > 0;
}

}  // namespace

Result<Header> read_gif(std::string_view bytes) {
  if (bytes.size() < 13) return broken("its GIF header is cut off");
  Header header;
  header.format = Format::Gif;
  header.width = static_cast<int>(le16(bytes, 6));
  header.height = static_cast<int>(le16(bytes, 8));
  return header;
}

bool is_whole_gif(std::string_view bytes) {
  // GIF89a, appendix B: a colour table of 2^(n+1) entries follows where bit 7 says so.
  const auto table = [&bytes](std::size_t flags_at) -> std::size_t {
    const std::uint32_t flags = byte_at(bytes, flags_at);
    return (flags & 0x80U) != 0 ? std::size_t{3} << ((flags & 7U) + 1) : 0;
  };
  std::size_t at = 13 + table(10);
  while (at < bytes.size()) {
    switch (byte_at(bytes, at)) {
      case 0x3B:
        return true;
      case 0x2C:
        at += 10 + table(at + 9) + 1;
        break;
      case 0x21:
        at += 2;
        break;
      default:
        return false;
    }
    // Sub-blocks, up to an empty one.
    while (at < bytes.size() && byte_at(bytes, at) != 0)
      at += 1 + byte_at(bytes, at);
    ++at;
  }
  return false;
}

Result<Pixels> decode_gif(std::string_view bytes) {
  Input input{bytes, 0};
  int error = 0;
  const Gif gif(DGifOpen(&input, read_bytes, &error));
  if (gif == nullptr) return broken("its GIF header is damaged");
  int transparent = NO_TRANSPARENT_COLOR;
  if (!find_first_frame(gif.get(), transparent)) return broken("it is a GIF without a picture");
  const ColorMapObject* colours =
      gif->Image.ColorMap != nullptr ? gif->Image.ColorMap : gif->SColorMap;
  if (colours == nullptr) return broken("it is a GIF without colours");
  Pixels pixels;
  pixels.width = gif->SWidth;
  pixels.height = gif->SHeight;
  pixels.rgba.assign(
      static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4, 0);
  if (!read_frame(gif.get(), {&pixels, colours, transparent})) {
    return broken("its GIF data is damaged or cut off");
  }
  for (std::size_t at = 3; at < pixels.rgba.size(); at += 4) {
    if (pixels.rgba[at] == 0) pixels.opaque = false;
  }
  return pixels;
}

}  // namespace banxin::image
