#include "image/image.h"

#include <array>
#include <cmath>

#include "image/codecs.h"
#include "image/orientation.h"
#include "image/scale.h"

namespace banxin::image {
namespace {

struct FormatRow {
  std::string_view media_type, extension;
};
constexpr std::array<FormatRow, 7> kFormats{{{"image/jpeg", "jpg"},
                                             {"image/png", "png"},
                                             {"image/gif", "gif"},
                                             {"image/webp", "webp"},
                                             {"image/avif", "avif"},
                                             {"image/bmp", "bmp"},
                                             {"image/svg+xml", "svg"}}};

bool looks_like_svg(std::string_view bytes) {
  // The root element need not come first: a byte order mark, a declaration, comments and a DOCTYPE
  // may stand before it. sanitise_svg decides; this keeps other text away from it.
  constexpr std::size_t kWindow = 4096;
  const std::string_view head = bytes.substr(0, kWindow);
  const std::size_t first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == std::string_view::npos || head[first] != '<') return false;
  return head.find("<svg") != std::string_view::npos || head.find(":svg") != std::string_view::npos;
}

Result<Header> read_by_format(std::string_view bytes, Format format) {
  switch (format) {
    case Format::Jpeg:
      return read_jpeg(bytes);
    case Format::Png:
      return read_png(bytes);
    case Format::Gif:
      return read_gif(bytes);
    case Format::WebP:
      return read_webp(bytes);
    case Format::Avif:
      return read_avif(bytes);
    case Format::Bmp:
      return read_bmp(bytes);
    case Format::Svg:
      return read_svg(bytes);
  }
  return broken("it is no picture");
}

}  // namespace

std::string_view media_type(Format format) {
  return kFormats[static_cast<std::size_t>(format)].media_type;
}

std::string_view file_extension(Format format) {
  return kFormats[static_cast<std::size_t>(format)].extension;
}

NaturalSize Image::natural_size() const {
  if (is_vector()) {
    NaturalSize size;
    if (header_.svg_width) size.width = Unit::from_px(*header_.svg_width);
    if (header_.svg_height) size.height = Unit::from_px(*header_.svg_height);
    size.ratio = header_.svg_ratio;
    return size;
  }
  const bool sideways = is_sideways(header_.orientation);
  const int width = sideways ? header_.height : header_.width;
  const int height = sideways ? header_.width : header_.height;
  return {Unit::from_px(width), Unit::from_px(height),
          static_cast<double>(width) / static_cast<double>(height)};
}

// MIME Sniffing §6.1, and the brand of ISO base media files for AVIF.
std::optional<Format> sniff_format(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xD8\xFF")) return Format::Jpeg;
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return Format::Png;
  if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return Format::Gif;
  const auto part = [bytes](std::size_t from, std::size_t count) {
    return bytes.substr(std::min(from, bytes.size()), count);
  };
  if (bytes.starts_with("RIFF") && part(8, 6) == "WEBPVP") return Format::WebP;
  if (part(4, 4) == "ftyp" && part(8, 64).find("avi") != std::string_view::npos) {
    return Format::Avif;
  }
  if (bytes.starts_with("BM")) return Format::Bmp;
  if (looks_like_svg(bytes)) return Format::Svg;
  return std::nullopt;
}

Result<Header> read_header(std::string_view bytes, const DecodeLimits& limits) {
  if (bytes.empty()) return broken("the file is empty");
  const std::optional<Format> format = sniff_format(bytes);
  if (!format) return broken("it is no picture of a kind that we know");
  Result<Header> read = read_by_format(bytes, *format);
  if (!read || *format == Format::Svg) return read;
  const Header& header = read.value();
  if (header.width <= 0 || header.height <= 0) return broken("it has no pixels");
  const std::uint64_t pixels =
      static_cast<std::uint64_t>(header.width) * static_cast<std::uint64_t>(header.height);
  if (pixels > limits.pixels) {
    return Error{ErrorCode::LimitExceeded, {}, "it has too many pixels"};
  }
  return read;
}

Result<Pixels> decode(std::string_view bytes, const Header& header, const DecodeLimits& limits) {
  const double pixels = static_cast<double>(header.width) * static_cast<double>(header.height);
  const double wanted = std::max<double>(1, static_cast<double>(limits.wanted_pixels));
  const int reduce = pixels > wanted ? static_cast<int>(std::ceil(std::sqrt(pixels / wanted))) : 1;
  Result<Pixels> decoded = [&]() -> Result<Pixels> {
    switch (header.format) {
      case Format::Jpeg:
        return decode_jpeg(bytes, reduce);
      case Format::Png:
        return decode_png(bytes, reduce);
      case Format::Gif:
        return decode_gif(bytes);
      case Format::WebP:
        return decode_webp(bytes, reduce);
      case Format::Avif:
        return decode_avif(bytes);
      case Format::Bmp:
        return decode_bmp(bytes);
      case Format::Svg:
        break;
    }
    return broken("it has no pixels of its own");
  }();
  if (!decoded) return decoded;
  const Pixels& got = decoded.value();
  if (static_cast<double>(got.width) * got.height > wanted * 1.1) {
    // A codec that cannot reduce while it decodes.
    const int longest = std::max(got.width, got.height) / reduce;
    decoded = scale_down(std::move(decoded).value(), std::max(1, longest));
  }
  return apply_orientation(std::move(decoded).value(), header.orientation);
}

}  // namespace banxin::image
