// AVIF through libavif.
#include <avif/avif.h>

#include <memory>

#include "base/late_library.h"
#include "image/codecs.h"
#include "image/colour_profile.h"

namespace banxin::image {
namespace {

// What is used of libavif.
struct Avif {
  LateLibrary library{"libavif.so.15"};
  decltype(avifDecoderCreate)* create = nullptr;
  decltype(avifDecoderDestroy)* destroy = nullptr;
  decltype(avifDecoderSetIOMemory)* set_memory = nullptr;
  decltype(avifDecoderParse)* parse = nullptr;
  decltype(avifDecoderNextImage)* next_image = nullptr;
  decltype(avifRGBImageSetDefaults)* set_defaults = nullptr;
  decltype(avifImageYUVToRGB)* to_rgb = nullptr;

  Avif() {
    library.find("avifDecoderCreate", create);
    library.find("avifDecoderDestroy", destroy);
    library.find("avifDecoderSetIOMemory", set_memory);
    library.find("avifDecoderParse", parse);
    library.find("avifDecoderNextImage", next_image);
    library.find("avifRGBImageSetDefaults", set_defaults);
    library.find("avifImageYUVToRGB", to_rgb);
  }
};

const Avif& avif() {
  static const Avif kAvif;
  return kAvif;
}

struct Destroy {
  void operator()(avifDecoder* decoder) const { avif().destroy(decoder); }
};
using Decoder = std::unique_ptr<avifDecoder, Destroy>;

constexpr std::uint32_t kMostPixels = 100'000'000;
constexpr std::size_t kMostProfileBytes = 4U << 20U;

Decoder open(std::string_view bytes) {
  if (!avif().library.complete()) return nullptr;
  Decoder decoder(avif().create());
  if (decoder == nullptr) return decoder;
  decoder->maxThreads = 1;
  decoder->ignoreExif = AVIF_TRUE;  // irot and imir turn an AVIF picture, whatever its EXIF says
  decoder->ignoreXMP = AVIF_TRUE;
  decoder->imageSizeLimit = kMostPixels;
  decoder->imageCountLimit = 1;
  decoder->strictFlags = AVIF_STRICT_DISABLED;
  if (avif().set_memory(decoder.get(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                        bytes.size()) != AVIF_RESULT_OK ||
      avif().parse(decoder.get()) != AVIF_RESULT_OK) {
    decoder.reset();
  }
  return decoder;
}

// ISO/IEC 23008-12 §6.5.10 and §6.5.12: turned anticlockwise, then mirrored.
Orientation orientation_of(const avifImage& image) {
  constexpr Orientation kTable[4][3] = {
      // not mirrored, top for bottom, left for right
      {Orientation::Upright, Orientation::MirroredVertically, Orientation::MirroredHorizontally},
      {Orientation::Rotated270, Orientation::Transposed, Orientation::Transversed},
      {Orientation::Rotated180, Orientation::MirroredHorizontally, Orientation::MirroredVertically},
      {Orientation::Rotated90, Orientation::Transversed, Orientation::Transposed}};
  const unsigned turns = (image.transformFlags & AVIF_TRANSFORM_IROT) != 0 ? image.irot.angle : 0U;
  const unsigned mirror =
      (image.transformFlags & AVIF_TRANSFORM_IMIR) != 0 ? 1U + (image.imir.mode & 1U) : 0U;
  return kTable[turns & 3U][mirror];
}

}  // namespace

Result<Header> read_avif(std::string_view bytes) {
  const Decoder decoder = open(bytes);
  if (!avif().library.complete()) return broken("libavif is not installed");
  if (decoder == nullptr) return broken("its AVIF header is damaged or cut off");
  Header header;
  header.format = Format::Avif;
  header.width = static_cast<int>(decoder->image->width);
  header.height = static_cast<int>(decoder->image->height);
  header.orientation = orientation_of(*decoder->image);
  return header;
}

Result<Pixels> decode_avif(std::string_view bytes) {
  const Decoder decoder = open(bytes);
  if (decoder == nullptr || avif().next_image(decoder.get()) != AVIF_RESULT_OK) {
    return broken("its AVIF data is damaged or cut off");
  }
  const avifImage& image = *decoder->image;
  Pixels pixels;
  pixels.width = static_cast<int>(image.width);
  pixels.height = static_cast<int>(image.height);
  pixels.opaque = image.alphaPlane == nullptr;
  pixels.rgba.resize(std::size_t{image.width} * image.height * 4);
  avifRGBImage rgb;
  avif().set_defaults(&rgb, &image);
  rgb.depth = 8;
  rgb.format = AVIF_RGB_FORMAT_RGBA;
  rgb.pixels = pixels.rgba.data();
  rgb.rowBytes = image.width * 4;
  if (avif().to_rgb(&image, &rgb) != AVIF_RESULT_OK) {
    return broken("its AVIF colours could not be converted");
  }
  if (image.icc.size > 0 && image.icc.size <= kMostProfileBytes) {
    convert_to_srgb(pixels.rgba, {reinterpret_cast<const char*>(image.icc.data), image.icc.size});
  }
  return pixels;
}

}  // namespace banxin::image
