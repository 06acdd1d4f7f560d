#pragma once
// A second opinion on a page's encoding: where no label is given, or where the
// label cannot be right, the bytes decide, by validity and by how well each
// reading of them is language. A label whose reading is valid and sensible is
// never overruled, but for ISO-8859-1, which pages say without a thought.
#include <string>
#include <string_view>
#include <vector>

#include "input/encoding.h"

namespace banxin::input {

struct Detection {
  Encoding encoding = Encoding::Windows1252;
  bool sure = false;     // clearly better than the next best reading
  std::string evidence;  // for the diagnostic: "valid, reads as Chinese;
                         // uchardet agrees"
};

// What the bytes are, whatever any label says. `hint` is a label that does not
// bind (one the standard does not know, one beyond the first 1024 bytes), ""
// for none.
Detection detect_encoding(std::string_view bytes, std::string_view hint);

// As decode_text(), with the second opinion: reports EncodingGuessed where
// nothing was said, EncodingContradicted where a label was overruled,
// EncodingMixed where some pieces of text are in another encoding than the rest
// (they are read in theirs).
DecodedText decode_document(std::string bytes,
                            const EncodingOptions& options,
                            std::string_view file,
                            Diagnostics& diagnostics);

}  // namespace banxin::input
