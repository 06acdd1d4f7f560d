#include "input/resources.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "input/transfer_encoding.h"

namespace banxin::input {
namespace {

// URL Standard §4.4: leading and trailing C0 controls and blanks go, tabs and newlines anywhere.
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

std::string hex(std::uint64_t number) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16).ptr;
  return {digits.data(), end};
}

std::uint64_t content_hash(std::string_view bytes) {
  std::uint64_t value = 14695981039346656037ULL;
  for (const char c : bytes)
    value = (value ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return value;
}

// RFC 2397: data:[<mediatype>][;base64],<data>
Result<Resource> load_data_url(std::string_view url, std::size_t limit) {
  const std::size_t comma = url.find(',');
  if (comma == std::string_view::npos) {
    return Error{ErrorCode::Unusable, std::string(url.substr(0, 40)),
                 "a data: URL without a comma"};
  }
  if (url.size() / 4 * 3 > limit + 64) {
    return Error{ErrorCode::LimitExceeded, std::string(url.substr(0, 40)),
                 "it is longer than the limit"};
  }
  std::string header;
  for (const char c : url.substr(0, comma))
    header += ascii_lower(c);
  while (!header.empty() && header.back() == ' ')
    header.pop_back();
  const std::string decoded = decode_percent(url.substr(comma + 1));
  Resource resource;
  resource.bytes = header.ends_with(";base64") ? decode_base64(decoded) : decoded;
  resource.name = "data:" + hex(content_hash(resource.bytes));
  return resource;
}

std::string_view without_fragment(std::string_view url) {
  return url.substr(0, url.find('#'));
}

Error refused(std::string_view url, std::string_view why) {
  return {ErrorCode::Refused, std::string(url.substr(0, 200)), std::string(why)};
}

}  // namespace

std::string url_scheme(std::string_view url) {
  const std::string stripped = strip_url(url);
  if (stripped.empty() || !is_ascii_letter(stripped.front())) return {};
  std::string scheme;
  for (const char c : stripped) {
    if (c == ':') return scheme;
    const bool fits =
        is_ascii_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (!fits) return {};
    scheme += ascii_lower(c);
  }
  return {};
}

std::string resolve_path(std::string_view url, std::string_view base) {
  std::string path(without_fragment(url));
  path = decode_percent(path);
  for (char& c : path) {
    if (c == '\\') c = '/';  // URL Standard §4.4, special URLs
  }
  const std::size_t slash = base.rfind('/');
  const std::string whole =
      slash == std::string_view::npos ? path : std::string(base.substr(0, slash + 1)) + path;
  std::vector<std::string_view> parts;
  std::string_view rest = whole;
  while (true) {
    const std::size_t end = rest.find('/');
    const std::string_view part = rest.substr(0, end);
    if (part == "..") {
      if (parts.empty()) return {};
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    if (end == std::string_view::npos) break;
    rest.remove_prefix(end + 1);
  }
  std::string out;
  for (const std::string_view part : parts) {
    if (!out.empty()) out += '/';
    out += part;
  }
  return out;
}

void Resources::add_part(std::string name, std::string bytes) {
  parts_.emplace(std::move(name), std::move(bytes));
}

Result<Resource> Resources::load_part(std::string_view url, std::string_view base) const {
  const std::string_view exact = without_fragment(url);
  const std::string resolved = resolve_path(url, base);
  const std::string sibling = base.empty() ? std::string{} : join_path(folder_of(base), exact);
  for (const std::string_view name :
       {std::string_view(url), exact, std::string_view(resolved), std::string_view(sibling)}) {
    const auto found = parts_.find(name);
    if (found != parts_.end()) return Resource{found->second, found->first};
  }
  return Error{ErrorCode::NotFound, std::string(url.substr(0, 200)),
               "the archive has no such part"};
}

Result<Resource> Resources::load(std::string_view raw_url, std::string_view base) const {
  const std::string url = strip_url(raw_url);
  const std::string scheme = url_scheme(url);
  if (scheme == "data") return load_data_url(url, limit_);
  if (has_parts()) {
    Result<Resource> part = load_part(url, base);
    if (part || scheme.empty()) return part;
  }
  if (!scheme.empty())
    return refused(url, "only data: URLs and files below the input's folder are read");
  if (url.starts_with("//") || url.starts_with("\\\\"))
    return refused(url, "it names another host");
  if (url.starts_with('/') || url.starts_with('\\'))
    return refused(url, "absolute paths are not followed");
  if (root_.empty()) return refused(url, "this input has no folder");
  if (without_fragment(url).empty()) return refused(url, "it is the page itself");
  // A file saved under a name with a question mark is meant first; else the query is no part of it.
  const std::string literal = resolve_path(url, base);
  if (literal.empty() || literal.find('\0') != std::string::npos) {
    return refused(url, "it leads out of the input's folder");
  }
  Result<std::string> bytes = files_->load_below(root_, literal, limit_);
  std::string name = literal;
  const std::size_t query = url.find('?');
  if (!bytes && bytes.error().code == ErrorCode::NotFound && query != std::string::npos) {
    name = resolve_path(std::string_view(url).substr(0, query), base);
    if (name.empty()) return refused(url, "it leads out of the input's folder");
    bytes = files_->load_below(root_, name, limit_);
  }
  if (!bytes) return std::move(bytes).error();
  return Resource{std::move(bytes).value(), std::move(name)};
}

}  // namespace banxin::input
