#pragma once
// The decoders behind decode_as(), one function a family of encodings (Encoding Standard §9-14).
#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "input/encoding.h"

namespace banxin::input {

// What a decoder writes to: UTF-8, and how often it met what has no meaning.
struct DecoderOutput {
  std::string text;
  std::size_t faults = 0;
  std::size_t first_fault = 0;  // offset in `text`

  void put(char32_t code_point) { append_utf8(text, code_point); }
  void fault() {
    if (faults++ == 0) first_fault = text.size();
    text += "\xEF\xBF\xBD";
  }
};

inline std::uint32_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}
inline bool is_in(std::uint32_t byte, std::uint32_t first, std::uint32_t last) {
  return byte >= first && byte <= last;
}

// Any encoding but UTF-8.
void decode_bytes(Encoding encoding, std::string_view bytes, DecoderOutput& out);

void decode_single_byte(Encoding encoding, std::string_view bytes, DecoderOutput& out);
void decode_gb18030(std::string_view bytes, DecoderOutput& out);
void decode_big5(std::string_view bytes, DecoderOutput& out);
void decode_euc_jp(std::string_view bytes, DecoderOutput& out);
void decode_shift_jis(std::string_view bytes, DecoderOutput& out);
void decode_euc_kr(std::string_view bytes, DecoderOutput& out);
void decode_iso_2022_jp(std::string_view bytes, DecoderOutput& out);
enum class ByteOrder : std::uint8_t { Little, Big };
void decode_utf16(std::string_view bytes, ByteOrder order, DecoderOutput& out);

}  // namespace banxin::input
