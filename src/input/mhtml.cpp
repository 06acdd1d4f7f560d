// MHTML (RFC 2557): MIME multipart/related, as browsers write it. Nested multiparts are entered.
#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "input/archive.h"
#include "input/transfer_encoding.h"
#include "input/url.h"

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
  std::string location, base, saved_from, id, transfer_encoding, content_type;
  bool is_mime = false;
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
    else if (name == "content-base")
      headers.base = std::move(value);
    else if (name == "snapshot-content-location")
      headers.saved_from = std::move(value);
    else if (name == "mime-version")
      headers.is_mime = true;
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

// "<x@y>" as a cid: URL (RFC 2392).
std::string content_id(std::string_view id) {
  return id.size() > 2 ? "cid:" + std::string(id.substr(1, id.size() - 2)) : std::string{};
}

// A multipart's or a part's text, and what it takes from the multipart around it.
struct Piece {
  std::string_view text;
  std::string base;   // what its relative addresses mean (RFC 2557 §5)
  std::string start;  // the id of the part that the multipart begins with (RFC 2387 §3.2)
};

std::string base_of(const Headers& headers, const std::string& outer) {
  for (const std::string* address : {&headers.base, &headers.location, &headers.saved_from}) {
    if (!address->empty()) return resolve_url(*address, outer);
  }
  return outer;
}

ArchivePart part_of(const Headers& headers, const Piece& piece, std::string_view body) {
  ArchivePart part;
  const std::string base =
      headers.base.empty() ? piece.base : resolve_url(headers.base, piece.base);
  part.name = headers.location.empty() ? std::string{} : resolve_url(headers.location, base);
  part.base = part.name.empty() ? base : part.name;
  part.id = content_id(headers.id);
  part.is_start = !piece.start.empty() && part.id == piece.start;
  const std::string_view type = headers.content_type;
  part.type = ascii_lower(trim(type.substr(0, type.find(';'))));
  part.charset = parameter(headers.content_type, "charset");
  part.bytes = decode_body(body, headers.transfer_encoding);
  return part;
}

std::string_view without_mark(std::string_view bytes) {
  return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes;
}

}  // namespace

bool is_mhtml(std::string_view bytes) {
  constexpr std::size_t kMostHeaderBytes = 16384;
  std::string_view head = without_mark(bytes.substr(0, kMostHeaderBytes));
  if (head.empty() || !is_ascii_letter(head.front())) return false;
  const Headers headers = take_headers(head);
  const std::string type = ascii_lower(headers.content_type);
  return headers.is_mime && (type.starts_with("multipart/") || type.starts_with("text/html"));
}

Result<std::vector<ArchivePart>> read_mhtml(const std::string& file,
                                            std::string_view bytes,
                                            const Limits& limits) {
  std::vector<ArchivePart> parts;
  std::vector<Piece> pending{{without_mark(bytes), {}, {}}};
  std::size_t left = limits.input_bytes;
  while (!pending.empty() && parts.size() < kMostParts) {
    const Piece piece = std::move(pending.back());
    pending.pop_back();
    std::string_view rest = piece.text;
    const Headers headers = take_headers(rest);
    const std::string boundary = parameter(headers.content_type, "boundary");
    if (!boundary.empty()) {
      const std::vector<std::string_view> pieces = split_multipart(rest, boundary);
      if (pending.size() + pieces.size() > kMostParts) break;
      const std::string base = base_of(headers, piece.base);
      const std::string start = content_id(parameter(headers.content_type, "start"));
      for (auto at = pieces.rbegin(); at != pieces.rend(); ++at)
        pending.push_back({*at, base, start});
      continue;
    }
    ArchivePart part = part_of(headers, piece, rest);
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
  decode_names(parts);
  return parts;
}

}  // namespace banxin::input
