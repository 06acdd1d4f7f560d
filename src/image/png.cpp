// PNG (W3C PNG 3rd edition) through libpng.
#include <png.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <limits>

#include "image/codecs.h"
#include "image/colour_profile.h"
#include "image/orientation.h"
#include "image/scale.h"
#include "image/transcode.h"

namespace banxin::image {
namespace {

constexpr std::size_t kMostProfileBytes = 4U << 20U;
constexpr std::size_t kMostChunkBytes = 8U << 20U;
constexpr unsigned kMostChunks = 1000;
// An interlaced picture must be held whole: past this it is refused.
constexpr std::uint64_t kMostInterlacedPixels = 64'000'000;

struct Reading {
  png_structp png = nullptr;
  png_infop info = nullptr;
  std::string_view bytes;
  std::size_t at = 0;
  int reduce = 1;
  Pixels pixels;
  RowReducer reducer;
  std::vector<std::uint8_t> row;
  std::vector<png_bytep> rows;
  std::string profile;
  bool interlaced = false;
  bool too_big = false;
  int rows_read = 0;
};

void read_bytes(png_structp png, png_bytep out, std::size_t length) {
  auto& reading = *static_cast<Reading*>(png_get_io_ptr(png));
  if (length > reading.bytes.size() - reading.at) png_error(png, "it is cut off");
  std::memcpy(out, reading.bytes.data() + reading.at, length);
  reading.at += length;
}

[[noreturn]] void fail(png_structp png, png_const_charp) {
  png_longjmp(png, 1);
}
void stay_silent(png_structp, png_const_charp) {}

void set_up(Reading& reading) {
  png_set_user_limits(reading.png, 0x7FFFFFFF, 0x7FFFFFFF);
  png_set_chunk_cache_max(reading.png, kMostChunks);
  png_set_chunk_malloc_max(reading.png, kMostChunkBytes);
  // Checksums of a picture that lies on a disk protect nothing, and browsers do not insist either.
  png_set_crc_action(reading.png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
  png_set_read_fn(reading.png, &reading, read_bytes);
}

void transform_to_rgba(Reading& reading) {
  png_set_expand(reading.png);
  png_set_scale_16(reading.png);
  png_set_gray_to_rgb(reading.png);
  png_set_add_alpha(reading.png, 0xFF, PNG_FILLER_AFTER);
  reading.interlaced = png_set_interlace_handling(reading.png) > 1;
  png_read_update_info(reading.png, reading.info);
}

void read_profile(Reading& reading) {
  png_charp name = nullptr;
  int method = 0;
  png_bytep profile = nullptr;
  png_uint_32 length = 0;
  if (png_get_iCCP(reading.png, reading.info, &name, &method, &profile, &length) == 0) return;
  if (length <= kMostProfileBytes) {
    reading.profile.assign(reinterpret_cast<const char*>(profile), length);
  }
}

void read_rows(Reading& reading) {
  const png_uint_32 width = png_get_image_width(reading.png, reading.info);
  const png_uint_32 height = png_get_image_height(reading.png, reading.info);
  const std::size_t stride = std::size_t{width} * 4;
  if (reading.interlaced) {
    reading.too_big = std::uint64_t{width} * height > kMostInterlacedPixels;
    if (reading.too_big) return;
    reading.pixels.width = static_cast<int>(width);
    reading.pixels.height = static_cast<int>(height);
    reading.pixels.rgba.resize(stride * height);
    reading.rows.resize(height);
    for (png_uint_32 y = 0; y < height; ++y)
      reading.rows[y] = reading.pixels.rgba.data() + stride * y;
    reading.rows_read = 1;
    png_read_image(reading.png, reading.rows.data());
    return;
  }
  reading.reducer.start(static_cast<int>(width), static_cast<int>(height), reading.reduce);
  reading.row.resize(stride);
  for (png_uint_32 y = 0; y < height; ++y) {
    png_read_row(reading.png, reading.row.data(), nullptr);
    reading.reducer.add_row(reading.row);
    ++reading.rows_read;
  }
}

bool run(Reading& reading) {
  reading.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, stay_silent);
  if (reading.png == nullptr) return false;
  reading.info = png_create_info_struct(reading.png);
  if (reading.info == nullptr) return false;
  if (setjmp(png_jmpbuf(reading.png)) != 0) return false;
  set_up(reading);
  png_read_info(reading.png, reading.info);
  read_profile(reading);
  transform_to_rgba(reading);
  read_rows(reading);
  return true;
}

bool is_opaque(const Pixels& pixels) {
  for (std::size_t at = 3; at < pixels.rgba.size(); at += 4) {
    if (pixels.rgba[at] != 0xFF) return false;
  }
  return true;
}

struct Writing {
  png_structp png = nullptr;
  png_infop info = nullptr;
  const std::uint8_t* rows = nullptr;
  int width = 0, height = 0;
  std::size_t stride = 0;
  bool opaque = true;
  bool is_flat = false;  // blue first, as Cairo has it
  std::string out;
  std::vector<std::uint8_t> row;
};

void write_bytes(png_structp png, png_bytep bytes, std::size_t length) {
  auto& writing = *static_cast<Writing*>(png_get_io_ptr(png));
  writing.out.append(reinterpret_cast<const char*>(bytes), length);
}
void flush_nothing(png_structp) {}

bool run(Writing& writing) {
  writing.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, fail, stay_silent);
  if (writing.png == nullptr) return false;
  writing.info = png_create_info_struct(writing.png);
  if (writing.info == nullptr) return false;
  if (setjmp(png_jmpbuf(writing.png)) != 0) return false;
  png_set_write_fn(writing.png, &writing, write_bytes, flush_nothing);
  png_set_IHDR(writing.png, writing.info, static_cast<png_uint_32>(writing.width),
               static_cast<png_uint_32>(writing.height), 8,
               writing.opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGBA, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  if (writing.is_flat) {
    // Runs of equal bytes: filters and a search for more take ten times as long and save little.
    png_set_filter(writing.png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(writing.png, 2);
  }
  png_write_info(writing.png, writing.info);
  if (writing.opaque) png_set_filler(writing.png, 0, PNG_FILLER_AFTER);
  if (writing.is_flat) png_set_bgr(writing.png);
  for (std::size_t y = 0; y < static_cast<std::size_t>(writing.height); ++y)
    png_write_row(writing.png, writing.rows + y * writing.stride);
  png_write_end(writing.png, nullptr);
  return true;
}

Result<std::string> encode(Writing writing) {
  const bool done = run(writing);
  png_destroy_write_struct(&writing.png, &writing.info);
  if (!done) return broken("libpng could not write it");
  return std::move(writing.out);
}

}  // namespace

Result<Header> read_png(std::string_view bytes) {
  if (bytes.size() < 33 || bytes.substr(12, 4) != "IHDR") {
    return broken("its PNG header is damaged or cut off");
  }
  Header header;
  header.format = Format::Png;
  header.width = static_cast<int>(std::min<std::uint32_t>(be32(bytes, 16), 0x7FFFFFFF));
  header.height = static_cast<int>(std::min<std::uint32_t>(be32(bytes, 20), 0x7FFFFFFF));
  // eXIf may stand anywhere outside the IDAT run; looked for among the first chunks only.
  std::size_t at = 8;
  for (unsigned i = 0; i < kMostChunks && at + 8 <= bytes.size(); ++i) {
    const std::size_t length = be32(bytes, at);
    const std::string_view name = bytes.substr(at + 4, 4);
    if (length > bytes.size() || name == "IDAT") break;
    if (name == "eXIf") header.orientation = read_orientation(bytes.substr(at + 8, length));
    at += length + 12;
  }
  return header;
}

Result<Pixels> decode_png(std::string_view bytes, int reduce) {
  Reading reading;
  reading.bytes = bytes;
  reading.reduce = reduce;
  const bool whole = run(reading);
  png_destroy_read_struct(&reading.png, &reading.info, nullptr);
  if (reading.too_big) {
    return Error{ErrorCode::LimitExceeded, {}, "it is interlaced and has too many pixels"};
  }
  if (!whole && reading.rows_read == 0) return broken("its PNG data is damaged or cut off");
  Pixels pixels = reading.interlaced ? std::move(reading.pixels) : reading.reducer.finish();
  if (!reading.profile.empty()) convert_to_srgb(pixels.rgba, reading.profile);
  pixels.opaque = is_opaque(pixels);
  return pixels;
}

Result<std::string> encode_png(const Pixels& pixels) {
  Writing writing;
  writing.rows = pixels.rgba.data();
  writing.width = pixels.width;
  writing.height = pixels.height;
  writing.stride = static_cast<std::size_t>(pixels.width) * 4;
  writing.opaque = pixels.opaque;
  return encode(std::move(writing));
}

Result<std::string> encode_flat_png(const DrawnRows& drawn) {
  Writing writing;
  writing.rows = drawn.rows;
  writing.width = drawn.width;
  writing.height = drawn.height;
  writing.stride = drawn.stride;
  writing.is_flat = true;
  return encode(std::move(writing));
}

}  // namespace banxin::image
