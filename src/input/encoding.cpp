#include "input/encoding.h"

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "base/diagnostic_ids.h"
#include "base/utf8.h"
#include "input/decoders.h"

namespace banxin::input {
namespace {

constexpr std::string_view kNames[] = {
#define ENCODING(identifier, name) name,
#include "input/encoding_names.inc"
#undef ENCODING
};

struct Label {
  std::string_view label;
  Encoding encoding;
};
constexpr Label kLabels[] = {
#include "input/encoding_labels.inc"
};

std::string_view byte_order_mark(Encoding encoding) {
  switch (encoding) {
    case Encoding::Utf8:
      return "\xEF\xBB\xBF";
    case Encoding::Utf16be:
      return "\xFE\xFF";
    case Encoding::Utf16le:
      return "\xFF\xFE";
    default:
      return {};
  }
}

// Line and column of an offset of the text, in characters; any of LF, CR LF, CR ends a line.
SourcePosition position_in(std::string_view text, std::size_t offset) {
  SourcePosition place{1, 1};
  for (std::size_t i = 0; i < offset; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool ends_line = byte == '\n' || (byte == '\r' && text.substr(i + 1, 1) != "\n");
    if (ends_line) {
      ++place.line;
      place.column = 1;
    } else if ((byte & 0xC0U) != 0x80U) {
      ++place.column;
    }
  }
  return place;
}

DecodedText decode_utf8_bytes(std::string bytes) {
  DecodedText result;
  const std::size_t valid = valid_utf8_prefix(bytes);
  if (valid == bytes.size()) {
    result.text = std::move(bytes);  // the common case: nothing is copied
    return result;
  }
  DecoderOutput out{std::move(result.text)};
  out.text.reserve(bytes.size() + bytes.size() / 8);
  out.text.append(bytes, 0, valid);
  for (std::size_t at = valid; at < bytes.size();) {
    const DecodedCharacter character = decode_utf8(bytes, at);
    const bool is_fault = character.code_point == kReplacementCharacter &&
                          std::string_view(bytes).substr(at, 3) != "\xEF\xBF\xBD";
    if (is_fault) {
      out.fault();
    } else {
      out.text.append(bytes, at, character.length);
    }
    at += character.length;
  }
  return {std::move(out.text), Encoding::Utf8, {}, out.faults, out.first_fault};
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  return kNames[static_cast<std::size_t>(encoding)];
}

std::string_view encoding_source_name(EncodingSource source) {
  constexpr std::array<std::string_view, 6> kSources{
      "byte order mark", "option", "transport", "meta", "xml declaration", "default"};
  return kSources[static_cast<std::size_t>(source)];
}

std::optional<Encoding> find_encoding(std::string_view label) {
  while (!label.empty() && is_ascii_space(label.front()))
    label.remove_prefix(1);
  while (!label.empty() && is_ascii_space(label.back()))
    label.remove_suffix(1);
  std::string lower(label.substr(0, 64));  // no label is longer than 19
  for (char& c : lower)
    c = ascii_lower(c);
  const auto* row = std::lower_bound(
      std::begin(kLabels), std::end(kLabels), lower,
      [](const Label& entry, const std::string& wanted) { return entry.label < wanted; });
  if (row == std::end(kLabels) || row->label != lower) return std::nullopt;
  return row->encoding;
}

DecodedText decode_as(Encoding encoding, std::string bytes) {
  const std::string_view mark = byte_order_mark(encoding);
  if (!mark.empty() && bytes.starts_with(mark)) bytes.erase(0, mark.size());
  DecodedText result;
  if (encoding == Encoding::Utf8) {
    result = decode_utf8_bytes(std::move(bytes));
  } else {
    DecoderOutput out;
    out.text.reserve(bytes.size() + bytes.size() / 2);
    decode_bytes(encoding, bytes, out);
    result = {std::move(out.text), encoding, {}, out.faults, out.first_fault};
  }
  result.encoding = encoding;
  return result;
}

DecodedText decode_text(std::string bytes,
                        const EncodingOptions& options,
                        std::string_view file,
                        Diagnostics& diagnostics) {
  const SniffedEncoding sniffed = sniff_encoding(bytes, options);
  DecodedText result = decode_as(sniffed.encoding, std::move(bytes));
  result.source = sniffed.source;
  if (result.invalid > 0) {
    diagnostics.report(DiagnosticId::InvalidBytes, file,
                       position_in(result.text, result.first_invalid),
                       std::to_string(result.invalid));
  }
  return result;
}

}  // namespace banxin::input
