#pragma once
// The codecs, one .cpp each, behind one shape; inside this module only. `read_*` look at the header
// and allocate nothing by its word; `decode_*` are called after the pixel limit was checked.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "image/image.h"

namespace banxin::image {

Result<Header> read_jpeg(std::string_view bytes);
Result<Header> read_png(std::string_view bytes);
Result<Header> read_gif(std::string_view bytes);
Result<Header> read_webp(std::string_view bytes);
Result<Header> read_avif(std::string_view bytes);
Result<Header> read_bmp(std::string_view bytes);
Result<Header> read_svg(std::string_view bytes);

// Not turned: the caller applies the orientation. `reduce` asks for pixels averaged over squares of
// that side; a codec that cannot ignores it.
Result<Pixels> decode_jpeg(std::string_view bytes, int reduce);
Result<Pixels> decode_png(std::string_view bytes, int reduce);
Result<Pixels> decode_gif(std::string_view bytes);
// Whether every block is there up to the trailer; what is in them is not looked at.
bool is_whole_gif(std::string_view bytes);
Result<Pixels> decode_webp(std::string_view bytes, int reduce);
Result<Pixels> decode_avif(std::string_view bytes);
Result<Pixels> decode_bmp(std::string_view bytes);

// Alpha is not written.
Result<std::string> encode_jpeg(const Pixels& pixels, int quality);
Result<std::string> encode_png(const Pixels& pixels);

inline Error broken(std::string detail) {
  return {ErrorCode::Unusable, {}, std::move(detail)};
}

// Big- and little-endian numbers; 0 past the end.
inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : 0U;
}
inline std::uint32_t be16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) << 8U | byte_at(bytes, at + 1);
}
inline std::uint32_t be32(std::string_view bytes, std::size_t at) {
  return be16(bytes, at) << 16U | be16(bytes, at + 2);
}
inline std::uint32_t le16(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8U;
}
inline std::uint32_t le32(std::string_view bytes, std::size_t at) {
  return le16(bytes, at) | le16(bytes, at + 2) << 16U;
}

}  // namespace banxin::image
