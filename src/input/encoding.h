#pragma once
// Encoding at the door: which encoding a page's bytes are in, and their text in UTF-8. The labels,
// the sniffing and the decoders are those of the WHATWG Encoding Standard and of HTML Standard
// §13.2.3 "The input byte stream".
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"

namespace banxin::input {

enum class Encoding : std::uint8_t {
#define ENCODING(identifier, name) identifier,
#include "input/encoding_names.inc"
#undef ENCODING
};

// The standard's name in lower case, "gbk".
std::string_view encoding_name(Encoding encoding);
// Encoding Standard §4.2 "get an encoding": any of its labels, in any case, spaces around it.
std::optional<Encoding> find_encoding(std::string_view label);

// What decided.
enum class EncodingSource : std::uint8_t {
  ByteOrderMark,
  Override,        // --encoding
  Transport,       // a Content-Type header
  Meta,            // <meta> within the first 1024 bytes
  XmlDeclaration,  // <?xml encoding=…?>, or the UTF-16 form of `<?x`
  Default,         // nothing: windows-1252, a guess that more may be known about
};
std::string_view encoding_source_name(EncodingSource source);

struct SniffedEncoding {
  Encoding encoding = Encoding::Windows1252;
  EncodingSource source = EncodingSource::Default;
};

struct EncodingOptions {
  std::string override_label;   // --encoding, "" when not given
  std::string transport_label;  // charset of the transport, "" when not given
};

// HTML Standard §13.2.3.2 "encoding sniffing algorithm". Labels that name no encoding count as not
// given.
SniffedEncoding sniff_encoding(std::string_view bytes, const EncodingOptions& options);

inline constexpr std::size_t kPrescanBytes = 1024;
// "Prescan a byte stream to determine its encoding", over all of `bytes`: callers cut it to
// kPrescanBytes, or look for a late declaration. Default source when there is none.
SniffedEncoding prescan_encoding(std::string_view bytes);

struct DecodedText {
  std::string text;  // UTF-8, without a byte order mark
  Encoding encoding = Encoding::Utf8;
  EncodingSource source = EncodingSource::Default;
  std::size_t invalid = 0;        // ill-formed sequences, each now U+FFFD
  std::size_t first_invalid = 0;  // offset in `text` of the first of them
};

// Sniffs and decodes; reports InvalidBytes with count and first place. Never fails.
DecodedText decode_text(std::string bytes,
                        const EncodingOptions& options,
                        std::string_view file,
                        Diagnostics& diagnostics);
// Decodes without sniffing; a byte order mark of that encoding is taken off.
DecodedText decode_as(Encoding encoding, std::string bytes);

}  // namespace banxin::input
