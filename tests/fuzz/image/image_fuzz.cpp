// Any bytes: a header or an error; pixels as many as the header promises, or an error.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "image/image.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace banxin;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  image::DecodeLimits limits;
  limits.pixels = 1 << 20;  // so that a run is quick
  limits.wanted_pixels = 1 << 18;
  const Result<image::Header> header = image::read_header(bytes, limits);
  if (!header || header.value().format == image::Format::Svg) return 0;
  const Result<image::Pixels> pixels = image::decode(bytes, header.value(), limits);
  if (!pixels) return 0;
  const image::Pixels& got = pixels.value();
  BANXIN_ASSERT(got.width > 0 && got.height > 0, "a picture has pixels");
  BANXIN_ASSERT(got.rgba.size() ==
                    static_cast<std::size_t>(got.width) * static_cast<std::size_t>(got.height) * 4,
                "pixels are as many as the size says");
  return 0;
}
