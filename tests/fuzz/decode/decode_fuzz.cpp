// Any bytes decode to valid UTF-8, under every encoding and under the sniffed one.
#include <cstdint>
#include <string>

#include "base/assert.h"
#include "base/utf8.h"
#include "input/encoding.h"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer calls it so.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace banxin;
  if (size == 0) return 0;
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr unsigned kEncodings = static_cast<unsigned>(input::Encoding::XUserDefined) + 1;
  const auto encoding = static_cast<input::Encoding>(data[0] % kEncodings);
  const input::DecodedText named = input::decode_as(encoding, bytes);
  BANXIN_ASSERT(is_valid_utf8(named.text), "what was decoded is UTF-8");
  BANXIN_ASSERT(named.invalid == 0 || named.text.substr(named.first_invalid, 3) == "\xEF\xBF\xBD",
                "the first fault is where it is said to be");
  Diagnostics diagnostics;
  const input::DecodedText sniffed = input::decode_text(bytes, {}, "fuzz", diagnostics);
  BANXIN_ASSERT(is_valid_utf8(sniffed.text), "what was decoded is UTF-8");
  input::prescan_encoding(bytes);
  return 0;
}
