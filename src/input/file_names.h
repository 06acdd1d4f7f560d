#pragma once
// The names of files as people read them. They come as bytes: of today's systems in UTF-8, of those
// before in whatever these wrote (what unzip leaves of an archive from a Chinese Windows), and
// macOS takes letters apart. What is opened is the bytes; what is sorted, linked to and shown is
// the name.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "input/encoding.h"

namespace banxin::input {

// The encoding of those names that are not UTF-8, which they say together; none when all are.
std::optional<Encoding> encoding_of_names(const std::vector<std::string_view>& names);

// A short text beside the pages (a book.toml) in UTF-8: one that is not says what it is in as names
// do.
std::string decode_short_text(std::string bytes);

// `name` in UTF-8, its letters composed (NFC). Without `encoding`, one that is not UTF-8 says
// alone what it is in.
std::string readable_name(std::string_view name, std::optional<Encoding> encoding);

// The same name in other eyes: Unicode's compatible normal form without case.
std::string folded_name(const std::string& name);

// What a name's bytes may say, folded: itself, and what they were in the encodings of the time
// before.
std::vector<std::string> readings_of_name(std::string_view name);

}  // namespace banxin::input
