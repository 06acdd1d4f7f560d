// JPEG (ITU-T T.81, JFIF, EXIF) through libjpeg-turbo. The header is read here: no library state is
// built for a picture that is passed on as it is.
// jpeglib.h needs <cstddef> and <cstdio> before it.
#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include "image/codecs.h"
#include "image/colour_profile.h"
#include "image/orientation.h"

namespace banxin::image {
namespace {

// A progressive file of thousands of scans costs a pass over all its pixels for each.
constexpr int kMostScans = 500;
constexpr std::size_t kMostProfileBytes = 4U << 20U;

constexpr bool is_frame_header(std::uint32_t marker) {
  return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}
constexpr bool stands_alone(std::uint32_t marker) {
  return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}

struct Frame {
  Header header;
  std::uint32_t marker = 0;
  std::uint32_t bits = 0;
  std::uint32_t components = 0;
  int scans = 0;
  bool ended = false;
};

void read_segment(Frame& frame, std::uint32_t marker, std::string_view body) {
  if (is_frame_header(marker) && frame.marker == 0 && body.size() >= 6) {
    frame.marker = marker;
    frame.bits = byte_at(body, 0);
    frame.header.height = static_cast<int>(be16(body, 1));
    frame.header.width = static_cast<int>(be16(body, 3));
    frame.components = byte_at(body, 5);
  } else if (marker == 0xE1 && body.starts_with(std::string_view("Exif\0\0", 6))) {
    frame.header.orientation = read_orientation(body.substr(6));
  }
}

// The next marker at or after `at` that is not a stuffed byte or a restart marker of a scan.
std::size_t find_marker(std::string_view bytes, std::size_t at) {
  while (true) {
    at = bytes.find('\xFF', at);
    if (at == std::string_view::npos || at + 1 >= bytes.size()) return std::string_view::npos;
    const std::uint32_t next = byte_at(bytes, at + 1);
    if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) return at;
    ++at;
  }
}

Frame read_frame(std::string_view bytes) {
  Frame frame;
  frame.header.format = Format::Jpeg;
  std::size_t at = 2;
  while ((at = find_marker(bytes, at)) != std::string_view::npos) {
    const std::uint32_t marker = byte_at(bytes, at + 1);
    at += 2;
    if (marker == 0xD9) {
      frame.ended = true;
      break;
    }
    if (stands_alone(marker)) continue;
    const std::size_t length = be16(bytes, at);
    if (length < 2 || at + length > bytes.size()) break;
    read_segment(frame, marker, bytes.substr(at + 2, length - 2));
    if (marker == 0xDA && ++frame.scans > kMostScans) break;
    at += length;
  }
  return frame;
}

// libjpeg's way out of an error. Everything that lives across the jump stands in here.
struct Failure {
  jpeg_error_mgr manager;
  std::jmp_buf jump;
  char message[JMSG_LENGTH_MAX];
};

[[noreturn]] void fail(j_common_ptr state) {
  auto* failure = reinterpret_cast<Failure*>(state->err);
  state->err->format_message(state, failure->message);
  std::longjmp(failure->jump, 1);
}

void stay_silent(j_common_ptr, int) {}
void say_nothing(j_common_ptr) {}

jpeg_error_mgr* watch(Failure& failure) {
  jpeg_error_mgr* manager = jpeg_std_error(&failure.manager);
  manager->error_exit = fail;
  manager->emit_message = stay_silent;
  manager->output_message = say_nothing;
  failure.message[0] = '\0';
  return manager;
}

struct Decoding {
  Failure failure;
  jpeg_decompress_struct state;
  std::string_view bytes;
  int reduce = 1;
  Pixels pixels;  // for CMYK, `rgba` holds C, M, Y, K until it is converted
  std::string profile;
  bool is_cmyk = false;
  int rows = 0;
};

int scale_denominator(int reduce) {
  if (reduce <= 1) return 1;
  if (reduce <= 2) return 2;
  return reduce <= 4 ? 4 : 8;
}

// False after an error; `rows` says how far it came.
bool run(Decoding& decoding) {
  jpeg_decompress_struct& state = decoding.state;
  state.err = watch(decoding.failure);
  if (setjmp(decoding.failure.jump) != 0) return false;
  jpeg_create_decompress(&state);
  jpeg_mem_src(&state, reinterpret_cast<const unsigned char*>(decoding.bytes.data()),
               decoding.bytes.size());
  jpeg_save_markers(&state, JPEG_APP0 + 2, 0xFFFF);
  jpeg_read_header(&state, TRUE);
  decoding.is_cmyk = state.num_components == 4;
  state.out_color_space = decoding.is_cmyk ? JCS_CMYK : JCS_EXT_RGBA;
  state.scale_num = 1;
  state.scale_denom = static_cast<unsigned>(scale_denominator(decoding.reduce));
  jpeg_start_decompress(&state);
  decoding.pixels.width = static_cast<int>(state.output_width);
  decoding.pixels.height = static_cast<int>(state.output_height);
  const std::size_t stride = std::size_t{state.output_width} * 4;
  decoding.pixels.rgba.resize(stride * state.output_height);
  while (state.output_scanline < state.output_height) {
    JSAMPROW row = decoding.pixels.rgba.data() + stride * state.output_scanline;
    jpeg_read_scanlines(&state, &row, 1);
    decoding.rows = static_cast<int>(state.output_scanline);
  }
  JOCTET* profile = nullptr;
  unsigned length = 0;
  if (jpeg_read_icc_profile(&state, &profile, &length) != FALSE) {
    if (length <= kMostProfileBytes) {
      decoding.profile.assign(reinterpret_cast<const char*>(profile), length);
    }
    std::free(profile);
  }
  return true;
}

struct Encoding {
  Failure failure;
  jpeg_compress_struct state;
  const Pixels* pixels = nullptr;
  int quality = 85;
  unsigned char* out = nullptr;
  unsigned long length = 0;  // NOLINT(google-runtime-int): libjpeg's type
};

bool run(Encoding& encoding) {
  jpeg_compress_struct& state = encoding.state;
  state.err = watch(encoding.failure);
  if (setjmp(encoding.failure.jump) != 0) return false;
  jpeg_create_compress(&state);
  jpeg_mem_dest(&state, &encoding.out, &encoding.length);
  state.image_width = static_cast<JDIMENSION>(encoding.pixels->width);
  state.image_height = static_cast<JDIMENSION>(encoding.pixels->height);
  state.input_components = 4;
  state.in_color_space = JCS_EXT_RGBA;
  jpeg_set_defaults(&state);
  jpeg_set_quality(&state, encoding.quality, TRUE);
  state.optimize_coding = TRUE;
  jpeg_start_compress(&state, TRUE);
  const std::size_t stride = std::size_t{state.image_width} * 4;
  while (state.next_scanline < state.image_height) {
    const std::uint8_t* start = encoding.pixels->rgba.data() + stride * state.next_scanline;
    JSAMPROW row = const_cast<JSAMPROW>(start);  // libjpeg's interface; it only reads
    jpeg_write_scanlines(&state, &row, 1);
  }
  jpeg_finish_compress(&state);
  return true;
}

}  // namespace

Result<Header> read_jpeg(std::string_view bytes) {
  Frame frame = read_frame(bytes);
  if (frame.marker == 0) return broken("its JPEG header is damaged or cut off");
  if (frame.scans > kMostScans) {
    return Error{ErrorCode::LimitExceeded, {}, "it is a progressive JPEG of too many scans"};
  }
  if (frame.scans == 0) return broken("it holds a JPEG header and no picture");
  // Baseline, extended and progressive Huffman coding only (PDF 32000-1 §7.4.8); four channels are
  // converted, because readers disagree on Adobe's inverted ones.
  frame.header.passes_through = frame.ended && frame.bits == 8 && frame.marker <= 0xC2 &&
                                (frame.components == 1 || frame.components == 3);
  return frame.header;
}

Result<Pixels> decode_jpeg(std::string_view bytes, int reduce) {
  Decoding decoding{};
  decoding.bytes = bytes;
  decoding.reduce = reduce;
  const bool whole = run(decoding);
  jpeg_destroy_decompress(&decoding.state);
  if (!whole && decoding.rows == 0) return broken(decoding.failure.message);
  if (decoding.is_cmyk) {
    const bool inverted = decoding.state.saw_Adobe_marker != FALSE;
    convert_cmyk(decoding.pixels.rgba, decoding.profile, inverted);
  } else if (!decoding.profile.empty()) {
    convert_to_srgb(decoding.pixels.rgba, decoding.profile);
  }
  return std::move(decoding.pixels);
}

Result<std::string> encode_jpeg(const Pixels& pixels, int quality) {
  Encoding encoding{};
  encoding.pixels = &pixels;
  encoding.quality = std::clamp(quality, 1, 100);
  const bool done = run(encoding);
  jpeg_destroy_compress(&encoding.state);
  std::string out;
  if (done) out.assign(reinterpret_cast<const char*>(encoding.out), encoding.length);
  std::free(encoding.out);
  if (!done) return broken(encoding.failure.message);
  return out;
}

}  // namespace banxin::image
