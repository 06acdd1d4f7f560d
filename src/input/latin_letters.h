#pragma once
// Which single-byte encoding a Latin text is in, by the letters that languages have: windows-1252,
// windows-1250, ISO-8859-2, windows-1254 and windows-1257 put different letters on the same bytes.
#include <optional>
#include <string>

#include "input/encoding.h"

namespace banxin::input {

// Whether the vote below knows the encoding.
bool is_latin_encoding(Encoding encoding);

// The encoding under which the letters beyond ASCII are all, or nearly all, those of one language;
// empty where none is, or where there are too few.
std::optional<Encoding> find_latin_encoding(const std::string& bytes);

}  // namespace banxin::input
