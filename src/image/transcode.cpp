#include "image/transcode.h"

#include <algorithm>
#include <utility>

#include "image/codecs.h"
#include "image/scale.h"

namespace banxin::image {
namespace {

bool is_core_type(Format format) {
  return format == Format::Jpeg || format == Format::Png || format == Format::Gif ||
         format == Format::Svg;
}

bool is_kept(const Header& header, const TranscodeOptions& options) {
  if (!is_core_type(header.format)) return false;
  if (header.format == Format::Svg) return true;
  // Readers disagree on whether EXIF counts, so what is turned is turned once, here. A JPEG that
  // PDF could not take (CMYK, arithmetic coding, damaged) is trouble in readers too.
  if (header.orientation != Orientation::Upright) return false;
  if (header.format == Format::Jpeg && !header.passes_through) return false;
  return options.longest_side <= 0 || std::max(header.width, header.height) <= options.longest_side;
}

bool is_photographic(Format format) {
  return format == Format::Jpeg || format == Format::WebP || format == Format::Avif;
}

}  // namespace

Result<EncodedImage> transcode(const ImageStore& store,
                               const Image& image,
                               const TranscodeOptions& options) {
  const Header& header = image.header();
  EncodedImage out;
  if (is_kept(header, options)) {
    BANXIN_TRY(out.bytes, store.load_bytes(image));
    out.format = header.format;
    out.width = header.width;
    out.height = header.height;
    // A GIF that was cut off is no picture to some readers; what can be read of it is.
    if (out.format != Format::Gif || is_whole_gif(out.bytes)) return out;
  }
  BANXIN_TRY(Pixels decoded, store.load_pixels(image, store.limits().wanted_pixels));
  const Pixels pixels = scale_down(std::move(decoded), options.longest_side);
  out.width = pixels.width;
  out.height = pixels.height;
  out.format = is_photographic(header.format) && pixels.opaque ? Format::Jpeg : Format::Png;
  BANXIN_TRY(out.bytes, out.format == Format::Jpeg ? encode_jpeg(pixels, options.jpeg_quality)
                                                   : encode_png(pixels));
  return out;
}

}  // namespace banxin::image
