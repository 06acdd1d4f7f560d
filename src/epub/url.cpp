#include "epub/url.h"

#include <unicode/uidna.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "input/url.h"

namespace banxin::epub {
namespace {

void append_percent(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4U];
  out += kHex[byte & 0xFU];
}

// RFC 3986: unreserved and reserved characters stay, a % only before two digits.
std::string encode(std::string_view text, std::string_view also_allowed) {
  constexpr std::string_view kAllowed = "-._~!$&'()*+,;=:@/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escape = c == '%' && i + 2 < text.size() && is_ascii_hex_digit(text[i + 1]) &&
                        is_ascii_hex_digit(text[i + 2]);
    if (is_ascii_alphanumeric(c) || escape || kAllowed.find(c) != std::string_view::npos ||
        also_allowed.find(c) != std::string_view::npos) {
      out += c;
    } else {
      append_percent(out, c);
    }
  }
  return out;
}

bool is_valid_port(std::string_view port) {
  if (port.size() > 5 ||
      !std::all_of(port.begin(), port.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return false;
  }
  int number = 0;
  for (const char c : port)
    number = number * 10 + (c - '0');
  return number <= 65535;
}

// 例子.中国 → xn--fsqu00a.xn--fiqs8s (UTS #46); "" when it is no name.
std::string ascii_host(std::string_view host) {
  UErrorCode status = U_ZERO_ERROR;
  UIDNA* idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI, &status);
  if (U_FAILURE(status)) return {};
  std::array<char, 300> out{};
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  const std::int32_t length =
      uidna_nameToASCII_UTF8(idna, host.data(), static_cast<std::int32_t>(host.size()), out.data(),
                             static_cast<std::int32_t>(out.size()), &info, &status);
  uidna_close(idna);
  const bool is_name = U_SUCCESS(status) && info.errors == 0 && length > 0 &&
                       static_cast<std::size_t>(length) < out.size();
  return is_name ? std::string(out.data(), static_cast<std::size_t>(length)) : std::string();
}

// A name of ASCII labels or a dotted IPv4 address.
bool is_valid_host(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  const bool numeric = std::all_of(host.begin(), host.end(),
                                   [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
  std::size_t parts = 0;
  for (std::size_t at = 0; at <= host.size(); ++parts) {
    const std::size_t end = std::min(host.find('.', at), host.size());
    const std::string_view label = host.substr(at, end - at);
    const bool is_root = label.empty() && end == host.size() && parts > 0;
    if ((label.empty() && !is_root) || label.size() > 63) return false;
    for (const char c : label) {
      if (!is_ascii_alphanumeric(c) && c != '-' && c != '_') return false;
    }
    if (numeric && (label.size() > 3 || std::stoi("0" + std::string(label)) > 255)) return false;
    at = end + 1;
  }
  return !numeric || parts == 4;
}

// authority = [userinfo@]host[:port], lower-cased host; "" when it is no such thing.
std::string valid_authority(std::string_view authority) {
  // A password in a link is nothing that a book should carry.
  authority.remove_prefix(std::min(authority.rfind('@') + 1, authority.size()));
  std::string_view host = authority;
  std::string_view port;
  if (const std::size_t colon = authority.rfind(':'); colon != std::string_view::npos) {
    host = authority.substr(0, colon);
    port = authority.substr(colon + 1);
  }
  if (!is_valid_port(port)) return {};
  std::string out(host);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const bool is_ascii = std::all_of(out.begin(), out.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii) out = ascii_host(out);
  if (!is_valid_host(out)) return {};
  if (!port.empty()) out += ":" + std::string(port);
  return out;
}

// What follows scheme: in http, https, ftp.
std::string valid_hierarchical(std::string_view scheme, std::string rest) {
  std::replace(
      rest.begin(),
      rest.begin() + static_cast<std::ptrdiff_t>(std::min(rest.find_first_of("?#"), rest.size())),
      '\\', '/');
  std::string_view view = rest;
  while (view.starts_with("/"))
    view.remove_prefix(1);
  const std::size_t end = std::min(view.find_first_of("/?#"), view.size());
  const std::string authority = valid_authority(view.substr(0, end));
  if (authority.empty()) return {};
  view.remove_prefix(end);
  const std::size_t hash = view.find('#');
  std::string out = std::string(scheme) + "://" + authority;
  if (!view.starts_with("/")) out += '/';
  out += encode(view.substr(0, hash), "?");
  if (hash != std::string_view::npos) out += "#" + encode(view.substr(hash + 1), "?");
  return out;
}

std::string resolve(std::string_view href, std::string_view base) {
  const std::string scheme = input::url_scheme(base);
  if (scheme != "http" && scheme != "https") {
    // A page from a disk: its scheme is anybody's guess, and https the best.
    return href.starts_with("//") ? "https:" + std::string(href) : std::string{};
  }
  const std::size_t authority = base.find("//");
  if (authority == std::string_view::npos) return {};
  const std::size_t path = std::min(base.find_first_of("/?#", authority + 2), base.size());
  const std::string origin(base.substr(0, path));
  if (href.starts_with("//")) return scheme + ":" + std::string(href);
  if (href.starts_with("/")) return origin + std::string(href);
  std::string_view folder = base.substr(path, base.find_first_of("?#", path) - path);
  if (href.starts_with("?")) return origin + std::string(folder) + std::string(href);
  folder = folder.substr(0, folder.rfind('/') + 1);
  const std::size_t tail = std::min(href.find_first_of("?#"), href.size());
  // Dot segments (RFC 3986 §5.2.4).
  std::vector<std::string> parts;
  const std::string joined = std::string(folder) + std::string(href.substr(0, tail));
  for (std::size_t at = 0; at <= joined.size();) {
    const std::size_t end = std::min(joined.find('/', at), joined.size());
    const std::string part = joined.substr(at, end - at);
    const bool last = end == joined.size();
    if (part == "..") {
      if (!parts.empty()) parts.pop_back();
    } else if (part != "." && (!part.empty() || last)) {
      parts.push_back(part);
    }
    if (last && (part == "." || part == "..")) parts.emplace_back();
    at = end + 1;
  }
  std::string out = origin;
  for (const std::string& part : parts)
    out += "/" + part;
  return out + std::string(href.substr(tail));
}

}  // namespace

std::string valid_link(std::string_view href, std::string_view base) {
  std::string url = input::strip_url(href);
  if (url.empty() || url.size() > 4000) return {};
  std::string scheme = input::url_scheme(url);
  if (scheme.empty()) {
    url = resolve(url, base);
    scheme = input::url_scheme(url);
    if (scheme.empty()) return {};
  }
  std::string rest = url.substr(url.find(':') + 1);
  if (scheme == "http" || scheme == "https" || scheme == "ftp") {
    return valid_hierarchical(scheme, std::move(rest));
  }
  if (scheme == "mailto") {
    const bool has_address =
        rest.find('@') != std::string::npos || rest.find("%40") != std::string::npos;
    return has_address ? "mailto:" + encode(rest, "?") : std::string{};
  }
  if (scheme == "tel") {
    constexpr std::string_view kNumber = "0123456789+-.()*#; ";
    if (rest.empty() || rest.find_first_not_of(kNumber) != std::string::npos) return {};
    std::erase(rest, ' ');
    std::erase(rest, '#');
    return "tel:" + rest;
  }
  return {};
}

}  // namespace banxin::epub
