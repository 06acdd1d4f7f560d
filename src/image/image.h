#pragma once
// Image: one picture of a document: what kind it is, its natural size, where its bytes are. Known
// from its header alone; pixels are decoded when asked for and never kept. Made by an ImageStore
// and alive as long as it.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/unit.h"

namespace banxin::image {

enum class Format : std::uint8_t { Jpeg, Png, Gif, WebP, Avif, Bmp, Svg };

// "image/jpeg" and so on, and "jpg" and so on.
std::string_view media_type(Format format);
std::string_view file_extension(Format format);

// EXIF 2.32, tag 0x0112: how the stored pixels are turned to be seen. The numbers are EXIF's.
enum class Orientation : std::uint8_t {
  Upright = 1,
  MirroredHorizontally,
  Rotated180,
  MirroredVertically,
  Transposed,  // mirrored about the diagonal from the top left
  Rotated90,   // clockwise
  Transversed,
  Rotated270,
};
// Whether width and height change places.
constexpr bool is_sideways(Orientation orientation) {
  return orientation >= Orientation::Transposed;
}

// What a header tells. Sizes are those of the stored pixels, before the orientation.
struct Header {
  Format format = Format::Png;
  int width = 0;
  int height = 0;
  Orientation orientation = Orientation::Upright;
  // JPEG: a PDF reader can be given the bytes as they are (8 bits, grey or three channels,
  // Huffman-coded, whole).
  bool passes_through = false;
  // SVG: width and height in CSS px where they are given and absolute, and the ratio.
  std::optional<double> svg_width, svg_height, svg_ratio;
};

// Straight (not premultiplied) RGBA, 8 bits a channel, rows from the top, upright.
struct Pixels {
  int width = 0;
  int height = 0;
  bool opaque = true;
  std::vector<std::uint8_t> rgba;
};

// CSS Images 3 §4: natural dimensions; a raster image has all three.
struct NaturalSize {
  std::optional<Unit> width, height;
  std::optional<double> ratio;  // width / height
};

// Bytes by reference, and the name under which the gate knows them: two references to one file have
// one name.
struct LoadedImage {
  std::string bytes;
  std::string name;
};
using Loader = std::function<Result<LoadedImage>(std::string_view url, std::string_view base)>;

struct DecodeLimits {
  std::size_t pixels = 100'000'000;  // more in the file: LimitExceeded
  // More than this are averaged down, by a whole factor, while they are decoded.
  std::size_t wanted_pixels = 24'000'000;
};

class Image {
 public:
  Image(std::uint64_t id, Header header, std::string url, std::string name)
      : id_(id), header_(header), url_(std::move(url)), name_(std::move(name)) {}

  // A hash of the content: equal pictures have equal numbers, in every run.
  std::uint64_t id() const { return id_; }
  Format format() const { return header_.format; }
  const Header& header() const { return header_; }
  const std::string& url() const { return url_; }
  const std::string& name() const { return name_; }
  bool is_vector() const { return header_.format == Format::Svg; }

  // At 96 dots an inch, upright.
  NaturalSize natural_size() const;

 private:
  std::uint64_t id_;
  Header header_;
  std::string url_;
  std::string name_;
};

// What `bytes` are, by their content, never by a name.
std::optional<Format> sniff_format(std::string_view bytes);

// Reads the header. Unusable when the bytes are no picture that we know, LimitExceeded when it has
// too many pixels; the Error's detail says why.
Result<Header> read_header(std::string_view bytes, const DecodeLimits& limits);

// The pixels of a raster picture. What is missing from a damaged one stays transparent, if anything
// of it could be read.
Result<Pixels> decode(std::string_view bytes, const Header& header, const DecodeLimits& limits);

}  // namespace banxin::image
