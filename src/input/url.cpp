#include "input/url.h"

#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "input/transfer_encoding.h"

namespace banxin::input {
namespace {

// The segments of a path without `.` and `..`, which takes the one before along (RFC 3986 §5.2.4);
// false when it leads above the first.
bool split_path(std::string_view path, std::vector<std::string_view>& parts) {
  bool inside = true;
  while (true) {
    const std::size_t end = path.find('/');
    const std::string_view part = path.substr(0, end);
    if (part == "..") {
      inside = inside && !parts.empty();
      if (!parts.empty()) parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    if (end == std::string_view::npos) return inside;
    path.remove_prefix(end + 1);
  }
}

std::string join_parts(const std::vector<std::string_view>& parts) {
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

}  // namespace

std::string strip_url(std::string_view url) {
  while (!url.empty() && static_cast<unsigned char>(url.front()) <= 0x20)
    url.remove_prefix(1);
  while (!url.empty() && static_cast<unsigned char>(url.back()) <= 0x20)
    url.remove_suffix(1);
  std::string out;
  out.reserve(url.size());
  for (const char c : url) {
    if (c != '\t' && c != '\n' && c != '\r') out += c;
  }
  return out;
}

std::string url_scheme(std::string_view url) {
  const std::string stripped = strip_url(url);
  if (stripped.empty() || !is_ascii_letter(stripped.front())) return {};
  std::string scheme;
  for (const char c : stripped) {
    if (c == ':') return scheme;
    if (!is_ascii_alphanumeric(c) && c != '+' && c != '-' && c != '.') return {};
    scheme += ascii_lower(c);
  }
  return {};
}

std::string resolve_path(std::string_view url, std::string_view base) {
  std::string path = decode_percent(url.substr(0, url.find('#')));
  std::replace(path.begin(), path.end(), '\\', '/');  // URL Standard §4.4, special URLs
  const std::size_t slash = base.rfind('/');
  const std::string whole =
      slash == std::string_view::npos ? path : std::string(base.substr(0, slash + 1)) + path;
  std::vector<std::string_view> parts;
  return split_path(whole, parts) ? join_parts(parts) : std::string{};
}

std::string resolve_name(std::string_view path) {
  std::vector<std::string_view> parts;
  return split_path(path, parts) ? join_parts(parts) : std::string{};
}

std::string resolve_url(std::string_view url, std::string_view base) {
  url = url.substr(0, url.find('#'));
  const std::string scheme = url_scheme(base);
  if (scheme.empty() || !url_scheme(url).empty()) return std::string(url);
  base = base.substr(0, base.find('#'));
  const std::string_view behind = base.substr(scheme.size() + 1);
  if (!behind.starts_with("//")) return std::string(url);  // cid:, mailto:
  if (url.starts_with("//")) return scheme + ':' + std::string(url);
  const std::size_t host_end = std::min(behind.find_first_of("/?", 2), behind.size());
  const std::string host = scheme + ':' + std::string(behind.substr(0, host_end));
  std::string_view path = behind.substr(host_end);
  if (url.empty()) return std::string(base);
  path = path.substr(0, path.find('?'));
  if (url.starts_with('?')) return host + std::string(path) + std::string(url);
  const std::size_t query = std::min(url.find('?'), url.size());
  std::string own(url.substr(0, query));
  std::replace(own.begin(), own.end(), '\\', '/');
  std::string whole = own;
  if (!own.starts_with('/')) {
    whole = std::string(path.substr(0, path.rfind('/') + 1)) + own;
  }
  std::vector<std::string_view> parts;
  split_path(whole, parts);
  std::string out = host + '/' + join_parts(parts);
  if (whole.ends_with('/') && !out.ends_with('/')) out += '/';
  out += url.substr(query);
  return out;
}

}  // namespace banxin::input
