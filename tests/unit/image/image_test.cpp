#include "image/image.h"

#include <doctest/doctest.h>

#include "base/diagnostic_ids.h"
#include "image/codecs.h"
#include "image/image_store.h"
#include "image/orientation.h"
#include "image/scale.h"
#include "image/transcode.h"

namespace banxin::image {
namespace {

// Red, green / blue, half transparent white.
Pixels four() {
  Pixels pixels;
  pixels.width = pixels.height = 2;
  pixels.opaque = false;
  pixels.rgba = {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 255, 255, 255, 128};
  return pixels;
}

std::string encoded_jpeg(int width, int height) {
  Pixels pixels;
  pixels.width = width;
  pixels.height = height;
  pixels.rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 200);
  return std::move(encode_jpeg(pixels, 90)).value();
}

// An APP1 segment with one tag after SOI.
std::string with_orientation(std::string jpeg, char orientation) {
  std::string exif("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24);
  exif += orientation;
  exif += std::string("\0\0\0\0\0\0\0", 7);
  std::string segment("\xFF\xE1\0", 3);
  segment += static_cast<char>(exif.size() + 2);
  return jpeg.insert(2, segment + exif);
}

std::uint8_t at(const Pixels& pixels, int x, int y, int channel) {
  return pixels.rgba[static_cast<std::size_t>((y * pixels.width + x) * 4 + channel)];
}

struct Files {
  std::map<std::string, std::string, std::less<>> bytes;
  int loads = 0;
  Loader loader() {
    return [this](std::string_view url, std::string_view) -> Result<LoadedImage> {
      ++loads;
      const auto found = bytes.find(url);
      if (found == bytes.end()) return Error{ErrorCode::NotFound, std::string(url), "not there"};
      return LoadedImage{found->second, std::string(url)};
    };
  }
};

}  // namespace

TEST_CASE("the format is told by the content") {
  CHECK(sniff_format("\xFF\xD8\xFF\xE0") == Format::Jpeg);
  CHECK(sniff_format("GIF89a") == Format::Gif);
  CHECK(sniff_format("<?xml version=\"1.0\"?><!-- x --><svg/>") == Format::Svg);
  CHECK(sniff_format("<html>svg</html>") == std::nullopt);
  CHECK(sniff_format("") == std::nullopt);
}

TEST_CASE("PNG and JPEG come back as they went in") {
  const std::string png = std::move(encode_png(four())).value();
  const DecodeLimits limits;
  const Result<Header> header = read_header(png, limits);
  REQUIRE(header);
  CHECK(header.value().width == 2);
  const Result<Pixels> pixels = decode(png, header.value(), limits);
  REQUIRE(pixels);
  CHECK(pixels.value().rgba == four().rgba);
  CHECK_FALSE(pixels.value().opaque);

  const std::string jpeg = with_orientation(encoded_jpeg(30, 20), 6);
  const Result<Header> turned = read_header(jpeg, limits);
  REQUIRE(turned);
  CHECK(turned.value().passes_through);
  CHECK(turned.value().orientation == Orientation::Rotated90);
  const Result<Pixels> upright = decode(jpeg, turned.value(), limits);
  REQUIRE(upright);
  CHECK(upright.value().width == 20);
  CHECK(upright.value().height == 30);
  // Cut off: still a picture, but not one to pass on.
  const Result<Header> cut = read_header(std::string_view(jpeg).substr(0, jpeg.size() - 4), limits);
  REQUIRE(cut);
  CHECK_FALSE(cut.value().passes_through);
}

TEST_CASE("each orientation puts the first stored pixel where EXIF says") {
  // Where row 0, column 0 is seen: EXIF 2.32, table of tag 0x0112.
  constexpr std::array<std::pair<int, int>, 8> kSeen{
      {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}, {1, 0}, {1, 1}, {0, 1}}};
  for (int i = 0; i < 8; ++i) {
    const Pixels seen = apply_orientation(four(), static_cast<Orientation>(i + 1));
    const auto [x, y] = kSeen[static_cast<std::size_t>(i)];
    CAPTURE(i);
    CHECK(at(seen, x, y, 0) == 255);
    CHECK(at(seen, x, y, 1) == 0);
  }
}

TEST_CASE("BMP and GIF: rows from the bottom, transparent colours") {
  // 1 × 2, 24 bits: the first stored row is the lower one.
  std::string bmp("BM", 2);
  bmp += std::string("\x3E\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x02\0\0\0\x01\0\x18\0", 28);
  bmp += std::string(24, '\0');
  bmp += std::string("\0\0\xFF\0\xFF\0\0\0", 8);
  const DecodeLimits limits;
  const Result<Header> header = read_header(bmp, limits);
  REQUIRE(header);
  const Result<Pixels> pixels = decode(bmp, header.value(), limits);
  REQUIRE(pixels);
  CHECK(at(pixels.value(), 0, 0, 2) == 255);
  CHECK(at(pixels.value(), 0, 1, 0) == 255);

  // 1 × 1, two colours, the first one transparent.
  const std::string gif(
      "GIF89a\1\0\1\0\x80\0\0\xFF\0\0\0\xFF\0!\xF9\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;", 43);
  const Result<Header> gif_header = read_header(gif, limits);
  REQUIRE(gif_header);
  const Result<Pixels> clear = decode(gif, gif_header.value(), limits);
  REQUIRE(clear);
  CHECK_FALSE(clear.value().opaque);
  CHECK(at(clear.value(), 0, 0, 3) == 0);
}

TEST_CASE("limits are met before anything is decoded") {
  const std::string png = std::move(encode_png(four())).value();
  DecodeLimits limits;
  limits.pixels = 3;
  const Result<Header> header = read_header(png, limits);
  REQUIRE(!header);
  CHECK(header.error().code == ErrorCode::LimitExceeded);
  std::string huge = png;
  huge.replace(16, 4, "\x7F\xFF\xFF\xFF");
  CHECK(read_header(huge, DecodeLimits{}).error().code == ErrorCode::LimitExceeded);
}

TEST_CASE("pictures are averaged down, weighed by alpha") {
  RowReducer reducer;
  reducer.start(2, 2, 2);
  const Pixels source = four();
  reducer.add_row(std::span(source.rgba).subspan(0, 8));
  reducer.add_row(std::span(source.rgba).subspan(8, 8));
  const Pixels small = reducer.finish();
  REQUIRE(small.rgba.size() == 4);
  CHECK(small.rgba[0] == 109);  // (255·255 + 255·128) / (3·255 + 128)
  CHECK(small.rgba[3] == 223);
  const Pixels half = scale_down(four(), 1);
  CHECK(half.rgba == small.rgba);
}

TEST_CASE("a store loads once, reports once, and gives equal pictures one identity") {
  Files files;
  files.bytes["a.png"] = files.bytes["b.png"] = std::move(encode_png(four())).value();
  files.bytes["broken.png"] = "\x89PNG\r\n\x1A\n";
  Diagnostics diagnostics;
  const ImageStore store(files.loader(), Limits{});
  const Image* a = store.load("a.png", "", {"page.html", {1, 2}}, diagnostics);
  REQUIRE(a != nullptr);
  CHECK(store.load("a.png", "", {}, diagnostics) == a);
  CHECK(store.load("b.png", "", {}, diagnostics)->id() == a->id());
  CHECK(files.loads == 2);
  CHECK(store.load("broken.png", "", {"page.html", {}}, diagnostics) == nullptr);
  CHECK(store.load("broken.png", "", {"page.html", {}}, diagnostics) == nullptr);
  CHECK(store.load("missing.png", "", {"page.html", {3, 4}}, diagnostics) == nullptr);
  CHECK(store.load("missing.png", "", {"page.html", {5, 6}}, diagnostics) == nullptr);
  REQUIRE(diagnostics.found().size() == 2);
  CHECK(diagnostics.found()[0].id == DiagnosticId::ImageBroken);
  CHECK(diagnostics.found()[1].id == DiagnosticId::ResourceMissing);
  CHECK(diagnostics.found()[1].file == "page.html");
  CHECK(diagnostics.found()[1].position == SourcePosition{3, 4});
}

TEST_CASE("a GIF that was cut off becomes what can be read of it") {
  // One red pixel; without its trailer, and with a second frame that breaks off.
  const std::string whole(
      "GIF89a\x01\0\x01\0\x80\0\0\xFF\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0;", 35);
  Files files;
  files.bytes["whole.gif"] = whole;
  files.bytes["cut.gif"] = whole.substr(0, 34) + std::string("\x2C\0\0", 3);
  const ImageStore store(files.loader(), Limits{});
  Diagnostics diagnostics;
  const Image* kept = store.load("whole.gif", "", {}, diagnostics);
  const Image* mended = store.load("cut.gif", "", {}, diagnostics);
  REQUIRE(kept != nullptr);
  REQUIRE(mended != nullptr);
  CHECK(transcode(store, *kept, {}).value().bytes == whole);
  CHECK(transcode(store, *mended, {}).value().format == Format::Png);
}

TEST_CASE("transcoding keeps what every reader knows and changes the rest") {
  Files files;
  files.bytes["plain.jpg"] = encoded_jpeg(40, 20);
  files.bytes["turned.jpg"] = with_orientation(encoded_jpeg(40, 20), 8);
  Diagnostics diagnostics;
  const ImageStore store(files.loader(), Limits{});
  const Image* plain = store.load("plain.jpg", "", {}, diagnostics);
  const Image* turned = store.load("turned.jpg", "", {}, diagnostics);
  REQUIRE(plain != nullptr);
  REQUIRE(turned != nullptr);
  CHECK(transcode(store, *plain, {}).value().bytes == files.bytes["plain.jpg"]);
  const EncodedImage upright = std::move(transcode(store, *turned, {})).value();
  CHECK(upright.format == Format::Jpeg);
  CHECK(upright.width == 20);
  CHECK(upright.height == 40);
  const EncodedImage small = std::move(transcode(store, *plain, {10, 85})).value();
  CHECK(small.width == 10);
  CHECK(small.height == 5);
  CHECK(turned->natural_size().width == Unit::from_px(20));
}

}  // namespace banxin::image
