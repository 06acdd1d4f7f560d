// MHTML (RFC 2557): MIME multipart/related, as browsers write it. Nested multiparts are entered.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "input/archive.h"
#include "input/transfer_encoding.h"

namespace banxin::input {
namespace {

constexpr std::size_t kMostParts = 100'000;

std::string_view trim(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20)
    text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20)
    text.remove_suffix(1);
  return text;
}

// The next line of `rest` without its end; takes it off.
std::string_view take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

struct Headers {
  std::string location, id, transfer_encoding, content_type;
};

// RFC 5322 header fields with folded lines; `rest` is left at the body.
Headers take_headers(std::string_view& rest) {
  std::string field;
  Headers headers;
  const auto finish = [&headers, &field] {
    const std::size_t colon = field.find(':');
    if (colon == std::string::npos) return;
    const std::string name = ascii_lower(trim(std::string_view(field).substr(0, colon)));
    std::string value(trim(std::string_view(field).substr(colon + 1)));
    if (name == "content-location")
      headers.location = std::move(value);
    else if (name == "content-id")
      headers.id = std::move(value);
    else if (name == "content-transfer-encoding")
      headers.transfer_encoding = ascii_lower(value);
    else if (name == "content-type")
      headers.content_type = std::move(value);
  };
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      field += ' ';
      field += trim(line);
    } else {
      finish();
      field = line;
    }
  }
  finish();
  return headers;
}

// The value of a parameter of a Content-Type (RFC 2045 §5.1), "" when absent.
std::string parameter(std::string_view content_type, std::string_view name) {
  const std::string lowered = ascii_lower(content_type);
  std::size_t at = lowered.find(';');
  while (at != std::string::npos) {
    std::size_t start = at + 1;
    while (start < lowered.size() && lowered[start] == ' ')
      ++start;
    if (lowered.compare(start, name.size(), name) == 0 && lowered[start + name.size()] == '=') {
      std::string_view value = content_type.substr(start + name.size() + 1);
      if (value.starts_with('"')) return std::string(value.substr(1, value.find('"', 1) - 1));
      return std::string(trim(value.substr(0, value.find(';'))));
    }
    at = lowered.find(';', start);
  }
  return {};
}

std::string decode_body(std::string_view body, const std::string& transfer_encoding) {
  if (transfer_encoding == "base64") return decode_base64(body);
  if (transfer_encoding == "quoted-printable") return decode_quoted_printable(body);
  return std::string(body);
}

// The bodies between the delimiter lines "--boundary" of one multipart (RFC 2046 §5.1.1).
std::vector<std::string_view> split_multipart(std::string_view body, const std::string& boundary) {
  const std::string delimiter = "--" + boundary;
  std::vector<std::string_view> pieces;
  std::size_t piece_start = std::string_view::npos;
  for (std::size_t at = body.find(delimiter);
       at != std::string_view::npos && pieces.size() < kMostParts;
       at = body.find(delimiter, at + delimiter.size())) {
    if (at != 0 && body[at - 1] != '\n') continue;
    if (piece_start != std::string_view::npos) {
      std::size_t end = at;
      if (end > piece_start && body[end - 1] == '\n') --end;
      if (end > piece_start && body[end - 1] == '\r') --end;
      pieces.push_back(body.substr(piece_start, end - piece_start));
    }
    const std::size_t line_end = body.find('\n', at);
    if (line_end == std::string_view::npos || body.compare(at + delimiter.size(), 2, "--") == 0) {
      return pieces;
    }
    piece_start = line_end + 1;
  }
  if (piece_start != std::string_view::npos && piece_start < body.size()) {
    pieces.push_back(body.substr(piece_start));  // cut off before its last delimiter
  }
  return pieces;
}

}  // namespace

Result<std::vector<ArchivePart>> read_mhtml(const std::string& file,
                                            const std::string& bytes,
                                            const Limits& limits) {
  std::vector<ArchivePart> parts;
  std::vector<std::string_view> pending{bytes};
  std::size_t left = limits.input_bytes;
  while (!pending.empty() && parts.size() < kMostParts) {
    std::string_view rest = pending.back();
    pending.pop_back();
    const Headers headers = take_headers(rest);
    const std::string boundary = parameter(headers.content_type, "boundary");
    if (!boundary.empty()) {
      std::vector<std::string_view> pieces = split_multipart(rest, boundary);
      pending.insert(pending.end(), pieces.rbegin(), pieces.rend());
      if (pending.size() > kMostParts) break;
      continue;
    }
    ArchivePart part;
    part.name = headers.location;
    if (headers.id.size() > 2) part.id = "cid:" + headers.id.substr(1, headers.id.size() - 2);
    part.type = ascii_lower(
        trim(std::string_view(headers.content_type).substr(0, headers.content_type.find(';'))));
    part.charset = parameter(headers.content_type, "charset");
    part.bytes = decode_body(rest, headers.transfer_encoding);
    if (part.bytes.size() > left) {
      return Error{ErrorCode::LimitExceeded, file, "it unpacks to more than the limit"};
    }
    left -= part.bytes.size();
    parts.push_back(std::move(part));
  }
  const bool has_page = std::any_of(parts.begin(), parts.end(), [](const ArchivePart& part) {
    return part.type == "text/html" || part.type == "application/xhtml+xml";
  });
  if (!has_page) return Error{ErrorCode::Unusable, file, "there is no HTML part in it"};
  return parts;
}

}  // namespace banxin::input
