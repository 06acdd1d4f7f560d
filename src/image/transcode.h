#pragma once
// Pictures made fit for a publication: a format that every reader knows, upright, no larger than
// wanted.
#include <string>

#include "image/image_store.h"

namespace banxin::image {

struct TranscodeOptions {
  int longest_side = 0;  // px; 0: as it is
  int jpeg_quality = 85;
};

struct EncodedImage {
  Format format = Format::Png;
  int width = 0, height = 0;  // px, as seen; 0 for SVG
  std::string bytes;
};

// Rows of four bytes a pixel: blue, green, red, one that is left out (Cairo's RGB24 on machines
// that store the low byte first).
struct DrawnRows {
  const std::uint8_t* rows = nullptr;
  int width = 0, height = 0;
  std::size_t stride = 0;  // bytes from row to row
};

// A PNG of what was drawn in a few colours, written fast.
Result<std::string> encode_flat_png(const DrawnRows& drawn);

// JPEG, PNG, GIF and SVG keep their bytes (SVG cleaned) when they are upright and small enough;
// others become JPEG when they are opaque photographs by origin (JPEG, WebP, AVIF), PNG otherwise.
Result<EncodedImage> transcode(const ImageStore& store,
                               const Image& image,
                               const TranscodeOptions& options);

}  // namespace banxin::image
