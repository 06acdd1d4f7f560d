#pragma once
// Addresses as pages write them: what a reference means beside the address that it stands in.
#include <string>
#include <string_view>

namespace banxin::input {

// The scheme of a URL in lower case, "" for a relative reference (RFC 3986 §3.1). Blanks and
// control characters that browsers strip are stripped first (URL Standard §4.1).
std::string url_scheme(std::string_view url);

// Without leading and trailing blanks and controls, and without tabs and line ends (URL Standard
// §4.4).
std::string strip_url(std::string_view url);

// `url` (relative, without its query and fragment, percent-decoded) against `base`, with `.` and
// `..` resolved; "" when it leads above the root.
std::string resolve_path(std::string_view url, std::string_view base);

// A path that is no URL, with `.` and `..` resolved; "" when it leads above the root.
std::string resolve_name(std::string_view path);

// `url` against the absolute URL `base` (RFC 3986 §5.2), without its fragment. Nothing is decoded.
// A base without a scheme leaves `url` as it is.
std::string resolve_url(std::string_view url, std::string_view base);

}  // namespace banxin::input
