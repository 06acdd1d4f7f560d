#pragma once
// Bytes written as text: base64 (RFC 4648), quoted-printable (RFC 2045 §6.7), percent-encoding
// (RFC 3986 §2.1). What does not belong to the encoding is passed over, as browsers do.
#include <string>
#include <string_view>

namespace banxin::input {

std::string decode_base64(std::string_view text);
std::string decode_quoted_printable(std::string_view text);
std::string decode_percent(std::string_view text);

}  // namespace banxin::input
