#include "image/orientation.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "image/codecs.h"

namespace banxin::image {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;

// Where the stored pixel (x, y) is seen in a picture of the seen size `width` × `height`.
std::pair<int, int> turned(int x, int y, int width, int height, Orientation orientation) {
  switch (orientation) {
    case Orientation::MirroredHorizontally:
      return {width - 1 - x, y};
    case Orientation::Rotated180:
      return {width - 1 - x, height - 1 - y};
    case Orientation::MirroredVertically:
      return {x, height - 1 - y};
    case Orientation::Transposed:
      return {y, x};
    case Orientation::Rotated90:
      return {width - 1 - y, x};
    case Orientation::Transversed:
      return {width - 1 - y, height - 1 - x};
    case Orientation::Rotated270:
      return {y, height - 1 - x};
    default:
      return {x, y};
  }
}

}  // namespace

Orientation read_orientation(std::string_view tiff) {
  const bool little = tiff.substr(0, 4) == std::string_view("II*\0", 4);
  if (!little && tiff.substr(0, 4) != std::string_view("MM\0*", 4)) return Orientation::Upright;
  const auto two = [&](std::size_t at) { return little ? le16(tiff, at) : be16(tiff, at); };
  const std::size_t directory = little ? le32(tiff, 4) : be32(tiff, 4);
  if (directory < 8 || directory + 2 > tiff.size()) return Orientation::Upright;
  const std::uint32_t entries = two(directory);  // at most 65 535: bounded; IFD0 only, no chain
  for (std::uint32_t i = 0; i < entries; ++i) {
    const std::size_t at = directory + 2 + std::size_t{i} * 12;
    if (at + 12 > tiff.size()) break;
    if (two(at) != kOrientationTag) continue;
    const std::uint32_t value = two(at + 8);
    return value >= 1 && value <= 8 ? static_cast<Orientation>(value) : Orientation::Upright;
  }
  return Orientation::Upright;
}

Pixels apply_orientation(Pixels pixels, Orientation orientation) {
  if (orientation == Orientation::Upright) return pixels;
  Pixels seen;
  seen.opaque = pixels.opaque;
  seen.width = is_sideways(orientation) ? pixels.height : pixels.width;
  seen.height = is_sideways(orientation) ? pixels.width : pixels.height;
  seen.rgba.resize(pixels.rgba.size());
  const std::uint8_t* from = pixels.rgba.data();
  for (int y = 0; y < pixels.height; ++y) {
    for (int x = 0; x < pixels.width; ++x, from += 4) {
      const auto [to_x, to_y] = turned(x, y, seen.width, seen.height, orientation);
      const std::size_t to =
          (static_cast<std::size_t>(to_y) * static_cast<std::size_t>(seen.width) +
           static_cast<std::size_t>(to_x)) *
          4;
      std::memcpy(seen.rgba.data() + to, from, 4);
    }
  }
  return seen;
}

}  // namespace banxin::image
